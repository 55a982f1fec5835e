import type { Happening } from '../../src/record/happening.ts'
import type { HappeningDetail, Witnessed } from '../../src/views/page/answers.ts'
import { NO_FILTER } from '../../src/views/page/filter.ts'
import { keyOf } from '../../src/views/page/key.ts'
import { turnTo } from '../address.ts'
import { keep, signatureFields } from '../correct.ts'
import { dayOf, isoOf, sayDate, sayInterval } from '../dates.ts'
import { type Child, el, plural } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nameOf } from '../names.ts'
import { actorsLine, badge, happeningItem, icon, quote, sourceLink } from '../parts.ts'
import { table } from '../table.ts'
import { LINKS, STANDINGS, statusName, typeName } from '../words.ts'

/** One act and all that tell it: their sentences side by side, what they agree on and what not, how it stood over time. */
export const happeningView: View = async ctx => {
  const id = ctx.state.id ?? ''
  const detail = await ctx.answers.happening(id)
  if (detail === null)
    return el(
      'div',
      { class: 'failure' },
      el('h1', {}, 'No such happening'),
      el('p', {}, `The record holds no happening ${id}.`),
    )
  const { happening: h, witnesses, related } = detail
  return el(
    'div',
    { class: 'happening-page' },
    el(
      'header',
      {},
      el('p', { class: 'kicker' }, sayInterval(h.date), h.place !== null && ` · ${placeName(h)}`),
      el('h1', {}, icon(h.type, h.status, h.standing), ' ', headline(h, witnesses)),
    ),
    el('p', { class: 'badges' }, badge('type', h.type), badge('status', h.status), badge('standing', h.standing)),
    el(
      'p',
      { class: 'sum' },
      `${plural(witnesses.length, 'mention')} in ${plural(new Set(witnesses.map(w => w.document)).size, 'report')}, ${plural(h.publishers, 'independent source')}. `,
      capital(STANDINGS[h.standing]?.[1] ?? ''),
      '.',
    ),
    el(
      'section',
      {},
      el('h2', {}, 'As told'),
      el(
        'ol',
        { class: 'tellings' },
        witnesses.map(w => telling(ctx, w, witnesses)),
      ),
    ),
    el('section', {}, el('h2', {}, 'Agreement'), agreement(ctx, detail)),
    el('section', {}, el('h2', {}, 'Standing over time'), standing(ctx, detail)),
    related.length > 0 &&
      el(
        'section',
        {},
        el('h2', {}, 'Offers and answers'),
        el(
          'ol',
          { class: 'happenings' },
          related.map(r => {
            const [to, from] = LINKS[r.kind] ?? [r.kind, r.kind]
            const item = happeningItem(ctx, r.happening)
            item.prepend(
              el('span', { class: 'relation' }, r.direction === 'to' ? to : from, r.stance !== null && `: ${r.stance}`),
            )
            return item
          }),
        ),
      ),
    mergeForm(ctx, h),
    el('p', { class: 'id' }, el('code', {}, h.id)),
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const headline = (h: Happening, witnesses: readonly Witnessed[]): string => {
  const names = (actors: Happening['actors']): string => [...new Set(actors.map(a => a.name))].join(', ')
  const words = witnesses.find(w => w.act.type === h.type)?.act.trigger.text ?? typeName(h.type)
  return `${capital(names(h.actors)) || 'Somebody'} ${words}${h.recipients.length > 0 ? ` → ${names(h.recipients)}` : ''}`
}

const placeName = ({ place }: Happening): string =>
  place === null
    ? ''
    : place.country === null || nameOf(place.country) === place.name
      ? place.name
      : `${place.name}, ${nameOf(place.country)}`

const telling = (ctx: Context, w: Witnessed, all: readonly Witnessed[]): HTMLElement =>
  el(
    'li',
    { class: w.withdrawn ? 'withdrawn' : null },
    el('p', { class: 'by' }, sourceLink(ctx, w), w.withdrawn && ' withdrawn'),
    el('blockquote', {}, quote(w)),
    el(
      'p',
      { class: 'small' },
      w.act.attribution.length === 0
        ? 'In its own voice'
        : `${w.act.attribution.map(a => a.by?.name ?? 'somebody unnamed').join(', as told by ')}: ${w.act.attribution[0]?.cue.text}`,
      w.act.status !== 'occurred' && `. ${statusName(w.act.status)}`,
      w.copyOf !== null && copyNote(w, all),
    ),
  )

const copyNote = (w: Witnessed, all: readonly Witnessed[]): string => {
  const original = all.find(o => o.document === w.copyOf)
  return `. A copy of ${original?.publisher ?? w.copyOf}: not counted again`
}

/** Each field with what is told of it: one value where all agree, else each value with those who tell it. */
const agreement = (ctx: Context, { happening: h, witnesses }: HappeningDetail): HTMLElement => {
  const byMention = (i: number): Witnessed | undefined => {
    const m = h.mentions[i]
    return witnesses.find(w => w.document === m?.document && w.event === m.event)
  }
  const disagreement = (field: string): Child => {
    const found = h.disagreements.find(d => d.field === field)
    if (found === undefined) return el('span', { class: 'agree' }, 'nobody says otherwise')
    return el(
      'ul',
      { class: 'versions' },
      found.values.map(v =>
        el(
          'li',
          {},
          el('b', {}, valueName(field, v.value)),
          ' ',
          v.mentions.map((m, i) => {
            const w = byMention(m)
            return w === undefined ? null : [i > 0 && ', ', sourceLink(ctx, w)]
          }),
        ),
      ),
    )
  }
  const fields: readonly (readonly [string, string, Child])[] = [
    ['type', 'Type', typeName(h.type)],
    ['status', 'Outcome', statusName(h.status)],
    ['actors', 'Actors', actorsLine(ctx, h.actors)],
    ['recipients', 'Recipients', h.recipients.length > 0 && actorsLine(ctx, h.recipients)],
    [
      'roles',
      'Roles',
      h.roles.length > 0 && h.roles.map((r, i) => [i > 0 && ', ', `${r.role} `, actorsLine(ctx, [r])]),
    ],
    ['date', 'Date', h.date !== null && sayInterval(h.date)],
    ['place', 'Place', h.place !== null && placeName(h)],
  ]
  const known = new Set(fields.map(([field]) => field))
  const more = h.disagreements
    .filter(d => !known.has(d.field))
    .map(d => [d.field, d.field.charAt(0).toUpperCase() + d.field.slice(1), h.tolls[d.field] ?? ''] as const)
  const tolls = Object.entries(h.tolls)
    .filter(([field]) => !h.disagreements.some(d => d.field === field))
    .map(([field, n]) => [field, field.charAt(0).toUpperCase() + field.slice(1), n] as const)
  const told = [...fields, ...more, ...tolls].filter(([, , value]) => value !== false)
  return table(
    ['Field', 'Held to be', 'Told'],
    told.map(([field, name, value]) => [name, value, disagreement(field)]),
    { name: 'agreement', differs: i => h.disagreements.some(d => d.field === told[i]?.[0]) },
  )
}

const valueName = (field: string, value: string): string =>
  field === 'type'
    ? typeName(value)
    : field === 'status'
      ? statusName(value)
      : field === 'date'
        ? sayDate(value)
        : value

const standing = (ctx: Context, { happening: h, witnesses }: HappeningDetail): HTMLElement =>
  el(
    'ol',
    { class: 'steps' },
    h.history.map(step => {
      const m = h.mentions[step.mention]
      const w = witnesses.find(x => x.document === m?.document && x.event === m.event)
      return el(
        'li',
        {},
        el('span', { class: 'when' }, sayDate(step.date)),
        el(
          'span',
          {},
          `${step.step}`,
          step.by !== null && ` by ${step.by}`,
          w !== undefined && [' in ', sourceLink(ctx, w)],
        ),
        badge('standing', step.standing),
      )
    }),
  )

const NEAR = 14

/** Says that another happening is the same: one of those near in time between the same parties, or any by its id. */
const mergeForm = (ctx: Context, h: Happening): HTMLElement => {
  const input = el('input', {
    name: 'into',
    placeholder: 'h_…',
    required: true,
    pattern: 'h_[0-9A-Z]+',
    autocomplete: 'off',
    list: 'near',
  })
  const near = el('datalist', { id: 'near' })
  const suggest = async (): Promise<void> => {
    if (near.childElementCount > 0 || h.date === null) return
    const days = { from: isoOf(dayOf(h.date.from) - NEAR), to: isoOf(dayOf(h.date.to) + NEAR) }
    const party = h.actors.slice(0, 1).map(keyOf)
    const { items } = await ctx.answers.happenings({ ...NO_FILTER, ...days, party }, { limit: 100 })
    near.replaceChildren(
      ...items
        .filter(other => other.id !== h.id)
        .map(other =>
          el('option', { value: other.id }, `${sayInterval(other.date)}: ${other.lead?.text ?? typeName(other.type)}`),
        ),
    )
  }
  const signature = signatureFields()
  const wrong = el('p', { role: 'alert' })
  return el(
    'details',
    { class: 'correct', ontoggle: () => suggest().catch(() => undefined) },
    el('summary', {}, 'Correct'),
    el(
      'form',
      {
        onsubmit: async (event: Event) => {
          event.preventDefault()
          const other = input.value.trim()
          wrong.textContent = await keep(ctx, [{ kind: 'together', happening: h.id, other }], signature.read())
          if (wrong.textContent === '') ctx.go(turnTo(ctx.state, 'happening', { id: other }))
        },
      },
      el('label', {}, 'This is the same as happening ', input),
      near,
      signature.node,
      wrong,
      el('button', { type: 'submit' }, 'Merge'),
    ),
  )
}
