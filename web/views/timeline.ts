import {
  type Timeline,
  type TimelineMark,
  type TimelineTrack,
  TRACKS,
  type Track,
} from '../../src/views/page/answers.ts'
import type { Filter } from '../../src/views/page/filter.ts'
import { turnTo } from '../address.ts'
import { dayOf, isoOf, sayDate } from '../dates.ts'
import { el, plural, svg } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nameOf, pairName } from '../names.ts'
import { countLink, glyph, nothing } from '../parts.ts'
import { table } from '../table.ts'
import { tickMarks } from '../ticks.ts'
import { issueName, standingName, statusName, TRACK_NAMES, typeName } from '../words.ts'

const LANE = 19
const RADIUS = 6
const HEAD = 30
const SHORTEST = 7

/** Days from and to, as fractions. */
interface Window {
  readonly from: number
  readonly to: number
}

/** Happenings over time, by track. Zooms from decades to days with wheel, fingers, keys and buttons. */
export const timelineView: View = async ctx => {
  const { track, zoom, filter } = ctx.state
  const whole = await ctx.answers.timeline(filter, track, null)
  if (whole.from === null || whole.to === null) return el('div', {}, trackChoice(ctx), nothing(ctx, 'dated happenings'))
  const padding = Math.max(2, (dayOf(whole.to) - dayOf(whole.from)) * 0.02)
  const extent: Window = { from: dayOf(whole.from) - padding, to: dayOf(whole.to) + 1 + padding }
  const [from, to] = zoom?.split('..') ?? []
  const window = from === undefined || to === undefined ? extent : { from: dayOf(from), to: dayOf(to) + 1 }
  const closer = whole.tracks.some(t => t.marks === null) && zoom !== null
  const shown = closer ? await ctx.answers.timeline(within(filter, window), track, null) : whole
  return timelinePage(ctx, shown, extent, window)
}

const within = (filter: Filter, window: Window): Filter => {
  const from = isoOf(window.from)
  const to = isoOf(window.to)
  return {
    ...filter,
    from: filter.from !== null && filter.from > from ? filter.from : from,
    to: filter.to !== null && filter.to < to ? filter.to : to,
  }
}

const timelinePage = (ctx: Context, timeline: Timeline, extent: Window, first: Window): HTMLElement => {
  let window = first
  const chart = el('div', {
    class: 'chart timeline',
    role: 'group',
    'aria-label': 'Timeline; plus and minus zoom, arrows move',
  })
  const tip = el('div', { class: 'tip', 'aria-hidden': 'true', hidden: true })
  const counted = timeline.tracks.some(t => t.marks === null)
  let settled = 0

  const draw = (): void => {
    const focused = chart.querySelector(':focus')?.getAttribute('data-id')
    chart.replaceChildren(drawing(ctx, timeline, window, chart.clientWidth || 800), tip)
    if (focused != null) chart.querySelector<SVGElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus()
  }
  const move = (next: Window): void => {
    const length = Math.min(Math.max(next.to - next.from, SHORTEST), (extent.to - extent.from) * 1.2)
    const middle = Math.min(Math.max((next.from + next.to) / 2, extent.from), extent.to)
    window = { from: middle - length / 2, to: middle + length / 2 }
    draw()
    clearTimeout(settled)
    settled = afterwards(() => {
      ctx.go({ zoom: `${isoOf(window.from)}..${isoOf(window.to - 1)}` }, !counted)
    })
  }
  const zoomBy = (factor: number, at = (window.from + window.to) / 2): void =>
    move({ from: at - (at - window.from) * factor, to: at + (window.to - at) * factor })
  const panBy = (share: number): void => {
    const by = (window.to - window.from) * share
    move({ from: window.from + by, to: window.to + by })
  }
  const dayAt = (x: number): number => {
    const box = chart.getBoundingClientRect()
    return (
      window.from + ((x - box.left - gutter(box.width)) / (box.width - gutter(box.width))) * (window.to - window.from)
    )
  }
  chart.addEventListener(
    'wheel',
    event => {
      if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return
      event.preventDefault()
      if (event.ctrlKey) zoomBy(Math.exp(event.deltaY / 200), dayAt(event.clientX))
      else panBy(event.deltaX / chart.clientWidth)
    },
    { passive: false },
  )
  drag(chart, panBy, (factor, x) => zoomBy(factor, dayAt(x)))
  chart.addEventListener('dblclick', event => zoomBy(0.5, dayAt(event.clientX)))
  chart.addEventListener('keydown', event => {
    if (event.key === '+' || event.key === '=') zoomBy(0.6)
    else if (event.key === '-') zoomBy(1 / 0.6)
    else if (event.key === '0') move(extent)
    else if (event.key.startsWith('Arrow')) {
      if (!walk(chart, event.key)) panBy(event.key === 'ArrowLeft' ? -0.2 : event.key === 'ArrowRight' ? 0.2 : 0)
    } else return
    event.preventDefault()
  })
  const hint = (target: EventTarget | null): void => {
    const mark = target instanceof Element ? target.closest<SVGElement>('[data-tip]') : null
    tip.hidden = mark === null
    if (mark === null) return
    tip.textContent = mark.dataset.tip ?? ''
    const box = mark.getBoundingClientRect()
    const frame = chart.getBoundingClientRect()
    const left = Math.min(Math.max(box.left + box.width / 2 - frame.left, 110), Math.max(110, frame.width - 110))
    tip.style.setProperty('left', `${left}px`)
    tip.style.setProperty('top', `${box.bottom - frame.top + 6}px`)
  }
  chart.addEventListener('pointerover', event => hint(event.target))
  chart.addEventListener('pointerleave', () => hint(null))
  chart.addEventListener('focusin', event => hint(event.target))
  chart.addEventListener('focusout', () => hint(null))
  let width = 0
  new ResizeObserver(() => {
    if (chart.clientWidth === width) return
    width = chart.clientWidth
    draw()
  }).observe(chart)

  const button = (label: string, text: string, act: () => void): HTMLElement =>
    el('button', { type: 'button', 'aria-label': label, title: label, onclick: act }, text)
  return el(
    'div',
    {},
    el(
      'div',
      { class: 'tools' },
      trackChoice(ctx),
      el(
        'div',
        { class: 'zoom', role: 'group', 'aria-label': 'Zoom' },
        button('Earlier', '←', () => panBy(-0.4)),
        button('Closer', '+', () => zoomBy(0.5)),
        button('Wider', '−', () => zoomBy(2)),
        button('Later', '→', () => panBy(0.4)),
        button('All', 'All', () => move(extent)),
      ),
    ),
    chart,
    el('p', { class: 'small' }, notes(timeline)),
    key(),
    tables(ctx, timeline),
  )
}

const afterwards = (work: () => void): number => setTimeout(work, 300) as unknown as number

const notes = ({ more, undated }: Timeline): string =>
  [
    more > 0 && `${plural(more, 'track')} with fewer happenings not shown.`,
    undated > 0 && `${plural(undated, 'happening')} without a date not shown.`,
  ]
    .filter(Boolean)
    .join(' ')

const trackChoice = (ctx: Context): HTMLElement =>
  el(
    'nav',
    { class: 'choice', 'aria-label': 'Tracks by' },
    TRACKS.map(track =>
      el(
        'a',
        { href: ctx.href({ track }), 'aria-current': ctx.state.track === track ? 'true' : null },
        TRACK_NAMES[track],
      ),
    ),
  )

const trackName = (track: Track, key: string): string => {
  if (track === 'type') return typeName(key)
  if (track === 'issue') return issueName(key)
  return track === 'dyad' ? pairName(key) : nameOf(key)
}

/** The filter that leaves what stands on a track. */
const trackFilter = (track: Track, key: string): Partial<Filter> => {
  if (track === 'type') return { type: [key] }
  if (track === 'issue') return { context: [key] }
  if (track === 'dyad') return key.includes('~') ? { pair: [key] } : { party: [key] }
  if (track === 'party') return { party: [key] }
  if (track === 'mediator')
    return { role: ['mediator', 'host', 'organizer', 'guarantor'].map(role => `${role}:${key}`) }
  return {}
}

/** Room for the names of tracks at the left; on a narrow screen they stand above their tracks. */
const gutter = (width: number): number => (width < 640 ? 10 : 196)

interface Placed {
  readonly mark: TimelineMark
  readonly x: number
  readonly end: number
  readonly lane: number
}

const drawing = (ctx: Context, timeline: Timeline, window: Window, width: number): SVGSVGElement => {
  const left = gutter(width)
  const narrow = left < 100
  const x = (day: number): number => left + ((day - window.from) / (window.to - window.from)) * (width - left - 8)
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
        narrow ? `${name} · ${track.count}` : short(name, 19),
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
    if (track.marks === null) parts.push(...bars(ctx, timeline, track, x, y + height - 6, height - 14, left))
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
  const ticks = tickMarks(window, Math.max(2, Math.floor((width - left) / (narrow ? 56 : 84))))
  return svg(
    'svg',
    {
      width,
      height: y + 4,
      viewBox: `0 0 ${width} ${y + 4}`,
      role: 'group',
      'aria-label': `Timeline from ${sayDate(isoOf(window.from))} to ${sayDate(isoOf(window.to - 1))}`,
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

/** Puts marks into lanes so that none covers another. */
const place = (track: TimelineTrack, x: (day: number) => number): readonly Placed[] => {
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

const tipOf = (m: TimelineMark): string => {
  const when = m.from === m.to ? sayDate(m.from) : `${sayDate(m.from)} to ${sayDate(m.to)}`
  const who = m.who === '' ? 'Somebody' : m.who.split(', ').map(nameOf).join(', ')
  const whom = m.whom === '' ? '' : ` → ${m.whom.split(', ').map(nameOf).join(', ')}`
  const state = [typeName(m.type), m.status === 'occurred' ? null : statusName(m.status), standingName(m.standing)]
  return `${when}: ${who} ${m.words}${whom} (${state.filter(Boolean).join(', ').toLowerCase()})`
}

const markLink = (ctx: Context, { mark, x, end }: Placed, y: number, left: number): SVGElement => {
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

/** Counted days, months or years: conflict below the line, cooperation above; each leads closer. */
const bars = (
  ctx: Context,
  { unit, tracks }: Timeline,
  track: TimelineTrack,
  x: (day: number) => number,
  base: number,
  height: number,
  left: number,
): readonly SVGElement[] => {
  const most = Math.max(1, ...tracks.flatMap(t => t.buckets.map(b => b.cooperation + b.conflict)))
  return track.buckets.flatMap(b => {
    const days = unit === 'day' ? 1 : unit === 'month' ? 30 : 365
    const from = x(dayOf(b.from))
    const width = Math.max(1.5, x(dayOf(b.from) + days) - from - 1)
    if (from + width < left) return []
    const tall = (n: number): number => Math.max(n > 0 ? 1.5 : 0, Math.sqrt(n / most) * height)
    const total = b.cooperation + b.conflict
    const all = tall(total)
    const conflict = total === 0 ? 0 : (all * b.conflict) / total
    const span = `${b.from}..${isoOf(dayOf(b.from) + days - 1)}`
    const tip = `${sayDate(unit === 'year' ? b.from.slice(0, 4) : unit === 'month' ? b.from.slice(0, 7) : b.from)}: ${plural(b.cooperation, 'act')} of cooperation, ${b.conflict} of conflict`
    return [
      svg(
        'a',
        {
          href: ctx.href(
            unit === 'day'
              ? turnTo(ctx.state, 'happenings', {
                  filter: { ...ctx.state.filter, ...trackFilter(ctx.state.track, track.key), from: b.from, to: b.from },
                })
              : { zoom: span },
          ),
          'aria-label': tip,
          'data-tip': tip,
          'data-id': `${track.key} ${b.from}`,
          class: 'mark',
        },
        svg('rect', { class: 'hit', x: from, y: base - height, width, height }),
        svg('rect', { class: 'bar cooperation', x: from, y: base - all, width, height: all - conflict }),
        svg('rect', { class: 'bar conflict', x: from, y: base - conflict, width, height: conflict }),
      ),
    ]
  })
}

/** Moves the focus from mark to mark; false where none has it. */
const walk = (chart: HTMLElement, arrow: string): boolean => {
  const marks = [...chart.querySelectorAll<SVGElement>('a.mark')]
  const at = marks.indexOf(document.activeElement as unknown as SVGElement)
  if (at < 0) return false
  const own = marks[at]?.getBoundingClientRect()
  const next =
    arrow === 'ArrowLeft' || arrow === 'ArrowRight'
      ? marks[at + (arrow === 'ArrowRight' ? 1 : -1)]
      : nearest(marks, own, arrow === 'ArrowDown' ? 1 : -1)
  next?.focus()
  return true
}

const nearest = (marks: readonly SVGElement[], own: DOMRect | undefined, way: number): SVGElement | undefined => {
  if (own === undefined) return undefined
  const beyond = marks.filter(m => (m.getBoundingClientRect().top - own.top) * way > 8)
  const distance = (m: SVGElement): number => {
    const box = m.getBoundingClientRect()
    return Math.abs(box.top - own.top) * 2 + Math.abs(box.left - own.left)
  }
  return beyond.sort((a, b) => distance(a) - distance(b))[0]
}

/** Dragging moves, two fingers zoom. A drag is no click. */
const drag = (chart: HTMLElement, pan: (share: number) => void, zoom: (factor: number, x: number) => void): void => {
  const fingers = new Map<number, number>()
  let moved = false
  const spread = (): number => {
    const [a = 0, b = 0] = fingers.values()
    return Math.abs(a - b)
  }
  chart.addEventListener('pointerdown', event => {
    fingers.set(event.pointerId, event.clientX)
    moved = false
  })
  chart.addEventListener('pointermove', event => {
    const last = fingers.get(event.pointerId)
    if (last === undefined) return
    const before = spread()
    const by = event.clientX - last
    if (!moved && fingers.size === 1 && Math.abs(by) < 4) return
    if (!moved) {
      chart.setPointerCapture(event.pointerId)
      moved = true
    }
    fingers.set(event.pointerId, event.clientX)
    if (fingers.size === 1) pan(-by / chart.clientWidth)
    else if (spread() > 0 && before > 0)
      zoom(before / spread(), [...fingers.values()].reduce((a, b) => a + b, 0) / fingers.size)
  })
  const end = (event: PointerEvent): void => {
    fingers.delete(event.pointerId)
  }
  chart.addEventListener('pointerup', end)
  chart.addEventListener('pointercancel', end)
  chart.addEventListener(
    'click',
    event => {
      if (!moved) return
      event.preventDefault()
      event.stopPropagation()
      moved = false
    },
    true,
  )
}

const key = (): HTMLElement =>
  el(
    'ul',
    { class: 'key' },
    (
      [
        ['AGREE', 'occurred', 'asserted', 'cooperation'],
        ['ACCUSE', 'occurred', 'asserted', 'conflict'],
        ['AGREE', 'planned', 'asserted', 'planned'],
        ['AGREE', 'failed', 'asserted', 'failed'],
        ['ACCUSE', 'negated', 'asserted', 'did not happen'],
        ['AGREE', 'possible', 'asserted', 'possible'],
        ['ACCUSE', 'occurred', 'disputed', 'disputed or denied'],
      ] as const
    ).map(([type, status, standing, name]) =>
      el(
        'li',
        {},
        svg(
          'svg',
          { width: 22, height: 20, viewBox: '-11 -10 22 20', 'aria-hidden': 'true' },
          glyph(type, status, standing),
        ),
        name,
      ),
    ),
    el(
      'li',
      {},
      svg(
        'svg',
        { width: 30, height: 20, viewBox: '0 -14 30 20', 'aria-hidden': 'true' },
        svg('path', { class: 'answer', d: 'M2,2C2,-12 28,-12 28,2' }),
      ),
      'offer and answer',
    ),
  )

/** The same as a table, for those who read rather than look. */
const tables = (ctx: Context, timeline: Timeline): HTMLElement =>
  el(
    'details',
    { class: 'as-table' },
    el('summary', {}, 'As a table'),
    table(
      [TRACK_NAMES[ctx.state.track], { number: 'Happenings' }],
      timeline.tracks.map(t => [
        trackName(ctx.state.track, t.key),
        countLink(ctx, t.count, trackFilter(ctx.state.track, t.key), ''),
      ]),
    ),
  )
