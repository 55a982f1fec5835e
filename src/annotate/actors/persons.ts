import { distance } from 'fastest-levenshtein'
import { givenNamesAgree } from '../../knowledge/actors/people.ts'
import { pieces } from '../../knowledge/actors/phrases.ts'
import { besides, roleOf, type Standing, sharedStanding, standingOf, stateBeside } from './bearer.ts'
import type { PersonSpan } from './personspans.ts'
import type { Reading } from './reading.ts'
import { type Draft, nameParts, partsOf } from './registry.ts'
import { type Setting, wordsOf } from './setting.ts'
import { applyTenure } from './tenures.ts'

/** Tokens within which a name opens its sentence. */
const OPENING = 3

/** Finds or makes the person meant by a name, and adds what the title and the tables of office-holders tell. */
export const personDraft = (setting: Setting, reading: Reading, span: PersonSpan): Draft => {
  const { registry } = setting
  const name = wordsOf(setting, reading, span.from, span.to).text.replace(/\s+/g, ' ')
  const title = span.title ?? span.apposition
  const beside = stateBeside(setting, reading, span)
  const standing = span.shared
    ? sharedStanding(setting, reading, span, span.shared)
    : title
      ? besides(standingOf(setting, reading, title), beside)
      : null
  const known = findPerson(setting, name, span.gender)
  const draft =
    known ??
    registry.create({
      kind: 'person',
      name,
      code: null,
      country: null,
      sector: null,
      role: null,
      wikidata: null,
      gender: span.gender,
      plural: false,
      noun: null,
      office: null,
    })
  draft.gender ??= span.gender
  if (pieces(name).length > pieces(draft.name).length && draft.wikidata === null) draft.name = name
  if (standing) applyStanding(setting, draft, standing)
  else if (beside !== null && draft.country === null) {
    draft.code = beside
    draft.country = beside
  }
  if (!known) applyTenure(setting, draft, standing)
  if (!known && draft.noun === null && draft.country === null && span.from <= OPENING)
    describedBefore(setting, reading, draft)
  return draft
}

const applyStanding = (setting: Setting, draft: Draft, standing: Standing): void => {
  const { hit, left, affiliation } = standing
  draft.gender ??= hit.noun.gender
  if (draft.noun !== null && affiliation?.basis !== 'own') return
  draft.noun = hit.noun.word
  draft.office = left.former ? null : hit.noun.office
  draft.role = roleOf(setting, hit, left, affiliation)
  draft.sector = left.former ? 'ELI' : (affiliation?.sector ?? hit.noun.sector)
  if (affiliation && (affiliation.basis === 'own' || draft.country === null)) {
    draft.code = affiliation.code
    draft.country = affiliation.country
  }
}

/**
 * "The prime minister of the Solomon Islands cancelled a trip. Jeremiah Tovosia's office blamed scheduling.": a lead describes, the next
 * sentence names. Somebody new and untitled at the head of a sentence takes the state of the office-bearer the sentences before open
 * with, unless the text names that one itself.
 */
const describedBefore = (setting: Setting, reading: Reading, draft: Draft): void => {
  const index = reading.sentence.index
  for (const mention of setting.registry.mentions) {
    if (mention.sentence < index - 2 || mention.sentence >= index || mention.form !== 'nominal') continue
    const told = mention.drafts[0]
    const token = setting.readings[mention.sentence]?.tokens[mention.head]
    if (
      mention.drafts.length > 1 ||
      told?.kind !== 'person' ||
      setting.registry.mentions.some(other => other.form === 'name' && other.drafts.includes(told)) ||
      told.code === null ||
      !token?.deprel.startsWith('nsubj')
    )
      continue
    draft.code = told.code
    draft.country = told.country
    draft.sector = told.sector
    draft.noun = told.noun
    draft.office = told.office
    draft.role = told.role
    return
  }
}

/** A person of this name met before: the same full name, or a last name that fits, one letter apart at most. */
export const findPerson = (setting: Setting, name: string, gender: 'm' | 'f' | null): Draft | null => {
  const { last, given, raw } = nameParts(name)
  let best: Draft | null = null
  let bestScore = 0
  for (const draft of setting.registry.drafts) {
    if (draft.kind !== 'person' || draft.noun === draft.name) continue
    if (gender !== null && draft.gender !== null && gender !== draft.gender) continue
    const other = partsOf(draft)
    const far = other.last === last ? 0 : Math.min(slip(last, other.last), slip(raw, other.raw))
    const asGiven = given.length === 0 && other.given.includes(last)
    if (far > 1 && !asGiven) continue
    const agree = given.length === 0 ? 1 : givenNamesAgree(draft.name, name, setting.knowledge.words.particles)
    if (agree === 0) continue
    // An edit apart and with no given name to tell: only a longer name can be a slip of the pen ("Reaan").
    const score = agree * 4 - far * 2 - (asGiven ? 2 : 0)
    if (score >= bestScore) {
      bestScore = score
      best = draft
    }
  }
  return best
}

/** Letters by which two last names differ, where a slip of the pen may explain it; else too many. */
const slip = (a: string, b: string): number => (a.length >= 5 && b.length >= 5 && a[0] === b[0] ? distance(a, b) : 9)
