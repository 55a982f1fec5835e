import type { Span } from '../model/span.ts'
import type { Token } from '../model/token.ts'
import { relation, type Tree, tokenAt } from '../model/tree.ts'

/** A verb form, or anything with a subject or a copula of its own. */
export const isClause = (tree: Tree, id: number): boolean => {
  const token = tokenAt(tree, id)
  return token.upos === 'VERB' || tree.children(id).some(k => CLAUSAL.has(relation(tokenAt(tree, k))))
}
const CLAUSAL = new Set(['nsubj', 'csubj', 'cop', 'expl'])

export const hasSubject = (tree: Tree, id: number): boolean =>
  tree.children(id).some(k => SUBJECT.has(relation(tokenAt(tree, k))))
const SUBJECT = new Set(['nsubj', 'csubj', 'expl'])

/** Dependents of `id` in the relation, subtypes included, in text order. */
export const kids = (tree: Tree, id: number, rel: string): readonly number[] =>
  tree.children(id).filter(k => relation(tokenAt(tree, k)) === rel)

/** The word in lower case as the data files write it: the lemma. */
export const lemmaOf = (token: Token): string => token.lemma.toLowerCase()

/** True when the phrase headed by `id` is marked or introduced by one of the words ("of", "as"). */
export const introducedBy = (tree: Tree, id: number, words: { has(word: string): boolean }): boolean =>
  tree.children(id).some(k => {
    const token = tokenAt(tree, k)
    const rel = relation(token)
    return (rel === 'case' || rel === 'mark') && words.has(lemmaOf(token))
  })

/** Everything below `id`, itself included, without the branches at `leave`. */
export const below = (tree: Tree, id: number, leave: ReadonlySet<number> = NOTHING): readonly number[] => {
  const found = [id]
  // A set, so that a tree with a cycle (from a damaged file) ends.
  const seen = new Set(found)
  for (let i = 0; i < found.length; i++)
    for (const kid of tree.children(found[i] ?? 0))
      if (!leave.has(kid) && !seen.has(kid)) {
        seen.add(kid)
        found.push(kid)
      }
  return found.sort((a, b) => a - b)
}
const NOTHING: ReadonlySet<number> = new Set()

const isMark = (token: Token): boolean => token.upos === 'PUNCT'
const OPENS = /^[“„«"‘'`([]+$/
const CLOSES = /^[”»"’')\]]+$/

/** The stretches of text the tokens cover: gaps of punctuation alone are closed, loose punctuation at the edges is dropped. */
export const spansOf = (tree: Tree, ids: readonly number[]): readonly Span[] => {
  const runs: number[][] = []
  for (const id of ids) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last !== undefined && onlyMarks(tree, last + 1, id)) {
      for (let gap = last + 1; gap <= id; gap++) run.push(gap)
    } else runs.push([id])
  }
  return runs.flatMap(run => trimmed(tree, run))
}

const onlyMarks = (tree: Tree, from: number, to: number): boolean => {
  for (let id = from; id < to; id++) if (!isMark(tokenAt(tree, id))) return false
  return true
}

const trimmed = (tree: Tree, run: readonly number[]): readonly Span[] => {
  let from = 0
  let to = run.length - 1
  const token = (i: number): Token => tokenAt(tree, run[i] ?? 1)
  const pairs = (i: number, step: 1 | -1, other: RegExp): boolean => {
    for (let j = i + step; j >= from && j <= to; j += step) if (other.test(token(j).form)) return true
    return false
  }
  while (from <= to && isMark(token(from)) && !(OPENS.test(token(from).form) && pairs(from, 1, CLOSES))) from++
  while (
    to >= from &&
    isMark(token(to)) &&
    !(CLOSES.test(token(to).form) && pairs(to, -1, OPENS)) &&
    !/[?!]/.test(token(to).form)
  )
    to--
  if (from > to) return []
  return [{ start: token(from).start, end: closed(tree, run[from] ?? 1, run[to] ?? 1) }]
}

/** End of the words `from` to `to`, with the marks after them that close a quotation opened among them. */
const closed = (tree: Tree, from: number, to: number): number => {
  const { tokens } = tree.sentence
  const inside = tokens.slice(from - 1, to)
  const opened = inside.findLastIndex(t => QUOTE.test(t.form))
  const count = inside.filter(t => QUOTE.test(t.form)).length
  const end = tokenAt(tree, to).end
  if (opened < 0 || count % 2 === 0) return end
  for (let at = to; at < Math.min(tokens.length, to + 3); at++) {
    const token = tokens[at]
    if (!token || !isMark(token)) return end
    if (QUOTE.test(token.form)) return token.end
  }
  return end
}
const QUOTE = /^(?:[“”"«»]|'')$/
