import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Listing } from '../store/events.ts'
import type { Filter } from '../store/filter.ts'

/** Options every command that opens a store has. */
export interface StoreOptions {
  readonly store: string
}

/** Options of listings, as commander gives them: those of the filter, but `--format` is that of the output. */
export interface ListOptions extends StoreOptions, Omit<Filter, 'format' | 'disagreement'> {
  readonly meeting?: readonly string[]
  readonly disagreement?: string | true
  readonly sort?: string
  readonly limit?: number
  readonly offset?: number
  readonly format?: string
  readonly output?: string
  readonly count?: string | true
}

/** Options that are fields of the filter as they stand. */
const FIELDS = [
  'actor',
  'recipient',
  'party',
  'country',
  'mode',
  'status',
  'standing',
  'context',
  'role',
  'from',
  'to',
  'place',
  'publisher',
  'publishers',
  'text',
  'document',
] as const

/** The filter that listing options ask for. */
export const filterOf = (options: ListOptions): Filter => {
  const filter = {
    ...Object.fromEntries(FIELDS.map(field => [field, options[field]])),
    type: options.type?.map(type => type.toUpperCase()),
    format: options.meeting,
    disagreement: options.disagreement === true ? 'any' : options.disagreement,
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Filter
}

/** The order and number that listing options ask for. */
export const listingOf = ({ sort, limit, offset }: ListOptions): Listing => ({
  ...(sort === undefined ? {} : { sort }),
  ...(limit === undefined ? {} : { limit }),
  ...(offset === undefined ? {} : { offset }),
})

/** `--store`. */
export const withStore = (command: Command): Command =>
  command.addOption(
    new Option('-s, --store <store>', 'file (SQLite) or postgres://user@host/database?schema=name')
      .env('READOUT_STORE')
      .default('readout.sqlite'),
  )

/** Values given one after another or with commas between: `--type ASSAULT,THREATEN`. */
const list = (given: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  ...given
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== ''),
]

/** A whole number, none below 0. */
export const whole = (given: string): number => {
  const number = Number(given)
  if (Number.isInteger(number) && number >= 0) return number
  throw new InvalidArgumentError('give a whole number.')
}

/** What narrows a listing of acts. */
export const withFilter = (command: Command): Command =>
  withStore(command)
    .option('--actor <who>', 'who did it: a code (IRN) or a name; several with commas', list)
    .option('--recipient <who>', 'to whom it was done', list)
    .option('--party <who>', 'on either side, or in any role', list)
    .option('--country <code>', 'a state that a party acts for or belongs to, on either side', list)
    .option('--type <type>', 'PLOVER type: AGREE, CONSULT … ASSAULT', list)
    .option('--mode <mode>', 'PLOVER mode', list)
    .option('--status <status>', 'occurred, planned, failed, negated, possible', list)
    .option('--standing <standing>', 'asserted, attributed, confirmed, denied, unrefuted, disputed, retracted', list)
    .option('--meeting <format>', 'bilateral, phone, summit, sidelines …', list)
    .option('--context <context>', 'PLOVER context', list)
    .option('--role <role>', 'host, mediator …, or host:QAT', list)
    .option('--from <date>', 'acts on or after this day')
    .option('--to <date>', 'acts on or before this day')
    .option('--place <place>', 'name of a place, or the code of its country', list)
    .option('--publisher <name>', 'told by this publisher', list)
    .option('--text <words>', 'told in reports with these words; "phrases" in quotation marks, -not these')
    .option('--document <id>', 'told in this report', list)

/** Order, number and form of a listing. */
export const withListing = (command: Command, sorts: string, formats = 'table, json, jsonl, csv, parquet'): Command =>
  command
    .option('--sort <field>', `${sorts}; with - before it for the reverse`)
    .option('-n, --limit <n>', 'so many at most (a table on a terminal shows 50 unless told)', whole)
    .option('--offset <n>', 'leave out so many first', whole)
    .option('-f, --format <format>', `${formats} (default: table on a terminal, else jsonl)`)
    .option('-o, --output <file>', 'write here instead of standard output; appears whole or not at all')
