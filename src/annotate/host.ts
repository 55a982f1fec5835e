import { relation, type Tree, tokenAt } from '../model/tree.ts'
import { below, hasSubject } from './phrases.ts'

const INSIDE = new Set([
  'nmod',
  'obl',
  'obj',
  'iobj',
  'nsubj',
  'appos',
  'compound',
  'flat',
  'nummod',
  'amod',
  'det',
  'xcomp',
  'conj',
  'advmod',
  'case',
  'fixed',
])

/**
 * The clause a parenthesis such as "…, X said" or "according to X" speaks of, without the parenthesis (`cut`). After a comma
 * at the end it speaks of the whole sentence; in the middle, of the clause around it up to there and its own rest, but not of
 * what is joined on afterwards with a subject of its own.
 */
export const host = (tree: Tree, cut: ReadonlySet<number>, governor: number): readonly number[] => {
  const first = Math.min(...cut)
  const last = Math.max(...cut)
  const size = tree.sentence.tokens.length
  let top = governor
  const set = first > 1 && tokenAt(tree, first - 1).upos === 'PUNCT'
  const final = isFinal(tree, last, size)
  for (let steps = 0; steps < 60; steps++) {
    const token = tokenAt(tree, top)
    if (token.head === 0) break
    const rel = relation(token)
    const climbs = INSIDE.has(rel) || (set && final) || (first === 1 && rel !== 'acl')
    if (!climbs) break
    top = token.head
  }
  if (cut.has(top)) return []
  const leave = new Set(cut)
  const before = below(tree, top, cut).some(id => id < first)
  if (before && !final)
    for (const id of below(tree, top, cut)) {
      const rel = relation(tokenAt(tree, id))
      if (id > last && (rel === 'conj' || rel === 'advcl' || rel === 'parataxis') && hasSubject(tree, id)) leave.add(id)
    }
  return below(tree, top, leave)
}

const isFinal = (tree: Tree, last: number, size: number): boolean => {
  for (let id = last + 1; id <= size; id++) if (tokenAt(tree, id).upos !== 'PUNCT') return false
  return true
}
