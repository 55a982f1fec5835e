import { dayOf, isoOf, sayDate } from './dates.ts'

export interface Tick {
  readonly day: number
  readonly label: string
  /** Begins a year, or a month where days are shown. */
  readonly major: boolean
}

/** Steps of days, months and years that people count in, from fine to coarse: [days, months]. */
const STEPS: readonly (readonly [number, number])[] = [
  [1, 0],
  [2, 0],
  [7, 0],
  [0, 1],
  [0, 3],
  [0, 6],
  [0, 12],
  [0, 24],
  [0, 60],
  [0, 120],
  [0, 240],
  [0, 600],
]

/** Beginnings of days, weeks, months or years in a stretch of days, at most `most`. */
export const tickMarks = (window: { readonly from: number; readonly to: number }, most: number): readonly Tick[] => {
  const length = window.to - window.from
  const step = STEPS.find(([days, months]) => length / (days + months * 30.4) <= most) ?? [0, 1200]
  return step[0] > 0 ? dayTicks(window, step[0]) : monthTicks(window, step[1])
}

const dayTicks = (window: { readonly from: number; readonly to: number }, step: number): readonly Tick[] => {
  const ticks: Tick[] = []
  // 1970-01-05 was a Monday: weeks begin where weeks begin
  const first = Math.ceil((window.from - 4) / step) * step + 4
  for (let day = first; day <= window.to; day += step) {
    const iso = isoOf(day)
    const major = Number(iso.slice(8)) <= step
    ticks.push({
      day,
      label: major || ticks.length === 0 ? sayDate(iso).replace(/ \d{4}$/, '') : String(Number(iso.slice(8))),
      major,
    })
  }
  return ticks
}

const monthTicks = (window: { readonly from: number; readonly to: number }, step: number): readonly Tick[] => {
  const ticks: Tick[] = []
  const start = isoOf(window.from)
  let month = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1
  month = Math.floor(month / step) * step
  for (; ; month += step) {
    const year = Math.floor(month / 12)
    const iso = `${String(year).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
    const day = dayOf(iso)
    if (day > window.to) return ticks
    if (day < window.from) continue
    const major = month % 12 === 0
    ticks.push({
      day,
      label: major
        ? String(year)
        : ticks.length === 0 && step < 12
          ? sayDate(iso.slice(0, 7))
          : sayDate(iso.slice(0, 7)).slice(0, 3),
      major,
    })
  }
}
