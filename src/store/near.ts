import { shinglesOf } from '../record/copies.ts'
import { hash53 } from '../record/hash.ts'
import { foldHeadline, headlineOf, type Noticed, noticeOf } from '../record/notice.ts'
import { chunks, number, type Row, text, textOrNull } from './database.ts'
import type { Store } from './open.ts'
import { sql } from './sql.ts'

/** A report about to be kept, with the keys it shares with those it may repeat, mend or take back. */
export interface Fresh {
  readonly seq: number
  readonly id: string
  readonly title: string | null
  readonly text: string
  readonly publisher: string | null
  readonly day: number | null
  /** Keys of near-copies: see `copyKeys`. */
  readonly keys: readonly number[]
  readonly headlines: HeadlineKeys
}

/** A report, kept or about to be, as copies and notices are looked for. */
export interface Near extends Noticed {
  readonly seq: number
  readonly id: string
  /** Row of the first report it repeats; null where that is still to be found. */
  readonly root: number | null
  readonly state: string
  /** True of an earlier text of a report, kept under `id@revision`. */
  readonly revised: boolean
}

/** Reports that share a key are compared word by word; beyond this many a key is boilerplate and says nothing. */
const MANY = 50

/** Keys under which a report is found by notices that name its headline, or finds them; kept beside those of near-copies. */
export interface HeadlineKeys {
  readonly keep: readonly number[]
  readonly seek: readonly number[]
}

/** Notices are kept under the headlines they name apart from reports, so that only they make the many of one headline be read. */
export const headlineKeys = ({ notices }: Store['knowledge'], report: Pick<Fresh, 'title' | 'text'>): HeadlineKeys => {
  const own = foldHeadline(headlineOf(report), notices)
  const meant = noticeOf(report, notices)?.headlines ?? []
  const keys = (kind: string, headlines: readonly string[]): readonly number[] =>
    headlines.filter(h => h !== '').map(h => hash53(`${kind} ${h}`))
  return {
    keep: [...keys('headline', [own]), ...keys('notice', meant)],
    seek: [...keys('notice', [own]), ...keys('headline', meant)],
  }
}

/** Of each new report itself, and those kept or new that share a key with it, in order of arrival. */
export interface Neighbourhood {
  readonly of: ReadonlyMap<number, Near>
  /** Reports before it that it may repeat. */
  readonly earlier: (seq: number) => readonly Near[]
  /** Reports before and after it that it may end, or that may end it. */
  readonly around: (seq: number) => readonly Near[]
}

/** Loads the reports in reach of a batch, and no others. */
export const nearReports = async ({ db, knowledge }: Store, fresh: readonly Fresh[]): Promise<Neighbourhood> => {
  const holders = new Map<number, Set<number>>()
  const add = (key: number, seq: number): void => {
    holders.set(key, (holders.get(key) ?? new Set<number>()).add(seq))
  }
  for (const part of chunks([...new Set(fresh.flatMap(f => [...f.keys, ...f.headlines.seek]))], 8192))
    for (const row of await db.all(sql`SELECT key, document FROM copy_key WHERE key IN (${part}) ORDER BY document`))
      add(number(row, 'key'), number(row, 'document'))
  for (const { seq, keys, headlines } of fresh) for (const key of [...keys, ...headlines.keep]) add(key, seq)
  const few = (list: readonly number[]): readonly number[] => (list.length > MANY ? [] : list)
  const holding = (key: number): readonly number[] => [...(holders.get(key) ?? [])]
  const inReach = ({ keys, headlines }: Fresh): readonly number[] => [
    ...keys.flatMap(key => few(holding(key))),
    ...headlines.seek.flatMap(holding),
  ]
  const reports = new Map<number, Near>()
  for (const report of fresh) reports.set(report.seq, freshNear(report, knowledge.notices))
  const before = ({ seq, keys }: Fresh): readonly number[] =>
    keys.flatMap(key => few(holding(key).filter(other => other < seq)))
  const wanted = new Set(fresh.flatMap(f => [...inReach(f), ...before(f)]).filter(seq => !reports.has(seq)))
  for (const part of chunks([...wanted], 4096))
    for (const row of await db.all(
      sql`SELECT seq, id, base, title, text, publisher, published_day, copy_of, state FROM document WHERE seq IN (${part})`,
    ))
      reports.set(number(row, 'seq'), keptNear(row, knowledge.notices))
  const freshOf = new Map(fresh.map(f => [f.seq, f] as const))
  const listed = (seq: number, reach: (report: Fresh) => readonly number[]): readonly Near[] => {
    const report = freshOf.get(seq)
    if (report === undefined) return []
    return [...new Set(reach(report))]
      .sort((a, b) => a - b)
      .flatMap(other => (other === seq ? [] : (reports.get(other) ?? [])))
  }
  return {
    of: reports,
    earlier: seq => listed(seq, before),
    around: seq => listed(seq, inReach).filter(other => !other.revised),
  }
}

type Notices = Store['knowledge']['notices']

const freshNear = ({ seq, id, title, text: words, publisher, day }: Fresh, notices: Notices): Near => ({
  seq,
  id,
  root: null,
  state: 'current',
  revised: false,
  ...noticed({ title, text: words, publisher, day }, notices),
})

const keptNear = (row: Row, notices: Notices): Near => ({
  seq: number(row, 'seq'),
  id: text(row, 'id'),
  root: number(row, 'copy_of'),
  state: text(row, 'state'),
  revised: text(row, 'id').startsWith(`${text(row, 'base')}@`),
  ...noticed(
    {
      title: textOrNull(row, 'title'),
      text: text(row, 'text'),
      publisher: textOrNull(row, 'publisher'),
      day: row.published_day === null ? null : number(row, 'published_day'),
    },
    notices,
  ),
})

const noticed = (report: Pick<Fresh, 'title' | 'text' | 'publisher' | 'day'>, notices: Notices): Noticed => {
  let shingles: ReadonlySet<number> | null = null
  return {
    headline: foldHeadline(headlineOf(report), notices),
    notice: noticeOf(report, notices),
    publisher: report.publisher,
    day: report.day,
    text: report.text,
    // most reports are near nobody, and are never compared
    get shingles() {
      shingles ??= shinglesOf(report.text)
      return shingles
    },
  }
}
