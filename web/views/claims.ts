import type { Claim, ClaimVoice } from '../../src/views/page/answers.ts'
import { turnTo } from '../address.ts'
import { sayInterval } from '../dates.ts'
import { el } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nameOf } from '../names.ts'
import { actorsLine, badge, icon, nothing, pager, quote, sourceLink, triggerOf } from '../parts.ts'

const AT_ONCE = 40

/** What rests on somebody's word: who said it, who denied it, who has not been heard. */
export const claimsView: View = async ctx => {
  const page = await ctx.answers.claims(ctx.state.filter, { limit: AT_ONCE, cursor: ctx.state.cursor })
  if (page.items.length === 0) return nothing(ctx, 'claims')
  return el(
    'div',
    {},
    el(
      'ol',
      { class: 'claims' },
      page.items.map(c => claim(ctx, c)),
    ),
    pager(ctx, page.next, page.items.length, page.total),
  )
}

const claim = (ctx: Context, { happening: h, said, denied, silent }: Claim): HTMLElement =>
  el(
    'li',
    {},
    el(
      'header',
      {},
      el('span', { class: 'when' }, sayInterval(h.date)),
      icon(h.type, h.status, h.standing),
      el(
        'h2',
        {},
        actorsLine(ctx, h.actors),
        ' ',
        el('a', { class: 'act', href: ctx.href(turnTo(ctx.state, 'happening', { id: h.id })) }, triggerOf(h)),
        h.recipients.length > 0 && [' → ', actorsLine(ctx, h.recipients)],
      ),
      badge('standing', h.standing),
    ),
    el(
      'div',
      { class: 'voices' },
      side(ctx, 'Said', said),
      side(ctx, 'Denied', denied),
      el(
        'section',
        { class: 'silent' },
        el('h3', {}, 'Not heard'),
        silent.length === 0
          ? el('p', {}, 'All who take part are heard.')
          : el(
              'ul',
              {},
              silent.map(a =>
                el(
                  'li',
                  {},
                  a.name,
                  a.code !== null && nameOf(a.code) !== a.name && el('small', {}, ` ${nameOf(a.code)}`),
                ),
              ),
            ),
      ),
    ),
  )

const side = (ctx: Context, title: string, voices: readonly ClaimVoice[]): HTMLElement =>
  el(
    'section',
    { class: title.toLowerCase() },
    el('h3', {}, title),
    voices.length === 0
      ? el('p', {}, 'Nobody.')
      : el(
          'ul',
          {},
          voices.map(v => el('li', {}, el('p', {}, el('b', {}, v.by), ' ', quote(v)), sourceLink(ctx, v))),
        ),
  )
