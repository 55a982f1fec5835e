import type { MergingKnowledge } from '../knowledge/merging.ts'
import { blockKeys, DENSE } from './blocks.ts'
import { type Likeness, likeness } from './likeness.ts'
import { stableId } from './stable-id.ts'
import type { Witness } from './witness.ts'

/**
 * Bits needed to call two mentions one act: of the pairs that blocking brings together about one in a hundred is one (log2 100 = 6.6),
 * so this is where a merge becomes likelier right than wrong. Read by hand, half of the pairs of dispatches just above it are one act.
 */
export const THRESHOLD = 7

/** Acts of one kind between the same parties in one week that the threshold allows for; twice as many make one bit more needed. */
const FEW = 4

/** Beyond this the week is so full that only what is nearly the same word for word is one. */
const MOST = 3

/** Bits needed for this mention: in a war's week of many attacks it takes more to be sure of one. */
export const neededBits = (state: MergeState, w: Witness): number => {
  const crowd = Math.max(1, ...blockKeys(w).crowd.map(key => state.blocks.get(key)?.length ?? 0))
  return THRESHOLD + Math.max(0, Math.min(MOST, Math.log2(crowd / FEW)))
}

/** The mean over a happening's mentions may fall this far below the threshold: one odd wording must not split it. */
const SLACK = 3

/** Mentions of a large happening compared with a new one: the first and the latest. */
const COMPARED = 12

/** Candidates compared in full, those that share most keys first. */
const CANDIDATES = 40

/** A happening while merging: its mentions in order of arrival. */
export interface Cluster {
  readonly id: string
  readonly witnesses: readonly Witness[]
}

/** What people have said of two mentions, by mention key: one act, or two. */
export interface Constraints {
  readonly together: ReadonlyMap<string, readonly string[]>
  readonly apart: ReadonlyMap<string, readonly string[]>
}

export const NO_CONSTRAINTS: Constraints = { together: new Map(), apart: new Map() }

/** The id of a happening founded by this mention; `n` counts up when a report coded anew founds another on the same words. */
export const foundingId = (w: Pick<Witness, 'key'>, n: number): string =>
  stableId('h', [w.key, ...(n === 1 ? [] : [n])])

/** Happenings founded in this batch are younger than all that a store holds. */
const FRESH = 2 ** 50

/** The happenings in reach of a batch: loaded from a store, or empty at first. */
export interface MergeState {
  readonly clusters: Map<string, Cluster>
  /** Ids under a block key, oldest first. */
  readonly blocks: Map<number, string[]>
  /** Order of founding, which decides whose id survives a merge; also of ids known to be taken. */
  readonly order: Map<string, number>
  /** Where each mention stands, by mention key. */
  readonly placed: Map<string, string>
}

export const emptyState = (): MergeState => ({
  clusters: new Map(),
  blocks: new Map(),
  order: new Map(),
  placed: new Map(),
})

/** What a batch changed. */
export interface MergeChanges {
  /** Ids founded, in order. */
  readonly founded: readonly string[]
  /** Ids with new mentions, founded ones included, merged ones not. */
  readonly touched: readonly string[]
  /** Ids given up, with the id that stands for them now. */
  readonly forwarded: ReadonlyMap<string, string>
  /** Block keys newly taken: key, its place among the key's happenings, and the id. */
  readonly blocked: readonly { readonly key: number; readonly nth: number; readonly id: string }[]
}

/** Second mentions of one act in one report, as the coder linked them: event id to event id, by document. */
export type SameLinks = ReadonlyMap<string, readonly (readonly [string, string])[]>

/** Where mentions of reports now coded anew stood before: happening id by mention key. */
export type Homes = ReadonlyMap<string, string>

/**
 * Puts each new mention into the happening it tells of, or founds one for it. A mention joins the happening it is most like when the
 * best of its mentions reaches the threshold, the mean comes near it, and none is ruled out; two happenings that a mention joins become
 * one under the older id when they are as like to each other. A mention coded anew stays where it was, unless it has become unlike.
 */
export const mergeWitnesses = (
  state: MergeState,
  fresh: readonly Witness[],
  same: SameLinks,
  constraints: Constraints,
  homes: Homes,
  knowledge: MergingKnowledge,
): MergeChanges => {
  const founded: string[] = []
  const touched = new Set<string>()
  const forwarded = new Map<string, string>()
  const blocked: { key: number; nth: number; id: string }[] = []
  const places = new Map<string, string>()

  const block = (w: Witness, id: string): void => {
    for (const key of blockKeys(w).keep) {
      const ids = state.blocks.get(key) ?? []
      if (ids.length >= DENSE || ids.includes(id)) continue
      blocked.push({ key, nth: ids.length, id })
      ids.push(id)
      state.blocks.set(key, ids)
    }
  }
  const join = (w: Witness, cluster: Cluster): void => {
    state.clusters.set(cluster.id, { id: cluster.id, witnesses: [...cluster.witnesses, w] })
    state.placed.set(w.key, cluster.id)
    places.set(`${w.document}#${w.event}`, cluster.id)
    touched.add(cluster.id)
    block(w, cluster.id)
  }
  const found = (w: Witness): Cluster => {
    let id = foundingId(w, 1)
    for (let n = 2; state.order.has(id); n++) id = foundingId(w, n)
    state.order.set(id, FRESH + state.order.size)
    founded.push(id)
    return { id, witnesses: [] }
  }
  const unite = (one: Cluster, two: Cluster): Cluster => {
    const [kept, gone] = older(state, one.id, two.id) ? [one, two] : [two, one]
    const united = { id: kept.id, witnesses: [...kept.witnesses, ...gone.witnesses] }
    state.clusters.delete(gone.id)
    state.clusters.set(kept.id, united)
    for (const [from, to] of forwarded) if (to === gone.id) forwarded.set(from, kept.id)
    forwarded.set(gone.id, kept.id)
    touched.delete(gone.id)
    touched.add(kept.id)
    for (const w of gone.witnesses) {
      state.placed.set(w.key, kept.id)
      places.set(`${w.document}#${w.event}`, kept.id)
    }
    // its block keys stay: they lead to the other through the forwarding
    return united
  }
  const resolve = (id: string): string => forwarded.get(id) ?? id

  for (const w of fresh) {
    const forced = forcedId(w, same, constraints, state, places) ?? homeOf(w, homes, state, resolve, knowledge)
    const ranked = rank(state, w, constraints, knowledge, resolve)
    const own = forced === null ? undefined : state.clusters.get(resolve(forced))
    const best = own ?? (ranked[0] === undefined ? undefined : state.clusters.get(ranked[0].id))
    join(w, best ?? found(w))
    let into = state.clusters.get(state.placed.get(w.key) ?? '')
    for (const other of ranked) {
      const cluster = state.clusters.get(resolve(other.id))
      if (into === undefined || cluster === undefined || cluster.id === into.id) continue
      if (alike(into, cluster, w, constraints, knowledge)) into = unite(into, cluster)
    }
  }
  return { founded: founded.filter(id => !forwarded.has(id)), touched: [...touched], forwarded, blocked }
}

const older = (state: MergeState, a: string, b: string): boolean =>
  (state.order.get(a) ?? 0) <= (state.order.get(b) ?? 0)

/** The happening that a person or the coder's own link names for this mention. */
const forcedId = (
  w: Witness,
  same: SameLinks,
  { together }: Constraints,
  state: MergeState,
  places: ReadonlyMap<string, string>,
): string | null => {
  for (const other of together.get(w.key) ?? []) {
    const id = state.placed.get(other)
    if (id !== undefined) return id
  }
  for (const [from, to] of same.get(w.document) ?? []) {
    const other = from === w.event ? to : to === w.event ? from : null
    const id = other === null ? undefined : places.get(`${w.document}#${other}`)
    if (id !== undefined) return id
  }
  return null
}

const homeOf = (
  w: Witness,
  homes: Homes,
  state: MergeState,
  resolve: (id: string) => string,
  knowledge: MergingKnowledge,
): string | null => {
  const home = state.clusters.get(resolve(homes.get(w.key) ?? ''))
  if (home === undefined) return null
  if (home.witnesses.length === 0) return home.id
  const { best, veto } = measure(home, w, knowledge)
  return !veto && best.bits >= THRESHOLD - SLACK ? home.id : null
}

/** A happening measured against a mention. */
export interface Ranked {
  readonly id: string
  readonly best: Likeness
  readonly mean: number
  readonly veto: boolean
}

/** Whether the figures suffice for one happening. */
export const suffices = ({ best, mean, veto }: Ranked, needed: number): boolean =>
  !veto && best.bits >= needed && mean >= needed - SLACK

/** The mention against every mention of a happening (the first and the latest of a large one). */
export const measure = (cluster: Cluster, w: Witness, knowledge: MergingKnowledge): Ranked => {
  const all = cluster.witnesses
  const some = all.length <= COMPARED ? all : [...all.slice(0, COMPARED / 2), ...all.slice(-COMPARED / 2)]
  const measured = some.map(other => likeness(other, w, knowledge))
  const best = measured.reduce((a, b) => (b.bits > a.bits ? b : a))
  return {
    id: cluster.id,
    best,
    mean: measured.reduce((sum, m) => sum + m.bits, 0) / measured.length,
    veto: measured.some(m => m.veto),
  }
}

/** Happenings in reach, measured, the likest first; only those that suffice. */
const rank = (
  state: MergeState,
  w: Witness,
  constraints: Constraints,
  knowledge: MergingKnowledge,
  resolve: (id: string) => string,
): readonly Ranked[] => {
  const needed = neededBits(state, w)
  return inReach(state, w, resolve)
    .map(id => state.clusters.get(id))
    .filter(cluster => cluster !== undefined && cluster.witnesses.length > 0)
    .filter(cluster => cluster !== undefined && !heldApart([w], cluster.witnesses, constraints))
    .map(cluster => measure(cluster as Cluster, w, knowledge))
    .filter(ranked => suffices(ranked, needed))
    .sort((a, b) => b.best.bits - a.best.bits || b.mean - a.mean || (older(state, a.id, b.id) ? -1 : 1))
}

/** Ids that share a block key with the mention, those that share most first; keys that too many share are left out. */
export const inReach = (state: MergeState, w: Witness, resolve: (id: string) => string): readonly string[] => {
  const shared = new Map<string, number>()
  for (const key of blockKeys(w).seek) {
    const ids = state.blocks.get(key) ?? []
    if (ids.length >= DENSE) continue
    for (const id of new Set(ids.map(resolve))) shared.set(id, (shared.get(id) ?? 0) + 1)
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1] || (older(state, a[0], b[0]) ? -1 : 1))
    .slice(0, CANDIDATES)
    .map(([id]) => id)
}

const heldApart = (a: readonly Witness[], b: readonly Witness[], { apart }: Constraints): boolean => {
  if (apart.size === 0) return false
  const keys = new Set(b.map(w => w.key))
  return a.some(w => (apart.get(w.key) ?? []).some(key => keys.has(key)))
}

/** Whether two happenings that `through` belongs to are one: every mention of each against the other, `through` left aside. */
const alike = (
  a: Cluster,
  b: Cluster,
  through: Witness,
  constraints: Constraints,
  knowledge: MergingKnowledge,
): boolean => {
  if (heldApart(a.witnesses, b.witnesses, constraints)) return false
  const rest = a.witnesses.filter(w => w !== through)
  if (rest.length === 0) return true
  const measured = rest.slice(-COMPARED).map(w => measure(b, w, knowledge))
  const mean = measured.reduce((sum, m) => sum + m.mean, 0) / measured.length
  return measured.every(m => !m.veto) && mean >= THRESHOLD - SLACK
}
