import { leftOf } from './left.ts'
import type { NounHit, Reading } from './reading.ts'
import type { Draft } from './registry.ts'
import { type Setting, senseOf, stateOn } from './setting.ts'
import { UNIQUE } from './titles.ts'

/**
 * The state meant by a bare "the government" or "police": of a place the sentence opens with, of the subject that moves its own, of the same
 * body told before, or the one the text is about.
 */
export const contextOf = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
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
  const inside = setting.knowledge.words.lives.has(reading.folded[hit.to + 1] ?? '')
  const host = inside ? countryAt(setting, reading, hit.to + 2) : null
  const named = reading.tokens
    .map((_, at) => countryAt(setting, reading, at))
    .filter(country => country !== null && country !== host)
  const guest = named.at(-1) ?? (host === null ? null : setting.focus.at(reading.sentence.index, null, host))
  return guest == null ? null : stateOn(setting, guest)
}

/** The country of the name that stands at a word, or null. */
const countryAt = (setting: Setting, reading: Reading, at: number): string | null => {
  const name = reading.names[at]
  return name ? (senseOf(setting, name)?.actor.country ?? null) : null
}

/** "the port of Dalian, where customs officers hold it": of the place the clause is about. */
const whereState = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  const { tokens } = reading
  const verb = tokens[(tokens[hit.head]?.head ?? 0) - 1]
  if (verb?.deprel !== 'acl:relcl') return null
  for (let at = tokens.findIndex(t => t.head === verb.id && t.xpos === 'WRB') - 1; at >= 0; at--) {
    const country = countryAt(setting, reading, at)
    if (country !== null) return stateOn(setting, country)
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
    const country = countryAt(setting, reading, at)
    return country === null ? null : stateOn(setting, country)
  }
  return null
}

/** "negotiators held talks with the Japanese": whoever they talk with, they are not his. */
const partnerOf = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  for (let i = hit.to + 1; i < reading.tokens.length; i++) {
    if (!reading.names[i]) continue
    const before = reading.tokens[i - 1]
    const at = before?.upos === 'DET' ? i - 2 : i - 1
    if (setting.knowledge.words.partners.has(reading.folded[at] ?? '')) return countryAt(setting, reading, i)
  }
  return null
}

/** "President Waberi accused Iran": the state that somebody's verb is done to is not his, but for those who represent it. */
const objectOf = (setting: Setting, reading: Reading, hit: NounHit): string | null => {
  const verb = hit.noun.kind === 'person' ? reading.tokens[verbOf(reading, hit.head) - 1] : undefined
  if (!verb || setting.knowledge.words.represents.has(verb.lemma)) return null
  return countryAt(
    setting,
    reading,
    reading.tokens.findIndex(token => token.head === verb.id && token.deprel === 'obj'),
  )
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
  const country = countryAt(setting, reading, at)
  return country === null ? null : stateOn(setting, country)
}
