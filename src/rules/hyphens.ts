import { relation, type Tree, tokenAt } from '../model/tree.ts'

/** A word as it is looked up: in small letters; hyphens do not count ("co-operate"). */
export const plain = (word: string): string => word.toLowerCase().replaceAll('-', '')

/** The part before a word's hyphen, which is a token of its own: "cease" of "cease-fire"; null where there is none. */
export const frontOf = (tree: Tree, id: number): number | null => {
  const front = id - 2
  if (front < 1 || tokenAt(tree, id - 1).form !== '-') return null
  const part = tokenAt(tree, front)
  return part.head === id && relation(part) === 'compound' ? front : null
}

/** The lemma of a word, and before it that of the whole where a hyphen joins it to another: `ceasefire`, `fire`. */
export const lemmasOf = (tree: Tree, id: number): readonly string[] => {
  const own = plain(tokenAt(tree, id).lemma)
  const front = frontOf(tree, id)
  return front === null ? [own] : [plain(tokenAt(tree, front).lemma) + own, own]
}
