import type { Happening } from '../../record/happening.ts'
import type { Timeline, TimelineBucket, TimelineMark, Track, Unit } from './answers.ts'
import { pairsOf } from './dyads.ts'
import { isCooperative } from './filter.ts'
import { keyOf } from './key.ts'
import { createTally } from './tally.ts'

/** More marks than this are unreadable and slow: they are counted by day, month or year. */
export const MOST_MARKS = 800
export const MOST_TRACKS = 24

/** Happenings with the word that names each act, by id. */
export interface Named {
  readonly happening: Happening
  readonly words: string
}

/** Happenings over time, by track: one by one where they are few, counted where they are many. A mutual act of three stands on three tracks. */
export const timelineOf = (all: readonly Named[], track: Track, unit: Unit | null): Timeline => {
  const dated = all.filter(({ happening }) => happening.date !== null)
  const from = dated.reduce<string | null>((min, { happening: { date } }) => earliest(min, date?.from ?? null), null)
  const to = dated.reduce<string | null>((max, { happening: { date } }) => latest(max, date?.to ?? null), null)
  const lines = new Map<string, Named[]>()
  for (const named of dated)
    for (const key of tracksOf(named.happening, track)) lines.set(key, [...(lines.get(key) ?? []), named])
  const sorted = [...lines].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
  const shown = sorted.slice(0, MOST_TRACKS)
  const chosen = unit ?? unitFor(from, to)
  const single = dated.length <= MOST_MARKS
  return {
    unit: chosen,
    from,
    to,
    tracks: shown.map(([key, list]) => ({
      key,
      count: list.length,
      marks: single ? list.map(markOf).sort((a, b) => (a.from < b.from ? -1 : 1)) : null,
      buckets: single ? [] : bucketsOf(list, chosen),
    })),
    more: sorted.length - shown.length,
    undated: all.length - dated.length,
  }
}

/** The tracks a happening stands on. */
export const tracksOf = (h: Happening, track: Track): readonly string[] => {
  switch (track) {
    case 'dyad': {
      const pairs = pairsOf(h).map(([a, b]) => `${a} ${DASH} ${b}`)
      return pairs.length > 0 ? pairs : [...h.actors, ...h.recipients].map(keyOf).sort().slice(0, 1)
    }
    case 'mediator':
      return [...new Set(h.roles.filter(r => r.role !== 'topic' && r.role !== 'venue').map(keyOf))]
    case 'issue':
      return h.contexts
    case 'party':
      return [...new Set([...h.actors, ...h.recipients].map(keyOf))]
    case 'type':
      return [h.type]
  }
}

/** Between the two of a pair. */
export const DASH = '–'

export const unitFor = (from: string | null, to: string | null): Unit => {
  if (from === null || to === null) return 'day'
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return days <= 92 ? 'day' : days <= 366 * 12 ? 'month' : 'year'
}

const LENGTH: Readonly<Record<Unit, number>> = { day: 10, month: 7, year: 4 }

/** The first day of the day, month or year a day lies in. */
export const startOf = (day: string, unit: Unit): string => `${day.slice(0, LENGTH[unit])}-01-01`.slice(0, 10)

const bucketsOf = (list: readonly Named[], unit: Unit): readonly TimelineBucket[] => {
  const cooperation = createTally()
  const conflict = createTally()
  for (const { happening } of list) {
    if (happening.date === null) continue
    const start = startOf(happening.date.from, unit)
    ;(isCooperative(happening.type) ? cooperation : conflict).add(start)
  }
  return [...new Set([...cooperation.counts.keys(), ...conflict.counts.keys()])].sort().map(from => ({
    from,
    cooperation: cooperation.counts.get(from) ?? 0,
    conflict: conflict.counts.get(from) ?? 0,
  }))
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

const earliest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a)
const latest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)
