import type { Parse } from '../model/token.ts'

/** The longest stretch parsed as one: beyond it time would grow with the square of the length. */
const LONGEST = 250

/** Cuts a sentence of more than LONGEST words, after the last punctuation mark of each stretch's second half where there is one. */
export const cutLong = (forms: readonly string[]): readonly (readonly string[])[] => {
  const pieces: (readonly string[])[] = []
  let from = 0
  while (forms.length - from > LONGEST) {
    let end = from + LONGEST
    while (end > from + LONGEST / 2 && !/^\p{P}+$/u.test(forms[end - 1] ?? '')) end--
    if (end === from + LONGEST / 2) end = from + LONGEST
    pieces.push(forms.slice(from, end))
    from = end
  }
  return from === 0 ? [forms] : [...pieces, forms.slice(from)]
}

/** One parse of the parses of a sentence's pieces: each later root hangs on the first as parataxis. */
export const joinPieces = (pieces: readonly Parse[]): Parse => {
  const [first, ...later] = pieces
  if (!first) return { lemma: [], upos: [], xpos: [], feats: [], head: [], deprel: [], names: [] }
  const root = first.head.indexOf(0) + 1
  return later.reduce((sum, piece) => {
    const shift = sum.head.length
    return {
      lemma: [...sum.lemma, ...piece.lemma],
      upos: [...sum.upos, ...piece.upos],
      xpos: [...sum.xpos, ...piece.xpos],
      feats: [...sum.feats, ...piece.feats],
      head: [...sum.head, ...piece.head.map(h => (h === 0 ? root : h + shift))],
      deprel: [...sum.deprel, ...piece.deprel.map((r, i) => (piece.head[i] === 0 ? 'parataxis' : r))],
      names: [...sum.names, ...piece.names.map(n => ({ ...n, from: n.from + shift, to: n.to + shift }))],
    }
  }, first)
}
