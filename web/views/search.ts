import { el, plural } from '../dom.ts'
import type { View } from '../host.ts'
import { countLink, happeningList, nothing } from '../parts.ts'
import { reportList } from './reports.ts'

/** What the words are found in: reports first, then the happenings they tell. */
export const searchView: View = async ctx => {
  const { filter } = ctx.state
  if (filter.text === null) return el('p', { class: 'nothing' }, 'Type what to look for into the field above.')
  const [reports, happenings] = await Promise.all([
    ctx.answers.reports(filter, { limit: 20 }),
    ctx.answers.happenings(filter, { limit: 20 }),
  ])
  if (reports.total === 0 && happenings.total === 0) return nothing(ctx, 'reports')
  return el(
    'div',
    {},
    el('section', {}, el('h2', {}, plural(reports.total, 'report')), reportList(ctx, reports.items)),
    el(
      'section',
      {},
      el('h2', {}, 'Happenings in them'),
      happeningList(ctx, happenings.items),
      happenings.next !== null && el('p', {}, 'All ', countLink(ctx, happenings.total, {})),
    ),
  )
}
