import { endsReport } from '../record/notice.ts'
import type { TakenBack } from '../record/witness.ts'
import type { Near, Neighbourhood } from './near.ts'

/** How a report ended: another took it back or stands in its place. */
export interface Ending {
  /** `withdrawn`, `superseded`, or `notice`: a report that takes another back and tells nothing itself. */
  readonly state: 'withdrawn' | 'superseded' | 'notice'
  /** Id of the report that ended it. */
  readonly by: string
  readonly takenBack: TakenBack
}

/** What the notices among new and kept reports bring about. */
export interface Endings {
  /** Endings of new reports, by row. */
  readonly fresh: ReadonlyMap<number, Ending>
  /** Ids of kept reports that have to be read again, since they end with this batch. */
  readonly kept: readonly string[]
}

/**
 * Finds which reports are taken back or replaced, whichever of the two came first; `arriving` are rows not kept before, `standing` the
 * ids of reports that somebody said stand: they neither end nor are ended.
 */
export const findEndings = (
  fresh: readonly number[],
  arriving: ReadonlySet<number>,
  standing: ReadonlySet<string>,
  { of, around }: Neighbourhood,
): Endings => {
  const ends = (one: Near, other: Near): boolean =>
    !standing.has(one.id) && !standing.has(other.id) && endsReport(one, other)
  const endings = new Map<number, Ending>()
  const kept = new Set<string>()
  const isFresh = new Set(fresh)
  for (const seq of fresh) {
    const own = of.get(seq)
    if (own === undefined) continue
    const others = around(seq)
    const [last] = others.filter(other => ends(other, own)).sort(latestFirst)
    const ended = others.filter(other => ends(own, other))
    for (const other of ended)
      if (!isFresh.has(other.seq) && (other.state === 'current' || arriving.has(seq))) kept.add(other.id)
    // what it ended before somebody said that it is no notice
    if (standing.has(own.id))
      for (const other of others)
        if (!isFresh.has(other.seq) && other.state !== 'current' && other.state !== 'notice' && endsReport(own, other))
          kept.add(other.id)
    // a line of advice takes nothing back whose report is not known: it may be another's
    const silent = own.notice?.kind === 'withdraws' && !standing.has(own.id) && (own.notice.marked || ended.length > 0)
    if (last !== undefined) endings.set(seq, endingBy(last))
    else if (silent) endings.set(seq, { ...endingBy(own), state: 'notice' })
    for (const other of others)
      if (
        other.notice?.kind === 'withdraws' &&
        other.state === 'current' &&
        !isFresh.has(other.seq) &&
        ends(other, own)
      )
        kept.add(other.id)
  }
  return { fresh: endings, kept: [...kept] }
}

const latestFirst = (a: Near, b: Near): number => (b.day ?? 0) - (a.day ?? 0) || b.seq - a.seq

const endingBy = ({ id, publisher, day, notice }: Near): Ending => ({
  state: notice?.kind === 'withdraws' ? 'withdrawn' : 'superseded',
  by: id,
  takenBack: { by: publisher, document: id, day, quote: notice?.quote ?? null },
})
