import type { ActKind, NamedPlace } from '../model/record.ts'
import { dayNumber } from '../record/day.ts'
import type { SqlValue } from './sql.ts'

/** What an event of one report and a happening have in common. */
interface Act extends ActKind {
  readonly standing: string
  readonly date: { readonly value: string; readonly from: string; readonly to: string } | null
  readonly place: NamedPlace | null
}

/** Columns that the tables `event` and `happening` share: those that filters look at. */
export const ACT: readonly string[] = [
  'type',
  'plover',
  'mode',
  'cameo',
  'status',
  'standing',
  'contexts',
  'format',
  'date_value',
  'date_from',
  'date_to',
  'place',
  'country',
  'region',
  'lat',
  'lon',
  'geonames',
]

/** Their values, in that order. */
export const actValues = (act: Act): readonly SqlValue[] => [
  act.type,
  act.plover,
  act.mode,
  act.cameo,
  act.status,
  act.standing,
  spaced(act.contexts),
  spaced(act.format),
  act.date?.value ?? null,
  dayNumber(act.date?.from ?? null),
  dayNumber(act.date?.to ?? null),
  act.place?.name ?? null,
  act.place?.country ?? null,
  act.place?.region ?? null,
  act.place?.lat ?? null,
  act.place?.lon ?? null,
  act.place?.geonames ?? null,
]

/** A list as a text that LIKE can search: " legal military ". */
const spaced = (list: readonly string[]): string => (list.length === 0 ? '' : ` ${[...list].sort().join(' ')} `)
