import { isoDay } from '../../record/day.ts'
import type { Happening } from '../../record/happening.ts'
import type { Timeline, TimelineBucket, TimelineMark, TimelineTrack, Track, Unit } from './answers.ts'
import { type ActWords, type Brief, briefOf } from './brief.ts'
import { isCooperative } from './filter.ts'
import { keyOf } from './key.ts'
import { acts, type Parties } from './parties.ts'

/** More marks than this are unreadable and slow: they are counted by day, month or year. */
const MOST_MARKS = 800
const MOST_TRACKS = 24

/** A happening to be drawn as a mark of its own. */
export interface Named {
  readonly happening: Happening
  /** The word that names the act. */
  readonly words: string
}

/** Whether so many are counted and not shown one by one. */
export const isCounted = (all: readonly Brief[]): boolean => {
  let dated = 0
  for (const brief of all) if (isDated(brief)) dated++
  return dated > MOST_MARKS
}

/** Happenings one by one over time, by track. A mutual act of three stands on three tracks. */
export const markedTimeline = (all: readonly Named[], track: Track, unit: Unit | null): Timeline =>
  timelineOf(
    all.map(named => ({ ...briefOf(named.happening), named })),
    track,
    unit,
    list => ({ marks: list.map(b => markOf(b.named)).sort((a, b) => (a.from < b.from ? -1 : 1)), buckets: [] }),
  )

/** Happenings counted by track and day, month or year: where they are too many to be shown one by one. */
export const countedTimeline = (all: readonly Brief[], track: Track, unit: Unit | null): Timeline =>
  timelineOf(all, track, unit, (list, chosen) => ({ marks: null, buckets: bucketsOf(list, chosen) }))

const timelineOf = <B extends Brief>(
  all: readonly B[],
  track: Track,
  unit: Unit | null,
  content: (list: readonly B[], unit: Unit) => Pick<TimelineTrack, 'marks' | 'buckets'>,
): Timeline => {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let dated = 0
  // what stands on the same tracks stays together: few lists are moved about for many happenings
  const alike = new Map<ActWords | Parties, B[]>()
  for (const brief of all) {
    if (!isDated(brief)) continue
    dated++
    first = Math.min(first, brief.from)
    last = Math.max(last, brief.to)
    const words = track === 'type' || track === 'issue' ? brief.act : brief.parties
    const list = alike.get(words)
    if (list === undefined) alike.set(words, [brief])
    else list.push(brief)
  }
  const lines = new Map<string, { count: number; readonly lists: (readonly B[])[] }>()
  for (const list of alike.values())
    for (const key of list[0] === undefined ? [] : tracksOf(list[0], track)) {
      const line = lines.get(key) ?? { count: 0, lists: [] }
      line.count += list.length
      line.lists.push(list)
      lines.set(key, line)
    }
  const [from, to] = dated === 0 ? [null, null] : [isoDay(first), isoDay(last)]
  const sorted = [...lines].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))
  const chosen = unit ?? unitFor(dated === 0 ? 0 : last - first)
  return {
    unit: chosen,
    from,
    to,
    tracks: sorted.slice(0, MOST_TRACKS).map(([key, { count, lists }]) => ({
      key,
      count,
      ...content(lists.flat(), chosen),
    })),
    more: Math.max(0, sorted.length - MOST_TRACKS),
    undated: all.length - dated,
  }
}

const isDated = (brief: Brief): brief is Brief & { readonly from: number; readonly to: number } =>
  brief.from !== null && brief.to !== null

/** The tracks a happening stands on; one without a pair stands on that of the first who takes part. */
const tracksOf = ({ act, parties }: Brief, track: Track): readonly string[] => {
  switch (track) {
    case 'dyad':
      return parties.ties.length > 0 ? parties.ties.map(tie => tie.pair) : parties.sides.toSorted().slice(0, 1)
    case 'mediator':
      return [...new Set(parties.roles.filter(acts).map(r => r.key))]
    case 'issue':
      return act.contexts
    case 'party':
      return parties.sides
    case 'type':
      return [act.type]
  }
}

const unitFor = (days: number): Unit => (days <= 92 ? 'day' : days <= 366 * 6 ? 'month' : 'year')

const LENGTH: Readonly<Record<Unit, number>> = { day: 10, month: 7, year: 4 }

/** The first day of the day, month or year a day lies in. */
const startOf = (day: string, unit: Unit): string => `${day.slice(0, LENGTH[unit])}-01-01`.slice(0, 10)

const bucketsOf = (list: readonly Brief[], unit: Unit): readonly TimelineBucket[] => {
  const days = new Map<number, { cooperation: number; conflict: number }>()
  for (const { from, act } of list) {
    if (from === null) continue
    const sums = days.get(from) ?? { cooperation: 0, conflict: 0 }
    sums[isCooperative(act.type) ? 'cooperation' : 'conflict']++
    days.set(from, sums)
  }
  const buckets = new Map<string, { cooperation: number; conflict: number }>()
  for (const [day, { cooperation, conflict }] of days) {
    const start = startOf(isoDay(day), unit)
    const known = buckets.get(start)
    buckets.set(start, {
      cooperation: cooperation + (known?.cooperation ?? 0),
      conflict: conflict + (known?.conflict ?? 0),
    })
  }
  return [...buckets].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([from, sums]) => ({ from, ...sums }))
}

const markOf = ({ happening: h, words }: Named): TimelineMark => ({
  id: h.id,
  type: h.type,
  status: h.status,
  standing: h.standing,
  from: h.date?.from ?? '',
  to: h.date?.to ?? '',
  who: [...new Set(h.actors.map(keyOf))].join(', '),
  whom: [...new Set(h.recipients.map(keyOf))].join(', '),
  words,
  answers: h.links.filter(l => l.kind === 'response').map(({ to, stance }) => ({ to, stance })),
})
