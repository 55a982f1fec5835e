import type { Tenure } from '../../knowledge/actors/people.ts'
import { type Affiliation, affiliations } from './affiliation.ts'
import { roleOf, settled } from './bearer.ts'
import { isDescent, type Left, leftOf } from './left.ts'
import { type NounHit, type Reading, startsUpper } from './reading.ts'
import type { Draft } from './registry.ts'
import { type Setting, senseOf, stateDraft, stateName, stateOn, wordsOf } from './setting.ts'
import { UNIQUE } from './titles.ts'

/** Adds the mention of a noun for an actor that no name has taken. */
export const addNominal = (setting: Setting, reading: Reading, found: NounHit): void => {
  const hit = settled(setting, reading, found)
  const left = leftOf(setting, reading, hit.from)
  const drafts = draftsOf(setting, reading, hit, left, affiliations(setting, reading, hit, left))
  const { start, end } = wordsOf(setting, reading, left.start, hit.to)
  setting.registry.mention({
    sentence: reading.sentence.index,
    from: left.start,
    to: hit.to,
    head: hit.head,
    form: modifies(reading, hit) ? 'modifier' : 'nominal',
    drafts,
    start,
    end,
  })
}

/** "the government's plan", "police post": the noun lends its actor to another. */
const modifies = (reading: Reading, hit: NounHit): boolean => {
  const deprel = reading.tokens[hit.head]?.deprel ?? ''
  return (
    deprel === 'nmod:poss' || deprel === 'compound' || deprel === 'amod' || reading.tokens[hit.to + 1]?.xpos === 'POS'
  )
}

const draftsOf = (
  setting: Setting,
  reading: Reading,
  hit: NounHit,
  left: Left,
  found: readonly Affiliation[],
): readonly Draft[] => {
  const { noun } = hit
  const text = nameOf(setting, reading, hit, left)
  if (isForce(setting, reading, hit, left)) return [forceDraft(setting, reading, text)]
  if (found.length === 0) return [again(setting, reading, hit, left) ?? fresh(setting, hit, left, null, text)]
  // "Yemen's Houthi rebels" are the Houthis: beside a group's name a state's says only where.
  const groups = noun.acts === 'self' ? found.filter(a => a.group?.kind === 'group' && a.group.code === null) : []
  if (groups.length > 0 && groups.length < found.length) return draftsOf(setting, reading, hit, left, groups)
  // "the leaders of Armenia and Azerbaijan" are several; a group of one firm or party, however many its names, is one.
  const several = found.length > 1 && (noun.acts !== 'self' || left.names.length > 1)
  // Each of "the Armenian and Azerbaijani foreign ministers" is one man.
  const each = several && noun.kind === 'person' && hit.plural && !left.counted ? { ...hit, plural: false } : hit
  return (several ? found : found.slice(0, 1)).map(affiliation => one(setting, reading, each, left, affiliation, text))
}

const one = (
  setting: Setting,
  reading: Reading,
  hit: NounHit,
  left: Left,
  affiliation: Affiliation,
  text: string,
): Draft => {
  const { noun } = hit
  // "M23 rebels", "Hezbollah fighters": the group itself.
  if (noun.acts === 'self' && noun.kind === 'group' && affiliation.group?.kind === 'group' && hit.plural)
    return affiliation.group
  if (affiliation.basis === 'context' || (left.names.length === 0 && left.determiner)) {
    const before = again(setting, reading, hit, left)
    if (before && (affiliation.code === null || before.code === affiliation.code)) return before
  }
  if (noun.kind === 'person' && !hit.plural && !left.counted && affiliation.code !== null) {
    const told = affiliation.basis === 'own' || left.definite
    const holder = left.former ? null : officer(setting, hit, affiliation.code, affiliation.group, told)
    if (holder) return holder
  }
  return fresh(setting, hit, left, affiliation, text)
}

/** Whoever bears a noun for a state: the holder of the office, or somebody known by the noun alone. */
export const bearerOf = (setting: Setting, reading: Reading, hit: NounHit, code: string): Draft => {
  const left = { ...leftOf(setting, reading, hit.from), counted: false, definite: true }
  const affiliation: Affiliation = { code, country: code, sector: hit.noun.sector, group: null, basis: 'own' }
  return one(setting, reading, { ...hit, plural: false }, left, affiliation, hit.noun.word)
}

/** "Red Dawn Army", "Hill People Defence Force": a proper name before the noun is a force of its own, no state's. */
const isForce = (setting: Setting, reading: Reading, hit: NounHit, left: Left): boolean => {
  if (hit.noun.sector !== 'MIL' || hit.noun.kind === 'person' || reading.shouting || left.names.length > 0) return false
  const before = reading.tokens[hit.from - 1]
  return (
    startsUpper(reading.tokens[hit.head]?.form ?? '') &&
    before?.upos === 'PROPN' &&
    startsUpper(before.form) &&
    !reading.nouns[hit.from - 1] &&
    !setting.knowledge.words.stately.has(reading.folded[hit.from - 1] ?? '')
  )
}

const forceDraft = (setting: Setting, reading: Reading, text: string): Draft => {
  const country = setting.focus.at(reading.sentence.index)
  return setting.registry.ensure(`force ${text.toLowerCase()}`, () => ({
    kind: 'group',
    name: text,
    code: null,
    country,
    sector: 'REB',
    role: null,
    wikidata: null,
    gender: null,
    plural: false,
    noun: null,
    office: null,
  }))
}

/** The entity of a definite noun told before: "the rebels" after "M23 rebels", "the envoy" after "a US envoy". */
const again = (setting: Setting, reading: Reading, hit: NounHit, left: Left): Draft | null => {
  if (!left.definite || left.counted || left.names.length > 0 || left.noun) return null
  const { mentions } = setting.registry
  const index = reading.sentence.index
  let best: Draft | null = null
  let bestAt = -1
  let bestSentence = -1
  let fallback: Draft | null = null
  let fallbackAt = -1
  for (let m = mentions.length - 1; m >= 0; m--) {
    const mention = mentions[m]
    // Mentions stand in the order of their sentences: nothing further back is nearer.
    if (!mention || (best !== null && mention.sentence < bestSentence)) break
    const at = mention.sentence * 1000 + mention.head
    if (
      mention.drafts.length !== 1 ||
      mention.sentence > index ||
      (mention.sentence === index && mention.head >= hit.head)
    )
      continue
    const draft = mention.drafts[0]
    if (!draft) continue
    if (
      isSame(draft.noun, hit.noun.word) &&
      draft.plural === (hit.plural || hit.noun.kind === 'group') &&
      at > bestAt
    ) {
      best = draft
      bestAt = at
      bestSentence = mention.sentence
    } else if (
      hit.noun.acts === 'self' &&
      hit.noun.kind === 'group' &&
      draft.kind === 'group' &&
      draft.sector === hit.noun.sector &&
      hit.noun.sector !== 'CVL' &&
      at > fallbackAt
    ) {
      fallback = draft
      fallbackAt = at
    }
  }
  return best ?? fallback ?? namesake(setting, reading, hit)
}

/** "The Commission" after "the European Commission": a capital says that the name is cut short. */
const namesake = (setting: Setting, reading: Reading, hit: NounHit): Draft | null => {
  if (hit.noun.kind !== 'organization' || !startsUpper(reading.tokens[hit.head]?.form ?? '')) return null
  const word = reading.folded[hit.head] ?? ''
  for (const draft of setting.registry.drafts) {
    if (draft.kind === 'organization' && draft.noun === null && draft.name.toLowerCase().endsWith(` ${word}`))
      return draft
  }
  return null
}

/** The same noun, or a longer one that ends in it: "the ministry" after "the Interior Ministry". */
const isSame = (told: string | null, now: string): boolean =>
  told === now || (told !== null && (told.endsWith(` ${now}`) || told.startsWith(`${now} `)))

/** The holder of a singular office of a state: named in the text, else by the tables on the report's date. */
const officer = (setting: Setting, hit: NounHit, code: string, group: Draft | null, told: boolean): Draft | null => {
  const { noun } = hit
  for (const draft of setting.registry.drafts) {
    if (draft.kind !== 'person' || draft.code !== code || draft.noun === null || draft.name === draft.role) continue
    if (draft.noun === noun.word || (noun.office !== null && draft.office === noun.office)) return draft
    // "the leaders of Armenia and Azerbaijan": a premier and a president, whoever of them the text names.
    if (
      noun.office === 'leader' &&
      group === null &&
      (draft.office === 'head_of_state' || draft.office === 'head_of_government')
    ) {
      return draft
    }
  }
  // "has been elected president" of what, nobody says; "a spokeswoman" is any.
  if (noun.office === null || group !== null || setting.date === null || !told || !UNIQUE.has(noun.office)) return null
  const tenure = holderOn(setting, code, noun, setting.date)
  if (!tenure || tenure.from === '') return null
  const word = noun.word
  return setting.registry.ensure(`holder ${tenure.country} ${tenure.office} ${tenure.name}`, () => ({
    kind: 'person',
    name: tenure.name,
    code,
    country: code,
    sector: tenure.sector,
    role: `${tenure.title === '' ? word : tenure.title} of ${stateName(setting, code)}`,
    wikidata: tenure.wikidata,
    gender: noun.gender,
    plural: false,
    noun: word,
    office: noun.office,
  }))
}

/**
 * Who held the office on the day. What a country calls its president may be its head of state or of government, so both are asked and
 * the title decides.
 */
const holderOn = (setting: Setting, code: string, noun: NounHit['noun'], date: string): Tenure | undefined => {
  const { people } = setting.knowledge
  const lead = noun.office === 'head_of_state' || noun.office === 'head_of_government'
  const held = (office: string): readonly Tenure[] => people.holders(code, office, date)
  if (!lead) return held(noun.office ?? '').at(-1)
  const all = [...held('head_of_state'), ...held('head_of_government')]
  const last = noun.word.split(' ').at(-1) ?? ''
  return (
    all.filter(t => t.title.toLowerCase().includes(last)).at(-1) ?? all.filter(t => t.office === noun.office).at(-1)
  )
}

const fresh = (setting: Setting, hit: NounHit, left: Left, affiliation: Affiliation | null, text: string): Draft => {
  const { noun } = hit
  const sector =
    left.former && noun.kind === 'person'
      ? 'ELI'
      : (affiliation?.sector ?? noun.sector ?? left.noun?.noun.sector ?? null)
  const role = noun.kind === 'person' ? roleOf(setting, hit, left, affiliation) : null
  const make = (name: string): Omit<Draft, 'id'> => ({
    kind: noun.kind === 'organization' ? noun.kind : hit.plural || left.counted ? 'group' : 'person',
    name,
    code: affiliation?.code ?? null,
    country: affiliation?.country ?? null,
    sector,
    role,
    wikidata: null,
    gender: noun.gender,
    plural: hit.plural || noun.kind === 'group',
    noun: noun.word,
    office: noun.office,
  })
  const whole = affiliation?.code != null && noun.acts === 'state' && !left.counted
  if (whole && noun.kind !== 'person') {
    const of = affiliation.group?.name ?? stateName(setting, affiliation.code ?? '')
    return setting.registry.ensure(`body ${noun.word} ${of}`, () => make(`${noun.word} of ${of}`))
  }
  if (!left.counted && !(hit.plural && noun.kind === 'person')) {
    return setting.registry.ensure(`noun ${noun.word} ${affiliation?.country} ${affiliation?.group?.id} ${text}`, () =>
      make(text),
    )
  }
  return setting.registry.create(make(text))
}

/** "hundreds of women", "400 of its soldiers", "any of the troops": the tree hangs the act on the number, so that it is keyed too. */
export const addQuantities = (setting: Setting, reading: Reading): void => {
  const { tokens, folded } = reading
  const { words } = setting.knowledge
  const index = reading.sentence.index
  for (let i = 1; i < tokens.length - 1; i++) {
    const before = tokens[i - 1]
    if (!before || !words.of.has(folded[i] ?? '') || reading.nouns[i - 1]) continue
    if (
      before.upos !== 'NUM' &&
      !words.quantities.has(before.lemma.toLowerCase()) &&
      !words.quantities.has(folded[i - 1] ?? '')
    )
      continue
    for (let k = i + 1; k < tokens.length && k < i + COUNTED_WITHIN; k++) {
      const mention = setting.registry.at(index, k)
      if (!mention || mention.form === 'modifier') continue
      const start = before.start
      setting.registry.mention({ ...mention, from: i - 1, head: i - 1, start, form: 'nominal' })
      break
    }
  }
}

/** Words within which those who are counted follow: "one of the palace's most vocal foreign critics". */
const COUNTED_WITHIN = 9

/** The words of the phrase without its article, as the name of somebody nobody named. */
const nameOf = (setting: Setting, reading: Reading, hit: NounHit, left: Left): string => {
  let from = left.determiner || left.pronoun !== null ? Math.min(left.start + 1, hit.from) : left.start
  while (from < hit.from && setting.knowledge.words.hollow.has(reading.folded[from] ?? '')) from++
  return wordsOf(setting, reading, from, hit.to).text.replace(/\s+/g, ' ')
}

/**
 * "the Americans", "the Japanese", and bare "Iranians" in war and diplomacy: the state. "74 Syrians", "undocumented Afghans": people nobody's
 * state answers for, unless the sentence speaks of troops ("438 Libyans were taken prisoner, while 29 Chadian soldiers were killed").
 * "the Serbs of Croatia", "ethnic Albanians": people of the land they live in.
 */
export const peopleDraft = (setting: Setting, reading: Reading, from: number, to: number, country: string): Draft => {
  const code = stateOn(setting, country)
  const left = leftOf(setting, reading, from)
  const bare = left.start === from
  const home = homeOf(setting, reading, from, to, country)
  if (home === null && ((left.definite && !left.counted) || bare)) return stateDraft(setting, country)
  const armed = reading.nouns.some(hit => hit?.noun.sector === 'MIL')
  const text = nameOf(setting, reading, { from, to, head: to, noun: NOBODY, plural: true }, left)
  return setting.registry.ensure(`people ${text}`, () => ({
    kind: 'group',
    name: text,
    code: home === null && armed && left.counted ? code : null,
    country: home ?? code,
    sector: home === null && armed && left.counted ? 'MIL' : 'CVL',
    role: null,
    wikidata: null,
    gender: null,
    plural: true,
    noun: null,
    office: null,
  }))
}

/** The state in which people of another state's name live, or null where they are told of as its own. */
const homeOf = (setting: Setting, reading: Reading, from: number, to: number, country: string): string | null => {
  const { words } = setting.knowledge
  const other = isDescent(setting, reading, from) ? setting.focus.at(reading.sentence.index, null, country) : null
  const preposition = reading.folded[to + 1] ?? ''
  if (!words.lives.has(preposition) && !words.of.has(preposition))
    return other === null ? null : stateOn(setting, other)
  for (let i = to + 2; i < Math.min(to + 5, reading.tokens.length); i++) {
    const hit = reading.names[i]
    const sense = hit && senseOf(setting, hit)
    if (sense?.actor.kind === 'country' && sense.actor.country !== country) return sense.actor.country
    if (hit || !HOME_WORDS.has(reading.tokens[i]?.upos ?? '')) break
  }
  return other === null ? null : stateOn(setting, other)
}
const HOME_WORDS: ReadonlySet<string> = new Set(['ADJ', 'DET', 'NOUN'])

const NOBODY: NounHit['noun'] = {
  word: '',
  sector: null,
  kind: 'group',
  acts: 'self',
  office: null,
  gender: null,
  capital: false,
  alone: false,
}
