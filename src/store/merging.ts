import type { DocumentRecord } from '../model/record.ts'
import { blockKeys } from '../record/blocks.ts'
import { dyadsOf } from '../record/dyads.ts'
import { type Happening, happeningOf } from '../record/happening.ts'
import {
  emptyState,
  foundingId,
  inReach,
  type MergeChanges,
  type MergeState,
  mergeWitnesses,
  type SameLinks,
} from '../record/merge.ts'
import type { Witness } from '../record/witness.ts'
import { ACT, actValues } from './act.ts'
import { type Summed, writeBriefs } from './briefs.ts'
import { constraintsOf } from './corrections.ts'
import { chunks, type Database, number, text } from './database.ts'
import { linkHappenings } from './links.ts'
import { mentionsOf } from './mentions.ts'
import type { Store } from './open.ts'
import { type SqlValue, sql } from './sql.ts'

/** Values in one IN list. */
const LIST = 8192

/** Where the mentions of a batch belong, and which happenings have to be summed up anew. */
export interface Placement {
  /** Row number of the happening by mention key. */
  readonly happenings: ReadonlyMap<string, number>
  /** Their ids by row number. */
  readonly touched: ReadonlyMap<number, string>
}

/** Finds or founds the happening of each mention of a batch. Part of a writing transaction; the mentions are written after it. */
export const placeBatch = async (
  store: Store,
  batch: readonly { readonly record: DocumentRecord; readonly witnesses: readonly Witness[] }[],
  homes: ReadonlyMap<string, number>,
  left: ReadonlySet<number>,
): Promise<Placement> => {
  const { db, knowledge } = store
  const fresh = batch.flatMap(item => item.witnesses)
  const constraints = await constraintsOf(db)
  const loaded = await loadState(db, fresh, [...left], relatedKeys(fresh, constraints))
  const same: SameLinks = new Map(
    batch.map(({ record }) => [
      record.document.id,
      record.links.flatMap(link => (link.kind === 'same' ? [[link.from, link.to] as const] : [])),
    ]),
  )
  const ids = new Map(
    [...homes].flatMap(([key, seq]) => (loaded.ids.has(seq) ? [[key, loaded.ids.get(seq) ?? ''] as const] : [])),
  )
  const changes = mergeWitnesses(loaded.state, fresh, same, constraints, ids, knowledge)
  const numbers = await persist(db, loaded, changes)
  const gone = new Set([...changes.forwarded.keys()].map(id => numbers.get(id) ?? 0))
  const touched = new Set([
    ...changes.touched.map(id => numbers.get(id) ?? 0),
    ...[...left].filter(seq => !gone.has(seq)),
  ])
  const named = new Map([...numbers].map(([id, seq]) => [seq, id] as const))
  return {
    happenings: new Map(fresh.map(w => [w.key, numbers.get(loaded.state.placed.get(w.key) ?? '') ?? 0] as const)),
    touched: new Map([...touched].map(seq => [seq, named.get(seq) ?? loaded.ids.get(seq) ?? ''] as const)),
  }
}

const relatedKeys = (
  fresh: readonly Witness[],
  constraints: Awaited<ReturnType<typeof constraintsOf>>,
): readonly string[] => fresh.flatMap(w => constraints.together.get(w.key) ?? [])

interface Loaded {
  readonly state: MergeState
  /** Happening id by row number. */
  readonly ids: ReadonlyMap<number, string>
}

/** The happenings in reach of some mentions, for explaining. */
export const reachOf = (db: Database, mentions: readonly Witness[]): Promise<{ readonly state: MergeState }> =>
  loadState(db, mentions, [], [])

/** Loads the happenings that the mentions could belong to, and no others. */
const loadState = async (
  db: Database,
  fresh: readonly Witness[],
  homes: readonly number[],
  together: readonly string[],
): Promise<Loaded> => {
  const state = emptyState()
  const blocks = new Map<number, number[]>()
  for (const part of chunks([...new Set(fresh.flatMap(w => blockKeys(w).seek))], LIST))
    for (const row of await db.all(sql`SELECT key, happening FROM block WHERE key IN (${part}) ORDER BY key, nth`)) {
      const list = blocks.get(number(row, 'key')) ?? []
      list.push(number(row, 'happening'))
      blocks.set(number(row, 'key'), list)
    }
  const wanted = new Set([...homes, ...[...blocks.values()].flat()])
  for (const part of chunks(together, LIST))
    for (const row of await db.all(sql`SELECT DISTINCT happening FROM event WHERE key IN (${part})`))
      wanted.add(number(row, 'happening'))
  const final = await resolveForwards(db, [...wanted])
  const ids = new Map([...final].map(([seq, to]) => [seq, to.id] as const))
  for (const { id, seq } of final.values()) state.order.set(id, seq)
  for (const [key, list] of blocks)
    state.blocks.set(
      key,
      list.map(seq => ids.get(seq) ?? ''),
    )
  for (const part of chunks([...new Set(fresh.map(w => foundingId(w, 1)))], LIST))
    for (const row of await db.all(sql`SELECT id, seq FROM happening WHERE id IN (${part})`))
      state.order.set(text(row, 'id'), number(row, 'seq'))
  const reached = new Set(fresh.flatMap(w => inReach(state, w, id => id)))
  const forced = new Set([...homes.map(seq => ids.get(seq) ?? ''), ...(await homesOf(db, together, ids))])
  const load = new Map(
    [...final.values()].filter(({ id }) => reached.has(id) || forced.has(id)).map(({ id, seq }) => [seq, id] as const),
  )
  for (const id of load.values()) state.clusters.set(id, { id, witnesses: [] })
  for (const part of chunks([...load.keys()], LIST))
    for (const row of await db.all(
      sql`SELECT e.happening, t.witness FROM event e JOIN telling t ON t.seq = e.seq WHERE e.happening IN (${part}) ORDER BY e.seq`,
    )) {
      const id = load.get(number(row, 'happening')) ?? ''
      const witness = JSON.parse(text(row, 'witness')) as Witness
      const cluster = state.clusters.get(id)
      state.clusters.set(id, { id, witnesses: [...(cluster?.witnesses ?? []), witness] })
      state.placed.set(witness.key, id)
    }
  // happenings not loaded are out of reach of every mention of the batch
  return { state, ids }
}

const homesOf = async (
  db: Database,
  keys: readonly string[],
  ids: ReadonlyMap<number, string>,
): Promise<readonly string[]> => {
  const found: string[] = []
  for (const part of chunks(keys, LIST))
    for (const row of await db.all(sql`SELECT happening FROM event WHERE key IN (${part})`))
      found.push(ids.get(number(row, 'happening')) ?? '')
  return found
}

/** The happening that stands for each row now, through every merge since. */
export const resolveForwards = async (
  db: Database,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, { readonly id: string; readonly seq: number }>> => {
  const rows = new Map<number, { id: string; forward: number | null }>()
  let wanted = [...new Set(seqs)].filter(seq => seq > 0)
  while (wanted.length > 0) {
    for (const part of chunks(wanted, LIST))
      for (const row of await db.all(sql`SELECT seq, id, forward FROM happening WHERE seq IN (${part})`))
        rows.set(number(row, 'seq'), {
          id: text(row, 'id'),
          forward: row.forward === null ? null : number(row, 'forward'),
        })
    const seen = wanted
    wanted = [...rows.values()].flatMap(row =>
      row.forward !== null && !rows.has(row.forward) && !seen.includes(row.forward) ? [row.forward] : [],
    )
  }
  return new Map(
    seqs.flatMap(seq => {
      let at = seq
      let row = rows.get(at)
      while (row !== undefined && row.forward !== null) {
        at = row.forward
        row = rows.get(at)
      }
      return row === undefined ? [] : [[seq, { id: row.id, seq: at }] as const]
    }),
  )
}

/** Numbers founded happenings, forwards those given up, keeps block keys; returns row numbers by id. Founded rows follow when summed up. */
const persist = async (
  db: Database,
  { state }: Loaded,
  changes: MergeChanges,
): Promise<ReadonlyMap<string, number>> => {
  const numbers = new Map(state.order)
  let next = number((await db.all(sql`SELECT max(seq) AS seq FROM happening`))[0], 'seq')
  for (const id of changes.founded) numbers.set(id, ++next)
  const fresh = new Set(changes.founded)
  for (const [gone, kept] of changes.forwarded) {
    const from = numbers.get(gone)
    const to = numbers.get(kept)
    // founded and given up within this batch: it never was in the store
    if (from === undefined || to === undefined || from >= 2 ** 49 || fresh.has(gone)) continue
    await forward(db, from, to)
  }
  const block = changes.blocked.map(({ key, nth, id }): SqlValue[] => [
    key,
    nth,
    numbers.get(changes.forwarded.get(id) ?? id) ?? 0,
  ])
  await db.insert('block', ['key', 'nth', 'happening'], block)
  return numbers
}

/** Gives up one happening for another: its mentions move, its id leads to the other from now on. */
export const forward = async (db: Database, from: number, to: number): Promise<void> => {
  await db.run(sql`UPDATE event SET happening = ${to} WHERE happening = ${from}`)
  await db.run(sql`UPDATE happening SET forward = ${to}, mentions = 0 WHERE seq = ${from}`)
  await clear(db, [from])
}

const clear = async (db: Database, seqs: readonly number[]): Promise<void> => {
  for (const part of chunks(seqs, LIST)) {
    await db.run(sql`DELETE FROM brief WHERE happening IN (${part})`)
    await db.run(sql`DELETE FROM happening_party WHERE happening IN (${part})`)
    await db.run(sql`DELETE FROM dyad WHERE happening IN (${part})`)
    await db.run(sql`DELETE FROM happening_link WHERE happening IN (${part})`)
    await db.run(sql`DELETE FROM summary WHERE seq IN (${part})`)
  }
}

/** Sums up happenings, by row number and id, from the mentions that stand in them now. */
export const reassemble = async (store: Store, happenings: ReadonlyMap<number, string>): Promise<void> => {
  const { db } = store
  const summed: { seq: number; happening: Happening; witnesses: readonly Witness[] }[] = []
  const seqs = [...happenings.keys()].sort((a, b) => a - b)
  const before: number[] = []
  for (const part of chunks(seqs, LIST))
    for (const row of await db.all(sql`SELECT seq FROM happening WHERE seq IN (${part})`))
      before.push(number(row, 'seq'))
  await clear(db, before)
  for (const part of chunks(before, LIST)) await db.run(sql`DELETE FROM happening WHERE seq IN (${part})`)
  for (const part of chunks(seqs, 1000)) {
    const rows: SqlValue[][] = []
    const summary: SqlValue[][] = []
    const party: SqlValue[][] = []
    const dyad: SqlValue[][] = []
    const brief: Summed[] = []
    const mentions = await mentionsOf(db, part)
    for (const seq of part) {
      const witnesses = mentions.get(seq) ?? []
      const happening = happeningOf(happenings.get(seq) ?? '', witnesses, [])
      summed.push({ seq, happening, witnesses })
      rows.push(rowOf(seq, happening))
      const { links: _, ...kept } = happening
      summary.push([seq, JSON.stringify(kept)])
      const sides = [
        ...happening.actors.map(a => ['actor', a] as const),
        ...happening.recipients.map(a => ['recipient', a] as const),
        ...happening.roles.map(a => [a.role, a] as const),
      ]
      for (const [nth, [side, a]] of sides.entries())
        party.push([seq, side, nth, a.name, a.code, a.country ?? a.code, a.sector])
      if (happening.mentions.length > 0) brief.push({ seq, happening, sides })
      for (const d of dyadsOf(happening, witnesses))
        dyad.push([seq, d.a, d.b, d.month, d.type, d.level, d.mutual ? 1 : 0, d.mentions])
    }
    await db.insert('happening', HAPPENING, rows)
    await writeBriefs(db, brief)
    await db.insert('summary', ['seq', 'json'], summary)
    await db.insert('happening_party', ['happening', 'side', 'nth', 'name', 'code', 'country', 'sector'], party)
    await db.insert('dyad', ['happening', 'a', 'b', 'month', 'type', 'level', 'mutual', 'mentions'], dyad)
  }
  await linkHappenings(store, summed)
}

const HAPPENING = ['seq', 'id', 'forward', ...ACT, 'publishers', 'mentions', 'disagreements']

const rowOf = (seq: number, h: Happening): SqlValue[] => [
  seq,
  h.id,
  null,
  ...actValues(h),
  h.publishers,
  h.mentions.length,
  h.disagreements.length,
]
