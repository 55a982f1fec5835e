import { checkFilter } from '../store/check-filter.ts'
import { type Database, StoreError } from '../store/database.ts'
import { storeFilter } from '../store/page-filter.ts'
import type { Filter } from '../views/page/filter.ts'
import { Refusal } from './problem.ts'

/** Refuses filters that can match nothing, naming the nearest value that can. */
export const checkPageFilter =
  (db: Database) =>
  (filter: Filter): Promise<void> =>
    checkFilter(db, storeFilter(filter)).catch((error: unknown) => {
      throw error instanceof StoreError ? new Refusal(400, 'Unknown value', error.message.replace(/^--/, '')) : error
    })
