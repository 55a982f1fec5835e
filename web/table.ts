import { type Child, el } from './dom.ts'

/** The head of a column; numbers stand to the right. */
export type Head = string | { readonly number: string }

/** A table whose rows each begin with what they are about. */
export const table = (
  heads: readonly Head[],
  rows: readonly (readonly Child[])[],
  {
    caption,
    name,
    differs,
  }: { readonly caption?: string; readonly name?: string; readonly differs?: (row: number) => boolean } = {},
): HTMLElement =>
  el(
    'table',
    { class: name },
    caption !== undefined && el('caption', {}, caption),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        heads.map(head =>
          el(
            'th',
            { scope: 'col', class: typeof head === 'string' ? null : 'n' },
            typeof head === 'string' ? head : head.number,
          ),
        ),
      ),
    ),
    el(
      'tbody',
      {},
      rows.map((cells, i) =>
        el(
          'tr',
          { class: differs?.(i) === true ? 'differs' : null },
          cells.map((cell, column) =>
            column === 0
              ? el('th', { scope: 'row' }, cell)
              : el('td', { class: typeof heads[column] === 'string' ? null : 'n' }, cell),
          ),
        ),
      ),
    ),
  )
