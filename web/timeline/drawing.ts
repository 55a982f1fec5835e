import type { Timeline } from '../../src/views/page/answers.ts'
import { isoOf, sayDate } from '../dates.ts'
import { svg } from '../dom.ts'
import type { Context } from '../host.ts'
import { tickMarks } from '../ticks.ts'
import { barsOf } from './bars.ts'
import { markLink, place } from './marks.ts'
import type { Stretch } from './stretch.ts'
import { trackName } from './tracks.ts'

const LANE = 19
const HEAD = 30

/** Room for the names of tracks at the left; on a narrow screen they stand above their tracks. */
export const gutter = (width: number): number => (width < 640 ? 10 : 196)

/** The tracks with their names, one above the other, and the days along the top. */
export const drawing = (ctx: Context, timeline: Timeline, stretch: Stretch, width: number): SVGSVGElement => {
  const left = gutter(width)
  const narrow = left < 100
  const x = (day: number): number => left + ((day - stretch.from) / (stretch.to - stretch.from)) * (width - left - 8)
  const bars = barsOf(ctx, timeline, x, left)
  const parts: SVGElement[] = []
  const at = new Map<string, readonly [number, number]>()
  let y = HEAD
  for (const [index, track] of timeline.tracks.entries()) {
    const placed = place(track, x)
    const lanes = Math.max(1, ...placed.map(p => p.lane + 1))
    const label = narrow ? 18 : 0
    const height = label + lanes * LANE + 16
    if (index % 2 === 0) parts.push(svg('rect', { class: 'band', x: 0, y, width, height }))
    const name = trackName(ctx.state.track, track.key)
    parts.push(
      svg(
        'text',
        { class: 'track', x: narrow ? 4 : 8, y: y + 19 },
        narrow ? `${name} · ${track.count}` : short(name, 17),
        svg('title', {}, name),
      ),
    )
    if (!narrow)
      parts.push(svg('text', { class: 'track-n', x: left - 16, y: y + 19, 'text-anchor': 'end' }, track.count))
    for (const p of placed) {
      const middle = y + label + 16 + p.lane * LANE
      at.set(`${track.key}\n${p.mark.id}`, [p.x, middle])
      if (p.end > left - 10 && p.x < width + 10) parts.push(markLink(ctx, p, middle, left))
    }
    if (track.marks === null) parts.push(...bars(track, y + height - 6, height - label - 14))
    y += height
  }
  const arcs = timeline.tracks.flatMap(t =>
    (t.marks ?? []).flatMap(m =>
      m.answers.flatMap(({ to, stance }) => {
        const a = at.get(`${t.key}\n${to}`)
        const b = at.get(`${t.key}\n${m.id}`)
        if (a === undefined || b === undefined || Math.max(a[0], b[0]) < left || Math.min(a[0], b[0]) > width) return []
        const lift = Math.min(26, 8 + Math.abs(b[0] - a[0]) / 8)
        const path = `M${a[0]},${a[1]}C${a[0]},${a[1] - lift} ${b[0]},${b[1] - lift} ${b[0]},${b[1]}`
        return [svg('path', { class: `answer ${stance ?? ''}`, d: path }, svg('title', {}, `answer: ${stance ?? ''}`))]
      }),
    ),
  )
  const ticks = tickMarks(stretch, Math.max(2, Math.floor((width - left) / (narrow ? 56 : 84))))
  return svg(
    'svg',
    {
      width,
      height: y + 4,
      viewBox: `0 0 ${width} ${y + 4}`,
      role: 'group',
      'aria-label': `Timeline from ${sayDate(isoOf(stretch.from))} to ${sayDate(isoOf(stretch.to - 1))}`,
    },
    svg(
      'defs',
      {},
      svg('clipPath', { id: 'plot' }, svg('rect', { x: left - 8, y: 0, width: width - left + 8, height: y + 4 })),
    ),
    parts.filter(p => p.classList.contains('band')),
    svg(
      'g',
      { class: 'axis', 'clip-path': 'url(#plot)' },
      ticks.map(t => [
        svg('line', { x1: x(t.day), x2: x(t.day), y1: HEAD - 6, y2: y, class: t.major ? 'major' : null }),
        svg('text', { x: x(t.day) + 3, y: HEAD - 10 }, t.label),
      ]),
    ),
    parts.filter(p => p.tagName === 'text'),
    svg(
      'g',
      { 'clip-path': 'url(#plot)' },
      arcs,
      parts.filter(p => p.tagName !== 'text' && !p.classList.contains('band')),
    ),
  )
}

const short = (name: string, length: number): string => (name.length > length ? `${name.slice(0, length - 1)}…` : name)
