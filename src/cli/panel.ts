import { EVENT_TYPES } from '../model/event.ts'
import { checkFilter } from '../store/check-filter.ts'
import { isCode } from '../store/filter.ts'
import { type PanelRow, type PanelRule, panelRows } from '../store/panel.ts'
import type { Column } from '../views/table.ts'
import { writeRows } from './listing.ts'
import { useStore } from './open-store.ts'
import type { StoreOptions } from './store-options.ts'

export interface PanelCommand extends StoreOptions {
  readonly rule: string
  readonly unit: string
  readonly undirected?: true
  readonly party?: readonly string[]
  readonly type?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly format?: string
  readonly output?: string
}

/** One row a dyad and month, a column a type. */
const PANEL_COLUMNS: readonly Column<PanelRow>[] = [
  {
    name: 'a',
    type: 'text',
    about: 'Code of the actor; undirected, the first of the two in alphabetical order',
    value: r => r.a,
  },
  { name: 'b', type: 'text', about: 'Code of the recipient', value: r => r.b },
  { name: 'month', type: 'text', about: 'YYYY-MM', value: r => r.month },
  {
    name: 'total',
    type: 'integer',
    about: 'Acts of all types',
    value: r => [...r.counts.values()].reduce((x, y) => x + y, 0),
  },
  ...EVENT_TYPES.map(
    (type): Column<PanelRow> => ({
      name: type.toLowerCase(),
      type: 'integer',
      about: `Acts of the type ${type}`,
      value: r => r.counts.get(type) ?? 0,
    }),
  ),
]

/** `readout panel`: counts by dyad and month. */
export const panel = (options: PanelCommand): Promise<number> =>
  useStore(options.store, { readOnly: true }, async ({ db }) => {
    if (options.unit !== 'happening' && options.unit !== 'mention')
      throw new Error(`--unit is happening or mention, not "${options.unit}"`)
    for (const name of ['from', 'to'] as const)
      if (options[name] !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(options[name]))
        throw new Error(`--${name} takes a month as YYYY-MM, not "${options[name]}"`)
    for (const code of options.party ?? [])
      if (!isCode(code)) throw new Error(`a panel counts by code: --party takes codes as IRN, not "${code}"`)
    const types = options.type?.map(type => type.toUpperCase())
    await checkFilter(db, {
      ...(types === undefined ? {} : { type: types }),
      ...(options.party === undefined ? {} : { party: options.party }),
    })
    const rows = await panelRows(db, {
      rule: options.rule as PanelRule,
      unit: options.unit,
      directed: options.undirected !== true,
      ...(options.party === undefined ? {} : { codes: options.party }),
      ...(types === undefined ? {} : { types }),
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
    })
    const shown = [
      'a',
      'b',
      'month',
      'total',
      ...EVENT_TYPES.filter(t => rows.some(r => r.counts.has(t))).map(t => t.toLowerCase()),
    ]
    await writeRows(
      each(rows),
      PANEL_COLUMNS,
      shown,
      r => ({ a: r.a, b: r.b, month: r.month, ...Object.fromEntries(r.counts) }),
      options,
    )
    return 0
  })

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows
}
