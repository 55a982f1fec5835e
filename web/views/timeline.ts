import { type Timeline, TRACKS } from '../../src/views/page/answers.ts'
import { dayOf, isoOf } from '../dates.ts'
import { el, plural } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { countLink, nothing } from '../parts.ts'
import { table } from '../table.ts'
import { drag } from '../timeline/drag.ts'
import { drawing, gutter } from '../timeline/drawing.ts'
import { key } from '../timeline/key.ts'
import { type Stretch, within } from '../timeline/stretch.ts'
import { trackFilter, trackName } from '../timeline/tracks.ts'
import { walk } from '../timeline/walk.ts'
import { TRACK_NAMES } from '../words.ts'

/** The shortest stretch that is shown, in days. */
const SHORTEST = 7

/** Happenings over time, by track. Zooms from decades to days with wheel, fingers, keys and buttons. */
export const timelineView: View = async ctx => {
  const { track, zoom, filter } = ctx.state
  const whole = await ctx.answers.timeline(filter, track, null)
  if (whole.from === null || whole.to === null) return el('div', {}, trackChoice(ctx), nothing(ctx, 'dated happenings'))
  const padding = Math.max(2, (dayOf(whole.to) - dayOf(whole.from)) * 0.02)
  const extent: Stretch = { from: dayOf(whole.from) - padding, to: dayOf(whole.to) + 1 + padding }
  const [from, to] = zoom?.split('..') ?? []
  const stretch = from === undefined || to === undefined ? extent : { from: dayOf(from), to: dayOf(to) + 1 }
  const closer = whole.tracks.some(t => t.marks === null) && zoom !== null
  const shown = closer ? await ctx.answers.timeline(within(filter, stretch), track, null) : whole
  return timelinePage(ctx, shown, extent, stretch)
}

const timelinePage = (ctx: Context, timeline: Timeline, extent: Stretch, first: Stretch): HTMLElement => {
  let stretch = first
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
    chart.replaceChildren(drawing(ctx, timeline, stretch, chart.clientWidth || 800), tip)
    if (focused != null) chart.querySelector<SVGElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus()
  }
  const move = (next: Stretch): void => {
    const length = Math.min(Math.max(next.to - next.from, SHORTEST), (extent.to - extent.from) * 1.2)
    const middle = Math.min(Math.max((next.from + next.to) / 2, extent.from), extent.to)
    stretch = { from: middle - length / 2, to: middle + length / 2 }
    draw()
    clearTimeout(settled)
    settled = afterwards(() => {
      ctx.go({ zoom: `${isoOf(stretch.from)}..${isoOf(stretch.to - 1)}` }, !counted)
    })
  }
  const zoomBy = (factor: number, at = (stretch.from + stretch.to) / 2): void =>
    move({ from: at - (at - stretch.from) * factor, to: at + (stretch.to - at) * factor })
  const panBy = (share: number): void => {
    const by = (stretch.to - stretch.from) * share
    move({ from: stretch.from + by, to: stretch.to + by })
  }
  const dayAt = (x: number): number => {
    const box = chart.getBoundingClientRect()
    return (
      stretch.from +
      ((x - box.left - gutter(box.width)) / (box.width - gutter(box.width))) * (stretch.to - stretch.from)
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
