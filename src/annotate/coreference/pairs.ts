import { bearerOf } from '../actors/nominals.ts'
import { isPlural, type Reading } from '../actors/reading.ts'
import type { Draft, DraftMention } from '../actors/registry.ts'
import { type Setting, stateOn } from '../actors/setting.ts'
import { UNIQUE } from '../actors/titles.ts'
import type { Told } from './candidates.ts'
import { listBefore, pairBefore, type Want } from './parties.ts'

/** "the two sides", "both countries", "the two leaders", "the two armies": a noun of parties, or of what each state has one of, with a word for two. */
export const isPairNoun = (setting: Setting, reading: Reading, at: number): boolean => {
  const token = reading.tokens[at]
  const { pairs, definite } = setting.knowledge.words
  if (token?.upos !== 'NOUN' || wantOf(setting, reading, at) === null) return false
  // "the sides", "the rivals": there are two of these anyway.
  if (pairs.plain.has(token.lemma) && isPlural(token) && definite.has(reading.folded[at - 1] ?? '')) return true
  for (let i = at - 1; i >= 0 && i >= at - 5; i--) {
    if (pairs.of.has(reading.folded[i] ?? '')) return isTold(setting, reading, i)
    const upos = reading.tokens[i]?.upos
    if (upos !== 'ADJ' && upos !== 'NOUN' && upos !== 'PROPN' && upos !== 'PUNCT') return false
  }
  return false
}

/** "Two men attacked the embassy" tells of men nobody told of; "the two men", "both men" take up two. */
const isTold = (setting: Setting, reading: Reading, at: number): boolean => {
  const { words } = setting.knowledge
  const before = reading.folded[at - 1] ?? ''
  return reading.tokens[at]?.upos !== 'NUM' || words.definite.has(before) || words.possessive.has(before)
}

const wantOf = (setting: Setting, reading: Reading, at: number): Want | null => {
  const { pairs } = setting.knowledge.words
  const lemma = reading.tokens[at]?.lemma.toLowerCase() ?? ''
  if (pairs.states.has(lemma)) return 'states'
  if (pairs.parties.has(lemma) || pairs.plain.has(lemma)) return 'parties'
  if (pairs.people.has(lemma)) return 'people'
  const hit = reading.nouns[at]
  return hit?.plural && hit.noun.acts === 'state' && hit.noun.kind === 'organization' ? 'states' : null
}

/** Who is meant by a noun with a word for two. */
export const pairFor = (setting: Setting, told: Told, reading: Reading, at: number): readonly Draft[] | null => {
  const want = wantOf(setting, reading, at)
  if (want === null) return null
  const except = subjectsOf(setting, reading, at)
  const index = reading.sentence.index
  if (want !== 'people') return pairBefore(setting, told, index, at, want, except)
  const office = officeOf(setting, reading, at)
  const people = pairBefore(setting, told, index, at, 'people', except, holds(office))
  if (people !== null) return people
  const states = pairBefore(setting, told, index, at, 'states', except)
  const hit = reading.nouns[at]
  // "the two foreign ministers", whom nobody names: those of the two states.
  if (states === null || !hit || !UNIQUE.has(hit.noun.office ?? '')) return states
  return states.map(state => (state.code === null ? state : bearerOf(setting, reading, hit, state.code)))
}

/** The office that a noun names; "the two leaders" are heads of states, whatever envoys the text tells of. */
const officeOf = (setting: Setting, reading: Reading, at: number): string =>
  (reading.nouns[at]?.noun ?? setting.knowledge.nouns.exact(reading.tokens[at]?.lemma.toLowerCase() ?? '')[0])
    ?.office ?? ''

const holds = (office: string): ((draft: Draft) => boolean) | undefined => {
  if (HEADS.has(office)) return draft => HEADS.has(draft.office ?? '')
  return UNIQUE.has(office) ? draft => draft.office === office : undefined
}
const HEADS: ReadonlySet<string> = new Set(['head_of_state', 'head_of_government', 'leader'])

/** "The two met", "telephoned both", "the trio agreed": a word for several that stands without a noun. */
export const severalAlone = (setting: Setting, told: Told, reading: Reading, at: number): readonly Draft[] | null => {
  const { pairs, several } = setting.knowledge.words
  const word = reading.folded[at] ?? ''
  const index = reading.sentence.index
  const count = several.get(word)
  if (count !== undefined) return standsAlone(reading, at) ? listBefore(setting, told, index, at, count) : null
  if (!pairs.of.has(word) || !standsAlone(reading, at)) return null
  const except = subjectsOf(setting, reading, at)
  return (
    pairBefore(setting, told, index, at, 'people', except) ?? pairBefore(setting, told, index, at, 'parties', except)
  )
}

const standsAlone = (reading: Reading, at: number): boolean => {
  const token = reading.tokens[at]
  const next = reading.tokens[at + 1]
  const after = reading.tokens[at + 2]
  // "The two last held talks", "The two discussed gas": however the tree reads it, nothing counted follows.
  if (
    at === 1 &&
    token?.upos === 'NUM' &&
    next &&
    (next.upos === 'VERB' || (after?.upos === 'VERB' && next.upos !== 'NOUN'))
  ) {
    return true
  }
  if (!token) return false
  // "telephoned both on Sunday"
  if (token.upos === 'DET' || token.upos === 'CCONJ') return ARGUMENT.test(token.deprel)
  if (token.upos !== 'NUM' && token.upos !== 'NOUN' && token.upos !== 'PRON') return false
  if (token.upos === 'NUM' && reading.tokens[at - 1]?.upos !== 'DET') return false
  return (
    token.deprel.startsWith('nsubj') || (token.deprel !== 'nummod' && next?.upos !== 'NOUN' && next?.upos !== 'ADJ')
  )
}
const ARGUMENT = /^(nsubj|obj|iobj|obl)/

/**
 * "Presidents Toktarov and Sharipov conferred": two with one title that a state gives to one man alone, and nothing that says whose each
 * is, are those of the two states the report is about, its own first.
 */
export const shareStates = (setting: Setting, told: Told, mention: DraftMention): void => {
  const people = mention.drafts.filter(draft => draft.kind === 'person' && draft.country === null)
  if (people.length !== 2 || mention.drafts.length !== 2 || mention.form !== 'nominal') return
  const states = pairBefore(setting, told, mention.sentence, mention.head, 'states', [])
  if (states === null) return
  const home = setting.focus.home()
  const ordered = [...states].sort(
    (a, b) =>
      Number(home !== null && b.code === stateOn(setting, home)) -
      Number(home !== null && a.code === stateOn(setting, home)),
  )
  people.forEach((person, i) => {
    const state = ordered[i]
    if (!state) return
    person.code = state.code
    person.country = state.country
    person.role = person.role === null ? null : `${person.role} of ${state.name}`
  })
}

/** The subjects of the verb the word is an object of: third parties where two are spoken of. */
const subjectsOf = (setting: Setting, reading: Reading, at: number): readonly Draft[] => {
  let token = reading.tokens[at]
  // "She had separate meetings with both delegations": she is no delegation either; of two that hold talks each is one.
  const inside = token?.deprel === 'nmod'
  if (inside && token) token = reading.tokens[token.head - 1]
  if (!token || !OBJECT.test(token.deprel)) return []
  let verb = reading.tokens[token.head - 1]
  for (let step = 0; verb && step < 3; step++) {
    const id = verb.id
    const subject = reading.tokens.findIndex(t => t.head === id && t.deprel.startsWith('nsubj'))
    if (subject >= 0 && subject !== at) {
      const joined = reading.tokens.flatMap((t, i) => (t.head === subject + 1 && t.deprel === 'conj' ? [i] : []))
      if (inside && joined.length > 0) return []
      return [subject, ...joined].flatMap(i => setting.registry.at(reading.sentence.index, i)?.drafts ?? [])
    }
    if (verb.deprel !== 'xcomp' && verb.deprel !== 'advcl' && verb.deprel !== 'conj') return []
    verb = reading.tokens[verb.head - 1]
  }
  return []
}

const OBJECT = /^(obj|iobj|obl)/
