"""Name tags for parsed news sentences by what their words say plainly: a known country, a company's ending, a title before a person.
Runs of proper nouns that nothing plain is known of are left out of the loss (-100). Usage: news_names.py TAUGHT.pt OUT.pt ACTORS RUN.pt"""
import re
import sys
from collections import Counter
import numpy as np
import torch
import names

ORG_LAST = set("""Inc Corp Co Ltd Plc PLC AG SA NV Cie GmbH Bank Trust Ministry Commission Committee Department University Party Group Association Council
Court Agency Organization Organisation Company Board Exchange Fund Institute Senate Congress Parliament House Treasury Reserve Federation Society Corporation
Industries Holdings Partners Brothers Securities Airlines Airways Airways Motors Laboratories Systems Technologies Services Bancorp Financial International
Bureau Authority Front Army Navy Force Forces Cabinet Reuters Pentagon Kremlin Nations Community Conference Union Administration Foundation Tribunal
Academy Alliance League Guard Police Coalition Assembly Bundesbank Secretariat Chamber Mission""".replace("Union", "").split())
OF_HEADS = {"Bank", "Ministry", "University", "Department", "House", "Institute", "Board", "Organization", "Organisation", "Council", "Association", "Chamber", "Bureau", "Court", "Confederation", "Federation", "Union", "Academy", "Commission", "Fund"}
TITLES = {"President", "Minister", "Mr", "Mr.", "Mrs", "Mrs.", "Ms.", "Dr", "Dr.", "Sen.", "Rep.", "Gov.", "Gen.", "Col.", "Secretary", "Senator", "Representative", "Chancellor", "King", "Queen", "Prince", "Sheikh", "Governor", "Premier", "Ambassador", "General", "Colonel", "Commissioner", "Judge", "Chairman", "Ayatollah", "Lord", "Sir", "Pope"}
LOWER_TITLES = {"chairman", "president", "minister", "secretary", "spokesman", "spokeswoman", "analyst", "economist", "director", "officer", "governor", "manager", "leader", "official", "trader", "dealer", "senator", "executive", "ambassador", "commissioner"}
CALENDAR = set("January February March April May June July August September October November December Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter".split())
LOC_LAST = {"Gulf", "Sea", "Ocean", "River", "Island", "Islands", "County", "Province", "Valley", "Mountains", "Coast", "City", "Bay", "Lake", "Strait", "Peninsula", "Basin"}


def column(path, *keys):
    with open(path, encoding="utf8") as lines:
        head = next(lines).rstrip("\n").split("\t")
        for line in lines:
            row = dict(zip(head, line.rstrip("\n").split("\t")))
            for k in keys:
                for v in row.get(k, "").split("|"):
                    if v.strip():
                        yield v.strip()


class Cues:
    def __init__(self, folder):
        self.demonyms = names.demonyms(folder + "/countries.tsv")
        self.places = set(column(folder + "/countries.tsv", "name", "official", "capital")) | {
            "U.S.", "US", "USA", "UK", "U.K.", "United States", "Soviet Union", "USSR", "West Germany", "East Germany", "Britain", "England", "Scotland", "Wales",
            "Europe", "Asia", "Africa", "America", "North America", "South America", "Latin America", "Middle East", "Persian Gulf", "New York", "Hong Kong",
            "Czechoslovakia", "Yugoslavia", "West Bank", "Gaza", "Western Europe", "Eastern Europe", "California", "Texas", "Washington", "Frankfurt", "Geneva", "Bonn", "Chicago",
            "Los Angeles", "San Francisco", "Zurich", "Milan", "Sydney", "Toronto", "Bombay", "Calcutta", "Karachi", "Istanbul", "Tel Aviv", "Leningrad", "Shanghai", "Osaka",
            "Rio de Janeiro", "Sao Paulo", "Houston", "Dallas", "Boston", "Philadelphia", "Detroit", "Florida", "Illinois", "Ohio", "Louisiana", "Alaska", "Dubai", "Jeddah"}
        people = list(column(folder + "/phoenix_people.tsv", "name")) + list(column(folder + "/leaders.tsv", "name"))
        first = Counter(n.split()[0] for n in people if len(n.split()) in (2, 3))
        self.first = {n for n, c in first.items() if c >= 3 and len(n) > 2} - self.places - ORG_LAST - TITLES
        self.surnames = {n.split()[-1] for n in people if len(n.split()) in (2, 3)} - self.places - ORG_LAST - TITLES - CALENDAR
        self.orgs = {o for o in column(folder + "/orgs_phoenix.tsv", "name", "aliases") if o.isupper() and len(o) > 2 and "." not in o} | {"NATO", "OPEC", "GATT", "IMF", "EC", "EEC", "OECD", "UN", "U.N.", "PLO", "UNCTAD", "FBI", "CIA"}


def tags_of(forms, xpos, rels, cues):
    n = len(forms)
    if sum(f.isupper() for f in forms) > n / 2:
        return None
    proper = [x in ("NNP", "NNPS") and f.rstrip(".") not in CALENDAR for x, f in zip(xpos, forms)]
    out = [None if p else "O" for p in proper]
    i = 0
    while i < n:
        f = forms[i]
        if f.lower() in cues.demonyms and f[:1].isupper() and (not proper[i] or not (i + 1 < n and proper[i + 1])):
            out[i] = "B-GRP"
            i += 1
            continue
        if not proper[i]:
            i += 1
            continue
        j = i + 1
        while j < n and (proper[j] or (forms[j] in ("&", "-", "and") and j + 1 < n and proper[j + 1] and (forms[j] != "and" or any(forms[k] in ORG_LAST for k in range(j + 1, min(n, j + 4)) if proper[k])))):
            j += 1
        a = i
        titled = False
        while a < j - 1 and (forms[a] in TITLES or rels[a] == "nmod:desc"):
            a += 1
            titled = True
        for k in range(a, j - 1):  # "Foreign Minister Tariq Aziz"
            if forms[k] in TITLES:
                a, titled = k + 1, True
        run = forms[a:j]
        text = " ".join(run)
        kind, end = None, j
        if j + 1 < n and forms[j] == "of" and run[-1] in OF_HEADS and (proper[j + 1] or (forms[j + 1] == "the" and j + 2 < n and proper[j + 2])):
            end = j + 1 if proper[j + 1] else j + 2
            while end < n and proper[end]:
                end += 1
            kind = "ORG"
        elif text in cues.places or run[-1] in LOC_LAST:
            kind = "LOC"
        elif run[-1] in ORG_LAST or (len(run) > 1 and run[-2] in ("Inc", "Corp", "Co")):
            kind = "ORG"
        elif text in cues.orgs or (len(run) == 1 and re.fullmatch(r"[A-Z]{3,6}", text)):
            kind = "ORG"
        elif len(run) <= 3 and all(re.fullmatch(r"[A-Z][\w'’.-]*", w) for w in run) and not any(w in ORG_LAST for w in run):
            before = forms[i - 1].lower() if i else ""
            if len(run) == 1 and text in cues.surnames and len(text) > 3 and rels[a] in ("nsubj", "obj", "obl", "nmod:poss", "nmod") and f.lower() not in cues.demonyms:
                kind = "PER"
            if titled or (len(run) >= 2 and (run[0] in cues.first or before in LOWER_TITLES)):
                kind = "PER"
        if kind:
            for k in range(i, a):
                out[k] = "O"
            out[a:end] = ["B-" + kind] + ["I-" + kind] * (end - a - 1)
        i = max(end, i + 1)
    return out


def main():
    path, out, folder, run = sys.argv[1:5]
    silver = torch.load(path)
    lists = torch.load(run)["lists"]
    cues = Cues(folder)
    index = {k: i for i, k in enumerate(lists["name"])}
    for forms, l in zip(silver["sentences"], silver["labels"]):  # words within company names are no surnames
        tags = tags_of(forms, [lists["xpos"][k] for k in l["xpos"].argmax(-1)], [lists["rel"][k] for k in l["rels"].argmax(-1)], cues)
        cues.surnames -= {f for f, t in zip(forms, tags or ()) if t and t.endswith("ORG")}
    count = Counter()
    for forms, l in zip(silver["sentences"], silver["labels"]):
        xpos = [lists["xpos"][k] for k in l["xpos"].argmax(-1)]
        rels = [lists["rel"][k] for k in l["rels"].argmax(-1)]
        tags = tags_of(forms, xpos, rels, cues)
        l["tags"][:, 4] = [-100] * len(forms) if tags is None else [-100 if t is None else index[t] for t in tags]
        count.update(tags or ())
    print(count)
    torch.save(silver, out)


if __name__ == "__main__":
    main()
