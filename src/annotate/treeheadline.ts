import type { LemmaKnowledge } from '../knowledge/lemmas.ts'
import type { Token } from '../model/token.ts'
import { relation } from '../model/tree.ts'
import { at, firstOf, kidsOf, under, withChanges } from './treechange.ts'

/**
 * "Rebel army shells market in the east": a clause without a verb, and before its noun a word that can be the verb of what stands before
 * it. Headlines leave out the articles that would tell the parser so.
 */
export const verbOfHeadline = (
  tokens: readonly Token[],
  id: number,
  lemmas: LemmaKnowledge,
): readonly Token[] | null => {
  const token = at(tokens, id)
  const object = token && at(tokens, token.head)
  const subject = at(tokens, id - 1)
  if (!token || !object || !subject || object.id < id || !MODIFIERS.has(relation(token))) return null
  if (!NOMINAL.has(object.upos) || !JOINED.has(relation(subject))) return null
  if (subject.head !== id && subject.head !== object.id) return null
  const verb = finiteOf(token, subject, lemmas)
  // "Home made bread": alone, a past form describes as well as it tells.
  if (!verb || !isVerbless(tokens, object) || (verb.xpos === 'VBD' && object.head === 0)) return null
  const deprel = object.deprel === 'nsubj' ? 'ccomp' : object.deprel
  return withChanges(tokens, other => {
    if (other.id === id) return { ...verb, head: object.head, deprel }
    if (other.id === subject.id) return { head: id, deprel: 'nsubj' }
    if (other.id === object.id) return { head: id, deprel: 'obj' }
    if (other.head !== id && other.head !== object.id) return null
    if (other.id < subject.id) return { head: WITHIN.has(relation(other)) ? subject.id : id }
    if (other.id < object.id) return { head: object.id }
    return CLAUSAL.has(relation(other)) ? { head: id } : null
  })
}
const MODIFIERS: ReadonlySet<string> = new Set(['amod', 'compound', 'nsubj'])
const JOINED: ReadonlySet<string> = new Set(['compound', 'nsubj', 'nmod'])
const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN'])
const WITHIN: ReadonlySet<string> = new Set(['compound', 'amod', 'det', 'nmod', 'nummod', 'case', 'flat'])
const CLAUSAL: ReadonlySet<string> = new Set(['obl', 'advcl', 'parataxis', 'punct', 'advmod'])

/** "Rebels clash with troops": the noun of a clause without a verb is the verb of the plural right before it ("a police raid" is none). */
export const nounIsVerb = (tokens: readonly Token[], id: number, lemmas: LemmaKnowledge): readonly Token[] | null => {
  const token = at(tokens, id)
  const subject = at(tokens, id - 1)
  if (token?.upos !== 'NOUN' || token.head !== 0 || subject?.head !== id || !JOINED.has(relation(subject))) return null
  const verb = finiteOf(token, subject, lemmas)
  if (verb?.xpos !== 'VBP' || !subject.xpos.endsWith('S') || !isVerbless(tokens, token)) return null
  if (!kidsOf(tokens, id).some(kid => kid.id > id && COMPLEMENTS.has(relation(kid)))) return null
  return withChanges(tokens, other => {
    if (other.id === id) return verb
    if (other.id === subject.id) return { deprel: 'nsubj' }
    if (other.head !== id) return null
    if (other.id < id) return WITHIN.has(relation(other)) ? { head: subject.id } : null
    return relation(other) === 'nmod' ? { deprel: 'obl' } : null
  })
}

const COMPLEMENTS: ReadonlySet<string> = new Set(['nmod', 'obl', 'obj', 'nummod'])

/** "Mob torches church": a noun that is compounded with a finite verb is its subject. */
export const subjectNotCompound = (
  tokens: readonly Token[],
  id: number,
  lemmas: LemmaKnowledge,
): readonly Token[] | null => {
  const subject = at(tokens, id)
  const verb = subject && at(tokens, subject.head)
  if (subject?.deprel !== 'compound' || verb?.id !== id + 1 || verb.upos !== 'VERB') return null
  if (finiteOf(verb, subject, lemmas)?.xpos !== verb.xpos) return null
  if (kidsOf(tokens, verb.id).some(kid => SUBJECTS.has(relation(kid)) || NOMINALS.has(relation(kid)))) return null
  return withChanges(tokens, other => {
    if (other.id === id) return { deprel: 'nsubj' }
    return other.head === verb.id && other.id < id && WITHIN.has(relation(other)) ? { head: id } : null
  })
}
const SUBJECTS: ReadonlySet<string> = new Set(['nsubj', 'csubj', 'expl'])
/** What hangs on a noun alone: "a gas find", "with its air strikes". */
const NOMINALS: ReadonlySet<string> = new Set(['det', 'amod', 'case', 'nmod'])

/** What the word is as a finite verb of this subject: "army shells", "rebels shell", "army shelled"; null if it is none. */
const finiteOf = (token: Token, subject: Token, lemmas: LemmaKnowledge): Partial<Token> | null => {
  const lemma = lemmas.forms.get(token.form)
  if (lemma === undefined || !NOMINAL.has(subject.upos)) return null
  if (lemmas.participles.has(token.form) || lemmas.describing.has(token.form)) return null
  const isPlural = subject.xpos.endsWith('S') || lemmas.plurals.has(subject.form.toLowerCase())
  const verb = { upos: 'VERB', lemma }
  if (lemmas.thirds.has(token.form))
    return isPlural ? null : { ...verb, xpos: 'VBZ', feats: 'Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin' }
  if (token.form === lemma)
    return isPlural ? { ...verb, xpos: 'VBP', feats: 'Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin' } : null
  return { ...verb, xpos: 'VBD', feats: 'Mood=Ind|Tense=Past|VerbForm=Fin' }
}

/** A clause that is a noun and what hangs on it: the root, what is said, or the first of two subjects, the second behind a comma. */
const isVerbless = (tokens: readonly Token[], noun: Token): boolean => {
  if (under(tokens, noun.id).some(token => FINITE.has(token.xpos) && VERBAL.has(token.upos))) return false
  if (kidsOf(tokens, noun.id).some(kid => PREDICATES.has(relation(kid)))) return false
  if (noun.head === 0 || noun.deprel === 'ccomp') return true
  if (noun.deprel !== 'nsubj') return false
  const second = kidsOf(tokens, noun.head).find(kid => kid.deprel === 'nsubj' && kid.id > noun.id && kid.id < noun.head)
  return second !== undefined && at(tokens, firstOf(tokens, second.id) - 1)?.form === ','
}
const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX'])
const FINITE: ReadonlySet<string> = new Set(['VBD', 'VBZ', 'VBP', 'MD'])
const PREDICATES: ReadonlySet<string> = new Set(['cop', 'aux', 'mark'])
