"""Sentences as index tensors, with the small changes of text that make the model robust."""
from collections import Counter
import numpy as np
import torch
from features import BUCKETS, affixes, normal
from lemmas import script

TASKS = ("upos", "xpos", "feats", "lemma", "name")


def labels(sentences):
    """Label lists of each task, in a fixed order."""
    count = {k: Counter() for k in TASKS + ("rel",)}
    for s in sentences:
        for w in s.words:
            count["upos"][w.upos] += 1
            count["xpos"][w.xpos] += 1
            count["feats"][w.feats] += 1
            count["lemma"][script(w.form, w.lemma)] += 1
            count["rel"][w.deprel] += 1
        for e in s.entities or ():
            if e:
                count["name"][e] += 1
    least = {"feats": 2, "lemma": 3}
    return {k: sorted(v for v, n in c.items() if n >= least.get(k, 1)) for k, c in count.items()}


class Encoder:
    """Rows of numbers for forms and labels, each made once."""

    def __init__(self, words, label_lists):
        self.words = {w: i for i, w in enumerate(words)}
        self.index = {k: {v: i for i, v in enumerate(vs)} for k, vs in label_lists.items()}
        self.cache = {}
        self.scripts = {}

    def form(self, form):
        row = self.cache.get(form)
        if row is None:
            a = affixes(form)
            row = self.cache[form] = [self.words.get(normal(form), 1)] + [k * BUCKETS + b for k, b in enumerate(a)]
        return row

    def lemma(self, form, lemma):
        key = (form, lemma)
        v = self.scripts.get(key)
        if v is None:
            v = self.scripts[key] = self.index["lemma"].get(script(form, lemma), -100)
        return v

    def targets(self, s):
        """Rows upos xpos feats lemma name head rel for an unchanged sentence."""
        ix = self.index
        names = s.entities or [None] * len(s.words)
        return [
            [ix["upos"].get(w.upos, -100), ix["xpos"].get(w.xpos, -100), ix["feats"].get(w.feats, -100), self.lemma(w.form, w.lemma),
             ix["name"].get(n, -100), w.head, ix["rel"].get(w.deprel, ix["rel"]["dep"])]
            for w, n in zip(s.words, names)
        ]


STRAIGHT = {"’": "'", "‘": "'", "“": '"', "”": '"'}
SMALL = {"ADP", "DET", "CCONJ", "PART", "AUX", "PRON", "SCONJ"}


def vary(words, rng):
    """Forms of a sentence as another writer might have set them; and how many words to keep."""
    forms, n, r = [w.form for w in words], len(words), rng.random()
    if r < 0.03:
        forms = [f.upper() for f in forms]
    elif r < 0.05:
        k = rng.randint(1, min(8, n))
        forms = [f.upper() for f in forms[:k]] + forms[k:]
    elif r < 0.08:
        forms = [f if w.upos in SMALL and i else f[:1].upper() + f[1:] for i, (f, w) in enumerate(zip(forms, words))]
    elif r < 0.095:
        forms = [f.lower() for f in forms]
    if rng.random() < 0.4:
        forms = ["".join(STRAIGHT.get(c, c) for c in f) for f in forms]
    elif rng.random() < 0.15:
        forms = [f.replace("'", "’") if f != "'" else "’" for f in forms]
    if n > 2 and words[-1].upos == "PUNCT" and rng.random() < 0.08 and all(w.head != n for w in words):
        n -= 1
    return forms[:n]


def batches(lengths, budget, rng=None):
    """Groups of sentence numbers of like length, each within budget tokens with padding."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + (rng.random() * 3 if rng else 0))
    out, cur, top = [], [], 0
    for i in order:
        top = max(top, lengths[i])
        if cur and (len(cur) + 1) * top > budget:
            out.append(cur)
            cur, top = [], lengths[i]
        cur.append(i)
    if cur:
        out.append(cur)
    if rng:
        rng.shuffle(out)
    return out


def collate(rows, targets):
    """Padded time-major tensors: words [T, B], affixes [T, B, 7], lengths [B], targets [T, B, 7]."""
    T, B = max(map(len, rows)), len(rows)
    x = np.zeros((T, B, 8), np.int64)
    x[:, :, 1:] = np.arange(7) * BUCKETS
    y = np.full((T, B, 7), -100, np.int64)
    for b, (r, t) in enumerate(zip(rows, targets)):
        x[: len(r), b] = r
        y[: len(r), b] = t
    x = torch.from_numpy(x)
    return x[:, :, 0].contiguous(), x[:, :, 1:].contiguous(), torch.tensor([len(r) for r in rows]), torch.from_numpy(y)
