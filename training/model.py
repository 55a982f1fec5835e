"""The network: word and affix vectors, LSTM layers in both directions, tags, biaffine arcs and relations."""
import torch
from torch import nn
import torch.nn.functional as F
from features import BUCKETS
from lstm import Direction


def locked(x, p, training):
    """Dropout with one mask for all steps of a sequence; x is [T, B, D]."""
    if not training or p == 0:
        return x
    return x * ((torch.rand(1, x.shape[1], x.shape[2]) > p).float() / (1 - p))


class Parser(nn.Module):
    def __init__(self, cfg, base, tuned):
        """base: fixed word vectors; tuned: for each word the row of its learned correction, 0 for none."""
        super().__init__()
        self.cfg = cfg
        h, d = cfg["hidden"], base.shape[1] + 7 * cfg["affix"]
        self.register_buffer("base", base)
        self.register_buffer("tuned", tuned)
        self.delta = nn.Embedding(int(tuned.max()) + 1, base.shape[1], padding_idx=0)
        nn.init.normal_(self.delta.weight, 0, 0.02)
        known = base.abs().sum(1) > 0
        fresh = tuned[~known & (tuned > 0)]
        self.delta.weight.data[fresh] = torch.randn(len(fresh), base.shape[1]) * 0.3
        self.delta.weight.data[0] = 0
        self.affix = nn.Embedding(7 * BUCKETS, cfg["affix"])
        nn.init.normal_(self.affix.weight, 0, 0.3)
        self.root = nn.Parameter(torch.randn(d) * 0.1)
        self.layers = nn.ModuleList([nn.ModuleList([Direction(d if l == 0 else 2 * h, h, r) for r in (False, True)]) for l in range(cfg["layers"])])
        D = 2 * h
        self.tag = nn.Linear(D, cfg["tag"])
        self.outs = nn.ModuleDict({k: nn.Linear(cfg["tag"], n) for k, n in cfg["outs"].items()})
        self.arc_head, self.arc_dep = nn.Linear(D, cfg["arc"]), nn.Linear(D, cfg["arc"])
        self.rel_head, self.rel_dep = nn.Linear(D, cfg["rel"]), nn.Linear(D, cfg["rel"])
        self.arc_w = nn.Parameter(torch.randn(cfg["arc"], cfg["arc"]) * 0.01)
        self.arc_b = nn.Parameter(torch.zeros(cfg["arc"]))
        self.rel_w = nn.Parameter(torch.randn(cfg["rels"], cfg["rel"] + 1, cfg["rel"] + 1) * 0.02)

    def embed(self, words, affixes):
        """Vectors of tokens [T, B] and their affixes [T, B, 7], with the root before them: [T + 1, B, D]."""
        delta, drop = self.tuned[words], self.cfg["drop"]
        w = self.base[words]
        a = self.affix(affixes).flatten(2)
        if self.training:
            keep = self.keep[words]
            delta = delta * (torch.rand(words.shape) < keep).long()
            w = w + self.delta(delta)
            T, B = words.shape
            w = w * (torch.rand(T, B, 1) > drop["word"]).float()
            a = a * (torch.rand(T, B, 1) > drop["affixes"]).float()
        else:
            w = w + self.delta(delta)
        x = torch.cat([w, a], -1)
        return torch.cat([self.root.expand(1, x.shape[1], -1), x], 0)

    def encode(self, words, affixes, lengths):
        drop = self.cfg["drop"]
        x = locked(self.embed(words, affixes), drop["input"], self.training)
        for forward, backward in self.layers:
            x = torch.cat([forward(x, lengths + 1, drop["recurrent"]), backward(x, lengths + 1, drop["recurrent"])], -1)
            x = locked(x, drop["output"], self.training)
        return x

    def heads(self, x):
        """Tag scores [T, B, n] by layer, arc scores [B, T, T + 1], and what relations need."""
        t = self.training
        p = self.cfg["drop"]["heads"]
        tag = F.dropout(F.relu(self.tag(x[1:])), p, t)
        outs = {k: o(tag) for k, o in self.outs.items()}
        f = lambda layer, y: locked(F.leaky_relu(layer(y), 0.1), p, t)
        head, dep = f(self.arc_head, x), f(self.arc_dep, x[1:])
        arcs = torch.bmm((dep @ self.arc_w + self.arc_b).transpose(0, 1), head.permute(1, 2, 0))
        return outs, arcs, f(self.rel_head, x).transpose(0, 1), f(self.rel_dep, x[1:]).transpose(0, 1)

    def relations(self, rel_head, rel_dep, heads):
        """Relation scores [B, T, n] for given heads [B, T]."""
        g = rel_head.gather(1, heads.unsqueeze(-1).expand(-1, -1, rel_head.shape[2]))
        one = torch.ones_like(g[:, :, :1])
        g, d = torch.cat([g, one], -1), torch.cat([rel_dep, one], -1)
        B, T, K = g.shape
        y = (d.reshape(B * T, K) @ self.rel_w.permute(1, 0, 2).reshape(K, -1)).reshape(B * T, -1, K)
        return (y @ g.reshape(B * T, K, 1)).reshape(B, T, -1)
