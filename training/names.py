"""Named-entity tags out of GUM's entity annotation: mentions headed by a proper noun, cut down to the name."""
import re

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
JOINTS = {"of", "for", "de", "del", "la", "du", "von", "van", "al", "el", "and", "the", "&", "-", "–", "'s", "’s", "."}
_PIECE = re.compile(r"\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)")


def mentions(sentences):
    """Mentions (sentence, first, last, type) of one document, those within one sentence."""
    out = []
    for s, sentence in enumerate(sentences):
        open_ = {}
        for i, w in enumerate(sentence.words):
            for m in _PIECE.finditer(w.entity):
                if m.group(1):
                    if m.group(3):
                        out.append((s, i, i, m.group(2)))
                    else:
                        open_.setdefault(m.group(1), []).append((i, m.group(2)))
                elif open_.get(m.group(4)):
                    first, kind = open_[m.group(4)].pop()
                    out.append((s, first, i, kind))
    return out


def _name(words, first, last):
    """The name within a mention, and its head: the run of proper nouns about the head, with what joins them."""
    heads = [i for i in range(first, last + 1) if not first <= words[i].head - 1 <= last]
    if len(heads) != 1 or words[heads[0]].upos != "PROPN":
        return None
    head = heads[0]
    if any(words[i].head - 1 == head and words[i].deprel == "conj" for i in range(first, last + 1)):
        return None
    part = lambda i: words[i].upos == "PROPN" or words[i].xpos in ("NNP", "NNPS")
    joint = lambda i: words[i].form in JOINTS
    a = b = head
    while a > first:
        if part(a - 1) and words[a - 1].deprel not in ("nmod:desc", "appos"):
            a -= 1
        elif a - 2 >= first and joint(a - 1) and part(a - 2):
            a -= 2
        else:
            break
    while b < last:
        if part(b + 1):
            b += 1
        else:
            k = b + 1
            while k < last and joint(k) and k - b <= 2:
                k += 1
            if k > b + 1 and part(k):
                b = k
            else:
                break
    return a, b, head


def _person(words, a, b, head, others):
    """The person of a name without the body he belongs to: "Ann Lund of the Harbour Party", "the Harbour Party's Ann Lund"."""
    for first, last, kind in others:
        if a <= first and last < head and kind in ("ORG", "LOC"):
            a = max(a, last + 1)
        elif head < first and last <= b and kind == "ORG":
            b = min(b, first - 1)
    while a < head and words[a].form in JOINTS:
        a += 1
    while b > head and words[b].form in JOINTS:
        b -= 1
    return a, b


def tag(sentences, demonyms):
    """GUM sentences with BIO tags filled in."""
    tags = [["O"] * len(s.words) for s in sentences]
    groups = {}
    for i, s in enumerate(sentences):
        groups.setdefault(s.doc, []).append(i)
    for members in groups.values():
        found = []
        for s, first, last, kind in mentions([sentences[i] for i in members]):
            if kind in KINDS:
                words = sentences[members[s]].words
                span = _name(words, first, last)
                if span:
                    people = kind == "person" and span[0] == span[1] and words[span[0]].xpos == "NNPS"
                    found.append((members[s], *span, "GRP" if people else KINDS[kind]))
        for i, (s, a, b, head, kind) in enumerate(found):
            if kind == "PER":
                others = [(f[1], f[2], f[4]) for f in found if f[0] == s]
                found[i] = (s, *_person(sentences[s].words, a, b, head, others), head, kind)
        for s, a, b, _, kind in sorted(found, key=lambda f: f[1] - f[2]):
            if all(tags[s][k] == "O" for k in range(a, b + 1)):
                tags[s][a : b + 1] = ["B-" + kind] + ["I-" + kind] * (b - a)
    for s, sentence in enumerate(sentences):
        for i, w in enumerate(sentence.words):
            if tags[s][i] == "O" and w.upos in ("ADJ", "PROPN", "NOUN") and w.form[:1].isupper() and w.form.lower() in demonyms:
                tags[s][i] = "B-GRP"
    return [s._replace(entities=t) for s, t in zip(sentences, tags)]


def demonyms(path):
    """Demonyms, singular and plural, of a country table."""
    out = set()
    with open(path, encoding="utf8") as lines:
        head = next(lines).rstrip("\n").split("\t")
        for line in lines:
            row = dict(zip(head, line.rstrip("\n").split("\t")))
            for d in (row.get("demonym_m", ""), row.get("demonym_f", "")):
                for w in re.split(r"[,/]", d):
                    w = w.strip().lower()
                    if w and " " not in w:
                        out |= {w, w + "s"}
    return out
