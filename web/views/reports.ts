import type { ReportRow } from '../../src/views/page/answers.ts'
import { turnTo } from '../address.ts'
import { sayDate } from '../dates.ts'
import { type Child, el, plural } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nothing, pager } from '../parts.ts'

const AT_ONCE = 60

/** The reports behind what the filter leaves, the latest first. */
export const reportsView: View = async ctx => {
  const page = await ctx.answers.reports(ctx.state.filter, { limit: AT_ONCE, cursor: ctx.state.cursor })
  if (page.items.length === 0) return nothing(ctx, 'reports')
  return el('div', {}, reportList(ctx, page.items), pager(ctx, page.next, page.items.length, page.total))
}

export const reportList = (ctx: Context, rows: readonly ReportRow[]): HTMLElement =>
  el(
    'ol',
    { class: 'reports' },
    rows.map(r =>
      el(
        'li',
        {},
        el('span', { class: 'when' }, sayDate(r.published)),
        el(
          'div',
          {},
          el('a', { class: 'title', href: ctx.href(turnTo(ctx.state, 'report', { id: r.id })) }, r.title ?? r.id),
          r.found !== null && el('p', { class: 'found' }, found(r.found)),
        ),
        el('span', { class: 'by' }, r.publisher ?? ''),
        el('span', { class: 'n' }, r.copyOf === null ? plural(r.acts, 'act') : 'copy'),
      ),
    ),
  )

/** The found words stand between two characters no text holds. */
const found = (snippet: string): Child =>
  snippet.split('\ue000').flatMap((part, i) => {
    if (i === 0) return [part]
    const [words = '', rest = ''] = part.split('\ue001')
    return [el('mark', {}, words), rest]
  })
