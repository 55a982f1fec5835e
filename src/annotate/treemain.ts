import type { LemmaKnowledge } from '../knowledge/lemmas.ts'
import type { Token } from '../model/token.ts'
import { relation } from '../model/tree.ts'
import { at, kidsOf, withChanges } from './treechange.ts'

const PAST = { upos: 'VERB', xpos: 'VBD', feats: 'Mood=Ind|Tense=Past|VerbForm=Fin' }
const PARTICIPLES: ReadonlySet<string> = new Set(['VBN', 'VBD'])
const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN'])

/** The lemma of a past form that the parser hangs on a noun as its description; null where it is none. */
const describing = (token: Token | undefined, { forms, participles, thirds }: LemmaKnowledge): string | null => {
  if (token?.deprel !== 'amod' || !PARTICIPLES.has(token.xpos)) return null
  const lemma = forms.get(token.form)
  const isPast = lemma !== undefined && lemma !== token.form && !participles.has(token.form) && !thirds.has(token.form)
  return isPast ? lemma : null
}

/** "Rebels attacked barracks, burned trucks and kidnapped mayors": between two verbs of a list, behind a comma, stands a verb. */
export const verbOfList = (tokens: readonly Token[], id: number, lemmas: LemmaKnowledge): readonly Token[] | null => {
  const token = at(tokens, id)
  const lemma = describing(token, lemmas)
  const above = token && at(tokens, token.head)
  if (!token || !above || lemma === null || at(tokens, id - 1)?.form !== ',') return null
  const first = above.id < id ? above : at(tokens, above.head)
  const verb = first && at(tokens, first.head)
  if (!verb || first.deprel !== 'obj' || first.id > id || verb.upos !== 'VERB') return null
  if (!kidsOf(tokens, verb.id).some(kid => kid.deprel === 'conj' && kid.upos === 'VERB' && kid.id > id)) return null
  const object =
    above.id > id
      ? above
      : tokens.find(
          t => t.id > id && NOMINAL.has(t.upos) && ((t.head === first.id && t.deprel === 'conj') || t.head === id),
        )
  return withChanges(tokens, other => {
    if (other.id === id) return { ...PAST, lemma, head: verb.id, deprel: 'conj' }
    return other.id === object?.id ? { head: id, deprel: 'obj' } : null
  })
}

/**
 * "Troops loyal to the junta raided homes": the subject has a description that ends in a noun, the verb no other subject, and the noun
 * behind it no article. The parser takes verb and noun into the description ("to the junta-raided homes").
 */
export const verbBehindDescription = (
  tokens: readonly Token[],
  id: number,
  lemmas: LemmaKnowledge,
): readonly Token[] | null => {
  const token = at(tokens, id)
  const lemma = describing(token, lemmas)
  const object = token && at(tokens, token.head)
  const last = at(tokens, id - 1)
  if (!object || !last || lemma === null || object.id < id || (last.head !== object.id && last.head !== id)) return null
  if (!NOMINAL.has(last.upos) && last.upos !== 'ADJ') return null
  const inner = tokens.filter(kid => kid.id < last.id && [object.id, id, last.id].includes(kid.head))
  if (!inner.some(kid => relation(kid) === 'case') || !inner.some(kid => relation(kid) === 'det')) return null
  if (tokens.some(other => other.id < id && FINITE.has(other.xpos) && VERBAL.has(other.upos))) return null
  const description = at(tokens, object.head)
  const subject = description && subjectOf(tokens, description)
  if (!description || !subject || subject.id > (inner[0]?.id ?? 0)) return null
  const isClause = subject.head === description.id
  const place = isClause ? description : subject
  const said = place === subject && subject.head > 0
  return withChanges(tokens, other => {
    if (other.id === id) return { ...PAST, lemma, head: place.head, deprel: said ? 'ccomp' : place.deprel }
    if (other.id === subject.id) return { head: id, deprel: 'nsubj' }
    if (isClause && other.id === description.id)
      return { head: subject.id, deprel: description.upos === 'VERB' ? 'acl' : 'amod' }
    if (other.id === object.id) return { head: id, deprel: 'obj' }
    if (other.id === last.id)
      return { upos: last.upos === 'ADJ' ? 'NOUN' : last.upos, head: object.head, deprel: object.deprel }
    if (inner.includes(other)) return { head: last.id }
    return other.id > object.id && other.upos === 'PUNCT' && (other.head === place.id || other.head === object.id)
      ? { head: id }
      : null
  })
}
const FINITE: ReadonlySet<string> = new Set(['VBD', 'VBZ', 'VBP', 'MD'])
const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX'])

/** Whom a description is of: its own subject, or the noun it hangs on where that has no verb, or one with a second subject. */
const subjectOf = (tokens: readonly Token[], description: Token): Token | null => {
  const own = kidsOf(tokens, description.id).find(kid => relation(kid) === 'nsubj')
  if (own) return own
  const noun = NOMINAL.has(description.upos) ? description : at(tokens, description.head)
  if (!noun || !NOMINAL.has(noun.upos)) return null
  if (noun.head === 0) return noun
  const subjects = kidsOf(tokens, noun.head).filter(kid => kid.deprel === 'nsubj')
  return noun.deprel === 'nsubj' && subjects.length === 2 && subjects[0] === noun ? noun : null
}
