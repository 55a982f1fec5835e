import type { TimelineMark, TimelineTrack } from '../../src/views/page/answers.ts'
import { turnTo } from '../address.ts'
import { dayOf, sayDate } from '../dates.ts'
import { svg } from '../dom.ts'
import type { Context } from '../host.ts'
import { nameOf } from '../names.ts'
import { glyph } from '../parts.ts'
import { standingName, statusName, typeName } from '../words.ts'

const RADIUS = 6

/** A happening on its track: between which places, in which lane. */
export interface Placed {
  readonly mark: TimelineMark
  readonly x: number
  readonly end: number
  readonly lane: number
}

/** Puts marks into lanes so that none covers another. */
export const place = (track: TimelineTrack, x: (day: number) => number): readonly Placed[] => {
  const ends: number[] = []
  return (track.marks ?? []).map(mark => {
    const from = x(dayOf(mark.from))
    const to = x(dayOf(mark.to) + 1)
    const middle = (from + to) / 2
    const wide = to - from > 26
    const start = wide ? from + RADIUS : middle
    const end = wide ? to - RADIUS : middle
    let lane = ends.findIndex(e => e <= start - RADIUS - 3)
    if (lane < 0) lane = ends.length
    ends[lane] = end + RADIUS
    return { mark, x: start, end, lane }
  })
}

/** A mark that says what it is and leads there. */
export const markLink = (ctx: Context, { mark, x, end }: Placed, y: number, left: number): SVGElement => {
  const tip = tipOf(mark)
  const wide = end - x > 12
  return svg(
    'a',
    {
      href: ctx.href(turnTo(ctx.state, 'happening', { id: mark.id })),
      'aria-label': tip,
      'data-tip': tip,
      'data-id': mark.id,
      class: 'mark',
    },
    wide && svg('line', { class: 'span', x1: Math.max(x, left - 20), x2: end, y1: y, y2: y }),
    svg(
      'g',
      { transform: `translate(${wide ? Math.max(x, Math.min(left + 10, end)) : x},${y})` },
      svg('circle', { r: 11, class: 'hit' }),
      glyph(mark.type, mark.status, mark.standing, RADIUS),
    ),
  )
}

const tipOf = (m: TimelineMark): string => {
  const when = m.from === m.to ? sayDate(m.from) : `${sayDate(m.from)} to ${sayDate(m.to)}`
  const who = m.who === '' ? 'Somebody' : m.who.split(', ').map(nameOf).join(', ')
  const whom = m.whom === '' ? '' : ` → ${m.whom.split(', ').map(nameOf).join(', ')}`
  const state = [typeName(m.type), m.status === 'occurred' ? null : statusName(m.status), standingName(m.standing)]
  return `${when}: ${who} ${m.words}${whom} (${state.filter(Boolean).join(', ').toLowerCase()})`
}
