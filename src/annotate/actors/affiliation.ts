import type { ActorNoun } from '../../knowledge/actors/nouns.ts'
import type { NameHit, NounHit, Reading } from './reading.ts'
import type { Draft } from './registry.ts'
import { actorDraft, type Setting, senseOf, stateOn } from './setting.ts'
import { UNIQUE } from './titles.ts'

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

/** What stands before a noun within its phrase. */
export interface Left {
  /** Index of the first token of the phrase, its determiner or possessor included. */
  readonly start: number
  /** Names that modify the noun, nearest last ("Armenian", "Azerbaijani"), and whether they are joined by "and". */
  readonly names: readonly NameHit[]
  /** Another actor noun that modifies it: "rebel" commander, "government" troops, "army's" chief. */
  readonly noun: NounHit | null
  /** Index of a possessive pronoun: "its" foreign minister. */
  readonly pronoun: number | null
  readonly former: boolean
  /** Sector of those against the state ("opposition", "exiled"), or null. */
  readonly against: string | null
  readonly definite: boolean
  readonly counted: boolean
  readonly determiner: boolean
}

const INSIDE: ReadonlySet<string> = new Set(['ADJ', 'NOUN', 'PROPN', 'NUM', 'ADV', 'VERB', 'SYM', 'X'])

/** Walks left from a noun to where its phrase begins. Reads words, not relations, so that a wrong tree does little harm. */
export const leftOf = (setting: Setting, reading: Reading, at: number): Left => {
  const { tokens, names, nouns, folded } = reading
  const { words } = setting.knowledge
  const found: NameHit[] = []
  let noun: NounHit | null = null
  let pronoun: number | null = null
  let former = false
  let against: string | null = null
  let definite = false
  let counted = false
  let determiner = false
  let start = at
  let i = at - 1
  /** The last token read was an "and" or a comma that may join two names. */
  let joined = false
  while (i >= 0) {
    const token = tokens[i]
    const word = folded[i] ?? ''
    if (!token) break
    const hit = names[i]
    if (hit) {
      found.push(hit)
      start = hit.from
      i = hit.from - 1
      joined = false
      continue
    }
    if (joined) break
    if (token.upos === 'CCONJ' || token.form === ',') {
      // "the Armenian and Azerbaijani foreign ministers": only between two names.
      if (found.length === 0 || start !== i + 1 || !names[i - 1]) break
      joined = true
      i--
      continue
    }
    if (
      token.upos === 'PUNCT' &&
      (token.form === '-' || token.form === '"' || token.form === '“' || token.form === '”')
    ) {
      i--
      continue
    }
    if (token.upos === 'PART' && token.xpos === 'POS') {
      i--
      continue
    }
    if (words.possessive.has(word)) {
      pronoun = i
      start = i
      break
    }
    if (token.upos === 'DET' || token.upos === 'PRON') {
      if (token.upos === 'PRON' && token.xpos !== 'DT') break
      determiner = true
      definite = words.definite.has(word)
      start = i
      break
    }
    if (!INSIDE.has(token.upos) || (token.upos === 'VERB' && !isParticiple(token.xpos, token.deprel))) break
    // "Quito, where demonstrators threw rocks"
    if (token.upos === 'ADV' && (token.deprel !== 'advmod' || token.xpos === 'WRB')) break
    // "On Monday rebels attacked"
    if (token.upos === 'PROPN' && words.calendar.has(word)) break
    if (token.upos === 'NUM') counted = true
    if (words.former.has(word)) former = true
    against ??= words.against.get(word) ?? null
    const other = nouns[i]
    if (other) {
      noun ??= other
      start = other.from
      i = other.from - 1
      continue
    }
    start = i
    i--
  }
  return { start, names: found.reverse(), noun, pronoun, former, against, definite, counted, determiner }
}

const isParticiple = (xpos: string, deprel: string): boolean =>
  (xpos === 'VBN' || xpos === 'VBG') && (deprel === 'amod' || deprel === 'compound')

/** "ethnic Albanian rebels": a name of descent lends no state. */
export const isDescent = (setting: Setting, reading: Reading, at: number): boolean =>
  setting.knowledge.words.descent.has(reading.folded[at - 1] ?? '')

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

/**
 * The state meant by a bare "the government" or "police": of a place the sentence opens with, of the subject that moves its own, of the same
 * body told before, or the one the text is about.
 */
const contextOf = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  const beforeHand = joinedTo(setting, reading, hit)
  if (beforeHand !== null) return beforeHand
  if (setting.knowledge.words.abroad.has(hit.noun.word)) return guestAt(setting, reading, hit)
  const there =
    whereState(setting, reading, hit) ?? visitedState(setting, reading, hit) ?? openingPlace(setting, reading)
  if (there !== null) return there
  const moved = ownObject(setting, reading, hit)
  if (moved !== null) return moved
  const index = reading.sentence.index
  const stem = stemOf(hit.noun.word)
  const armed = hit.noun.sector === 'MIL' || hit.noun.sector === 'COP'
  let subject: string | null = null
  let only: string | null = null
  let several = false
  let kin: string | null = null
  for (let m = setting.registry.mentions.length - 1; m >= 0; m--) {
    const mention = setting.registry.mentions[m]
    if (!mention || mention.sentence < index - 4) break
    if (mention.sentence > index || (mention.sentence === index && mention.head >= hit.head)) continue
    const draft = mention.drafts[0]
    if (!draft || draft.code === null) continue
    if (draft.noun !== null && stemOf(draft.noun) === stem && isOfOneHouse(reading, hit, draft)) return draft.code
    // "the fleet" after "the Pentagon has moved 18 warships", "soldiers" after "the security forces".
    if (armed && kin === null && draft.sector === hit.noun.sector) kin = draft.code
    if (mention.sentence !== index || draft.country === null || draft.sector === 'JRN') continue
    if (mention.form !== 'modifier') {
      if (only !== null && only !== draft.country) several = true
      only = draft.country
    }
    if (ofSubject(reading, mention.head)) subject = draft.country
  }
  // Whose minister somebody is, the sentence tells sooner than the text: "The Tel Aviv daily quoted an aide to Defence Minister Barak".
  const person = hit.noun.kind === 'person'
  if (person && subject !== null && !several && (only === null || only === subject)) return stateOn(setting, subject)
  // In a report filed from the country the bare word is its own army; elsewhere the army told last.
  if (kin !== null && setting.knowledge.states.has(kin) && setting.focus.home() === null) return kin
  const partner = partnerOf(setting, reading, hit) ?? objectOf(setting, reading, hit)
  const topic = person && subject === null && only === null ? topicBefore(setting, reading) : null
  if (topic !== null && topic !== partner) return stateOn(setting, topic)
  const beside = subject ?? only
  const weight = subject !== null ? (person ? 2.5 : 1.2) : person ? 0.8 : 0.3
  const focus = setting.focus.at(index, beside === null ? null : { country: beside, weight }, partner)
  return focus === null ? null : stateOn(setting, focus)
}

/** "Tanzania called for restraint. President Mlowe is to visit Kigali": the state that did what the sentence before tells, in one paragraph. */
const topicBefore = (setting: Setting, reading: Reading): string | null => {
  const { index, paragraph } = reading.sentence
  const before = setting.readings[index - 1]
  if (before?.sentence.paragraph !== paragraph) return null
  const mention = setting.registry.mentions.find(({ sentence, head, form }) => {
    const token = before.tokens[head]
    return (
      sentence === index - 1 &&
      form === 'name' &&
      token?.deprel.startsWith('nsubj') === true &&
      before.tokens[token.head - 1]?.deprel === 'root'
    )
  })
  const draft = mention?.drafts.length === 1 ? mention.drafts[0] : undefined
  return draft?.kind === 'country' ? draft.country : null
}

/** "UAE President Zaid and Oil Minister Oteiba", "Chadian troops and police": the second is of the first's state. */
const joinedTo = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  const start = leftOf(setting, reading, hit.from).start
  if (reading.tokens[start - 1]?.upos !== 'CCONJ') return null
  for (let i = start - 2; i >= 0 && i > start - 6; i--) {
    const mention = setting.registry.at(reading.sentence.index, i)
    if (!mention || mention.to !== start - 2) continue
    const draft = mention.drafts[0]
    const state =
      mention.drafts.length === 1 && draft?.kind !== 'country' && mention.form !== 'modifier' ? draft?.code : null
    return state && setting.knowledge.states.has(state) ? state : null
  }
  return null
}

/** "the embassy in Bamako": not the host's; of the other state that the sentence names, else of the one the text speaks of beside it. */
const guestAt = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  const stateAt = (at: number): string | null => {
    const name = reading.names[at]
    return name ? (senseOf(setting, name)?.actor.country ?? null) : null
  }
  const host = setting.knowledge.words.lives.has(reading.folded[hit.to + 1] ?? '') ? stateAt(hit.to + 2) : null
  const named = reading.tokens.map((_, at) => stateAt(at)).filter(state => state !== null && state !== host)
  const guest = named.at(-1) ?? (host === null ? null : setting.focus.at(reading.sentence.index, null, host))
  return guest == null ? null : stateOn(setting, guest)
}

/** "the port of Dalian, where customs officers hold it": of the place the clause is about. */
const whereState = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  const { tokens } = reading
  const verb = tokens[(tokens[hit.head]?.head ?? 0) - 1]
  if (verb?.deprel !== 'acl:relcl' || !tokens.some(t => t.head === verb.id && t.xpos === 'WRB')) return null
  for (let at = tokens.findIndex(t => t.head === verb.id && t.xpos === 'WRB') - 1; at >= 0; at--) {
    const name = reading.names[at]
    const country = name ? senseOf(setting, name)?.actor.country : null
    if (country) return stateOn(setting, country)
    if (tokens[at]?.upos === 'VERB') break
  }
  return null
}

/** "flew to Cairo for talks with President Fathi": whoever is met there is of the state visited. */
const visitedState = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  const { words } = setting.knowledge
  if (hit.noun.kind !== 'person') return null
  for (let at = leftOf(setting, reading, hit.from).start - 1; at > 1; at--) {
    const name = reading.names[at]
    if (!name || !words.arrives.has(reading.folded[name.from - 1] ?? '')) continue
    if (!words.travels.has(reading.tokens[name.from - 2]?.lemma ?? '')) continue
    const country = senseOf(setting, name)?.actor.country
    return country ? stateOn(setting, country) : null
  }
  return null
}

/** "negotiators held talks with the Japanese": whoever they talk with, they are not his. */
const partnerOf = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  for (let i = hit.to + 1; i < reading.tokens.length; i++) {
    const name = reading.names[i]
    if (!name) continue
    const before = reading.tokens[i - 1]
    const at = before?.upos === 'DET' ? i - 2 : i - 1
    if (setting.knowledge.words.partners.has(reading.folded[at] ?? ''))
      return senseOf(setting, name)?.actor.country ?? null
  }
  return null
}

/** "President Waberi accused Iran": the state that somebody's verb is done to is not his, but for those who represent it. */
const objectOf = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  const verb = hit.noun.kind === 'person' ? reading.tokens[verbOf(reading, hit.head) - 1] : undefined
  if (!verb || setting.knowledge.words.represents.has(verb.lemma)) return null
  const object = reading.tokens.findIndex(token => token.head === verb.id && token.deprel === 'obj')
  const name = reading.names[object]
  return name ? (senseOf(setting, name)?.actor.country ?? null) : null
}

/** The verb whose subject a word is, or is part of, by its id; 0 for none. */
const verbOf = (reading: Reading, at: number): number => {
  let token = reading.tokens[at]
  for (let step = 0; token && step < 4; step++) {
    if (token.deprel === 'nsubj') return token.head
    if (!/^(compound|nmod:desc|flat|appos)/.test(token.deprel)) return 0
    token = reading.tokens[token.head - 1]
  }
  return 0
}

/** The word is the sentence's subject or modifies it: "Baghdad war communiques made no mention". */
const ofSubject = (reading: Reading, at: number): boolean => {
  let token = reading.tokens[at]
  for (let step = 0; token && step < 4; step++) {
    if (token.deprel.startsWith('nsubj')) return true
    if (!/^(compound|amod|nmod|flat|case)/.test(token.deprel)) return false
    token = reading.tokens[token.head - 1]
  }
  return false
}

/**
 * A body or a person told by the same noun speaks for the state told before; not "Prime Minister Sharif" for that of a defence minister,
 * nor a second president with a name of his own for that of the first.
 */
const isOfOneHouse = (reading: Reading, { noun, to }: NounHit, draft: Draft): boolean => {
  if (noun.kind !== 'person' || draft.kind === 'organization') return true
  if (draft.noun !== noun.word) return false
  const named = reading.tokens[to + 1]?.upos === 'PROPN' && !reading.nouns[to + 1]
  return !named || !UNIQUE.has(noun.office ?? '')
}

/** "The ministry" is that of the minister told before, "the presidency" that of the president: the last word's beginning tells. */
const stemOf = (noun: string): string => noun.slice(noun.lastIndexOf(' ') + 1).slice(0, 6)

/** "the Ugandan army had moved two battalions": what the subject moves is its own. */
const ownObject = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  if (hit.noun.sector !== 'MIL' && hit.noun.office !== 'ambassador') return null
  const token = reading.tokens[hit.head]
  const verb = token && token.deprel === 'obj' ? reading.tokens[token.head - 1] : undefined
  if (!verb || !setting.knowledge.words.moves.has(verb.lemma)) return null
  for (let i = 0; i < hit.from; i++) {
    const subject = reading.tokens[i]
    if (subject?.head === verb.id && subject.deprel.startsWith('nsubj')) {
      return setting.registry.at(reading.sentence.index, i)?.drafts[0]?.code ?? null
    }
  }
  return null
}

/** "In Honiara, police fired tear gas": a place that opens the sentence. */
const openingPlace = (setting: Setting, reading: Reading): string | null => {
  if (!setting.knowledge.words.lives.has(reading.folded[0] ?? '')) return null
  const at = reading.tokens[1]?.upos === 'DET' ? 2 : 1
  const hit = reading.names[at]
  if (!hit || reading.tokens[hit.to + 1]?.form !== ',') return null
  const country = senseOf(setting, hit)?.actor.country ?? null
  return country === null ? null : stateOn(setting, country)
}
