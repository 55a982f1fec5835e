import { el } from '../dom.ts'
import type { View } from '../host.ts'
import { happeningList, nothing, pager } from '../parts.ts'

const AT_ONCE = 60

/** All happenings the filter leaves, by date. */
export const happeningsView: View = async ctx => {
  const page = await ctx.answers.happenings(ctx.state.filter, { limit: AT_ONCE, cursor: ctx.state.cursor })
  if (page.items.length === 0) return nothing(ctx, 'happenings')
  return el('div', {}, happeningList(ctx, page.items), pager(ctx, page.next, page.items.length, page.total))
}
