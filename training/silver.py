"""Learning from raw sentences that other parsers have labelled (teach.py)."""
import random

import numpy as np
import torch
import torch.nn.functional as F

from data import batches, collate

RNG = random.Random(7)


class Silver:
    """Labelled raw sentences, handed out in batches without end."""

    def __init__(self, path, budget, rng):
        saved = torch.load(path)
        self.sentences, self.labels = saved["sentences"], saved["labels"]
        self.budget, self.rng, self.queue = budget, rng, []

    def next(self):
        if not self.queue:
            self.queue = batches([len(s) for s in self.sentences], self.budget, self.rng)
        group = self.queue.pop()
        return [self.sentences[i] for i in group], [self.labels[i] for i in group]


def vary_forms(forms):
    """A sentence all in capitals, or begun in capitals as newswire leads are, once in a while."""
    r = RNG.random()
    if r < 0.02:
        return [f.upper() for f in forms]
    if r < 0.05:
        return [f.upper() if i < 5 else f for i, f in enumerate(forms)]
    return forms


def silver_loss(model, encoder, batch, relations, tasks):
    """Distance from the teachers' opinion: of heads, relations and XPOS as distributions, of the other tasks as labels."""
    sentences, labels = batch
    forms = [vary_forms(s) for s in sentences]
    rows = [[encoder.form(f) for f in s] for s in forms]
    words, aff, lengths, _ = collate(rows, [np.zeros((len(r), 7), np.int64) for r in rows])
    T, B = words.shape
    arcs_t = np.zeros((B, T, T + 1), np.float32)
    rels_t = np.zeros((B, T, relations), np.float32)
    xpos_t = np.zeros((T, B, labels[0]["xpos"].shape[1]), np.float32)
    heads, tags = np.zeros((B, T), np.int64), np.full((T, B, 5), -100, np.int64)
    sure = np.zeros((B, T), np.float32)
    for j, l in enumerate(labels):
        n = len(l["heads"])
        arcs_t[j, :n, : n + 1] = l["arcs"]
        rels_t[j, :n] = l["rels"]
        xpos_t[:n, j] = l["xpos"]
        heads[j, :n] = l["heads"]
        tags[:n, j] = l["tags"]
        tags[[t for t in range(n) if forms[j][t] != sentences[j][t]], j, 3] = -100
        sure[j, :n] = l["arcs"][np.arange(n), l["heads"]]
    outs, arcs, rh, rd = model.heads(model.encode(words, aff, lengths))
    valid = torch.arange(T + 1)[None] <= lengths[:, None]
    arcs = arcs.masked_fill(~valid[:, None], -1e4).log_softmax(-1)
    rels = model.relations(rh, rd, torch.from_numpy(heads)).log_softmax(-1)
    count = int(lengths.sum())
    total = -(torch.from_numpy(arcs_t) * arcs).sum() - (torch.from_numpy(rels_t) * rels * torch.from_numpy(sure)[..., None]).sum()
    total = total - tasks["xpos"] * (torch.from_numpy(xpos_t) * outs["xpos"].log_softmax(-1)).sum()
    tags = torch.from_numpy(tags)
    for k, (name, scale) in enumerate(tasks.items()):
        if name != "xpos":
            total = total + scale * F.cross_entropy(outs[name].flatten(0, 1), tags[:, :, k].flatten(), ignore_index=-100, reduction="sum")
    return total / count
