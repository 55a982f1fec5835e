import type { Token } from '../model/token.ts'
import { relation } from '../model/tree.ts'
import { at, firstOf, kidsOf, under, withChanges } from './treechange.ts'

/** A verb with two subjects, the first in front of a clause of its content that has none: that one is the clause's. */
export const subjectOfContent = (tokens: readonly Token[], id: number): readonly Token[] | null => {
  const below = kidsOf(tokens, id)
  const [first, second, more] = below.filter(isSubject)
  const content = below.find(token => token.deprel === 'ccomp')
  if (!first || !second || more || !content || !(first.id < content.id && content.id < second.id)) return null
  const own = kidsOf(tokens, content.id)
  if (own.some(token => SUBJECTS.has(relation(token)))) return null
  return withChanges(tokens, token =>
    token.id === first.id ? { head: content.id, deprel: subjectRelation(tokens, content) } : null,
  )
}
const SUBJECTS: ReadonlySet<string> = new Set(['nsubj', 'csubj', 'expl'])

/**
 * "On Monday rebels attacked", "In Kidal gunmen fired": a name behind the preposition that opens the sentence, and behind it a noun that
 * needs no article. No subject has a preposition: the name is the time or place of the verb, the noun its subject.
 */
export const settingBeforeSubject = (tokens: readonly Token[], id: number): readonly Token[] | null => {
  const subject = kidsOf(tokens, id).find(token => token.id < id && token.upos === 'NOUN' && OPENING.has(token.deprel))
  const [preposition, name] = tokens
  if (!subject || preposition?.deprel !== 'case' || preposition.head !== subject.id) return null
  if (name?.upos !== 'PROPN' || name.head !== subject.id || name.deprel !== 'compound' || subject.id === name.id)
    return null
  const own = kidsOf(tokens, id).some(token => token !== subject && SUBJECTS.has(relation(token)))
  // "In Kidal camps three men died": the noun may be the place, where the verb has a subject.
  if (own || at(tokens, id)?.upos !== 'VERB') return null
  return withChanges(tokens, token => {
    if (token.id === preposition.id) return { head: name.id }
    if (token.id === name.id) return { head: id, deprel: 'obl' }
    return token.id === subject.id ? { deprel: subjectRelation(tokens, tokens[id - 1] ?? subject) } : null
  })
}
const OPENING: ReadonlySet<string> = new Set(['nsubj', 'nsubj:pass', 'obl'])

/** "What matters is that they left" has its outer subject on the verb by right. */
const isSubject = (token: Token): boolean => relation(token) === 'nsubj' && token.deprel !== 'nsubj:outer'

const subjectRelation = (tokens: readonly Token[], verb: Token): string =>
  kidsOf(tokens, verb.id).some(token => token.deprel === 'aux:pass') ? 'nsubj:pass' : 'nsubj'

/**
 * "The council suspended talks with the rebels, the envoy said": a verb with two subjects and no content, the first of them with a
 * finite verb hung on it as its description. That verb is what is said.
 */
export const contentOfSaying = (tokens: readonly Token[], id: number): readonly Token[] | null => {
  const below = kidsOf(tokens, id)
  const [first, second, more] = below.filter(isSubject)
  if (!first || !second || more || below.some(token => token.deprel === 'ccomp' || token.deprel === 'obj')) return null
  if (at(tokens, firstOf(tokens, second.id) - 1)?.upos !== 'PUNCT') return null
  const verb = under(tokens, first.id).find(
    token => first.id < token.id && token.id < second.id && isStated(tokens, token),
  )
  if (!verb) return null
  const past = verb.xpos === 'VBN' ? { xpos: 'VBD', feats: 'Mood=Ind|Tense=Past|VerbForm=Fin' } : {}
  return withChanges(tokens, token => {
    if (token.id === verb.id) return { ...past, head: id, deprel: 'ccomp' }
    if (token.id === first.id) return { head: verb.id, deprel: subjectRelation(tokens, verb) }
    return token.head === first.id && token.id > verb.id ? { head: verb.id } : null
  })
}

/** A finite verb, or a participle with an object, which no passive has. */
const isStated = (tokens: readonly Token[], token: Token): boolean => {
  if (token.upos !== 'VERB' || !DESCRIPTIONS.has(token.deprel)) return false
  const below = kidsOf(tokens, token.id)
  if (below.some(kid => SUBJECTS.has(relation(kid)) || NOT_STATED.has(kid.deprel))) return false
  return FINITE.has(token.xpos) || (token.xpos === 'VBN' && below.some(kid => kid.deprel === 'obj'))
}
const NOT_STATED: ReadonlySet<string> = new Set(['mark', 'obl:agent'])
const DESCRIPTIONS: ReadonlySet<string> = new Set(['acl', 'advcl', 'parataxis', 'nmod', 'appos'])
const FINITE: ReadonlySet<string> = new Set(['VBD', 'VBZ', 'VBP'])

/**
 * Two subjects before one verb and no clause between them: the second is one more of a list ("The premier, the head of the army and two
 * generals signed"), or says who the first is ("The governor, a former spy, fled").
 */
export const secondSubject = (tokens: readonly Token[], id: number): readonly Token[] | null => {
  const below = kidsOf(tokens, id)
  const [first, second, more] = below.filter(token => token.deprel === 'nsubj')
  if (!first || !second || more || second.id > id || !NOMINAL.has(first.upos) || !NOMINAL.has(second.upos)) return null
  if (below.some(token => token.id > first.id && token.id < second.id && token.upos !== 'PUNCT')) return null
  if (kidsOf(tokens, first.id).some(token => token.id > first.id && token.upos === 'VERB')) return null
  if (at(tokens, firstOf(tokens, second.id) - 1)?.form !== ',') return null
  const listed = kidsOf(tokens, second.id).filter(token => relation(token) === 'conj')
  const isList = listed.some(token => kidsOf(tokens, token.id).some(kid => relation(kid) === 'cc'))
  const verb = below.find(token => token.id > second.id && WITH_VERB.has(relation(token)))
  const isClosed = at(tokens, Math.min(id, verb?.id ?? id) - 1)?.form === ','
  if (isList === isClosed) return null
  return withChanges(tokens, token => {
    if (token.id === second.id) return { head: first.id, deprel: isList ? 'conj' : 'appos' }
    return isList && listed.includes(token) ? { head: first.id } : null
  })
}
const WITH_VERB: ReadonlySet<string> = new Set(['aux', 'cop', 'advmod'])
const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN'])

/**
 * "The talks failed, said an envoy briefed on them": behind content that is told, a word without a subject of its own and a clause that
 * begins with one right after it and has no finite verb. The subject is who says it.
 */
export const speakerOfContent = (tokens: readonly Token[], id: number): readonly Token[] | null => {
  const below = kidsOf(tokens, id)
  if (below.some(isSubject) || !below.some(token => token.deprel === 'ccomp' && token.id < id)) return null
  const clause = below.find(token => token.id > id && CLAUSES.has(token.deprel) && UNFINISHED.test(token.xpos))
  if (!clause) return null
  const own = kidsOf(tokens, clause.id)
  const speaker = own.find(isSubject)
  if (!speaker || speaker.id > clause.id || firstOf(tokens, speaker.id) !== id + 1) return null
  if (own.some(token => VERBAL.has(relation(token)))) return null
  return withChanges(tokens, token => {
    if (token.id === speaker.id) return { head: id, deprel: 'nsubj' }
    return token.id === clause.id ? { head: speaker.id, deprel: clause.upos === 'VERB' ? 'acl' : 'amod' } : null
  })
}
const CLAUSES: ReadonlySet<string> = new Set(['ccomp', 'xcomp'])
const UNFINISHED = /^(VB[NG]|JJ)/
const VERBAL: ReadonlySet<string> = new Set(['aux', 'cop', 'mark'])
