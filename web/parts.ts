import type { HappeningActor } from '../src/record/happening.ts'
import type { HappeningRow, Told } from '../src/views/page/answers.ts'
import { isCooperative, NO_FILTER } from '../src/views/page/filter.ts'
import { turnTo } from './address.ts'
import { sayDate, sayInterval } from './dates.ts'
import { type Child, el, plural, svg } from './dom.ts'
import type { Context } from './host.ts'
import { nameOf } from './names.ts'
import { STANDINGS, STATUSES, standingName, statusName, TYPES, typeName } from './words.ts'

/** The shape of an act: filled when it happened, hollow when planned, crossed when it failed, struck out when it did not happen, dotted when possible. */
export const glyph = (type: string, status: string, standing: string, r = 6): SVGGElement => {
  const kind = isCooperative(type as 'AGREE') ? 'cooperation' : 'conflict'
  const body =
    kind === 'cooperation'
      ? svg('circle', { r, class: 'body' })
      : svg('rect', {
          x: -r * 0.85,
          y: -r * 0.85,
          width: r * 1.7,
          height: r * 1.7,
          transform: 'rotate(45)',
          class: 'body',
        })
  const cross =
    status === 'failed' &&
    svg('path', { d: `M${-r / 2},${-r / 2}L${r / 2},${r / 2}M${-r / 2},${r / 2}L${r / 2},${-r / 2}` })
  const strike = status === 'negated' && svg('path', { d: `M${-r * 1.7},0L${r * 1.7},0` })
  const ring =
    (standing === 'disputed' || standing === 'denied') && svg('circle', { r: r + 3.5, class: `ring ${standing}` })
  return svg('g', { class: `glyph ${kind} ${status}` }, ring, body, cross, strike)
}

/** The shape on its own, to stand in a line of text. */
export const icon = (type: string, status: string, standing: string): SVGSVGElement =>
  svg(
    'svg',
    { class: 'icon', width: 22, height: 22, viewBox: '-11 -11 22 22', 'aria-hidden': 'true', focusable: 'false' },
    glyph(type, status, standing),
  )

/** A type, outcome or standing with its meaning. */
export const badge = (kind: 'type' | 'status' | 'standing', value: string): HTMLElement => {
  const table = kind === 'type' ? TYPES : kind === 'status' ? STATUSES : STANDINGS
  const name = kind === 'type' ? typeName(value) : kind === 'status' ? statusName(value) : standingName(value)
  return el('span', { class: `badge ${kind} ${value}`, title: table[value]?.[1] }, name)
}

/** A sentence with the word that names the act marked. */
export const quote = ({ text, trigger }: Pick<Told, 'text' | 'trigger'>): HTMLElement =>
  el(
    'q',
    { class: 'sentence' },
    text.slice(0, trigger.start),
    el('mark', {}, text.slice(trigger.start, trigger.end)),
    text.slice(trigger.end),
  )

/** Names of actors, each leading to its page; a minister is followed by the country. */
export const actorsLine = (ctx: Context, actors: readonly HappeningActor[]): Child =>
  actors.length === 0
    ? el('span', { class: 'nobody' }, 'nobody named')
    : actors.map((a, i) => [i > 0 && ', ', actorLink(ctx, a)])

export const actorLink = (ctx: Context, { name, code }: Pick<HappeningActor, 'name' | 'code'>): HTMLElement => {
  const full = code === null ? name : nameOf(code)
  return el(
    'span',
    { class: 'actor' },
    el('a', { href: ctx.href(turnTo(ctx.state, 'actor', { id: code ?? name })) }, name),
    code !== null && full !== name && el('small', {}, ` ${full}`),
  )
}

/** Where a sentence stands: publisher and date, leading to the place in the report. */
export const sourceLink = (ctx: Context, { document, event, publisher, published, title }: Told): HTMLElement =>
  el(
    'a',
    {
      class: 'source',
      href: ctx.href(turnTo(ctx.state, 'report', { id: document, act: event })),
      title: title ?? document,
    },
    publisher ?? title ?? document,
    published !== null && el('small', {}, ` ${sayDate(published)}`),
  )

/** Happenings as a list, by month; each with the first sentence that tells it. */
export const happeningList = (ctx: Context, rows: readonly HappeningRow[]): HTMLElement => {
  let month = ''
  return el(
    'ol',
    { class: 'happenings' },
    rows.flatMap(h => {
      const own = h.date === null ? 'Without a date' : sayDate(h.date.from.slice(0, 7))
      const head = own !== month && el('li', { class: 'month' }, el('h2', {}, own))
      month = own
      return [head, happeningItem(ctx, h)]
    }),
  )
}

export const happeningItem = (ctx: Context, h: HappeningRow): HTMLElement =>
  el(
    'li',
    { class: 'happening' },
    el('span', { class: 'when' }, sayInterval(h.date)),
    icon(h.type, h.status, h.standing),
    el(
      'div',
      { class: 'what' },
      el(
        'p',
        { class: 'line' },
        actorsLine(ctx, h.actors),
        ' ',
        el('a', { class: 'act', href: ctx.href(turnTo(ctx.state, 'happening', { id: h.id })) }, triggerOf(h)),
        h.recipients.length > 0 && [
          el('span', { class: 'arrow', title: 'directed at' }, ' → '),
          actorsLine(ctx, h.recipients),
        ],
      ),
      h.lead !== null && el('p', { class: 'told' }, quote(h.lead), ' ', sourceLink(ctx, h.lead)),
    ),
    el(
      'span',
      { class: 'badges' },
      badge('type', h.type),
      h.status !== 'occurred' && badge('status', h.status),
      badge('standing', h.standing),
      el('small', {}, plural(h.publishers, 'source')),
    ),
  )

/** The words that name the act, or its type where no sentence is at hand. */
export const triggerOf = (h: HappeningRow): string =>
  h.lead === null ? typeName(h.type) : h.lead.text.slice(h.lead.trigger.start, h.lead.trigger.end)

/** Leads to the following part of a long list, and back to the first. */
export const pager = (ctx: Context, next: string | null, shown: number, total: number): HTMLElement | null =>
  next === null && ctx.state.cursor === null
    ? null
    : el(
        'nav',
        { class: 'pager', 'aria-label': 'Pages' },
        ctx.state.cursor !== null && el('a', { href: ctx.href({ cursor: null }) }, 'From the first'),
        el('span', {}, `${shown.toLocaleString('en')} of ${total.toLocaleString('en')}`),
        next !== null && el('a', { href: ctx.href({ cursor: next }), rel: 'next' }, 'Further'),
      )

/** Said where a filter leaves nothing. */
export const nothing = (ctx: Context, what: string): HTMLElement =>
  el(
    'p',
    { class: 'nothing' },
    `No ${what} pass the filter. `,
    el('a', { href: ctx.href({ filter: NO_FILTER, zoom: null, cursor: null }) }, 'Show all'),
  )

/** A count that leads to the happenings counted. */
export const countLink = (
  ctx: Context,
  n: number,
  filter: Partial<Context['state']['filter']>,
  what = 'happening',
): HTMLElement =>
  el(
    'a',
    { class: 'count', href: ctx.href(turnTo(ctx.state, 'happenings', { filter: { ...ctx.state.filter, ...filter } })) },
    what === '' ? n.toLocaleString('en') : plural(n, what),
  )
