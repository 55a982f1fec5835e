import type { Said } from '../../src/views/page/answers.ts'
import { turnTo } from '../address.ts'
import { sayDate } from '../dates.ts'
import { el, plural } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nameOf } from '../names.ts'
import { countLink } from '../parts.ts'
import { typeName } from '../words.ts'

const FEW = 12

const pair = (a: string, b: string): string => (a < b ? `${a}~${b}` : `${b}~${a}`)

/** One actor: who acts for it, with whom it has to do, what it said, what the reports call it. */
export const actorView: View = async ctx => {
  const key = ctx.state.id ?? ''
  const actor = await ctx.answers.actor(key, ctx.state.filter)
  if (actor === null)
    return el(
      'div',
      { class: 'failure' },
      el('h1', {}, 'Nobody of that name'),
      el('p', {}, `The record knows no actor ${key}.`),
    )
  const only = { party: [key] }
  return el(
    'div',
    { class: 'actor-page' },
    el('header', {}, el('p', { class: 'kicker' }, key === nameOf(key) ? 'Actor' : key), el('h1', {}, nameOf(key))),
    el(
      'p',
      { class: 'sum' },
      'Takes part in ',
      countLink(ctx, actor.count, only),
      actor.roles.map(r => [', ', countLink(ctx, r.count, { role: [`${r.role}:${key}`] }, 'time'), ` as ${r.role}`]),
      '. ',
      el(
        'a',
        { href: ctx.href(turnTo(ctx.state, 'timeline', { filter: { ...ctx.state.filter, ...only } })) },
        'On the timeline',
      ),
    ),
    el(
      'section',
      {},
      el('h2', {}, 'Relations'),
      actor.relations.length === 0
        ? el('p', {}, 'None with a named other.')
        : el(
            'ul',
            { class: 'relations' },
            actor.relations.map(r =>
              el(
                'li',
                {},
                el('a', { class: 'with', href: ctx.href(turnTo(ctx.state, 'actor', { id: r.key })) }, nameOf(r.key)),
                ' ',
                countLink(ctx, r.total, { pair: [pair(key, r.key)] }),
                el(
                  'p',
                  { class: 'types' },
                  Object.entries(r.types).map(([type, n]) =>
                    el(
                      'a',
                      {
                        class: 'pill',
                        href: ctx.href(
                          turnTo(ctx.state, 'happenings', {
                            filter: { ...ctx.state.filter, pair: [pair(key, r.key)], type: [type] },
                          }),
                        ),
                      },
                      `${typeName(type)} `,
                      el('b', {}, n),
                    ),
                  ),
                ),
              ),
            ),
          ),
    ),
    el(
      'section',
      {},
      el('h2', {}, 'People and offices'),
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            ['Name', 'Office, as the reports give it', 'In reports of', 'Reports'].map(t =>
              el('th', { scope: 'col', class: t === 'Reports' ? 'n' : null }, t),
            ),
          ),
        ),
        el(
          'tbody',
          {},
          actor.people.map(p =>
            el(
              'tr',
              {},
              el('th', { scope: 'row' }, p.name),
              el('td', {}, p.role ?? ''),
              el('td', {}, p.from === p.to ? sayDate(p.from) : `${sayDate(p.from)} to ${sayDate(p.to)}`),
              el('td', { class: 'n' }, p.reports),
            ),
          ),
        ),
      ),
    ),
    el(
      'section',
      {},
      el('h2', {}, 'Names in the texts'),
      el(
        'p',
        { class: 'names' },
        actor.names.map(n => el('span', { class: 'pill' }, `${n.text} `, el('b', {}, n.count))),
      ),
    ),
    actor.statements.length > 0 &&
      el(
        'section',
        {},
        el('h2', {}, plural(actor.statements.length, 'statement')),
        el(
          'ol',
          { class: 'statements' },
          actor.statements.slice(0, FEW).map(s => said(ctx, s)),
        ),
        actor.statements.length > FEW &&
          el(
            'details',
            {},
            el('summary', {}, `${actor.statements.length - FEW} more`),
            el(
              'ol',
              { class: 'statements' },
              actor.statements.slice(FEW).map(s => said(ctx, s)),
            ),
          ),
      ),
  )
}

const said = (ctx: Context, s: Said): HTMLElement =>
  el(
    'li',
    {},
    el('p', {}, el('b', {}, s.source), ` ${s.stance}: `, el('q', {}, s.text)),
    el(
      'a',
      { class: 'source', href: ctx.href(turnTo(ctx.state, 'report', { id: s.document })) },
      s.publisher ?? s.document,
      el('small', {}, ` ${sayDate(s.published)}`),
    ),
  )
