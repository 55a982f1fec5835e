import type { EventMention } from '../../model/event.ts'
import type { DateBasis, RecordDate } from '../../model/record.ts'
import type { TimeMention } from '../../model/time.ts'
import { tokenAt } from '../../model/tree.ts'
import { type Day, dayOfIso, isoOf, periodOf } from '../time/calendar.ts'
import { type Scene, signalsOf } from './scene.ts'

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
  const since = sinceThen(scene, time, event, basis, reference)
  if (since !== null) return since
  const turned = turn(time, event, reference)
  const other = scene.times.find(t => t !== time && t.from === time.from && t.to === time.to && t.value !== time.value)
  // "in the last couple of days" is a stretch of days.
  const own = /^\d/.test(time.value ?? '') ? (time.value ?? time.from) : `${time.from}/${time.to}`
  const ends = other ? [time, other].sort((a, b) => a.start - b.start).map(t => t.value) : [turned?.value ?? own]
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

/** "has deported 500 people since June": at some time between then and the report. */
const sinceThen = (
  scene: Scene,
  time: TimeMention,
  event: EventMention,
  basis: DateBasis,
  reference: Day | null,
): RecordDate | null => {
  // "A truce had held since September" tells when it began.
  const lasting = tokenAt(scene.tree, event.head).deprel === 'nsubj'
  const open = !lasting && event.status !== 'planned' && signalsOf(scene.tree, time, scene.words).includes('since')
  if (!open || reference === null || time.from === null || reference < (dayOfIso(time.from) ?? reference)) return null
  const { start, end, text, from } = time
  const to = isoOf(reference)
  return { value: `${time.value ?? from}/${to}`, from, to, basis, start, end, text }
}

/** A weekday or month that no tense placed: a plan lies ahead of the report, what occurred behind. */
const turn = (
  time: TimeMention,
  event: EventMention,
  reference: Day | null,
): { readonly value: string; readonly from: string; readonly to: string } | null => {
  const [from, to] = [dayOfIso(time.from), dayOfIso(time.to)]
  if (time.cycle === null || reference === null || from === null || to === null) return null
  if (time.cycle === 'week' && from === to) {
    const step =
      event.status === 'planned' && to < reference ? 7 : event.status === 'occurred' && from > reference ? -7 : 0
    const value = isoOf(from + step)
    return step === 0 ? null : { value, from: value, to: value }
  }
  // "in July" of what occurred is the last July; a day of the year that lies ahead is no mistake of tense.
  if (time.cycle !== 'year' || from === to || event.status !== 'occurred' || from <= reference) return null
  const { from: first, to: last } = periodOf(from, 'month', -12)
  return { value: isoOf(first).slice(0, 7), from: isoOf(first), to: isoOf(last) }
}
