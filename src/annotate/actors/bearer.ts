import { type Affiliation, affiliations } from './affiliation.ts'
import { type Left, leftOf } from './left.ts'
import type { PersonSpan } from './personspans.ts'
import type { NounHit, Reading } from './reading.ts'
import { type Setting, senseOf, stateName, stateOn } from './setting.ts'
import type { SharedTitle } from './titles.ts'

/** What a title or apposition says of its bearer. */
export interface Standing {
  readonly hit: NounHit
  readonly left: Left
  readonly affiliation: Affiliation | null
}

export const standingOf = (setting: Setting, reading: Reading, noun: NounHit): Standing => {
  const hit = settled(setting, reading, noun)
  const left = leftOf(setting, reading, hit.from)
  return { hit, left, affiliation: affiliations(setting, reading, hit, left)[0] ?? null }
}

/** What a plural title says of one of its bearers; "Presidents A of Chad and B of Niger" says it behind each name. */
export const sharedStanding = (
  setting: Setting,
  reading: Reading,
  span: PersonSpan,
  { hit, place, of, apart }: SharedTitle,
): Standing => {
  const left = leftOf(setting, reading, hit.from)
  const bare = { ...left, start: span.from, names: [], noun: null, pronoun: null, against: null }
  const behind = affiliations(setting, reading, { ...hit, from: span.from, to: span.to }, bare)[0]
  if (behind?.basis === 'own') return { hit, left, affiliation: behind }
  const found = affiliations(setting, reading, hit, left)
  const told =
    found.length === of
      ? found[place]
      : found.length === 1 && !(apart && found[0]?.basis === 'context')
        ? found[0]
        : undefined
  return { hit, left, affiliation: told ?? null }
}

/** "his Greek counterpart" holds the office of whoever was told last: the noun is put in its place. */
export const settled = (setting: Setting, reading: Reading, hit: NounHit): NounHit => {
  if (hit.noun.office !== 'counterpart') return hit
  const index = reading.sentence.index
  const { mentions } = setting.registry
  let fallback: NounHit | null = null
  for (let m = mentions.length - 1; m >= 0; m--) {
    const mention = mentions[m]
    if (!mention || mention.sentence > index || (mention.sentence === index && mention.head >= hit.head)) continue
    if (mention.sentence < index - 3) break
    const draft = mention.drafts[0]
    if (draft?.kind !== 'person') continue
    const known =
      draft.noun === null
        ? setting.knowledge.offices.get(draft.office ?? '')
        : setting.knowledge.nouns.exact(draft.noun)[0]
    if (!known || known.acts === 'self') continue
    const found: NounHit = { ...hit, noun: { ...known, acts: 'state' } }
    if (mention.form === 'name') return found
    fallback ??= found
  }
  return fallback ?? hit
}

/** The role as words: "foreign minister of Rwanda". */
export const roleOf = (setting: Setting, hit: NounHit, left: Left, affiliation: Affiliation | null): string => {
  const of = affiliation?.group?.name ?? (affiliation?.country ? stateName(setting, affiliation.country) : null)
  const word = left.former ? `former ${hit.noun.word}` : hit.noun.word
  return of === null ? word : `${word} of ${of}`
}

/** The state told beside a name: "Qatar's Khalid al-Misnad", "President Edwin Tarpeh of Liberia". */
export const stateBeside = (setting: Setting, reading: Reading, span: PersonSpan): string | null => {
  const { tokens, names, folded } = reading
  const owner = tokens[span.from - 1]?.xpos === 'POS' ? names[span.from - 2] : undefined
  const article = tokens[span.to + 2]?.upos === 'DET' ? 1 : 0
  const of = setting.knowledge.words.of.has(folded[span.to + 1] ?? '') ? names[span.to + 2 + article] : undefined
  // "European Council President Hendrik Maes": an office that bears its holder's code.
  const office = names[span.from - 1]
  const held = office && senseOf(setting, office)?.actor
  if (held?.kind === 'person' && held.code !== null) return stateOn(setting, held.code)
  for (const hit of [of, owner]) {
    const actor = hit && senseOf(setting, hit)?.actor
    if (actor?.kind === 'country' && actor.country !== null) return stateOn(setting, actor.country)
  }
  return null
}

export const besides = (standing: Standing, state: string | null): Standing => {
  const { affiliation, hit } = standing
  if (state === null || affiliation?.basis === 'own' || hit.noun.acts === 'self') return standing
  return {
    ...standing,
    affiliation: { code: state, country: state, sector: hit.noun.sector, group: null, basis: 'own' },
  }
}
