import { turnTo } from '../address.ts'
import { el } from '../dom.ts'
import type { View } from '../host.ts'
import { nameOf } from '../names.ts'
import { countLink, nothing } from '../parts.ts'

/** Everybody who takes part in what the filter leaves, those with most first. */
export const actorsView: View = async ctx => {
  const actors = await ctx.answers.actors(ctx.state.filter)
  if (actors.length === 0) return nothing(ctx, 'actors')
  const most = actors[0]?.count ?? 1
  return el(
    'ol',
    { class: 'bars' },
    actors.map(({ value, count }) => {
      const bar = el('span', { class: 'bar', 'aria-hidden': 'true' })
      bar.style.setProperty('--share', String(count / most))
      return el(
        'li',
        {},
        el('a', { href: ctx.href(turnTo(ctx.state, 'actor', { id: value })) }, nameOf(value)),
        bar,
        countLink(ctx, count, { party: [...new Set([...ctx.state.filter.party, value])] }),
      )
    }),
  )
}
