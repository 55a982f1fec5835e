import type { ExportKnowledge } from '../knowledge/exports.ts'
import { isoDay } from '../record/day.ts'
import type { WitnessParty } from '../record/witness.ts'
import type { ActRow } from './rows.ts'
import { tsvLine } from './table.ts'
import type { TextLayout } from './told.ts'

const SIDE = (name: string): readonly string[] => [
  `${name} Name`,
  `${name} Country`,
  `${name} COW`,
  `Primary ${name} Sector`,
  `${name} Sectors`,
  `${name} Title`,
  `${name} Name Raw`,
  `Wikipedia ${name} ID`,
]

/** The forty columns of a POLECAT weekly file, in its order. */
export const POLECAT_COLUMNS: readonly string[] = [
  'Event ID',
  'Event Date',
  'Event Type',
  'Event Mode',
  'Intensity',
  'Quad Code',
  'Contexts',
  ...SIDE('Actor'),
  ...SIDE('Recipient'),
  'Placename',
  'City',
  'District',
  'Province',
  'Country',
  'Latitude',
  'Longitude',
  'GeoNames ID',
  'Raw Placename',
  'Feature Type',
  'Source',
  'Publication Date',
  'Story People',
  'Story Organizations',
  'Story Locations',
  'Language',
  'Version',
]

const QUADS: readonly string[] = [
  '',
  'VERBAL COOPERATION',
  'MATERIAL COOPERATION',
  'VERBAL CONFLICT',
  'MATERIAL CONFLICT',
]

/** POLECAT's layout: tab-separated with a header, one row an event a report, lists joined with `;`, `None` for what is missing. */
export const polecat = (knowledge: ExportKnowledge): TextLayout<ActRow> => ({
  head: tsvLine(POLECAT_COLUMNS),
  row: row => tsvLine(cells(row, knowledge), 'None'),
  tail: '',
})

const cells = ({ id, act, report, coder }: ActRow, knowledge: ExportKnowledge) => {
  const { quad, score } = knowledge.score(act.plover, act.mode)
  const { place, date } = act
  const town = place !== null && place.name !== knowledge.country(place.country)?.name
  return [
    id,
    date === null ? (report.published?.slice(0, 10) ?? null) : isoDay(date.from),
    act.plover,
    act.mode,
    score,
    QUADS[quad] ?? null,
    list(act.contexts),
    ...side(act.actors, knowledge),
    ...side(act.recipients, knowledge),
    place?.name ?? null,
    town ? (place?.name ?? null) : null,
    null,
    place?.region ?? null,
    knowledge.country(place?.country ?? null)?.name ?? place?.country ?? null,
    place?.lat ?? null,
    place?.lon ?? null,
    place?.geonames ?? null,
    place?.text ?? null,
    null,
    report.publisher,
    report.published?.slice(0, 10) ?? null,
    null,
    null,
    null,
    report.language,
    `Readout ${coder}`,
  ]
}

const side = (parties: readonly WitnessParty[], knowledge: ExportKnowledge) => {
  const of = (value: (party: WitnessParty) => string | null): string | null =>
    list(parties.map(p => value(p) ?? 'None'))
  const known = (value: (party: WitnessParty) => string | null | undefined): string | null =>
    parties.some(p => value(p)) ? of(p => value(p) ?? null) : null
  const sectors = [...new Set(parties.flatMap(p => (p.sector === null ? [] : [p.sector])))]
  return [
    of(p => p.name),
    of(p => p.code ?? p.country),
    of(p => knowledge.country(p.code ?? p.country)?.cow ?? null),
    sectors[0] ?? null,
    list(sectors),
    // records kept by an earlier version have neither
    known(p => p.title),
    of(p => p.text),
    known(p => p.wikidata),
  ]
}

const list = (values: readonly string[]): string | null => (values.length === 0 ? null : values.join(';'))
