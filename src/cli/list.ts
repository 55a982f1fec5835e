import { checkFilter } from '../store/check-filter.ts'
import { actorRows, documentRows, statementRows } from '../store/documents.ts'
import { countBy, eventRows, type Listing } from '../store/events.ts'
import { conditionsOf } from '../store/filter.ts'
import { happeningRows } from '../store/happenings.ts'
import type { Store } from '../store/open.ts'
import { actJson } from '../views/act-json.ts'
import {
  ACTOR_COLUMNS,
  DOCUMENT_COLUMNS,
  EVENT_COLUMNS,
  HAPPENING_COLUMNS,
  STATEMENT_COLUMNS,
} from '../views/columns.ts'
import type { Column } from '../views/table.ts'
import { limitOf, writeRows } from './listing.ts'
import { useStore } from './open-store.ts'
import { filterOf, type ListOptions, listingOf } from './store-options.ts'

/** What can be listed. */
export type Listed = 'events' | 'happenings' | 'actors' | 'statements' | 'documents'

/** `readout events`, `happenings`, `actors`, `statements`, `documents`. */
export const list = (what: Listed, options: ListOptions & { readonly stance?: readonly string[] }): Promise<number> =>
  useStore(options.store, { readOnly: true }, async store => {
    const filter = { ...filterOf(options), ...(options.stance === undefined ? {} : { stance: options.stance }) }
    await checkFilter(store.db, filter)
    if (options.count !== undefined) return count(store, what, options)
    const limit = limitOf(options)
    const listing: Listing = { ...listingOf(options), ...(limit === undefined ? {} : { limit }) }
    const { db } = store
    switch (what) {
      case 'events':
        await writeRows(
          eventRows(db, filter, listing),
          EVENT_COLUMNS,
          ['id', 'date', 'type', 'status', 'actors', 'recipients', 'place', 'sources', 'trigger', 'publisher'],
          actJson,
          options,
        )
        break
      case 'happenings':
        await writeRows(
          happeningRows(db, filter, listing),
          HAPPENING_COLUMNS,
          ['id', 'date', 'type', 'status', 'standing', 'actors', 'recipients', 'place', 'publishers', 'mentions'],
          h => h,
          options,
        )
        break
      case 'actors':
        await writeRows(
          actorRows(db, conditionsOf(db, filter, 'event'), listing),
          ACTOR_COLUMNS,
          ACTOR_COLUMNS.map(c => c.name),
          r => r,
          options,
        )
        break
      case 'statements':
        await writeRows(
          statementRows(db, filter, listing),
          STATEMENT_COLUMNS,
          ['id', 'source', 'code', 'stance', 'cue', 'content', 'publisher'],
          r => r,
          options,
        )
        break
      case 'documents':
        await writeRows(
          documentRows(db, filter, listing),
          DOCUMENT_COLUMNS,
          ['id', 'published', 'publisher', 'title', 'events', 'state'],
          r => r,
          options,
        )
    }
    return 0
  })

interface Counted {
  readonly value: string | null
  readonly count: number
}

const count = async (store: Store, what: Listed, options: ListOptions): Promise<number> => {
  if (what !== 'events' && what !== 'happenings') throw new Error('--count counts events and happenings')
  const by = options.count === true ? null : (options.count ?? null)
  const rows = await countBy(store.db, what === 'events' ? 'event' : 'happening', filterOf(options), by)
  const columns: readonly Column<Counted>[] = [
    { name: by ?? 'all', type: 'text', about: '', value: row => row.value },
    { name: 'count', type: 'integer', about: '', value: row => row.count },
  ]
  await writeRows(
    each(by === null ? rows.map(row => ({ ...row, value: what })) : rows),
    columns,
    columns.map(c => c.name),
    row => row,
    options,
  )
  return 0
}

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows
}
