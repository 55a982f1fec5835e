import { feature, relation, type Tree, tokenAt } from '../../model/tree.ts'

/** Relations by which a clause hangs on another; a word with one of them heads a clause of its own. */
const CLAUSAL = new Set(['root', 'ccomp', 'xcomp', 'advcl', 'acl', 'csubj', 'parataxis', 'discourse'])

/** True for a word that heads a clause: a verb, or anything that says something of a subject. */
export const headsClause = (tree: Tree, id: number): boolean => {
  const token = tokenAt(tree, id)
  if (token.upos === 'VERB') return token.deprel !== 'amod' && token.deprel !== 'compound'
  if (token.head === 0) return true
  if (CLAUSAL.has(relation(token))) return true
  return tree.children(id).some(child => ['nsubj', 'cop', 'csubj'].includes(relation(tokenAt(tree, child))))
}

/** The words a word hangs on, nearest first, up to and with the head of its clause. A clause head has itself alone. */
export const pathToClause = (tree: Tree, id: number): readonly number[] => {
  const path: number[] = []
  for (let at = id; at !== 0 && !path.includes(at); at = tokenAt(tree, at).head) {
    path.push(at)
    if (headsClause(tree, at)) break
  }
  return path
}

/** The head of the clause a word stands in. */
export const clauseOf = (tree: Tree, id: number): number => pathToClause(tree, id).at(-1) ?? id

/** The word a time hangs on, other times beside it ("in July and September") stepped over; 0 where it stands alone. */
export const governorOf = (tree: Tree, head: number): number => {
  let at = head
  for (let steps = 0; steps < 10; steps++) {
    const token = tokenAt(tree, at)
    if (token.head === 0) return 0
    // "The command said today troops killed 40": a time right after the verb of saying is that verb's, whatever the parser thinks.
    const left = tree.sentence.tokens[leftmost(tree, at) - 2]
    if (left?.upos === 'VERB' && at === head && tokenAt(tree, token.head).head === left.id) return left.id
    if (relation(token) !== 'conj' && relation(token) !== 'appos') return token.head
    if (headsClause(tree, token.head)) return token.head
    at = token.head
  }
  return 0
}

const leftmost = (tree: Tree, id: number): number => Math.min(id, ...tree.children(id))

/** True when the clause of `id` tells of what came before its surroundings: "had been arrested"; not what somebody said had happened. */
export const isPluperfect = (tree: Tree, id: number): boolean =>
  relation(tokenAt(tree, id)) !== 'ccomp' &&
  tree.children(id).some(child => {
    const helper = tokenAt(tree, child)
    return (
      helper.deprel === 'aux' &&
      feature(helper, 'Tense') === 'Past' &&
      feature(tokenAt(tree, id), 'VerbForm') === 'Part'
    )
  })
