import type { EventMention } from '../../model/event.ts'
import type { DateBasis, RecordDate } from '../../model/record.ts'
import type { TimeMention } from '../../model/time.ts'
import { type Day, dayOf, dayOfIso, dayOfMonth, isoOf, monthOf, yearOf } from '../time/calendar.ts'
import type { Scene } from './scene.ts'

/** The finest, then the nearest of the times, read the way the act's status asks. */
export const best = (
  scene: Scene,
  times: readonly TimeMention[],
  event: EventMention,
  basis: DateBasis,
  reference: Day | null,
): RecordDate | null => {
  const length = (time: TimeMention): number => (dayOfIso(time.to) ?? 0) - (dayOfIso(time.from) ?? 0)
  const away = (time: TimeMention): number => Math.abs(time.start - event.trigger.start)
  const [time] = [...times].sort((a, b) => length(a) - length(b) || away(a) - away(b))
  if (!time || time.from === null || time.to === null) return null
  const turned = turn(time, event, reference)
  const other = scene.times.find(t => t !== time && t.from === time.from && t.to === time.to && t.value !== time.value)
  const ends = other ? [time, other].sort((a, b) => a.start - b.start).map(t => t.value) : [turned?.value ?? time.value]
  return {
    value: ends.join('/'),
    from: turned?.from ?? time.from,
    to: turned?.to ?? time.to,
    basis,
    start: time.start,
    end: time.end,
    text: time.text,
  }
}

/** A weekday or month that tense left on the wrong side of the report: a plan lies ahead, what occurred lies behind. */
const turn = (
  time: TimeMention,
  event: EventMention,
  reference: Day | null,
): { readonly value: string; readonly from: string; readonly to: string } | null => {
  const [from, to] = [dayOfIso(time.from), dayOfIso(time.to)]
  if (time.cycle === null || reference === null || from === null || to === null) return null
  const ahead = event.status === 'planned' && to < reference
  const behind = event.status === 'occurred' && from > reference
  if (!ahead && !behind) return null
  const step = ahead ? 1 : -1
  const moved = (day: Day): Day | null =>
    time.cycle === 'week' ? day + 7 * step : dayOf(yearOf(day) + step, monthOf(day), Math.min(dayOfMonth(day), 28))
  const [first, last] = [moved(from), from === to ? moved(from) : moved(to)]
  if (first === null || last === null) return null
  const whole = from !== to && time.cycle === 'year'
  const value = from === to ? isoOf(first) : isoOf(first).slice(0, 7)
  return { value, from: isoOf(first), to: whole ? monthEnd(last) : isoOf(last) }
}

const monthEnd = (day: Day): string => {
  const next = dayOf(yearOf(day) + (monthOf(day) === 12 ? 1 : 0), (monthOf(day) % 12) + 1, 1)
  return isoOf((next ?? day + 1) - 1)
}
