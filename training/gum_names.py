"""Writes a GUM treebank with its names in MISC (Name=B-person …), for bench/parse.ts. Usage: gum_names.py IN.conllu.gz OUT.conllu"""
import gzip, os, sys
import conllu, names

KIND = {"PER": "person", "ORG": "organization", "LOC": "place", "GRP": "people"}
SHARED = os.environ.get("SHARED", "../shared/data")

source, out = sys.argv[1:3]
tagged = names.tag(conllu.read(source), names.demonyms(SHARED + "/actors/countries.tsv"))
tags = iter(t for s in tagged for t in s.entities)
with gzip.open(source, "rt", encoding="utf8") as lines, open(out, "w", encoding="utf8") as f:
    for line in lines:
        c = line.rstrip("\n").split("\t")
        if len(c) == 10 and c[0].isdigit():
            tag = next(tags)
            if tag != "O":
                c[9] = ("" if c[9] == "_" else c[9] + "|") + f"Name={tag[:2]}{KIND[tag[2:]]}"
            line = "\t".join(c) + "\n"
        f.write(line)
