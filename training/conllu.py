"""Reading CoNLL-U treebanks into plain records."""
import gzip
from collections import namedtuple

Word = namedtuple("Word", "form lemma upos xpos feats head deprel entity")
Sentence = namedtuple("Sentence", "doc words entities")  # entities: None where the treebank has none


def _misc(field, key):
    for part in field.split("|"):
        if part.startswith(key + "="):
            return part[len(key) + 1 :]
    return ""


def read(path):
    """Sentences of a .conllu or .conllu.gz file, multiword-token ranges and empty nodes left out."""
    out, doc, words = [], None, []
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                doc = line.split("=")[-1].strip()
            elif line.startswith("#"):
                pass
            elif not line:
                if words:
                    out.append(Sentence(doc, words, None))
                words = []
            else:
                c = line.split("\t")
                if c[0].isdigit():
                    words.append(Word(c[1], c[2], c[3], c[4], c[5], int(c[6]), c[7], _misc(c[9], "Entity")))
    if words:
        out.append(Sentence(doc, words, None))
    return out
