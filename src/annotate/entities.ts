import type { Name } from '../knowledge/actors/named.ts'
import { covers } from '../knowledge/actors/people.ts'
import { pieces } from '../knowledge/actors/phrases.ts'
import type { ActorKnowledge } from '../knowledge/actors.ts'
import type { Dateline, Document } from '../model/document.ts'
import type { Sentence } from '../model/token.ts'
import { completePersons } from './actors/completions.ts'
import { firmDraft, firmSpans } from './actors/firms.ts'
import { createFocus } from './actors/focus.ts'
import { isDescent } from './actors/left.ts'
import { addNominal, addQuantities, peopleDraft } from './actors/nominals.ts'
import { personDraft } from './actors/persons.ts'
import { lastNames, personHead, personSpans, personStart } from './actors/personspans.ts'
import { headOf, isOver, type NameHit, type Reading, readSentence, startsUpper } from './actors/reading.ts'
import { createRegistry, type Draft, type Registry } from './actors/registry.ts'
import { actorDraft, type Setting, senseOf, stateName, stateOn, wordsOf } from './actors/setting.ts'
import { bearersOf } from './actors/titles.ts'

/** What the entity stage hands to coreference: the drafts and mentions so far, and what it read. */
export interface Actors {
  readonly setting: Setting
  readonly registry: Registry
}

/**
 * Names, nouns and modifiers that stand for actors, each keyed by its head token. In order: every sentence is looked up in the
 * gazetteer; the states named set what the text is about; names of actors, then of people (so that a title later in the text finds its
 * bearer), then nouns.
 */
export const findActors = (
  knowledge: ActorKnowledge,
  document: Document,
  dateline: Dateline | null,
  sentences: readonly Sentence[],
): Actors => {
  const date = document.published?.slice(0, 10) ?? null
  const readings = sentences.map(s => readSentence(knowledge, date, s))
  const registry = createRegistry()
  const focus = createFocus(countriesIn(knowledge, date, dateline?.place ?? document.dateline ?? '')[0] ?? null, [
    ...leadersIn(knowledge, document),
    ...countriesIn(knowledge, date, document.title ?? ''),
  ])
  const setting: Setting = { knowledge, date, text: document.text, readings, focus, registry }
  for (const reading of readings) {
    for (const hit of new Set(reading.names)) {
      // "Congress" may be anybody's: it names no state.
      const bare = hit && ((hit.noun && hit.from === hit.to) || isDescent(setting, reading, hit.from))
      const country = hit?.senses.length === 1 && !bare ? hit.senses[0]?.actor.country : null
      if (country) focus.note(country, reading.sentence.index)
    }
  }

  const known = new Set<string>()
  const persons = readings.map(reading => {
    const spans = personSpans(setting, reading, known)
    const told = known.size
    for (const name of lastNames(spans, reading)) known.add(name)
    // "… with envoy Beatriz Larrain, quoting a Larrain aide": a name told in the sentence is known in it.
    return known.size > told ? personSpans(setting, reading, known) : spans
  })
  readings.forEach((reading, index) => {
    const spans = persons[index] ?? []
    const taken = new Set<number>()
    for (const span of spans) for (let i = span.from; i <= span.to; i++) taken.add(i)
    for (const span of firmSpans(setting, reading)) {
      if (taken.has(span.from) || taken.has(span.to)) continue
      for (let i = span.from; i <= span.to; i++) taken.add(i)
      const { start, end } = wordsOf(setting, reading, span.from, span.to)
      const head = headOf(reading.tokens, span.from, span.to)
      const form = modifies(reading, head, span.to) ? 'modifier' : 'name'
      registry.mention({
        sentence: index,
        from: span.from,
        to: span.to,
        head,
        form,
        drafts: [firmDraft(setting, reading, span)],
        start,
        end,
      })
    }
    const free = [...new Set(reading.names)].filter(hit => hit && !taken.has(hit.from) && !taken.has(hit.to))
    for (const hit of free) if (hit && !hit.noun) addName(setting, reading, hit)
    for (const span of spans) {
      const draft = personDraft(setting, reading, span)
      if (draft.country !== null) focus.note(draft.country, index)
      const from = personStart(reading, span)
      const { start, end } = wordsOf(setting, reading, from, span.to)
      const head = personHead(reading, span)
      const form = modifies(reading, head, span.to) ? 'modifier' : 'name'
      registry.mention({ sentence: index, from, to: span.to, head, form, drafts: [draft], start, end })
      if (span.title) for (let i = span.title.from; i <= span.title.to; i++) taken.add(i)
      if (span.apposition) {
        const { head: at, from: first, to: last } = span.apposition
        const words = wordsOf(setting, reading, first, last)
        registry.mention({
          sentence: index,
          from: first,
          to: last,
          head: at,
          form: 'nominal',
          drafts: [draft],
          start: words.start,
          end: words.end,
        })
        for (let i = first; i <= last; i++) taken.add(i)
      }
    }
    for (const [hit, bearers] of bearersOf(spans)) {
      const drafts = bearers.flatMap(span => registry.at(index, personHead(reading, span))?.drafts ?? [])
      const { start, end } = wordsOf(setting, reading, hit.from, hit.to)
      registry.mention({
        sentence: index,
        from: hit.from,
        to: hit.to,
        head: hit.head,
        form: 'nominal',
        drafts,
        start,
        end,
      })
      for (let i = hit.from; i <= hit.to; i++) taken.add(i)
    }
    // Whose Congress it is, the people of the sentence help to tell.
    for (const hit of free) if (hit?.noun) addName(setting, reading, hit)
    for (const hit of new Set(reading.nouns)) {
      if (hit && !taken.has(hit.head)) addNominal(setting, reading, hit)
    }
    addQuantities(setting, reading)
    completePersons(setting, reading, spans)
  })
  return { setting, registry }
}

/** The states a heading or a dateline names, in order. */
const countriesIn = (knowledge: ActorKnowledge, date: string | null, text: string): readonly string[] => {
  const words = pieces(text)
  const found: string[] = []
  for (let i = 0; i < words.length; i++) {
    const hit = knowledge.names.longest(
      words,
      i,
      value =>
        !isOver(knowledge, date, value) && (!value.capitals || value.sort === 'state' || value.sort === 'adjective'),
    )
    if (!hit) continue
    const country = hit.values[0]?.actor.country
    if (country) found.push(country)
    i += hit.length - 1
  }
  return found
}

/** The states of leaders a headline names: "REAGAN READY TO IMPOSE TRADE CURBS". */
const leadersIn = (knowledge: ActorKnowledge, document: Document): readonly string[] => {
  const date = document.published?.slice(0, 10)
  if (!date || document.title === null) return []
  return document.title.split(/[^\p{L}]+/u).flatMap(word =>
    word.length > 3 && startsUpper(word)
      ? knowledge.people
          .byLastName(word)
          .filter(t => (t.office === 'head_of_state' || t.office === 'head_of_government') && covers(t, date))
          .slice(0, 1)
          .map(t => t.country)
      : [],
  )
}

const addName = (setting: Setting, reading: Reading, hit: NameHit): void => {
  const sense = senseOf(setting, hit)
  if (!sense) return
  const { tokens } = reading
  const other = countryBefore(setting, reading, hit.from)
  if (
    hit.noun &&
    sense.actor.country !== null &&
    (other !== null ? other !== sense.actor.country : !isAtHand(setting, reading, sense.actor.country))
  ) {
    addNominal(setting, reading, hit.noun)
    return
  }
  const head = headOf(tokens, hit.from, hit.to)
  const modifier = modifies(reading, head, hit.to)
  const drafts: Draft[] = [
    isPeople(reading, hit) && !modifier && sense.actor.kind === 'country' && sense.actor.code !== null
      ? peopleDraft(setting, reading, hit.from, hit.to, sense.actor.code)
      : foreignBody(setting, sense, other),
  ]
  const { start, end } = wordsOf(setting, reading, hit.from, hit.to)
  setting.registry.mention({
    sentence: reading.sentence.index,
    from: hit.from,
    to: hit.to,
    head,
    form: modifier ? 'modifier' : 'name',
    drafts,
    start,
    end,
  })
}

/** "tried to dissolve Congress" in a report on Peru is not Washington's: a state that the text is about, or named just before. */
const isAtHand = (setting: Setting, reading: Reading, country: string): boolean => {
  const { index } = reading.sentence
  return (
    setting.focus.named(country) &&
    (setting.focus.at(index) === country || setting.focus.namedBetween(country, index - NEAR, index + 1))
  )
}

/** Sentences within which a state named is still at hand. */
const NEAR = 4

/** The state an adjective or possessive just before lends: "Belarusian KGB", "Japan's Self-Defense Forces". */
const countryBefore = (setting: Setting, reading: Reading, at: number): string | null => {
  const before = reading.tokens[at - 1]?.xpos === 'POS' ? at - 2 : at - 1
  const hit = reading.names[before]
  const sense = hit ? senseOf(setting, hit) : undefined
  return sense?.actor.kind === 'country' ? sense.actor.country : null
}

/** "the Belarusian KGB" is not Moscow's: a body of one state with the adjective of another is that other's. */
const foreignBody = (setting: Setting, sense: Name, country: string | null): Draft => {
  const { actor } = sense
  if (
    country === null ||
    actor.kind === 'country' ||
    actor.kind === 'place' ||
    actor.code === null ||
    actor.code === country ||
    actor.country === null
  ) {
    return actorDraft(setting, sense)
  }
  const code = stateOn(setting, country)
  return actorDraft(setting, {
    ...sense,
    actor: { ...actor, name: `${actor.name} of ${stateName(setting, code)}`, code, country: code },
  })
}

const isPeople = (reading: Reading, hit: NameHit): boolean => {
  const people = hit.senses.find(s => s.sort === 'people')
  const adjective = hit.senses.find(s => s.sort === 'adjective')
  const state = hit.senses.find(s => s.sort === 'state')
  if (state) return false
  return (
    people !== undefined ||
    (adjective !== undefined && reading.tokens[hit.to]?.upos !== 'ADJ') ||
    adjective !== undefined
  )
}

/** True when the word lends its actor to another: "Russian initiatives", "Yerevan's position", "U.S.-brokered". */
const modifies = (reading: Reading, head: number, to: number): boolean => {
  const token = reading.tokens[head]
  const next = reading.tokens[to + 1]
  if (!token) return false
  if (next?.xpos === 'POS') return true
  const { deprel } = token
  if (deprel === 'amod' || deprel === 'compound' || deprel === 'nmod:poss' || deprel === 'nmod:desc') return true
  if (next?.form === '-') return true
  const hit = reading.names[head]
  return (token.upos === 'ADJ' || hit?.senses.some(s => s.sort === 'adjective') === true) && beforeNoun(reading, to + 1)
}

/** A noun of the same phrase follows, maybe behind other adjectives and joined names: "Armenian and Azerbaijani foreign ministers". */
const beforeNoun = (reading: Reading, at: number): boolean => {
  for (let i = at; i < reading.tokens.length && i < at + 6; i++) {
    const token = reading.tokens[i]
    if (!token) return false
    const hit = reading.names[i]
    if (hit?.senses.some(s => s.sort === 'adjective')) continue
    if (token.upos === 'NOUN' || token.upos === 'PROPN') return true
    if (token.upos === 'CCONJ' || token.form === ',') {
      if (!reading.names[i + 1]) return false
      continue
    }
    if (token.upos !== 'ADJ' && token.form !== '-') return false
  }
  return false
}
