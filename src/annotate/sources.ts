import type { AttributionWords } from '../knowledge/attribution.ts'
import { relation, type Tree, tokenAt } from '../model/tree.ts'
import { introducedBy, kids, lemmaOf } from './phrases.ts'

/** Head of the words that name who says it; null when nobody is named. */
export type SourceHead = number | null

/** The subject of a verb or predicate; an empty "it" or "there" is none. */
const subjectOf = (tree: Tree, id: number): number | null =>
  kids(tree, id, 'nsubj').find(k => !isPassive(tree, k)) ?? null

const isPassive = (tree: Tree, id: number): boolean => tokenAt(tree, id).deprel === 'nsubj:pass'

/** True for "was told", "is reported": the subject is not the one who speaks. */
export const inPassive = (tree: Tree, id: number): boolean =>
  tree.children(id).some(k => {
    const rel = tokenAt(tree, k).deprel
    return rel === 'aux:pass' || rel === 'nsubj:pass' || rel === 'csubj:pass'
  })

/** The one who acts in a passive: "by the ministry". */
const agentOf = (tree: Tree, id: number, words: AttributionWords): number | null =>
  tree.children(id).find(k => {
    const token = tokenAt(tree, k)
    return token.deprel === 'obl:agent' || (relation(token) === 'obl' && introducedBy(tree, k, words.agents))
  }) ?? null

/** Who says it, for a verb or predicate: its subject, or the one it is understood to share with the clause above. */
export const speakerOf = (tree: Tree, id: number, words: AttributionWords): SourceHead => {
  let at = id
  for (let steps = 0; steps < 6; steps++) {
    if (inPassive(tree, at)) return at === id ? agentOf(tree, at, words) : sharedSubject(tree, at)
    const own = subjectOf(tree, at)
    if (own !== null) return own
    const token = tokenAt(tree, at)
    if (token.head === 0) return null
    const rel = relation(token)
    // "a statement saying …", "officials speaking …": the noun speaks.
    if (rel === 'acl')
      return /Tense=Past/.test(token.feats) && token.deprel === 'acl' ? agentOf(tree, at, words) : token.head
    if (rel === 'conj' || rel === 'parataxis') {
      at = token.head
      continue
    }
    if (rel === 'xcomp' || rel === 'advcl' || rel === 'obl') {
      const object = kids(tree, token.head, 'obj')[0] ?? null
      // "quoted an aide as saying", "urged the minister to admit": the object speaks.
      if (object !== null && (rel === 'xcomp' || introducedBy(tree, at, words.as))) return object
      at = token.head
      continue
    }
    return null
  }
  return null
}

const sharedSubject = (tree: Tree, id: number): number | null => kids(tree, id, 'nsubj')[0] ?? null

/** Whose a noun is: "the rebels' claim", "the claim of the rebels", "a report by the ministry". */
export const ownerOf = (tree: Tree, id: number, words: AttributionWords, content: readonly number[]): SourceHead => {
  const poss = tree.children(id).find(k => tokenAt(tree, k).deprel === 'nmod:poss')
  if (poss !== undefined) return poss
  const owned = kids(tree, id, 'nmod').find(k => introducedBy(tree, k, words.owners) && !content.includes(k))
  if (owned !== undefined) return owned
  // "made the promise that …", "issued a statement that …": the subject of the verb above.
  const token = tokenAt(tree, id)
  if (relation(token) === 'obj' && token.head !== 0 && !inPassive(tree, token.head))
    return speakerOf(tree, token.head, words)
  return null
}

/** True when the words name somebody or a paper that can speak. */
export const canSpeak = (tree: Tree, id: number, words: AttributionWords): boolean => {
  const token = tokenAt(tree, id)
  return token.upos === 'PROPN' || token.upos === 'PRON' || words.speakers.has(lemmaOf(token))
}
