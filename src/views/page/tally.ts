import type { Count } from './answers.ts'

/** Counts by key. */
export interface Tally {
  readonly counts: ReadonlyMap<string, number>
  /** Counts a key once, or so many times. */
  add(key: string, times?: number): void
  /** The largest first, equal ones by name, so that the order is always the same. */
  sorted(): readonly Count[]
}

export const createTally = (): Tally => {
  const counts = new Map<string, number>()
  return {
    counts,
    add: (key, times = 1) => {
      counts.set(key, (counts.get(key) ?? 0) + times)
    },
    sorted: () =>
      [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
  }
}

/** A tally as an object, the largest first. */
export const objectOf = (tally: Tally): Readonly<Record<string, number>> =>
  Object.fromEntries(tally.sorted().map(({ value, count }) => [value, count]))
