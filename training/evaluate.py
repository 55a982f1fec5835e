"""Scores on gold tokens, heads by greedy choice (the project's bench uses the spanning tree)."""
from collections import Counter
import torch
from data import batches, collate

CORE = {"nsubj", "obj", "iobj", "ccomp", "xcomp", "obl"}


def spans(tags):
    """(first, end, kind) of each name in BIO tags."""
    out, start = set(), None
    for i, t in enumerate(tags + ["O"]):
        if start is not None and t != "I-" + tags[start][2:]:
            out.add((start, i, tags[start][2:]))
            start = None
        if t[0] == "B" or (t[0] == "I" and start is None):
            start = i
    return out


def evaluate(model, encoder, lists, sentences):
    """Per cent right of each task on these sentences; F1 of names where they have any."""
    model.eval()
    c = Counter()
    rows = [[encoder.form(w.form) for w in s.words] for s in sentences]
    base = [r.split(":")[0] for r in lists["rel"]]
    with torch.no_grad():
        for b in batches([len(r) for r in rows], 3000):
            words, aff, lengths, y = collate([rows[i] for i in b], [encoder.targets(sentences[i]) for i in b])
            outs, arcs, rh, rd = model.heads(model.encode(words, aff, lengths))
            valid = torch.arange(words.shape[0] + 1)[None] <= lengths[:, None]
            heads = arcs.masked_fill(~valid[:, None], -1e9).argmax(-1)
            rels = model.relations(rh, rd, heads).argmax(-1)
            best = {k: o.argmax(-1) for k, o in outs.items()}
            for j, i in enumerate(b):
                s = sentences[i]
                n = len(s.words)
                for t, w in enumerate(s.words):
                    c["n"] += 1
                    c["upos"] += lists["upos"][best["upos"][t, j]] == w.upos
                    c["xpos"] += lists["xpos"][best["xpos"][t, j]] == w.xpos
                    c["feats"] += lists["feats"][best["feats"][t, j]] == w.feats
                    c["lemma"] += int(best["lemma"][t, j]) == int(y[t, j, 3])
                    gold = w.deprel.split(":")[0]
                    ok = int(heads[j, t]) == w.head
                    las = ok and base[rels[j, t]] == gold
                    c["uas"] += ok
                    c["las"] += las
                    if gold in CORE:
                        c["core_n"] += 1
                        c["core"] += las
                if s.entities:
                    p = spans([lists["name"][k] for k in best["name"][:n, j].tolist()])
                    g = spans(s.entities)
                    for k in ("PER", "ORG", "LOC", "GRP"):
                        P, G = {x for x in p if x[2] == k}, {x for x in g if x[2] == k}
                        c[k + "p"] += len(P)
                        c[k + "g"] += len(G)
                        c[k + "t"] += len(P & G)
    model.train()
    out = {k: round(100 * c[k] / c["n"], 2) for k in ("upos", "xpos", "feats", "lemma", "uas", "las")}
    out["core"] = round(100 * c["core"] / c["core_n"], 2)
    for k in ("PER", "ORG", "LOC", "GRP"):
        if c[k + "g"]:
            out[k] = round(200 * c[k + "t"] / max(1, c[k + "p"] + c[k + "g"]), 1)
    return out
