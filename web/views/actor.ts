import type { ActorDetail, Said } from '../../src/views/page/answers.ts'
import { NO_FILTER } from '../../src/views/page/filter.ts'
import { turnTo } from '../address.ts'
import { sayDate } from '../dates.ts'
import { el, plural } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nameOf } from '../names.ts'
import { countLink } from '../parts.ts'
import { table } from '../table.ts'
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
  const named = actor.offices.filter(o => o.reports > 0)
  const others = actor.offices.filter(o => o.reports === 0)
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
    actor.offices.length > 0 &&
      el(
        'section',
        {},
        el('h2', {}, 'Offices by date'),
        el(
          'p',
          { class: 'small' },
          'Those who held them in the time of these reports, by the lists that the coder reads with.',
        ),
        named.length > 0 && officeTable(ctx, named),
        others.length > 0 &&
          el(
            'details',
            { open: named.length === 0 },
            el('summary', {}, `${plural(others.length, 'other')} whom no report names`),
            officeTable(ctx, others),
          ),
      ),
    el(
      'section',
      {},
      el('h2', {}, 'As the reports name them'),
      peopleTable(actor.people.slice(0, FEW)),
      actor.people.length > FEW &&
        el('details', {}, el('summary', {}, `${actor.people.length - FEW} more`), peopleTable(actor.people.slice(FEW))),
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

const span = (from: string | null, to: string | null): string =>
  from === to ? sayDate(from) : `${from === null ? '' : sayDate(from)} to ${to === null ? 'now' : sayDate(to)}`

/** In order of their beginning; a number leads to the reports with the name. */
const officeTable = (ctx: Context, offices: ActorDetail['offices']): HTMLElement =>
  table(
    ['Name', 'Office', 'Held', { number: 'Reports' }],
    offices.map(o => [
      o.name,
      o.title,
      span(o.from, o.to),
      o.reports > 0 &&
        el(
          'a',
          {
            class: 'count',
            href: ctx.href(turnTo(ctx.state, 'reports', { filter: { ...NO_FILTER, text: `"${o.name}"` } })),
          },
          o.reports,
        ),
    ]),
  )

const peopleTable = (people: ActorDetail['people']): HTMLElement =>
  table(
    ['Name', 'Office, as the reports give it', 'In reports of', { number: 'Reports' }],
    people.map(p => [p.name, p.role ?? '', span(p.from, p.to), p.reports]),
  )

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
