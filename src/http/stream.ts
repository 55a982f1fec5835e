import { number } from '../store/database.ts'
import { finishHappenings } from '../store/happenings.ts'
import type { Store } from '../store/open.ts'
import { all, pageConditions } from '../store/page-filter.ts'
import { raw, sql } from '../store/sql.ts'
import type { Filter } from '../views/page/filter.ts'
import { versionOf } from './cache.ts'

const AT_ONCE = 100

/** Row number of the latest happening. */
export const latestSeq = async ({ db }: Store): Promise<number> =>
  number((await db.all(raw('SELECT max(seq) AS seq FROM happening')))[0], 'seq')

/**
 * Server-sent events for happenings founded after `from` that the filter lets through, as long as the reader stays. The store is
 * looked at every `every` milliseconds: other processes write to it, and neither database tells the other's readers.
 */
export const happeningStream = (
  store: Store,
  filter: Filter,
  from: number,
  every: number,
  signal: AbortSignal,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  let last = from
  let seen = ''
  let timer: NodeJS.Timeout | undefined
  let quiet = 0
  return new ReadableStream({
    start: controller => {
      const send = (text: string): void => controller.enqueue(encoder.encode(text))
      const look = async (): Promise<void> => {
        const version = await versionOf(store.db)
        quiet += every
        if (version !== seen) {
          seen = version
          // asked before the rows: what is committed in between is found by the next look
          const end = await latestSeq(store)
          const rows = await store.db.all(sql`SELECT h.seq, s.json FROM happening h JOIN summary s ON s.seq = h.seq
            WHERE h.seq > ${last} AND h.seq <= ${end} AND ${all(pageConditions(store.db, filter))} ORDER BY h.seq LIMIT ${AT_ONCE}`)
          let at = 0
          for await (const happening of finishHappenings(store.db, rows)) {
            last = number(rows[at++], 'seq')
            send(`event: happening\nid: ${last}\ndata: ${JSON.stringify(happening)}\n\n`)
            quiet = 0
          }
          if (rows.length === AT_ONCE) seen = ''
          else last = Math.max(last, end)
        }
        if (quiet < 15_000) return
        quiet = 0
        send(': still here\n\n')
      }
      const close = (): void => {
        clearTimeout(timer)
        try {
          controller.close()
        } catch {
          // the reader closed it first
        }
      }
      const again = (): void => {
        if (signal.aborted) return
        look().then(
          () => {
            timer = setTimeout(again, every)
            timer.unref()
          },
          // the reader comes again by itself, and is told then what is wrong
          () => close(),
        )
      }
      signal.addEventListener('abort', close)
      send('retry: 3000\n\n')
      again()
    },
    cancel: () => clearTimeout(timer),
  })
}
