import type { ExportKnowledge } from '../knowledge/exports.ts'
import { isoDay } from '../record/day.ts'
import { hash53 } from '../record/hash.ts'
import type { WitnessParty } from '../record/witness.ts'
import type { ActRow } from './rows.ts'
import type { SentenceNumber } from './sentence-number.ts'
import { type Cell, tsvLine } from './table.ts'
import { dyadic, type TextLayout } from './told.ts'

/** The twenty columns of an ICEWS file, in its order. */
export const ICEWS_COLUMNS: readonly string[] = [
  'Event ID',
  'Event Date',
  'Source Name',
  'Source Sectors',
  'Source Country',
  'Event Text',
  'CAMEO Code',
  'Intensity',
  'Target Name',
  'Target Sectors',
  'Target Country',
  'Story ID',
  'Sentence Number',
  'Publisher',
  'City',
  'District',
  'Province',
  'Country',
  'Latitude',
  'Longitude',
]

/** ICEWS's layout: tab-separated with a header, one row a dyad of an event of a report; only acts that occurred, as it has no status. */
export const icews = (knowledge: ExportKnowledge, numbered: SentenceNumber): TextLayout<ActRow> => ({
  head: tsvLine(ICEWS_COLUMNS),
  row: row =>
    row.act.status === 'occurred'
      ? dyadic(row.act)
          .map(pair => tsvLine(cells(row, pair, knowledge, numbered(row))))
          .join('')
      : '',
  tail: '',
})

const cells = (
  { id, act, report }: ActRow,
  [source, target]: readonly [WitnessParty | null, WitnessParty | null],
  knowledge: ExportKnowledge,
  sentence: number,
): readonly Cell[] => {
  const code = act.cameo ?? knowledge.score(act.type, act.mode).cameo
  const { label, goldstein } = knowledge.cameo(code)
  const { place, date } = act
  // a body of many states is of none
  const country = (party: WitnessParty | null): string | null =>
    knowledge.country(party?.code ?? party?.country ?? null)?.name ?? null
  const town = place !== null && place.name !== knowledge.country(place.country)?.name
  return [
    hash53(id),
    date === null ? (report.published?.slice(0, 10) ?? null) : isoDay(date.from),
    source?.name ?? null,
    source?.sector ?? null,
    country(source),
    label,
    code,
    goldstein,
    target?.name ?? null,
    target?.sector ?? null,
    country(target),
    report.id,
    sentence,
    report.publisher,
    town ? (place?.name ?? null) : null,
    null,
    place?.region ?? null,
    knowledge.country(place?.country ?? null)?.name ?? place?.country ?? null,
    place?.lat ?? null,
    place?.lon ?? null,
  ]
}
