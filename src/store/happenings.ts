import type { Happening, HappeningLink } from '../record/happening.ts'
import { inReach, measure, neededBits, type Ranked, THRESHOLD } from '../record/merge.ts'
import type { Witness } from '../record/witness.ts'
import type { HappeningRow } from '../views/rows.ts'
import { chunks, type Database, number, type Row, text, textOrNull } from './database.ts'
import { type Listing, limitTo, orderBy, rowsOf } from './events.ts'
import { conditionsOf, type Filter } from './filter.ts'
import { mentionsOf } from './mentions.ts'
import { reachOf, resolveForwards } from './merging.ts'
import type { Store } from './open.ts'
import { raw, sql, where } from './sql.ts'

const SORTS: Readonly<Record<string, string>> = {
  date: 'h.date_from',
  found: 'h.seq',
  type: 'h.type',
  mentions: 'h.mentions',
  publishers: 'h.publishers',
  disagreements: 'h.disagreements',
}

const PAGE = 500

/** Happenings that the filter lets through, by date unless told otherwise. Assumes a checked filter. */
export async function* happeningRows(
  db: Database,
  filter: Filter,
  listing: Listing = {},
): AsyncGenerator<HappeningRow> {
  const query = sql`SELECT h.seq, s.json FROM happening h JOIN summary s ON s.seq = h.seq
    ${where([raw('h.forward IS NULL AND h.mentions > 0'), ...conditionsOf(db, filter, 'happening')])}
    ${orderBy(db, SORTS, listing.sort ?? 'date', 'h.seq')} ${limitTo(listing)}`
  let page: Row[] = []
  for await (const row of rowsOf(db, query, listing)) {
    page.push(row)
    if (page.length < PAGE) continue
    yield* finishHappenings(db, page)
    page = []
  }
  yield* finishHappenings(db, page)
}

/** Happenings of rows with `seq` and `json`, their links added, in the same order. */
export async function* finishHappenings(db: Database, rows: readonly Row[]): AsyncGenerator<HappeningRow> {
  const links = await linksOf(
    db,
    rows.map(row => number(row, 'seq')),
  )
  for (const row of rows)
    yield { ...(JSON.parse(text(row, 'json')) as Omit<Happening, 'links'>), links: links.get(number(row, 'seq')) ?? [] }
}

const linksOf = async (
  db: Database,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, readonly HappeningLink[]>> => {
  const found = new Map<number, HappeningLink[]>()
  const rows: Row[] = []
  for (const part of chunks(seqs, 4096))
    rows.push(
      ...(await db.all(
        sql`SELECT happening, kind, target, stance FROM happening_link WHERE happening IN (${part}) ORDER BY happening, target`,
      )),
    )
  const targets = await resolveForwards(
    db,
    rows.map(row => number(row, 'target')),
  )
  for (const row of rows) {
    const seq = number(row, 'happening')
    const to = targets.get(number(row, 'target'))
    if (to === undefined || to.seq === seq) continue
    const link = { kind: text(row, 'kind') as HappeningLink['kind'], to: to.id, stance: textOrNull(row, 'stance') }
    const list = found.get(seq) ?? []
    if (!list.some(l => l.kind === link.kind && l.to === link.to)) list.push(link)
    found.set(seq, list)
  }
  return found
}

/** A happening by its id, or by one it had before a merge; null when there is none. */
export const findHappening = async (
  db: Database,
  id: string,
): Promise<{ readonly happening: HappeningRow; readonly seq: number; readonly forwarded: boolean } | null> => {
  const [row] = await db.all(sql`SELECT seq FROM happening WHERE id = ${id}`)
  if (row === undefined) return null
  const to = (await resolveForwards(db, [number(row, 'seq')])).get(number(row, 'seq'))
  if (to === undefined) return null
  for await (const happening of finishHappenings(
    db,
    await db.all(sql`SELECT seq, json FROM summary WHERE seq = ${to.seq}`),
  ))
    return { happening, seq: to.seq, forwarded: to.id !== id }
  return null
}

/** Why a happening's mentions are one act, and which other happenings came near. */
export interface Why {
  readonly threshold: number
  /** For each mention the other mention it is most like; null for the only one. */
  readonly mentions: readonly { readonly key: string; readonly like: string | null; readonly measured: Ranked | null }[]
  /** Happenings in reach that were kept apart, the nearest first. */
  readonly apart: readonly (Ranked & { readonly type: string; readonly through: string })[]
}

/** Explains a happening by measuring its mentions again, as merging does. */
export const explainHappening = async (store: Store, seq: number): Promise<Why> => {
  const { db, knowledge } = store
  const own = (await mentionsOf(db, [seq])).get(seq) ?? []
  const mentions = own.map(w => {
    const others = own.filter(o => o !== w)
    const measured = others
      .map(o => ({ like: o.key, measured: measure({ id: o.key, witnesses: [o] }, w, knowledge) }))
      .sort((a, b) => b.measured.best.bits - a.measured.best.bits)[0]
    return { key: w.key, like: measured?.like ?? null, measured: measured?.measured ?? null }
  })
  const { state } = await reachOf(db, own)
  const near = new Map<string, Why['apart'][number]>()
  for (const w of own)
    for (const id of inReach(state, w, x => x)) {
      const cluster = state.clusters.get(id)
      if (
        cluster === undefined ||
        cluster.witnesses.length === 0 ||
        cluster.witnesses.some(o => own.some(m => m.key === o.key))
      )
        continue
      const ranked = measure(cluster, w, knowledge)
      const known = near.get(id)
      if (known === undefined || ranked.best.bits > known.best.bits)
        near.set(id, { ...ranked, type: cluster.witnesses[0]?.type ?? '', through: w.key })
    }
  const apart = [...near.values()].sort((a, b) => b.best.bits - a.best.bits || (a.id < b.id ? -1 : 1)).slice(0, 5)
  return { threshold: Math.max(...own.map(w => neededBits(state, w)), THRESHOLD), mentions, apart }
}

/** The mentions of a happening, in order. */
export const happeningMentions = async (db: Database, seq: number): Promise<readonly Witness[]> =>
  (await mentionsOf(db, [seq])).get(seq) ?? []
