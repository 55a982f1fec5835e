import type { ExportKnowledge } from '../knowledge/exports.ts'
import { dayNumber, isoDay } from '../record/day.ts'
import type { HappeningActor } from '../record/happening.ts'
import { hash53 } from '../record/hash.ts'
import type { ActRow, HappeningRow } from './rows.ts'
import type { SentenceNumber } from './sentence-number.ts'
import { type Cell, tsvLine } from './table.ts'
import { dyadic, type TextLayout, type Told } from './told.ts'

const ACTOR = (n: 1 | 2): readonly string[] =>
  [
    'Code',
    'Name',
    'CountryCode',
    'KnownGroupCode',
    'EthnicCode',
    'Religion1Code',
    'Religion2Code',
    'Type1Code',
    'Type2Code',
    'Type3Code',
  ].map(name => `Actor${n}${name}`)

const GEO = (of: string): readonly string[] =>
  ['Type', 'FullName', 'CountryCode', 'ADM1Code', 'ADM2Code', 'Lat', 'Long', 'FeatureID'].map(
    name => `${of}Geo_${name}`,
  )

/** The 61 columns of GDELT 2.0 Events; the files themselves have no header. */
export const GDELT_EVENT_COLUMNS: readonly string[] = [
  'GlobalEventID',
  'Day',
  'MonthYear',
  'Year',
  'FractionDate',
  ...ACTOR(1),
  ...ACTOR(2),
  'IsRootEvent',
  'EventCode',
  'EventBaseCode',
  'EventRootCode',
  'QuadClass',
  'GoldsteinScale',
  'NumMentions',
  'NumSources',
  'NumArticles',
  'AvgTone',
  ...GEO('Actor1'),
  ...GEO('Actor2'),
  ...GEO('Action'),
  'DATEADDED',
  'SOURCEURL',
]

/** The 16 columns of GDELT 2.0 Mentions. */
export const GDELT_MENTION_COLUMNS: readonly string[] = [
  'GlobalEventID',
  'EventTimeDate',
  'MentionTimeDate',
  'MentionType',
  'MentionSourceName',
  'MentionIdentifier',
  'SentenceID',
  'Actor1CharOffset',
  'Actor2CharOffset',
  'ActionCharOffset',
  'InRawText',
  'Confidence',
  'MentionDocLen',
  'MentionDocTone',
  'MentionDocTranslationInfo',
  'Extras',
]

/** GDELT 2.0 Events: one row a dyad of a happening that occurred. */
export const gdeltEvents = (knowledge: ExportKnowledge): TextLayout<Told> => ({
  head: '',
  row: told =>
    pairsOf(told.happening)
      .map(([id, pair]) => tsvLine(eventCells(told, id, pair, knowledge)))
      .join(''),
  tail: '',
})

/** GDELT 2.0 Mentions: one row for each report that tells of each of those dyads. */
export const gdeltMentions = (numbered: SentenceNumber): TextLayout<Told> => ({
  head: '',
  row: told =>
    pairsOf(told.happening)
      .flatMap(([id]) => told.mentions.map(m => tsvLine(mentionCells(told, id, m, numbered(m)))))
      .join(''),
  tail: '',
})

type Pair = readonly [HappeningActor | null, HappeningActor | null]

const pairsOf = (h: HappeningRow): readonly (readonly [number, Pair])[] =>
  h.status === 'occurred' ? dyadic<HappeningActor>(h).map((pair, i) => [hash53(`${h.id}/${i}`), pair] as const) : []

const GROUPS: Readonly<Record<string, string>> = {
  UN: 'UNO',
  EU: 'EEC',
  NATO: 'NAT',
  OSCE: 'SCE',
  OPEC: 'OPC',
  IMF: 'IMF',
  CIS: 'CIS',
}

const actorCells = (actor: HappeningActor | null, knowledge: ExportKnowledge): readonly Cell[] => {
  if (actor === null) return Array.from({ length: 10 }, () => null)
  const state = knowledge.country(actor.code ?? actor.country) === null ? null : (actor.code ?? actor.country)
  const group = GROUPS[actor.code ?? ''] ?? null
  const sector = actor.sector === 'JRN' ? 'MED' : actor.sector
  return [
    `${state ?? ''}${group ?? ''}${sector ?? ''}` || null,
    actor.name.toUpperCase(),
    state,
    group,
    null,
    null,
    null,
    sector,
    null,
    null,
  ]
}

const NO_PLACE: readonly Cell[] = [0, null, null, null, null, null, null, null]

const placeCells = (place: HappeningRow['place'], knowledge: ExportKnowledge): readonly Cell[] => {
  if (place === null) return NO_PLACE
  const country = knowledge.country(place.country)
  const town = place.name !== country?.name
  const type = !town ? 1 : place.country === 'USA' ? 3 : 4
  const full = [place.name, place.region, country?.name]
    .filter((part, i, all) => part && all.indexOf(part) === i)
    .join(', ')
  return [type, full, country?.fips ?? null, country?.fips ?? null, null, place.lat, place.lon, place.geonames]
}

const eventCells = (
  { happening: h, mentions }: Told,
  id: number,
  [one, two]: Pair,
  knowledge: ExportKnowledge,
): readonly Cell[] => {
  const day = dayOf({ happening: h, mentions })
  const iso = day === null ? null : isoDay(day)
  const code = h.cameo ?? knowledge.score(h.type, h.mode).cameo
  const fraction =
    iso === null ? null : Number(iso.slice(0, 4)) + (Number(iso.slice(5, 7)) * 30 + Number(iso.slice(8, 10))) / 365
  return [
    id,
    iso?.replaceAll('-', '') ?? null,
    iso?.slice(0, 7).replace('-', '') ?? null,
    iso?.slice(0, 4) ?? null,
    fraction === null ? null : fraction.toFixed(4),
    ...actorCells(one, knowledge),
    ...actorCells(two, knowledge),
    1,
    code,
    code.slice(0, 3),
    code.slice(0, 2),
    knowledge.score(h.type, h.mode).quad,
    knowledge.cameo(code).goldstein,
    mentions.length,
    h.publishers,
    new Set(mentions.map(m => m.report.id)).size,
    null,
    ...NO_PLACE,
    ...NO_PLACE,
    ...placeCells(h.place, knowledge),
    stamp(mentions[0]?.report.published ?? iso),
    mentions.find(m => m.report.url !== null)?.report.url ?? mentions[0]?.report.id ?? null,
  ]
}

const mentionCells = (told: Told, id: number, { act, report, text }: ActRow, sentence: number): readonly Cell[] => {
  const day = dayOf(told)
  return [
    id,
    stamp(day === null ? null : isoDay(day)),
    stamp(report.published),
    // 1 a page of the web, 2 a citation alone
    report.url === null ? 2 : 1,
    report.publisher,
    report.url ?? report.id,
    sentence,
    act.actors[0]?.start ?? -1,
    (act.recipients[0] ?? act.actors[1])?.start ?? -1,
    act.trigger.start,
    1,
    Math.round(act.confidence * 100),
    text.length,
    null,
    null,
    null,
  ]
}

const dayOf = ({ happening, mentions }: Told): number | null =>
  dayNumber(happening.date?.from ?? null) ?? mentions[0]?.act.published ?? null

/** YYYYMMDDHHMMSS; the time of day only where the report gives it. */
const stamp = (iso: string | null): string | null => {
  if (iso === null) return null
  const digits = iso.replace(/(Z|[+-]\d\d:?\d\d)$/, '').replace(/\D/g, '')
  return digits.padEnd(14, '0').slice(0, 14)
}
