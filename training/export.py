"""Writes a trained model as the one file that src/parse reads. Usage: export.py RUN.pt OUT.bin"""
import json
import struct
import sys
from collections import Counter
import numpy as np
import torch
from lemmas import script
from data import Encoder, batches, collate
from model import Parser
from train import treebanks

FORMAT = 3


def checksum(data):
    """FNV-1a over 32-bit words, low byte first."""
    h = 0x811C9DC5
    for (word,) in struct.iter_unpack("<I", data):
        h = ((h ^ word) * 0x01000193) & 0xFFFFFFFF
    return h


def rows_int8(table):
    """int8 rows with one scale each."""
    scale = np.maximum(np.abs(table).max(1), 1e-8) / 127
    return np.clip(np.rint(table / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def known_lemmas(encoder, sentences):
    """How known words are cut to their lemmas under an XPOS tag: keys (word row * 64 + tag), edits, and the list of edits."""
    counts = {}
    for s in sentences:
        for w in s.words:
            row = encoder.form(w.form)[0]
            if row > 1 and w.lemma != "_":
                edit = script(w.form, w.lemma).split(" ", 1)[1]
                counts.setdefault(row * 64 + encoder.index["xpos"][w.xpos], Counter())[edit] += 1
    best = {k: c.most_common(1)[0] for k, c in counts.items()}
    kept = {k: edit for k, (edit, _) in best.items()}
    edits = sorted(set(kept.values()))
    place = {e: i for i, e in enumerate(edits)}
    keys = sorted(kept)
    return np.array(keys, np.int32), np.array([place[kept[k]] for k in keys], np.int32), edits


def load(path):
    saved = torch.load(path)
    state = saved["state"]
    model = Parser(saved["cfg"], state["base"], state["tuned"])
    model.load_state_dict(state)
    model.eval()
    return saved, model


def activations(model, encoder, sentences):
    """The greatest value of each kind of activation that is written as int16."""
    top = dict(tag=0.0, arc=0.0, rel=0.0)
    rows = [[encoder.form(w.form) for w in s.words] for s in sentences]
    leaky = torch.nn.functional.leaky_relu
    with torch.no_grad():
        for b in batches([len(r) for r in rows], 3000):
            words, aff, lengths, _ = collate([rows[i] for i in b], [encoder.targets(sentences[i]) for i in b])
            x = model.encode(words, aff, lengths)
            for k, layer in (("tag", model.tag), ("arc", model.arc_dep), ("rel", model.rel_dep)):
                top[k] = max(top[k], float(leaky(layer(x), 0.1).abs().max()))
    return top


def main():
    source, out = sys.argv[1:3]
    torch.set_num_threads(1)
    saved, model = load(source)
    cfg, words, lists = saved["cfg"], saved["words"], saved["lists"]
    encoder = Encoder(words, lists)
    train, _, gum = treebanks()
    gains = {k: float(2 ** int(np.floor(np.log2(32767 / (1.6 * v))))) for k, v in activations(model, encoder, gum).items()}
    body, entries = bytearray(), []

    def put(name, array):
        while len(body) % 16:
            body.append(0)
        entries.append(dict(name=name, type={"int8": "i8", "int32": "i32", "float32": "f32"}[str(array.dtype)], shape=list(array.shape), offset=len(body)))
        body.extend(np.ascontiguousarray(array).tobytes())

    def linear(name, weight, bias):
        q, s = rows_int8(weight)
        put(name + ".w", q.T)
        put(name + ".s", s)
        put(name + ".b", bias.astype(np.float32))

    n = lambda t: t.detach().numpy().astype(np.float32)
    vectors = n(model.base + model.delta.weight[model.tuned])
    for name, table in (("word", vectors), ("affix", n(model.affix.weight))):
        q, s = rows_int8(table)
        put(name + ".w", q)
        put(name + ".s", s)
    put("root", n(model.root))
    for l, layer in enumerate(model.layers):
        for way, d in zip(("forward", "backward"), layer):
            wx, wh = n(d.wx.weight), n(d.wh)
            q, s = rows_int8(np.concatenate([wx, wh], 1))
            put(f"layer{l}.{way}.x.w", q[:, : wx.shape[1]].T)
            put(f"layer{l}.{way}.h", q[:, wx.shape[1] :].T)
            put(f"layer{l}.{way}.x.s", s)
            put(f"layer{l}.{way}.x.b", n(d.wx.bias))
    for name, layer in (("arc.head", model.arc_head), ("arc.dep", model.arc_dep), ("rel.head", model.rel_head), ("rel.dep", model.rel_dep), ("tag", model.tag)):
        linear(name, n(layer.weight), n(layer.bias))
    linear("arc.w", n(model.arc_w).T, n(model.arc_b))
    for k, layer in model.outs.items():
        linear("out." + k, n(layer.weight), n(layer.bias))
    rel = n(model.rel_w)
    q, s = rows_int8(rel.reshape(rel.shape[0], -1))
    put("rel.w.w", q.reshape(rel.shape))
    put("rel.w.s", s)
    keys, edits, edit_list = known_lemmas(encoder, train)
    put("lemma.keys", keys)
    put("lemma.edits", edits)
    header = dict(name="en", hidden=cfg["hidden"], layers=cfg["layers"], word=vectors.shape[1], affix=cfg["affix"], tag=cfg["tag"], arc=cfg["arc"],
                  rel=cfg["rel"], gains=gains, labels={k: lists[k] for k in ("upos", "xpos", "feats", "lemma", "name", "rel")}, words=words, lemmaEdits=edit_list, tensors=entries)
    head = json.dumps(header, separators=(",", ":")).encode("ascii")
    head += b" " * (-len(head) % 16)
    body.extend(b"\0" * (-len(body) % 4))
    rest = struct.pack("<I", len(head)) + head + bytes(body)
    with open(out, "wb") as f:
        f.write(b"RDOM" + struct.pack("<II", FORMAT, checksum(rest)) + rest)
    print(out, len(rest) + 12, "bytes", gains)


if __name__ == "__main__":
    main()
