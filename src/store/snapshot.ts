import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Witness } from '../record/witness.ts'
import { type Database, type Row, StoreError, text, textOrNull } from './database.ts'
import { raw } from './sql.ts'

/** One thing of a snapshot: a report with its events, a happening, or a correction. */
interface Entry {
  readonly kind: 'report' | 'happening' | 'correction'
  readonly id: string
  readonly [field: string]: unknown
}

/**
 * Writes the state of a store, a JSON line a thing in the order of kinds and ids, to `folder`, under the SHA-256 of its bytes; returns
 * that name. The same reports, coder and corrections give the same bytes in either database.
 */
export const writeSnapshot = async (
  db: Database,
  folder: string,
): Promise<{ readonly path: string; readonly hash: string }> => {
  mkdirSync(folder, { recursive: true })
  const part = join(folder, `.snapshot-${process.pid}.part`)
  const hash = createHash('sha256')
  const file = createWriteStream(part)
  try {
    for await (const entry of entriesOf(db)) {
      const line = `${JSON.stringify(entry)}\n`
      hash.update(line)
      if (!file.write(line)) await once(file, 'drain')
    }
    await new Promise<void>((resolve, reject) =>
      file.end((error?: Error | null) => (error ? reject(error) : resolve())),
    )
  } catch (error) {
    file.destroy()
    rmSync(part, { force: true })
    throw error
  }
  const name = hash.digest('hex')
  const path = join(folder, `${name}.jsonl`)
  renameSync(part, path)
  return { path, hash: name }
}

async function* entriesOf(db: Database): AsyncGenerator<Entry> {
  const bytes = db.dialect === 'postgres' ? ' COLLATE "C"' : ''
  for await (const row of db.each(raw(`SELECT * FROM correction ORDER BY id${bytes}`)))
    yield {
      kind: 'correction',
      id: text(row, 'id'),
      what: text(row, 'kind'),
      ...plain(row, ['target', 'other', 'field', 'value', 'author', 'made', 'note', 'undone']),
    }
  for await (const row of db.each(
    raw(
      `SELECT h.id, s.json FROM happening h JOIN summary s ON s.seq = h.seq WHERE h.forward IS NULL AND h.mentions > 0 ORDER BY h.id${bytes}`,
    ),
  ))
    yield { kind: 'happening', ...(JSON.parse(text(row, 'json')) as object), id: text(row, 'id') } as Entry
  let report: { entry: Entry; events: object[] } | null = null
  const rows = db.each(
    raw(`SELECT d.id, d.hash, d.state, c.version, c.knowledge, e.id AS event, t.witness, h.id AS happening
      FROM document d JOIN coder c ON c.seq = d.coder LEFT JOIN event e ON e.document = d.seq AND e.current = 1
      LEFT JOIN telling t ON t.seq = e.seq
      LEFT JOIN happening h ON h.seq = e.happening ORDER BY d.id${bytes}, e.seq`),
  )
  for await (const row of rows) {
    if (report?.entry.id !== text(row, 'id')) {
      if (report !== null) yield report.entry
      const events: object[] = []
      const coder = `${text(row, 'version')} ${text(row, 'knowledge')}`
      report = {
        entry: {
          kind: 'report',
          id: text(row, 'id'),
          hash: text(row, 'hash'),
          state: text(row, 'state'),
          coder,
          events,
        },
        events,
      }
    }
    // row numbers and stems are the store's own affair
    if (row.event !== null) report.events.push({ happening: textOrNull(row, 'happening'), ...told(row) })
  }
  if (report !== null) yield report.entry
}

const told = (row: Row): object => {
  const {
    copy: _copy,
    stem: _stem,
    words: _words,
    document: _document,
    publisher: _publisher,
    published: _published,
    event,
    ...rest
  } = JSON.parse(text(row, 'witness')) as Witness
  return { id: event, ...rest }
}

const plain = (row: Row, columns: readonly string[]): object =>
  Object.fromEntries(columns.map(column => [column, row[column] ?? null]))

/** One difference between two snapshots. */
export interface Difference {
  readonly kind: 'report' | 'event' | 'happening' | 'correction'
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Fields that differ. */
  readonly fields: readonly string[]
  /** What brought it about. */
  readonly cause: string
}

/** Compares two snapshots line by line, in bounded memory, and says what brought each difference about. */
export async function* diffSnapshots(a: string, b: string): AsyncGenerator<Difference> {
  // reports are the last kind of the file: their causes are gathered first, since happenings change because of them
  const causes = await reportCauses(a, b)
  for await (const [one, two] of pairs(a, b)) {
    const entry = (two ?? one) as Entry
    if (one !== null && two !== null && JSON.stringify(one) === JSON.stringify(two)) continue
    if (entry.kind === 'report') yield* reportDifferences(one, two, causes.get(entry.id) ?? '')
    else {
      const cause = entry.kind === 'correction' ? 'a correction' : happeningCause(one, two, causes)
      yield { kind: entry.kind, id: entry.id, change: changeOf(one, two), fields: differing(one, two), cause }
    }
  }
}

const changeOf = (one: unknown, two: unknown): Difference['change'] =>
  one === null ? 'added' : two === null ? 'removed' : 'changed'

const differing = (one: Entry | null, two: Entry | null): readonly string[] =>
  one === null || two === null
    ? []
    : [...new Set([...Object.keys(one), ...Object.keys(two)])]
        .filter(key => JSON.stringify(one[key]) !== JSON.stringify(two[key]))
        .sort()

const reportCauses = async (a: string, b: string): Promise<ReadonlyMap<string, string>> => {
  const causes = new Map<string, string>()
  for await (const [one, two] of pairs(a, b)) {
    const entry = (two ?? one) as Entry
    if (entry.kind !== 'report' || JSON.stringify(one) === JSON.stringify(two)) continue
    causes.set(entry.id, reportCause(one, two))
  }
  return causes
}

const reportCause = (one: Entry | null, two: Entry | null): string => {
  if (one === null) return `report ${two?.id} is new`
  if (two === null) return `report ${one.id} is gone`
  if (one.hash !== two.hash) return `the text of report ${one.id} changed`
  if (one.coder !== two.coder) return `report ${one.id} was coded by ${String(two.coder)} after ${String(one.coder)}`
  if (one.state !== two.state) return `report ${one.id} is ${String(two.state)}`
  return `a correction or another report changed what stands in ${one.id}`
}

interface Listed {
  readonly id: string
  readonly key: string
}

function* reportDifferences(one: Entry | null, two: Entry | null, cause: string): Generator<Difference> {
  const id = (two ?? one)?.id ?? ''
  const fields = differing(one, two).filter(field => field !== 'events')
  if (one === null || two === null || fields.length > 0)
    yield { kind: 'report', id, change: changeOf(one, two), fields, cause }
  const events = (entry: Entry | null): ReadonlyMap<string, Entry> =>
    new Map(((entry?.events ?? []) as readonly (Listed & Entry)[]).map(event => [event.key, event] as const))
  const [before, after] = [events(one), events(two)]
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [x, y] = [before.get(key) ?? null, after.get(key) ?? null]
    if (JSON.stringify(x) === JSON.stringify(y)) continue
    yield { kind: 'event', id: `${id}#${(y ?? x)?.id ?? ''}`, change: changeOf(x, y), fields: differing(x, y), cause }
  }
}

const happeningCause = (one: Entry | null, two: Entry | null, causes: ReadonlyMap<string, string>): string => {
  const documents = [one, two].flatMap(entry =>
    ((entry?.mentions ?? []) as readonly { document: string }[]).map(m => m.document),
  )
  const found = [...new Set(documents)].flatMap(document => causes.get(document) ?? [])
  return found.length > 0 ? found.join('; ') : 'merging with other happenings'
}

/** Walks both files at once; entries of one thing come together, an entry of one file alone with null. */
async function* pairs(a: string, b: string): AsyncGenerator<readonly [Entry | null, Entry | null]> {
  const [left, right] = [linesOf(a), linesOf(b)]
  let [one, two] = [await next(left), await next(right)]
  while (one !== null || two !== null) {
    const order = one === null ? 1 : two === null ? -1 : compare(one, two)
    if (order < 0) {
      yield [one, null]
      one = await next(left)
    } else if (order > 0) {
      yield [null, two]
      two = await next(right)
    } else {
      yield [one, two]
      ;[one, two] = [await next(left), await next(right)]
    }
  }
}

const KINDS = ['correction', 'happening', 'report']

const compare = (a: Entry, b: Entry): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))

const next = async (lines: AsyncIterator<Entry>): Promise<Entry | null> => {
  const { value, done } = await lines.next()
  return done === true ? null : (value as Entry)
}

async function* linesOf(path: string): AsyncGenerator<Entry> {
  let n = 0
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      n++
      yield JSON.parse(line) as Entry
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT')
      throw new StoreError(`there is no snapshot at ${path}`, { cause: error })
    if (error instanceof SyntaxError)
      throw new StoreError(`${path}, line ${n}: this is no line of a snapshot`, { cause: error })
    throw error
  }
}
