import type { DocumentRecord, RecordEvent } from '../src/model/record.ts'
import { type Correction, correctionProblem } from '../src/record/correction.ts'
import { stableId } from '../src/record/stable-id.ts'
import { mentionKeys, type Witness } from '../src/record/witness.ts'
import type { Correction as Asked } from '../src/views/page/answers.ts'

/** What people set right in this page. It names the words of reports, so that it holds for a report coded again. */
export interface Corrections {
  /** Those in force, the oldest first. */
  inForce(): readonly Correction[]
  keep(said: readonly Said[], signature: Pick<Asked, 'author' | 'note'>): void
  undo(id: string): void
}

/** A correction that nobody has signed yet. */
export type Said = Omit<Correction, 'id' | 'author' | 'made' | 'note'>

/** Where one text is kept from visit to visit. */
export interface Shelf {
  read(): string | null
  write(text: string): void
}

/** Corrections kept on a shelf; `now` is the hour. What the shelf holds and nobody can read counts as nothing. */
export const createCorrections = (shelf: Shelf, now: () => string): Corrections => {
  let list = readList(shelf.read())
  const change = (next: readonly Correction[]): void => {
    shelf.write(JSON.stringify(next))
    list = next
  }
  return {
    inForce: () => list,
    keep: (said, { author = 'this browser', note = null }) => {
      const made = now()
      const id = (s: Said, i: number): string =>
        stableId('c', [s.kind, s.target, s.other ?? '', s.field ?? '', s.value ?? '', author, made, list.length + i])
      change([...list, ...said.map((s, i) => ({ ...s, id: id(s, i), author, made, note }))])
    },
    undo: id => change(list.filter(c => c.id !== id)),
  }
}

const readList = (text: string | null): readonly Correction[] => {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? (list as readonly Correction[]) : []
  } catch {
    return []
  }
}

/** The report that the key of a mention stands in. */
export const reportOf = (key: string): string => key.slice(0, key.lastIndexOf('#'))

/** What a correction has to know of the record. */
export interface Known {
  /** A report as it was coded. */
  record(id: string): DocumentRecord | undefined
  /** All that tell the happening of a mention, or the happening of this id. */
  together(id: string): readonly Witness[]
}

/** What is asked for in terms of the reports' words; throws a sentence where it cannot be. */
export const saidBy = (asked: Exclude<Asked, { kind: 'undo' }>, known: Known): readonly Said[] => {
  const nothing = { other: null, field: null, value: null, previous: null }
  if (asked.kind === 'together') {
    const [one] = known.together(asked.happening)
    const [two] = known.together(asked.other)
    if (one === undefined || two === undefined)
      throw new Error(`the record holds no happening ${one === undefined ? asked.happening : asked.other}`)
    if (asked.happening === asked.other) throw new Error('it is one happening already')
    return [{ ...nothing, kind: 'together', target: one.key, other: two.key }]
  }
  const { record, act } = actOf(known, asked)
  const target = mentionKeys(record).get(act.id) ?? ''
  if (asked.kind === 'drop') return [{ ...nothing, kind: 'drop', target, previous: `${record.document.id}#${act.id}` }]
  if (asked.kind === 'apart') {
    const others = known.together(`${record.document.id}#${act.id}`).filter(w => w.key !== target)
    if (others.length === 0) throw new Error('it is the only mention of its happening')
    return others.map(other => ({ ...nothing, kind: 'apart', target, other: other.key }))
  }
  const { field } = asked
  const value = typeof asked.value === 'string' || asked.value === null ? asked.value : JSON.stringify(asked.value)
  const problem = correctionProblem(record, act, field, value)
  if (problem !== null) throw new Error(problem)
  const coded = act as unknown as Readonly<Record<string, unknown>>
  return [{ kind: 'field', target, other: null, field, value, previous: JSON.stringify(coded[field] ?? null) }]
}

const actOf = (
  known: Known,
  { document, event }: { readonly document: string; readonly event: string },
): { readonly record: DocumentRecord; readonly act: RecordEvent } => {
  const record = known.record(document)
  const act = record?.events.find(e => e.id === event)
  if (record === undefined || act === undefined) throw new Error(`the record holds no act ${event} of ${document}`)
  return { record, act }
}
