"""What the model sees of a word: its normal form and hashed affixes and shape. src/parse/features.ts does the same."""
import re

BUCKETS = 8192
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def normal(form):
    return re.sub(r"[0-9]", "0", form.translate(_QUOTES).lower())


def shape(form):
    out, last, run = [], "", 0
    for c in form:
        k = "d" if "0" <= c <= "9" else "X" if c.isupper() else "x" if c.islower() else c
        run = run + 1 if k == last else 1
        last = k
        if run <= 3:
            out.append(k)
    return "".join(out)


def fnv(text):
    h = 2166136261
    for b in text.encode("utf8"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


def affixes(form):
    """Seven hash buckets: prefixes of 2 and 3, suffixes of 1 to 4, shape. Bucket 0 is kept for padding."""
    n = normal(form)
    keys = ("p" + n[:2], "q" + n[:3], "s" + n[-1:], "t" + n[-2:], "u" + n[-3:], "v" + n[-4:], "w" + shape(form))
    return [fnv(k) % (BUCKETS - 1) + 1 for k in keys]
