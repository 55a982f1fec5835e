import { type Counts, FACETS, type Facet } from '../src/views/page/answers.ts'
import { type Filter, LISTED, NO_FILTER, SINGLE } from '../src/views/page/filter.ts'
import { sayDate } from './dates.ts'
import { el } from './dom.ts'
import type { Context } from './host.ts'
import { nameOf, pairName } from './names.ts'
import { FACET_NAMES, standingName, statusName, TYPES, typeName } from './words.ts'

const FEW = 7

/** What a value of a field is called. */
const valueName = (field: string, value: string): string => {
  if (field === 'type') return typeName(value)
  if (field === 'status') return statusName(value)
  if (field === 'standing') return standingName(value)
  if (field === 'role') {
    const [role = '', key = ''] = value.split(/:(.*)/s)
    return key === '' ? role : `${role} ${nameOf(key)}`
  }
  if (field === 'pair') return pairName(value)
  return ['party', 'actor', 'recipient', 'place'].includes(field) ? nameOf(value) : value
}

const toggled = (filter: Filter, field: Facet, value: string): Filter => ({
  ...filter,
  [field]: filter[field].includes(value) ? filter[field].filter(v => v !== value) : [...filter[field], value],
})

/** The filters, each value with the number of happenings it leaves. */
export const filterPanel = (ctx: Context, counts: Counts): HTMLElement => {
  return el(
    'details',
    { class: 'filter', open: matchMedia('(min-width: 62rem)').matches },
    el('summary', {}, 'Filter'),
    FACETS.filter(facet => counts.facets[facet].length > 0).map(facet => facetList(ctx, facet, counts)),
    el('fieldset', {}, el('legend', {}, 'When'), dateInput(ctx, 'from', 'From'), dateInput(ctx, 'to', 'To')),
  )
}

const facetList = (ctx: Context, facet: Facet, counts: Counts): HTMLElement => {
  const { filter } = ctx.state
  const all = counts.facets[facet]
  const gone = filter[facet].filter(v => !all.some(c => c.value === v)).map(value => ({ value, count: 0 }))
  const item = ({ value, count }: { readonly value: string; readonly count: number }): HTMLElement => {
    const on = filter[facet].includes(value)
    return el(
      'li',
      {},
      el(
        'a',
        {
          href: ctx.href({ filter: toggled(filter, facet, value), cursor: null }),
          'aria-current': on ? 'true' : null,
          title: facet === 'type' ? TYPES[value]?.[1] : null,
        },
        el('span', { class: 'value' }, valueName(facet, value)),
        el('span', { class: 'n' }, count.toLocaleString('en')),
      ),
    )
  }
  const list = [...gone, ...all]
  return el(
    'section',
    { class: 'facet' },
    el('h2', {}, FACET_NAMES[facet]),
    el('ul', {}, list.slice(0, FEW).map(item)),
    list.length > FEW &&
      el('details', {}, el('summary', {}, `${list.length - FEW} more`), el('ul', {}, list.slice(FEW).map(item))),
  )
}

const dateInput = (ctx: Context, field: 'from' | 'to', label: string): HTMLElement => {
  const input = el('input', {
    type: 'date',
    value: ctx.state.filter[field],
    onchange: () =>
      ctx.go({ filter: { ...ctx.state.filter, [field]: input.value === '' ? null : input.value }, cursor: null }),
  })
  return el('label', {}, el('span', {}, label), input)
}

/** What the filter holds, each part with a way to drop it. */
export const filterSummary = (ctx: Context): HTMLElement | string => {
  const { filter } = ctx.state
  const chip = (label: string, without: Filter): HTMLElement =>
    el(
      'li',
      {},
      el(
        'a',
        { class: 'chip', href: ctx.href({ filter: without, cursor: null }), 'aria-label': `Drop the filter ${label}` },
        label,
        el('span', { 'aria-hidden': 'true' }, ' ×'),
      ),
    )
  const chips = [
    ...LISTED.flatMap(field =>
      filter[field].map(value =>
        chip(valueName(field, value), { ...filter, [field]: filter[field].filter(v => v !== value) }),
      ),
    ),
    ...SINGLE.flatMap(field => {
      const value = filter[field]
      if (value === null) return []
      const label = field === 'text' ? `“${value}”` : `${field} ${sayDate(value)}`
      return [chip(label, { ...filter, [field]: null })]
    }),
  ]
  if (chips.length === 0) return ''
  return el(
    'ul',
    { class: 'chips', 'aria-label': 'Filter in force' },
    chips,
    chips.length > 1 && el('li', {}, el('a', { href: ctx.href({ filter: NO_FILTER, cursor: null }) }, 'Show all')),
  )
}
