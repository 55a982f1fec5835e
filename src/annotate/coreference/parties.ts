import type { Token } from '../../model/token.ts'
import { startsUpper } from '../actors/reading.ts'
import type { Draft, DraftMention } from '../actors/registry.ts'
import { type Setting, stateDraft } from '../actors/setting.ts'
import { type Told, tokenOf } from './candidates.ts'

/** What a phrase for two means: two persons, two states, or two that may be states or bodies of their own ("both sides"). */
export type Want = 'people' | 'states' | 'parties'

/** The party a draft stands for: its state or its group, so that a president and his country are one. */
const partyOf = (draft: Draft): string => draft.code ?? `#${draft.id}`

/**
 * The two meant by "both sides", "the two countries", "the pair": the pair of parties told together that the report speaks of most, as
 * acting with or against each other and near the phrase. `except` are the subjects of the phrase's own verb, who are third parties;
 * `suits` narrows whom a phrase for people may mean.
 */
export const pairBefore = (
  setting: Setting,
  told: Told,
  sentence: number,
  at: number,
  want: Want,
  except: readonly Draft[],
  suits: (draft: Draft) => boolean = () => true,
): readonly Draft[] | null => {
  const together = new Map<string, { drafts: readonly Draft[]; score: number }>()
  const others = new Set(except.map(partyOf))
  const weights = weightsOf(setting)
  const fits = (draft: Draft): boolean =>
    suits(draft) && !others.has(partyOf(draft)) && (want === 'people' ? isPerson(draft) : isParty(setting, draft, want))
  for (let s = sentence; s >= Math.max(0, sentence - REACH); s--) {
    const zone = setting.readings[s]?.sentence.zone
    if (zone === 'caption' || zone === 'headline' || zone === 'dateline') continue
    const list = partiesIn(setting, told, s, s === sentence ? at : Number.POSITIVE_INFINITY, want, fits)
    for (const [i, one] of list.entries()) {
      for (const two of list.slice(i + 1)) {
        if (want === 'people' && partyOf(one.draft) === partyOf(two.draft) && one.draft.code !== null) continue
        const key = [one.key, two.key].sort().join(' ')
        const tokens = setting.readings[s]?.tokens ?? []
        const opposed = want !== 'people' && isOpposed(tokens, one.token, two.token)
        const beside = isJoined(one.token, two.token) || opposed ? BESIDE : 0
        const score = (one.weight + two.weight + beside) / (1 + 0.9 * (sentence - s)) + 0.15
        const before = together.get(key)
        if (before) before.score += score
        else together.set(key, { drafts: [one.draft, two.draft], score })
      }
    }
  }
  let best: readonly Draft[] | null = null
  let bestScore = 0
  for (const { drafts, score: near } of together.values()) {
    const score = want === 'people' ? near : near * Math.min(...drafts.map(draft => weights(partyOf(draft))))
    if (score > bestScore) {
      bestScore = score
      best = drafts
    }
  }
  return want === 'people' ? best : (best?.map(draft => stateOf(setting, draft)) ?? null)
}

/** A party as a sentence tells it. */
interface Party {
  readonly key: string
  readonly draft: Draft
  readonly weight: number
  readonly token: Token | undefined
}

/** The parties of a sentence that fit, before a token. */
const partiesIn = (
  setting: Setting,
  told: Told,
  sentence: number,
  before: number,
  want: Want,
  fits: (draft: Draft) => boolean,
): readonly Party[] => {
  const parties = new Map<string, Party>()
  for (const mention of told.in(sentence)) {
    if (mention.head >= before || mention.form === 'pronoun' || isScene(setting, mention)) continue
    const weight = weightOf(setting, mention)
    for (const draft of mention.drafts.filter(fits)) {
      const key = want === 'people' ? `#${draft.id}` : partyOf(draft)
      const known = parties.get(key)
      if (!known || known.weight < weight) parties.set(key, { key, draft, weight, token: tokenOf(setting, mention) })
    }
  }
  return [...parties.values()]
}

/** "Norway and Cuba, guarantors of the process,": a plural right behind a list that its "and" has closed means those of the list. */
export const listedBefore = (setting: Setting, told: Told, mention: DraftMention): readonly Draft[] | null => {
  const tokens = setting.readings[mention.sentence]?.tokens ?? []
  const last = told.in(mention.sentence).find(other => other.to === mention.from - 2)
  if (tokens[mention.from - 1]?.form !== ',' || !last) return null
  if (!tokens.slice(Math.max(0, last.from - 2), last.from).some(token => token.upos === 'CCONJ')) return null
  const first = firstOfList(setting, last)
  const list = told
    .in(mention.sentence)
    .filter(other => other.to < mention.from && firstOfList(setting, other) === first)
  return list.length > 1 ? [...new Set(list.flatMap(other => other.drafts))] : null
}

/** "a round in Caracas": a state's name that tells only where. */
const isScene = (setting: Setting, mention: DraftMention): boolean => {
  const tokens = setting.readings[mention.sentence]?.tokens ?? []
  return (
    mention.drafts[0]?.kind === 'country' &&
    tokens.some(
      (token, i) =>
        token.head === mention.head + 1 &&
        token.deprel === 'case' &&
        i < mention.head &&
        setting.knowledge.words.where.has(token.lemma.toLowerCase()),
    )
  )
}

/** Several of a number told in one list: "the three" after "Mali, Niger and Togo". */
export const listBefore = (
  setting: Setting,
  told: Told,
  sentence: number,
  at: number,
  count: number,
): readonly Draft[] | null => {
  for (let s = sentence; s >= Math.max(0, sentence - LIST_REACH); s--) {
    const lists = new Map<number, DraftMention[]>()
    for (const mention of told.in(s)) {
      if (s === sentence && mention.head >= at) continue
      const first = firstOfList(setting, mention)
      lists.set(first, [...(lists.get(first) ?? []), mention])
    }
    for (const list of [...lists.values()].reverse()) {
      const drafts = [...new Set(list.flatMap(m => m.drafts))].filter(
        d => isPerson(d) || isParty(setting, d, 'parties'),
      )
      if (new Set(drafts.map(partyOf)).size === count) return drafts
    }
  }
  return null
}
/** Sentences back in which a list is remembered. */
const LIST_REACH = 4

/** The head of the first member of the list a mention stands in. */
const firstOfList = (setting: Setting, mention: DraftMention): number => {
  const tokens = setting.readings[mention.sentence]?.tokens ?? []
  let at = mention.head
  for (let step = 0; tokens[at]?.deprel === 'conj' && step < 8; step++) at = (tokens[at]?.head ?? 1) - 1
  return at
}

/** Whoever only speaks for others is none of "the two leaders". */
const isPerson = (draft: Draft): boolean =>
  draft.kind === 'person' && draft.name !== '' && draft.office !== SPOKESMAN && draft.sector !== 'JRN'
const SPOKESMAN = 'spokesman'

/** A state and whoever acts for one; among parties also bodies, people and persons with a name of their own, if they are political. */
const isParty = (setting: Setting, draft: Draft, want: Want): boolean => {
  if (draft.kind === 'place' || NO_PARTIES.has(draft.sector ?? '')) return false
  if (draft.code !== null && setting.knowledge.states.has(draft.code)) return true
  if (want === 'states' || (draft.code === null && draft.sector === null)) return false
  return draft.kind !== 'person' || startsUpper(draft.name)
}
const NO_PARTIES: ReadonlySet<string> = new Set(['JRN', 'MED', 'BUS', 'CVL'])

/** The state for which somebody acts: "the two sides" are not its spokesman. */
const stateOf = (setting: Setting, draft: Draft): Draft =>
  draft.code !== null && setting.knowledge.states.has(draft.code) ? stateDraft(setting, draft.code) : draft

/** How much of the report speaks of a party: from a floor for one told once to 1 for the one told most; the headline's count more. */
const weightsOf = (setting: Setting): ((party: string) => number) => {
  const counts = new Map<string, number>()
  for (const mention of setting.registry.mentions) {
    const headed = setting.readings[mention.sentence]?.sentence.zone === 'headline'
    for (const draft of new Set(mention.drafts)) {
      const party = partyOf(draft)
      counts.set(party, (counts.get(party) ?? 0) + (headed ? HEADED : 1))
    }
  }
  for (const [party, count] of counts) if (setting.focus.headed(party)) counts.set(party, count + HEADED)
  const most = Math.max(1, ...counts.values())
  return party => FLOOR + (1 - FLOOR) * ((counts.get(party) ?? 0) / most)
}
const FLOOR = 0.4
const HEADED = 2

/** "Burundi and Rwanda": two told in one breath are likelier the two than any others of the sentence. */
const isJoined = (one: Token | undefined, two: Token | undefined): boolean =>
  one !== undefined &&
  two !== undefined &&
  ((two.deprel === 'conj' && two.head === one.id) || (one.deprel === 'conj' && one.head === two.id))

/** "A Chadian column shelled a Libyan base", "Chad accused Libya": one acts upon the other or with it. */
const isOpposed = (tokens: readonly Token[], one: Token | undefined, two: Token | undefined): boolean => {
  const [a, b] = [clauseRole(tokens, one), clauseRole(tokens, two)]
  return a !== null && b !== null && a.verb === b.verb && a.subject !== b.subject
}

/** The verb that a word, or the noun it modifies, is an argument of, and whether it is its subject. */
const clauseRole = (
  tokens: readonly Token[],
  token: Token | undefined,
): { readonly verb: number; readonly subject: boolean } | null => {
  let at = token
  for (let step = 0; at && step < 5; step++) {
    if (ARGUMENT.test(at.deprel)) return { verb: at.head, subject: at.deprel.startsWith('nsubj') }
    if (!WITHIN.test(at.deprel)) return null
    at = tokens[at.head - 1]
  }
  return null
}
const ARGUMENT = /^(nsubj|obj|iobj|obl)/
const WITHIN = /^(amod|compound|nmod|flat|conj|appos)/

/** What being joined, or acting upon each other, adds to the weight of a pair. */
const BESIDE = 0.6

/** How many sentences back a pair may have been told. */
const REACH = 40

const weightOf = (setting: Setting, mention: DraftMention): number => {
  const deprel = tokenOf(setting, mention)?.deprel ?? ''
  const named = mention.form === 'name' ? 0.2 : 0
  if (deprel.startsWith('nsubj')) return 1 + named
  if (deprel === 'conj') return 0.9 + named
  if (deprel.startsWith('obl') || deprel === 'obj') return 0.8 + named
  return mention.form === 'modifier' ? 0.5 : 0.7 + named
}
