"""Lemmas as edits of the form: a casing, how many characters to cut from the end, what to add."""

CASINGS = {
    "l": str.lower,
    "k": lambda s: s,
    "t": lambda s: s[:1].upper() + s[1:].lower(),
}


def script(form, lemma):
    """The shortest edit that makes lemma of form, as 'casing cut add'."""
    best = None
    for name, cased in CASINGS.items():
        s = cased(form)
        n = 0
        while n < min(len(s), len(lemma)) and s[n] == lemma[n]:
            n += 1
        cost = len(s) - n + len(lemma) - n
        if best is None or cost < best[0]:
            best = (cost, f"{name} {len(s) - n} {lemma[n:]}")
    return best[1]


def apply(form, script_):
    casing, cut, add = script_.split(" ", 2)
    s = CASINGS[casing](form)
    return s[: len(s) - int(cut)] + add
