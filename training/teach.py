"""Labels raw sentences with the averaged opinion of several trained parsers. Usage: teach.py WORDS.txt OUT.pt RUN.pt ..."""
import sys, time
import numpy as np
import torch
from data import Encoder, batches, collate
from export import load

SOFT = ("upos", "xpos", "feats", "lemma", "name")


def main():
    source, out, runs = sys.argv[1], sys.argv[2], sys.argv[3:]
    torch.set_num_threads(1)
    with open(source, encoding="utf8") as f:
        sentences = [line.rstrip("\n").split(" ") for line in f]
    teachers = [load(r) for r in runs]
    lists = teachers[0][0]["lists"]
    assert all(saved["lists"] == lists for saved, _ in teachers)
    encoders = [Encoder(saved["words"], lists) for saved, _ in teachers]
    rows = [[[e.form(w) for w in s] for s in sentences] for e in encoders]
    result = [None] * len(sentences)
    start, done = time.time(), 0
    with torch.no_grad():
        for b in batches([len(s) for s in sentences], 4000):
            arcs, tags, rels, parts = 0, {k: 0 for k in SOFT}, 0, []
            for k, (_, model) in enumerate(teachers):
                empty = [[[0] * 7] * len(sentences[i]) for i in b]
                words, aff, lengths, _ = collate([rows[k][i] for i in b], empty)
                outs, a, rh, rd = model.heads(model.encode(words, aff, lengths))
                valid = torch.arange(words.shape[0] + 1)[None] <= lengths[:, None]
                arcs = arcs + a.masked_fill(~valid[:, None], -1e9).softmax(-1)
                for t in SOFT:
                    tags[t] = tags[t] + outs[t].softmax(-1)
                parts.append((model, rh, rd))
            arcs = arcs / len(teachers)
            heads = arcs.argmax(-1)
            for model, rh, rd in parts:
                rels = rels + model.relations(rh, rd, heads).softmax(-1)
            rels = rels / len(teachers)
            for j, i in enumerate(b):
                n = len(sentences[i])
                best = np.stack([tags[t][:n, j].argmax(-1).numpy() for t in SOFT], 1).astype(np.int16)
                result[i] = dict(
                    arcs=arcs[j, :n, : n + 1].numpy().astype(np.float16), heads=heads[j, :n].numpy().astype(np.int16),
                    rels=rels[j, :n].numpy().astype(np.float16), xpos=(tags["xpos"][:n, j] / len(teachers)).numpy().astype(np.float16), tags=best,
                )
                done += n
    torch.save(dict(sentences=sentences, labels=result), out)
    print(done, "words", round(done / (time.time() - start)), "words/s")


if __name__ == "__main__":
    main()
