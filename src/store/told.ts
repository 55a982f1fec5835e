import type { HappeningRow } from '../views/rows.ts'
import type { Told } from '../views/told.ts'
import type { Database } from './database.ts'
import { actsOf } from './events.ts'

/** Happenings at a time whose mentions are fetched together. */
const PAGE = 200

/** Adds to each happening its mentions in full. */
export async function* toldRows(db: Database, happenings: AsyncIterable<HappeningRow>): AsyncGenerator<Told> {
  let page: HappeningRow[] = []
  for await (const happening of happenings) {
    page.push(happening)
    if (page.length < PAGE) continue
    yield* finish(db, page)
    page = []
  }
  yield* finish(db, page)
}

async function* finish(db: Database, page: readonly HappeningRow[]): AsyncGenerator<Told> {
  const acts = await actsOf(
    db,
    page.map(h => h.id),
  )
  for (const happening of page)
    yield {
      happening,
      mentions: happening.mentions.flatMap(m => acts.get(`${m.document}#${m.event}`) ?? []),
    }
}
