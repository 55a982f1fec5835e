import type { Sentence, Token } from './token.ts'

/** A sentence seen as a tree. Ids are token ids (from 1); 0 stands for the root above the sentence. */
export interface Tree {
  readonly sentence: Sentence
  /** Ids of the dependents of `id`, in text order. */
  children(id: number): readonly number[]
}

const NONE: readonly number[] = []

/** The tree of a sentence; children are indexed once, so every later look is constant time. */
export const treeOf = (sentence: Sentence): Tree => {
  const kids: (number[] | undefined)[] = []
  for (const token of sentence.tokens) {
    const list = kids[token.head]
    if (list) list.push(token.id)
    else kids[token.head] = [token.id]
  }
  return { sentence, children: id => kids[id] ?? NONE }
}

/** The token with this id. Throws a RangeError for an id the sentence has not. */
export const tokenAt = (tree: Tree, id: number): Token => {
  const token = tree.sentence.tokens[id - 1]
  if (!token) throw new RangeError(`sentence ${tree.sentence.index} has no token ${id}`)
  return token
}

/** A relation without its subtype: `nmod:poss` → `nmod`. */
export const relation = (token: Token): string => {
  const colon = token.deprel.indexOf(':')
  return colon < 0 ? token.deprel : token.deprel.slice(0, colon)
}

/** The value of a UD feature ("Tense" → "Past"), or null. */
export const feature = (token: Token, name: string): string | null => {
  const at = token.feats.indexOf(`${name}=`)
  if (at < 0 || (at > 0 && token.feats[at - 1] !== '|')) return null
  const from = at + name.length + 1
  const end = token.feats.indexOf('|', from)
  return token.feats.slice(from, end < 0 ? undefined : end)
}

/** Ids of the ancestors of `id`, nearest first, the root 0 left out. A malformed tree with a cycle ends at the cycle. */
export const ancestors = (tree: Tree, id: number): readonly number[] => {
  const path: number[] = []
  for (let at = tokenAt(tree, id).head; at !== 0 && !path.includes(at); at = tokenAt(tree, at).head) path.push(at)
  return path
}

/** True when `id` is `top` or stands below it. */
export const isUnder = (tree: Tree, id: number, top: number): boolean => id === top || ancestors(tree, id).includes(top)
