import { daysOf } from '../../src/record/correction.ts'
import type { Timeline, TimelineBucket, TimelineTrack } from '../../src/views/page/answers.ts'
import { turnTo } from '../address.ts'
import { dayOf, sayDate } from '../dates.ts'
import { plural, svg } from '../dom.ts'
import type { Context } from '../host.ts'
import { trackFilter } from './tracks.ts'

const LETTERS = { day: 10, month: 7, year: 4 } as const

/**
 * Draws what is counted by day, month or year, all tracks to one scale: conflict below, cooperation upon it; each bar leads closer.
 * `base` is where a track's bars stand, `height` how high they may be.
 */
export const barsOf = (
  ctx: Context,
  { unit, tracks }: Timeline,
  x: (day: number) => number,
  left: number,
): ((track: TimelineTrack, base: number, height: number) => readonly SVGElement[]) => {
  const sum = (b: TimelineBucket): number => b.cooperation + b.conflict
  const most = tracks.flatMap(t => t.buckets).reduce((high, b) => Math.max(high, sum(b)), 1)
  return (track, base, height) =>
    track.buckets.flatMap(b => {
      const name = b.from.slice(0, LETTERS[unit])
      const { from, to } = daysOf(name)
      const start = x(dayOf(from))
      const width = Math.max(1.5, x(dayOf(to) + 1) - start - 1)
      if (start + width < left) return []
      const all = Math.max(1.5, Math.sqrt(sum(b) / most) * height)
      const conflict = (all * b.conflict) / sum(b)
      const tip = `${sayDate(name)}: ${plural(b.cooperation, 'act')} of cooperation, ${b.conflict} of conflict`
      const only = { ...ctx.state.filter, ...trackFilter(ctx.state.track, track.key), from, to }
      const rect = (kind: string, y: number, tall: number): SVGElement =>
        svg('rect', { class: kind, x: start, y, width, height: tall })
      return [
        svg(
          'a',
          {
            href: ctx.href(
              unit === 'day' ? turnTo(ctx.state, 'happenings', { filter: only }) : { zoom: `${from}..${to}` },
            ),
            'aria-label': tip,
            'data-tip': tip,
            'data-id': `${track.key} ${b.from}`,
            class: 'mark',
          },
          rect('hit', base - height, height),
          b.cooperation > 0 && rect('bar cooperation', base - all, all - conflict),
          b.conflict > 0 && rect('bar conflict', base - conflict, conflict),
        ),
      ]
    })
}
