import type { RecordActor, RecordEvent } from '../../src/model/record.ts'
import type { Span } from '../../src/model/span.ts'
import type { ReportDetail, ReportRef } from '../../src/views/page/answers.ts'
import { turnTo } from '../address.ts'
import { correctionForm, correctionNotes } from '../correct.ts'
import { sayDate, sayInterval } from '../dates.ts'
import { type Child, el, plural } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nameOf } from '../names.ts'
import { actorLink, badge, icon } from '../parts.ts'
import { STANDINGS, standingName, typeName } from '../words.ts'

/** A report as published, with what was read in it marked in place. */
export const reportView: View = async ctx => {
  const id = ctx.state.id ?? ''
  const detail = await ctx.answers.report(id)
  if (detail === null)
    return el(
      'div',
      { class: 'failure' },
      el('h1', {}, 'No such report'),
      el('p', {}, `The record holds no report ${id}.`),
    )
  return reportArticle(ctx, detail)
}

/** The report and beside it the act that is looked at; an act is chosen in the text or in the list of acts. */
export const reportArticle = (ctx: Context, detail: ReportDetail): HTMLElement => {
  const { document } = detail.record
  const panel = el('aside', { class: 'act-panel', 'aria-label': 'The act', 'aria-live': 'polite' })
  const text = el('div', { class: 'text' })
  let chosen: string | null = null

  const show = (id: string | null, scroll: boolean): void => {
    chosen = id
    const event = detail.record.events.find(e => e.id === id) ?? null
    text.replaceChildren(...paragraphs(detail, event, pick))
    panel.replaceChildren(
      event === null ? actList(ctx, detail, pick) : actPanel(ctx, detail, event, () => pick(null), point),
    )
    if (scroll) text.querySelector('.trigger.chosen')?.scrollIntoView({ block: 'center' })
  }
  const pick = (id: string | null): void => {
    const focused = chosen
    show(id === chosen ? null : id, false)
    ctx.go({ act: chosen }, true)
    const target = text.querySelector<HTMLElement>(`[data-act="${CSS.escape(chosen ?? focused ?? '')}"]`)
    target?.focus({ preventScroll: true })
  }
  const point = (span: Span): void => {
    const at = [...text.querySelectorAll<HTMLElement>('[data-start]')].find(
      n => Number(n.dataset.start) <= span.start && span.start < Number(n.dataset.end),
    )
    at?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    at?.classList.add('pointed')
    setTimeout(() => at?.classList.remove('pointed'), 1500)
  }
  show(ctx.state.act, ctx.state.act !== null)
  if (ctx.state.act !== null)
    requestAnimationFrame(() => text.querySelector('.trigger.chosen')?.scrollIntoView({ block: 'center' }))

  return el(
    'div',
    { class: 'report' },
    el(
      'article',
      {},
      el(
        'header',
        {},
        el(
          'p',
          { class: 'kicker' },
          [document.publisher, document.published === null ? null : sayDate(document.published), document.author]
            .filter(Boolean)
            .join(' · '),
        ),
        el('h1', {}, document.title ?? document.id),
        document.url !== null &&
          /^https?:/.test(document.url) &&
          el('p', { class: 'kicker' }, el('a', { href: document.url, rel: 'noreferrer noopener' }, 'As published')),
        copyNote(ctx, detail),
      ),
      text,
      legend(),
    ),
    panel,
  )
}

const copyNote = (ctx: Context, { copyOf, copies }: ReportDetail): HTMLElement | null => {
  const link = (ref: ReportRef): HTMLElement =>
    el('a', { href: ctx.href(turnTo(ctx.state, 'report', { id: ref.id })) }, ref.publisher ?? ref.title ?? ref.id)
  if (copyOf !== null)
    return el('p', { class: 'note' }, 'Repeats a dispatch of ', link(copyOf), ': the two count as one source.')
  if (copies.length > 0)
    return el(
      'p',
      { class: 'note' },
      'Repeated by ',
      copies.map((c, i) => [i > 0 && ', ', link(c)]),
      ': they count as one source.',
    )
  return null
}

interface Mark {
  readonly span: Span
  readonly kind:
    | 'trigger'
    | 'actor'
    | 'recipient'
    | 'role'
    | 'time'
    | 'place'
    | 'source'
    | 'cue'
    | 'entity'
    | 'sentence'
  /** The act a trigger belongs to. */
  readonly act?: RecordEvent
  readonly label?: string
}

/** Everything to be marked: of all acts the triggers, of the report its actors, times and sources, of the chosen act each part. */
const marksOf = ({ record }: ReportDetail, chosen: RecordEvent | null): readonly Mark[] => {
  const marks: Mark[] = [
    ...record.entities.flatMap(e => e.mentions.map(span => ({ span, kind: 'entity' as const }))),
    ...record.times.map(span => ({ span, kind: 'time' as const })),
    ...record.statements.map(s => ({ span: s.cue, kind: 'cue' as const })),
    ...record.events.map(act => ({ span: act.trigger, kind: 'trigger' as const, act })),
  ]
  if (chosen === null) return marks
  const quoted = (a: RecordActor): boolean => a.end > a.start
  return [
    ...marks,
    { span: chosen.sentence, kind: 'sentence' },
    ...chosen.actors.filter(quoted).map(span => ({ span, kind: 'actor' as const, label: 'actor' })),
    ...chosen.recipients.filter(quoted).map(span => ({ span, kind: 'recipient' as const, label: 'recipient' })),
    ...chosen.roles.filter(quoted).map(span => ({ span, kind: 'role' as const, label: span.role })),
    ...chosen.attribution.flatMap(a =>
      a.by === null ? [] : [{ span: a.by, kind: 'source' as const, label: 'source' }],
    ),
    ...(chosen.place === null ? [] : [{ span: chosen.place, kind: 'place' as const, label: 'place' }]),
    ...(chosen.date?.start == null || chosen.date.end === null
      ? []
      : [{ span: { start: chosen.date.start, end: chosen.date.end }, kind: 'time' as const, label: 'date' }]),
  ]
}

/** The text in paragraphs, cut wherever a mark begins or ends, so that marks may overlap. */
const paragraphs = (
  detail: ReportDetail,
  chosen: RecordEvent | null,
  pick: (id: string) => void,
): readonly HTMLElement[] => {
  const { text } = detail.record.document
  const marks = marksOf(detail, chosen)
  const cuts = [...new Set([0, text.length, ...marks.flatMap(m => [m.span.start, m.span.end])])].sort((a, b) => a - b)
  return [...text.matchAll(/[^\n]+(?:\n(?!\s*\n)[^\n]+)*/g)].map(match => {
    const from = match.index
    const to = from + match[0].length
    const inner = [from, ...cuts.filter(c => c > from && c < to), to]
    return el(
      'p',
      {},
      inner.slice(0, -1).map((start, i) => piece(text, start, inner[i + 1] ?? to, marks, chosen, pick)),
    )
  })
}

const piece = (
  text: string,
  start: number,
  end: number,
  marks: readonly Mark[],
  chosen: RecordEvent | null,
  pick: (id: string) => void,
): Child => {
  const words = text.slice(start, end)
  const over = marks.filter(m => m.span.start <= start && end <= m.span.end && m.span.end > m.span.start)
  if (over.length === 0) return words
  const kinds = [...new Set(over.map(m => m.kind))]
  const acts = over.filter(m => m.kind === 'trigger')
  const act = (acts.find(m => m.act?.id === chosen?.id) ?? acts[0])?.act
  const label = over.find(m => m.label !== undefined && m.span.end === end)?.label
  const tag = label === undefined ? null : el('small', { class: 'tag', 'aria-hidden': 'true' }, label)
  if (act === undefined) return el('span', { class: kinds.join(' '), 'data-start': start, 'data-end': end }, words, tag)
  const on = act.id === chosen?.id
  return el(
    'button',
    {
      type: 'button',
      class: `${kinds.join(' ')} ${act.status}${on ? ' chosen' : ''}`,
      'data-act': act.id,
      'data-start': start,
      'data-end': end,
      'aria-pressed': String(on),
      title: `${typeName(act.type)}: ${namesIn(act.actors)}${act.recipients.length > 0 ? ` → ${namesIn(act.recipients)}` : ''}`,
      onclick: () => pick(act.id),
    },
    words,
    tag,
  )
}

const namesIn = (actors: readonly RecordActor[]): string => actors.map(a => a.name).join(', ') || 'nobody named'

const actList = (ctx: Context, { record, corrections }: ReportDetail, pick: (id: string) => void): HTMLElement =>
  el(
    'div',
    {},
    el('h2', {}, plural(record.events.length, 'act')),
    record.events.length === 0 && el('p', {}, 'No political act was read in this report.'),
    el(
      'ol',
      { class: 'acts' },
      record.events.map(act =>
        el(
          'li',
          {},
          el(
            'button',
            { type: 'button', onclick: () => pick(act.id) },
            icon(act.type, act.status, act.standing),
            el(
              'span',
              {},
              `${namesIn(act.actors)} `,
              el('b', {}, act.trigger.text),
              act.recipients.length > 0 && ` → ${namesIn(act.recipients)}`,
            ),
          ),
        ),
      ),
    ),
    correctionNotes(
      ctx,
      corrections.filter(c => !record.events.some(e => e.id === c.event)),
    ),
  )

/** All that was read of one act, each field with its words; the words lead to their place in the text. */
const actPanel = (
  ctx: Context,
  detail: ReportDetail,
  act: RecordEvent,
  close: () => void,
  point: (span: Span) => void,
): HTMLElement => {
  const words = (quote: {
    readonly start: number | null
    readonly end: number | null
    readonly text: string | null
  }): Child =>
    quote.start !== null && quote.end !== null && quote.end > quote.start
      ? el(
          'button',
          {
            type: 'button',
            class: 'words',
            title: 'Show in the text',
            onclick: () => point({ start: quote.start ?? 0, end: quote.end ?? 0 }),
          },
          `“${quote.text}”`,
        )
      : null
  const person = (a: RecordActor): Child => [
    actorLink(ctx, a),
    a.sector !== null && el('small', {}, ` ${a.sector}`),
    ' ',
    words(a),
  ]
  const people = (list: readonly RecordActor[]): Child => list.map(a => el('div', {}, person(a)))
  const row = (name: string, ...value: readonly Child[]): HTMLElement | null =>
    value.every(v => v === null || v === false || (Array.isArray(v) && v.length === 0))
      ? null
      : el('div', {}, el('dt', {}, name), el('dd', {}, value))
  const h = detail.happenings[act.id]
  return el(
    'div',
    { class: 'act-detail' },
    el(
      'header',
      {},
      icon(act.type, act.status, act.standing),
      el('h2', {}, act.trigger.text),
      el('button', { type: 'button', class: 'close', 'aria-label': 'All acts of the report', onclick: close }, '×'),
    ),
    el('p', { class: 'badges' }, badge('type', act.type), badge('status', act.status), badge('standing', act.standing)),
    el(
      'dl',
      {},
      row('Actor', people(act.actors)),
      row('Recipient', people(act.recipients)),
      act.roles.map(r => row(r.role.charAt(0).toUpperCase() + r.role.slice(1), person(r))),
      act.date !== null &&
        row(
          'Date',
          sayInterval(act.date),
          ' ',
          words(act.date),
          act.date.basis === 'default' && el('small', {}, ' the report’s date, for want of another'),
          act.date.basis === 'context' && el('small', {}, ' from the text before'),
        ),
      act.place !== null &&
        row(
          'Place',
          act.place.name,
          act.place.country !== null && `, ${nameOf(act.place.country)}`,
          ' ',
          words(act.place),
        ),
      row(
        'Source',
        act.attribution.length === 0
          ? 'the report’s own voice'
          : act.attribution.map((a, i) =>
              el('div', {}, i > 0 && 'as told by ', a.by?.name ?? 'nobody named', ' ', words(a.cue)),
            ),
      ),
      row('Standing', STANDINGS[act.standing]?.[1] ?? standingName(act.standing)),
      row('Mode', act.mode),
      row('Meeting', act.format.join(', ') || null),
      row('Issue', act.contexts.join(', ') || null),
      row('CAMEO', act.cameo),
      row(
        'Read by rule',
        el('code', {}, act.rule),
        act.operators.map(o => [', then ', el('code', {}, o)]),
      ),
      row('Confidence', `${Math.round(act.confidence * 100)} %`),
    ),
    h !== undefined &&
      el(
        'p',
        { class: 'goes-to' },
        el('a', { href: ctx.href(turnTo(ctx.state, 'happening', { id: h.id })) }, 'The happening'),
        h.reports.length === 0
          ? ': no other report tells it.'
          : [
              `, told also by `,
              h.reports.map((r, i) => [
                i > 0 && ', ',
                el('a', { href: ctx.href(turnTo(ctx.state, 'report', { id: r.id })) }, r.publisher ?? r.title ?? r.id),
              ]),
              '.',
            ],
      ),
    correctionNotes(
      ctx,
      detail.corrections.filter(c => c.event === act.id),
    ),
    correctionForm(ctx, detail, act),
  )
}

const legend = (): HTMLElement =>
  el(
    'p',
    { class: 'legend', 'aria-hidden': 'true' },
    el('span', { class: 'trigger' }, 'act'),
    el('span', { class: 'entity' }, 'actor or place'),
    el('span', { class: 'time' }, 'time'),
    el('span', { class: 'cue' }, 'who says so'),
  )
