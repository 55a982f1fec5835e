import type { LemmaKnowledge } from '../knowledge/lemmas.ts'
import type { Token } from '../model/token.ts'
import { relation } from '../model/tree.ts'
import { at, firstOf, kidsOf, withChanges } from './treechange.ts'

/** "Vowed to march on the capital", "offered to jail smugglers": behind "to" or an auxiliary stands no name and no noun. */
export const verbNotName = (
  tokens: readonly Token[],
  id: number,
  { forms, marks }: LemmaKnowledge,
): readonly Token[] | null => {
  const token = at(tokens, id)
  const before = at(tokens, id - 1)
  if (!token || !before || before.head !== id || forms.get(token.form) !== token.form) return null
  const isInfinitive = marks.has(before.lemma)
  const isVerb =
    token.upos === 'PROPN' ? isInfinitive || relation(before) === 'aux' : isInfinitive && before.deprel === 'mark'
  if (!isVerb || (token.upos !== 'PROPN' && token.upos !== 'NOUN')) return null
  const above = at(tokens, token.head)
  const deprel = isInfinitive && above && OBLIQUE.has(relation(token)) ? 'xcomp' : token.deprel
  const object = tokens.find(
    other =>
      other.id > id &&
      other.head === token.head &&
      OBJECTS.has(relation(other)) &&
      firstOf(tokens, other.id) === id + 1,
  )
  return withChanges(tokens, other => {
    if (other.id === id) return { upos: 'VERB', xpos: 'VB', feats: 'VerbForm=Inf', lemma: token.form, deprel }
    if (other.id === before.id && isInfinitive) return { upos: 'PART', xpos: 'TO', deprel: 'mark' }
    if (other.id === object?.id) return { head: id, deprel: 'obj' }
    return other.head === id && relation(other) === 'nmod' ? { deprel: 'obl' } : null
  })
}
const OBLIQUE: ReadonlySet<string> = new Set(['obl', 'nmod'])
const OBJECTS: ReadonlySet<string> = new Set(['obj', 'obl'])

/** A gerund between a form of "be", or a verb that takes gerunds, and a noun without article: the noun is its object. */
export const verbNotModifier = (
  tokens: readonly Token[],
  id: number,
  lemmas: LemmaKnowledge,
): readonly Token[] | null => {
  const token = at(tokens, id)
  const noun = token && at(tokens, token.head)
  const before = at(tokens, id - 1)
  const lemma = token && lemmas.forms.get(token.form)
  if (!noun || !before || lemma === undefined || noun.id < id) return null
  if (!MODIFIERS.has(relation(token)) || !lemmas.participles.has(token.form)) return null
  // "Are teaching, training and research aids": nothing is done to what a comma parts.
  if (at(tokens, id + 1)?.upos === 'PUNCT') return null
  if (tokens.some(t => t.head === noun.id && t.id < noun.id && relation(t) === 'det')) return null
  const verb = { upos: 'VERB', xpos: 'VBG', feats: 'Tense=Pres|VerbForm=Part', lemma }
  if (isDoing(tokens, before, token, noun)) {
    return withChanges(tokens, other => {
      if (other.id === id) return { ...verb, head: noun.head, deprel: noun.deprel }
      if (other.id === noun.id) return { head: id, deprel: 'obj' }
      if (other.id === before.id) return { head: id, deprel: 'aux' }
      return other.head === noun.id && (other.id < id || CLAUSAL.has(relation(other))) ? { head: id } : null
    })
  }
  if (noun.head !== before.id || noun.deprel !== 'obj' || !lemmas.gerunds.has(before.lemma)) return null
  return withChanges(tokens, other => {
    if (other.id === id) return { ...verb, head: before.id, deprel: 'xcomp' }
    return other.id === noun.id ? { head: id } : null
  })
}
const MODIFIERS: ReadonlySet<string> = new Set(['amod', 'compound'])
const CLAUSAL: ReadonlySet<string> = new Set(['obl', 'advcl', 'parataxis', 'punct', 'advmod'])

/** "The army is shelling villages": the word before is what makes it a verb, and so the parser half saw or somebody is there to do it. */
const isDoing = (tokens: readonly Token[], before: Token, gerund: Token, noun: Token): boolean => {
  const subjects = (id: number): readonly Token[] => kidsOf(tokens, id).filter(t => relation(t) === 'nsubj')
  if (relation(before) === 'aux') return before.head === gerund.id && subjects(gerund.id).length > 0
  if (relation(before) !== 'cop' || before.head !== noun.id) return false
  return subjects(noun.id).some(t => t.upos !== 'PRON')
}
