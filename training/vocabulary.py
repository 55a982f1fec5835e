"""The word list and its starting vectors: treebank words, then frequent words of news and of the vector list."""
import gzip
import json
import re
from collections import Counter
import numpy as np
from features import normal

DIM = 100


def newswire_counts(path):
    counts = Counter()
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            j = json.loads(line)
            counts.update(normal(w) for w in re.findall(r"[A-Za-z][A-Za-z.'-]*[A-Za-z]|[A-Za-z]", j["title"] + " " + j["text"]))
    return counts


def build(sentences, newswire, vectors_path, size):
    """Words in index order (0 padding, 1 unknown), their fixed vectors, how often the treebanks hold each."""
    with open(vectors_path, encoding="utf8") as f:
        source = json.load(f)
    vector = {w: v[:DIM] for w, v in source["vectors"].items()}
    tree = Counter(normal(w.form) for s in sentences for w in s.words)
    words = ["<pad>", "<unknown>"]
    have = set(words)

    def add(w):
        if w not in have and len(words) < size:
            have.add(w)
            words.append(w)

    for w, c in tree.most_common():
        if c >= 2 or w in vector:
            add(w)
    for w, c in newswire_counts(newswire).most_common():
        if c >= 20 and w in vector:
            add(w)
    for w in source["words"]:
        if normal(w) == w:
            add(w)
    base = np.zeros((len(words), DIM), np.float32)
    for i, w in enumerate(words):
        if w in vector:
            base[i] = vector[w]
    base *= 0.3 / base[2:5000].std()
    return words, base, np.array([tree.get(w, 0) for w in words], np.int64)
