import type { ActorNoun } from '../../knowledge/actors/nouns.ts'
import { contextOf } from './context.ts'
import { isDescent, type Left, leftOf } from './left.ts'
import type { NameHit, NounHit, Reading } from './reading.ts'
import type { Draft } from './registry.ts'
import { actorDraft, type Setting, senseOf, stateOn } from './setting.ts'

/** Sectors of bodies that work in many lands. */
const HOMELESS: ReadonlySet<string> = new Set(['NGO', 'BUS', 'JRN', 'MED'])

/** For whom somebody acts. */
export interface Affiliation {
  readonly code: string | null
  readonly country: string | null
  readonly sector: string | null
  /** The organisation or group served, where it is none of a state. */
  readonly group: Draft | null
  /** "own": read off the words of the phrase; "context": guessed from what the text is about. */
  readonly basis: 'own' | 'context'
}

/** States, organisations and groups that names in the phrase lend to its noun. */
const fromNames = (
  setting: Setting,
  reading: Reading,
  hits: readonly NameHit[],
  noun: ActorNoun,
): readonly Affiliation[] => {
  const found: Affiliation[] = []
  for (const hit of hits) {
    const sense = senseOf(setting, hit)
    // "western Canadian growers": beside a country a region says only where.
    if (
      hits.length > 1 &&
      sense &&
      sense.actor.code === null &&
      sense.actor.country === null &&
      sense.actor.sector === null
    )
      continue
    if (!sense || (sense.sort === 'medium' && noun.acts === 'state')) continue
    if (isDescent(setting, reading, hit.from)) continue
    const { actor } = sense
    if (actor.kind === 'person') continue
    const draft = actor.kind === 'country' || actor.kind === 'place' ? null : actorDraft(setting, sense)
    const country = actor.country === null ? null : stateOn(setting, actor.country)
    const code = actor.kind === 'place' ? country : draft ? draft.code : country
    const sector = draft && draft.code === null ? draft.sector : (noun.sector ?? 'GOV')
    found.push({ code, country, sector, group: draft, basis: 'own' })
  }
  return found
}

/**
 * For whom the bearer of a noun acts; several for "the Armenian and Azerbaijani foreign ministers" and "the leaders of Armenia and
 * Azerbaijan". Empty when nothing in the phrase or the text tells.
 */
export const affiliations = (setting: Setting, reading: Reading, hit: NounHit, left: Left): readonly Affiliation[] => {
  const { noun } = hit
  const own = fromNames(setting, reading, left.names, noun)
  const firm = own.length === 0 ? modifierFirm(setting, reading, hit, left) : null
  if (firm) return [firm]
  const person =
    own.length === 0 ? (modifierPerson(setting, reading, hit, left) ?? possessorOf(setting, reading, left)) : null
  const against = left.against ?? againstOf(left.noun)
  if (against !== null && noun.acts !== 'self') {
    const country = own[0]?.country ?? contextOf(setting, reading, hit)
    return [{ code: null, country, sector: against, group: own[0]?.group ?? null, basis: 'own' }]
  }
  if (noun.acts === 'self') {
    const found = own.length > 0 ? own : complement(setting, reading, hit, noun)
    if (found.length === 0) {
      // They act for no state, but they are of the one spoken of.
      const home = HOMELESS.has(noun.sector ?? '') ? null : contextOf(setting, reading, hit)
      return [{ code: null, country: home, sector: noun.sector, group: null, basis: 'context' }]
    }
    return found.map(a => ({ ...a, code: null, sector: noun.sector }))
  }
  if (noun.acts === 'flag') return own
  if (noun.acts === 'served') {
    // "the Japan office of the Trade Representative": a bureau is of what it is "of", not of where it works.
    if (noun.kind === 'organization' && own.length > 0) {
      const of = complement(setting, reading, hit, noun)
      if (of.length > 0) return of
    }
    if (left.noun) {
      const inner = affiliations(setting, reading, left.noun, leftOf(setting, reading, left.noun.from))
      if (inner.length > 0 && (own.length === 0 || left.noun.noun.acts !== 'state'))
        return serving(inner, noun, left.noun)
      if (inner.length > 0) return serving(own, noun, left.noun)
    }
    if (own.length > 0) return own
    if (person) return [ownSector(person, noun)]
    const served = complement(setting, reading, hit, noun)
    if (served.length > 0) return served
  } else {
    if (person) return [ownSector(person, noun)]
    const served = own.length > 0 ? own : complement(setting, reading, hit, noun)
    if (served.length > 0) return served
    if (left.noun && left.noun.noun.acts !== 'self') {
      const inner = affiliations(setting, reading, left.noun, leftOf(setting, reading, left.noun.from))
      if (inner.length > 0) return inner.map(a => ({ ...a, sector: noun.sector ?? a.sector }))
    }
  }
  const possessor = possessorOf(setting, reading, left)
  if (possessor)
    return [{ ...possessor, sector: possessor.group ? possessor.sector : (noun.sector ?? possessor.sector) }]
  if (noun.acts === 'served' && noun.sector === null) return []
  const country = contextOf(setting, reading, hit)
  return country === null ? [] : [{ code: country, country, sector: noun.sector, group: null, basis: 'context' }]
}

const ownSector = (a: Affiliation, noun: ActorNoun): Affiliation =>
  a.group || a.code === null ? a : { ...a, sector: noun.sector ?? a.sector }

/** "NYMEX President McFadden", "a Century Resources spokesman": of an organisation only the text knows, and so of no state. */
const modifierFirm = (setting: Setting, reading: Reading, hit: NounHit, left: Left): Affiliation | null => {
  if (hit.noun.kind !== 'person' || reading.shouting) return null
  for (let i = hit.from - 1; i >= left.start; i--) {
    const mention = setting.registry.at(reading.sentence.index, i)
    const draft = mention?.drafts[0]
    if (draft?.kind === 'organization' && draft.code === null && draft.noun === null && mention?.to === hit.from - 1) {
      return { code: null, country: draft.country, sector: draft.sector ?? 'BUS', group: draft, basis: 'own' }
    }
  }
  const before = reading.tokens[hit.from - 1]
  const unknown =
    before?.upos === 'PROPN' && isAllCaps(before.form) && !reading.nouns[hit.from - 1] && !reading.names[hit.from - 1]
  return unknown && hit.from - 1 >= left.start
    ? { code: null, country: null, sector: 'BUS', group: null, basis: 'own' }
    : null
}

const isAllCaps = (form: string): boolean =>
  form.length > 1 && form === form.toUpperCase() && form !== form.toLowerCase()

/** "a Larrain aide", "Kutlay's spokeswoman", "Prime Minister Radulov's minority government": whoever the person acts for. */
const modifierPerson = (setting: Setting, reading: Reading, hit: NounHit, left: Left): Affiliation | null => {
  for (let i = hit.from - 1; i >= left.start; i--) {
    const mention = setting.registry.at(reading.sentence.index, i)
    const draft = mention?.drafts[0]
    if (!mention || !draft || draft.kind !== 'person' || mention.to >= hit.from) continue
    return { code: draft.code, country: draft.country, sector: draft.sector, group: null, basis: 'own' }
  }
  return null
}

const againstOf = (hit: NounHit | null): string | null => {
  const sector = hit?.noun.sector
  return sector === 'REB' ||
    sector === 'OPP' ||
    sector === 'UAF' ||
    sector === 'PRM' ||
    sector === 'CRM' ||
    sector === 'PRE'
    ? sector
    : null
}

/** The spokesman of an army is of the army; "union leaders" are of labour and nobody's state; those of the M23's wing are of the M23. */
const serving = (inner: readonly Affiliation[], noun: ActorNoun, of: NounHit): readonly Affiliation[] =>
  inner.map(a => {
    if (of.noun.acts === 'self') return { ...a, code: null, sector: of.noun.sector }
    if (a.group && a.code === null) return a
    return { ...a, sector: of.noun.sector ?? a.sector ?? noun.sector }
  })

/** What follows the noun: "of the M23", "for the Foreign Ministry", "to Uganda's defence minister", "in France", "from Kigali". */
const complement = (setting: Setting, reading: Reading, hit: NounHit, noun: ActorNoun): readonly Affiliation[] => {
  const { tokens, names, nouns, folded } = reading
  const { words } = setting.knowledge
  const preposition = folded[hit.to + 1] ?? ''
  const own = noun.acts === 'served' ? words.serves.has(preposition) : words.own.has(preposition)
  // "a court in Bialystok" is that country's; "troops in Afghanistan" seldom are.
  const home = words.lives.has(preposition) && (noun.acts === 'self' || noun.sector === 'JUD' || noun.sector === 'COP')
  const employed = noun.kind === 'person' && words.employs.has(preposition)
  const seated = isSeat(setting, reading, hit, preposition)
  if (!own && !home && !employed && !seated) return NONE
  // "Ambassador to the United States" is accredited there: he does not act for it.
  if (noun.office === 'ambassador') return NONE
  const found: Affiliation[] = []
  for (let i = hit.to + 2; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) break
    const name = names[i]
    if (employed && !own && !home && !seated && (name || nouns[i]) && !isWorkplace(reading, i)) return NONE
    if (name) {
      const next = nouns[name.to + 1]
      if (next && !names[name.to + 1]) {
        i = name.to
        continue
      }
      // "chairman of the Armenian parliament committee", "the leader of Israel's ruling party": the noun behind tells more.
      if (tokens[name.to + 1]?.xpos === 'POS') {
        i = name.to + 1
        continue
      }
      found.push(...fromNames(setting, reading, [name], noun))
      const joint = tokens[name.to + 1]
      i = name.to
      if (joint && (joint.upos === 'CCONJ' || joint.form === ',') && nextName(reading, name.to + 2)) i = name.to + 1
      else break
      continue
    }
    const body = noun.kind === 'person' ? setting.registry.at(reading.sentence.index, i) : undefined
    const bodyDraft = body?.drafts[0]
    if (body && bodyDraft?.kind === 'organization' && bodyDraft.code === null && bodyDraft.noun === null) {
      return [
        { code: null, country: bodyDraft.country, sector: bodyDraft.sector ?? 'BUS', group: bodyDraft, basis: 'own' },
      ]
    }
    const other = nouns[i]
    if (other && other.to < tokens.length) {
      if (nouns[other.to + 1] || (tokens[other.to + 1]?.xpos === 'POS' && nouns[other.to + 2])) {
        i = other.to
        continue
      }
      if (noun.acts !== 'state' || noun.kind === 'person') {
        const inner = affiliations(setting, reading, other, leftOf(setting, reading, other.from))
        found.push(...serving(inner, noun, other))
      }
      break
    }
    // "president of Celanese": a head of what no table knows heads no state.
    if (
      token.upos === 'PROPN' &&
      (employed || noun.office === 'head_of_state' || noun.office === 'vice_president') &&
      found.length === 0
    ) {
      const behind = tokens[i + 1]
      if (behind?.upos !== 'PROPN' && behind?.upos !== 'NOUN')
        return [{ code: null, country: null, sector: 'BUS', group: null, basis: 'own' }]
    }
    if (token.upos === 'DET' || token.upos === 'ADJ' || token.upos === 'NUM' || token.upos === 'PROPN') continue
    if (token.upos === 'PART' && token.xpos === 'POS') continue
    if (token.upos === 'PUNCT' && token.form === '-') continue
    if (token.upos === 'NOUN' && i < hit.to + 5) continue
    // "director-general of international trade policy of the Ministry": the next "of" may tell.
    if (words.own.has(folded[i] ?? '') && i < hit.to + 9) continue
    break
  }
  return found
}

/** "the government in Damascus", "authorities in Aden": a body of state in a town is of that land; an embassy is another's. */
const isSeat = (setting: Setting, reading: Reading, { noun, to }: NounHit, preposition: string): boolean => {
  const { words } = setting.knowledge
  if (noun.kind !== 'organization' || noun.acts !== 'state' || noun.sector !== 'GOV' || words.abroad.has(noun.word))
    return false
  const sort = words.where.has(preposition) ? reading.names[to + 2]?.senses[0]?.sort : undefined
  return sort === 'capital' || sort === 'city'
}

/** "secretary at Kenya's foreign ministry": behind "at" a body of the state is whom he serves; a state or a meeting is where he was. */
const isWorkplace = (reading: Reading, at: number): boolean => {
  const name = reading.names[at]
  const behind = name && reading.tokens[name.to + 1]?.xpos === 'POS' ? name.to + 2 : name ? name.to + 1 : at
  return reading.nouns[behind]?.noun.kind === 'organization'
}

const NONE: readonly Affiliation[] = []

const nextName = (reading: Reading, at: number): boolean => {
  for (let i = at; i < at + 2; i++) {
    if (reading.names[i]) return true
    if (reading.tokens[i]?.upos !== 'DET' && reading.tokens[i]?.upos !== 'CCONJ') return false
  }
  return false
}

/** "its foreign minister" is of the state named last before; "his spokeswoman" of the person. */
const possessorOf = (setting: Setting, reading: Reading, left: Left): Affiliation | null => {
  if (left.pronoun === null) return null
  const kind = setting.knowledge.words.pronouns.get(reading.folded[left.pronoun] ?? '')
  const person = kind === 'm' || kind === 'f'
  const index = reading.sentence.index
  for (let s = index; s >= Math.max(0, index - 2); s--) {
    let best: Draft | null = null
    for (const mention of setting.registry.in(s)) {
      if (s === index && mention.head >= left.pronoun) continue
      const draft = mention.drafts[0]
      if (!draft || mention.drafts.length !== 1 || (draft.kind === 'person') !== person || draft.kind === 'place')
        continue
      if (mention.form === 'modifier' && !person) {
        best ??= draft
        continue
      }
      best = draft
    }
    if (best) {
      return {
        code: best.code,
        country: best.country,
        sector: best.sector,
        group: best.kind === 'country' || best.kind === 'person' ? null : best,
        basis: 'context',
      }
    }
  }
  return null
}
