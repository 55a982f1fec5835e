import type { DocumentRecord } from '../model/record.ts'
import { copyKeys } from '../record/copies.ts'
import { applyCorrections, type Correction } from '../record/correction.ts'
import { dayNumber } from '../record/day.ts'
import { evidenceProblems } from '../record/evidence.ts'
import { mentionKeys, type TakenBack, type Witness, witnessesOf } from '../record/witness.ts'
import { ACT, actValues } from './act.ts'
import { findCopies } from './copies.ts'
import { correctionsOf, standingReports } from './corrections.ts'
import { chunks, number, text } from './database.ts'
import { recordOf } from './documents.ts'
import { findEndings } from './endings.ts'
import { placeBatch, reassemble } from './merging.ts'
import { type Fresh, headlineKeys, nearReports } from './near.ts'
import { eventSeq } from './numbers.ts'
import type { Store } from './open.ts'
import { raw, type SqlValue, sql } from './sql.ts'

/** What became of a batch. */
export interface Written {
  /** Reports kept for the first time. */
  readonly added: number
  /** Reports whose text changed since, or that a new coder read anew. */
  readonly renewed: number
  /** Reports kept before, with the same text and coder. */
  readonly known: number
  /** Reports that could not be kept, with the reason in one sentence. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[]
  readonly events: number
}

/** Keeps a batch of records in one transaction: all of it, or nothing if the process dies. Known records change nothing. */
export const writeRecords = async (store: Store, records: readonly DocumentRecord[]): Promise<Written> => {
  const refused: { id: string; reason: string }[] = []
  const good = new Map<string, DocumentRecord>()
  for (const record of records) {
    const [reason] = [...unkeepable(record), ...evidenceProblems(record)]
    if (reason === undefined) good.set(record.document.id, record)
    else refused.push({ id: record.document.id, reason })
  }
  const counts = { added: 0, renewed: 0, known: 0, events: 0 }
  await store.db.write(async () => {
    const batch = await plan(store, [...good.values()])
    counts.known = good.size - batch.length
    if (batch.length === 0) return
    await supersede(store, batch)
    const prior = await takeBack(store, batch)
    counts.events = await insertDocuments(store, batch, prior)
    counts.added = batch.filter(item => item.kind === 'new').length
    counts.renewed = batch.length - counts.added
  })
  return { ...counts, refused }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair; words are never altered, so the report is refused. */
const unkeepable = (record: DocumentRecord): readonly string[] => {
  // JSON spells both as an escape, and nothing else of a backslash and these letters
  const found = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f])/.exec(JSON.stringify(record))?.[1]
  if (found === undefined) return []
  return [found === '0000' ? 'it holds the character NUL' : 'it holds half of a surrogate pair (broken UTF-16)']
}

/** One record and what is to be done with it. */
interface Item {
  readonly record: DocumentRecord
  readonly kind: 'new' | 'revision' | 'recoding'
  readonly seq: number
  readonly coder: number
  readonly revision: number
  /** The row this one takes the place of. */
  readonly old: number | null
}

const plan = async ({ db }: Store, records: readonly DocumentRecord[]): Promise<readonly Item[]> => {
  const known = new Map<string, { seq: number; hash: string; coder: number; revision: number }>()
  for (const part of chunks(records, 4096)) {
    const ids = part.map(record => record.document.id)
    for (const row of await db.all(sql`SELECT seq, id, hash, coder, revision FROM document WHERE id IN (${ids})`))
      known.set(text(row, 'id'), {
        seq: number(row, 'seq'),
        hash: text(row, 'hash'),
        coder: number(row, 'coder'),
        revision: number(row, 'revision'),
      })
  }
  const coders = await codersOf(db, records)
  let next = number((await db.all(sql`SELECT max(seq) AS seq FROM document`))[0], 'seq')
  return records.flatMap((record): readonly Item[] => {
    const old = known.get(record.document.id)
    const coder = coders.get(coderKey(record)) ?? 0
    if (old === undefined) return [{ record, kind: 'new', seq: ++next, coder, revision: 1, old: null }]
    if (old.hash !== record.document.hash)
      return [{ record, kind: 'revision', seq: ++next, coder, revision: old.revision + 1, old: old.seq }]
    if (old.coder === coder) return []
    return [{ record, kind: 'recoding', seq: old.seq, coder, revision: old.revision, old: old.seq }]
  })
}

const coderKey = ({ coder }: DocumentRecord): string => `${coder.version}\n${coder.knowledge}`

const codersOf = async (db: Store['db'], records: readonly DocumentRecord[]): Promise<ReadonlyMap<string, number>> => {
  const coders = new Map<string, number>()
  for (const row of await db.all(sql`SELECT seq, version, knowledge FROM coder`))
    coders.set(`${text(row, 'version')}\n${text(row, 'knowledge')}`, number(row, 'seq'))
  for (const record of records) {
    if (coders.has(coderKey(record))) continue
    const seq = coders.size + 1
    coders.set(coderKey(record), seq)
    await db.insert('coder', ['seq', 'version', 'knowledge'], [[seq, record.coder.version, record.coder.knowledge]])
  }
  return coders
}

/** An earlier text of a report stays, under `id@revision`; what it told counts no longer. */
const supersede = async ({ db }: Store, batch: readonly Item[]): Promise<void> => {
  for (const { old, kind, revision, record } of batch) {
    if (kind !== 'revision' || old === null) continue
    const { id: base, publisher } = record.document
    const id = `${base}@${revision - 1}`
    await db.run(sql`UPDATE document SET id = ${id}, base = ${base}, state = 'superseded' WHERE seq = ${old}`)
    const takenBack: TakenBack = { by: publisher, document: base, day: publishedOn(record), quote: null }
    for (const row of await db.all(
      sql`SELECT e.seq, t.witness FROM event e JOIN telling t ON t.seq = e.seq WHERE e.document = ${old} AND e.current = 1`,
    )) {
      const told = JSON.parse(text(row, 'witness')) as Witness
      const key = `${id}${told.key.slice(told.document.length)}`
      const witness = JSON.stringify({ ...told, document: id, key, withdrawn: true, takenBack })
      const seq = number(row, 'seq')
      await db.run(sql`UPDATE event SET current = 0, key = ${key} WHERE seq = ${seq}`)
      await db.run(sql`UPDATE telling SET witness = ${witness} WHERE seq = ${seq}`)
    }
  }
}

/**
 * Reads the kept records of some reports again, with the corrections in force now. Mentions stay in their happenings, but for those
 * `moved`, by key: to a happening, or where merging puts them. Part of a writing transaction.
 */
export const rederive = async (
  store: Store,
  documents: readonly string[],
  moved: ReadonlyMap<string, number | null> = new Map(),
): Promise<void> => {
  const { db } = store
  const rows = await db.all(
    sql`SELECT seq, coder, revision, record, text FROM document WHERE id IN (${documents}) ORDER BY seq`,
  )
  const batch = rows.map(
    (row): Item => ({
      record: recordOf(row),
      kind: 'recoding',
      seq: number(row, 'seq'),
      coder: number(row, 'coder'),
      revision: number(row, 'revision'),
      old: number(row, 'seq'),
    }),
  )
  if (batch.length === 0) return
  const prior = await takeBack(store, batch)
  const homes = new Map(prior.homes)
  const left = new Set(prior.left)
  for (const [key, home] of moved) {
    homes.delete(key)
    if (home === null) continue
    homes.set(key, home)
    left.add(home)
  }
  await insertDocuments(store, batch, { homes, left })
}

/** Where the mentions of reports coded before stood, by mention; and the happenings they stood in. */
interface Prior {
  readonly homes: ReadonlyMap<string, number>
  readonly left: ReadonlySet<number>
}

/** Removes what an earlier coder read in reports now coded anew, remembering where each mention stood. */
const takeBack = async ({ db }: Store, batch: readonly Item[]): Promise<Prior> => {
  const homes = new Map<string, number>()
  const left = new Set<number>()
  for (const { kind, old } of batch) {
    if (old === null) continue
    for (const row of await db.all(
      sql`SELECT happening, key FROM event WHERE document = ${old} AND happening IS NOT NULL ORDER BY seq`,
    )) {
      left.add(number(row, 'happening'))
      if (kind === 'recoding') homes.set(text(row, 'key'), number(row, 'happening'))
    }
    if (kind !== 'recoding') continue
    await db.run(sql`DELETE FROM party WHERE event IN (SELECT seq FROM event WHERE document = ${old})`)
    await db.run(sql`DELETE FROM telling WHERE seq IN (SELECT seq FROM event WHERE document = ${old})`)
    for (const table of ['event', 'statement', 'event_link', 'copy_key'])
      await db.run(sql`DELETE FROM ${raw(table)} WHERE document = ${old}`)
    await unindexText(db, old)
    await db.run(sql`DELETE FROM document WHERE seq = ${old}`)
  }
  return { homes, left }
}

/** SQLite's full-text table takes the old words back only when told them; PostgreSQL's column goes with its row. */
const unindexText = async (db: Store['db'], seq: number): Promise<void> => {
  if (db.dialect === 'sqlite')
    await db.run(sql`INSERT INTO document_text (document_text, rowid, title, text)
      SELECT 'delete', seq, title, text FROM document WHERE seq = ${seq}`)
}

/** Writes reports and all that is read in them; returns the number of acts. */
const insertDocuments = async (store: Store, batch: readonly Item[], prior: Prior): Promise<number> => {
  const { db, knowledge } = store
  const fresh = batch.map(({ seq, record }): Fresh => {
    const { id, title, text: words, publisher } = record.document
    const headlines = headlineKeys(knowledge, { title, text: words })
    return { seq, id, title, text: words, publisher, day: publishedOn(record), keys: copyKeys(words), headlines }
  })
  const keysOf = new Map(fresh.map(({ seq, keys, headlines }) => [seq, [...keys, ...headlines.keep]] as const))
  const neighbourhood = await nearReports(store, fresh)
  const seqs = fresh.map(f => f.seq)
  const copies = findCopies(seqs, neighbourhood)
  const arriving = new Set(batch.filter(item => item.kind !== 'recoding').map(item => item.seq))
  const endings = findEndings(seqs, arriving, await standingReports(db), neighbourhood)
  const corrections = await correctionsOf(
    db,
    batch.map(item => item.record.document.id),
  )
  const rows = {
    document: [] as SqlValue[][],
    copy_key: [] as SqlValue[][],
    statement: [] as SqlValue[][],
    event: [] as SqlValue[][],
    telling: [] as SqlValue[][],
    party: [] as SqlValue[][],
    event_link: [] as SqlValue[][],
  }
  const written = batch.map(item => {
    const { record, seq } = item
    const { document } = record
    const copyOf = copies.get(seq) ?? seq
    const { text: words, ...kept } = document
    for (const key of new Set(keysOf.get(seq))) rows.copy_key.push([key, seq])
    const entities = new Map(record.entities.map(entity => [entity.id, entity] as const))
    for (const s of record.statements) {
      const source = entities.get(s.source?.entity ?? '')
      rows.statement.push([
        seq,
        s.id,
        source?.name ?? s.source?.text ?? null,
        source?.code ?? null,
        s.source?.text ?? null,
        s.cue.text,
        s.stance,
        s.direct ? 1 : 0,
        s.cue.start,
        s.cue.end,
        s.content[0]?.start ?? s.cue.start,
        s.content.at(-1)?.end ?? s.cue.end,
        s.in,
      ])
    }
    for (const link of record.links) rows.event_link.push([seq, link.kind, link.from, link.to, link.stance])
    const { record: mended, fields, ruling } = applyCorrections(record, corrections)
    const ending = ruling === null ? endings.fresh.get(seq) : undefined
    const withdrawn = ruling?.kind === 'withdraw'
    const takenBack = withdrawn ? takenBackBy(ruling) : (ending?.takenBack ?? null)
    const witnesses = witnessesOf(mended, String(copyOf), knowledge, mentionKeys(record)).map(w =>
      takenBack === null ? w : { ...w, withdrawn: true, takenBack },
    )
    const state = withdrawn ? 'withdrawn' : (ending?.state ?? 'current')
    rows.document.push([
      seq,
      document.id,
      // what stands in its place tells the same acts in its stead
      state === 'superseded' ? (ending?.by ?? document.id) : document.id,
      item.revision,
      state,
      document.hash,
      document.url,
      document.title,
      document.publisher,
      document.author,
      document.published,
      publishedOn(record),
      document.language,
      words,
      JSON.stringify({ ...record, document: kept }),
      item.coder,
      copyOf,
    ])
    for (const [index, e] of mended.events.entries()) {
      const event = eventSeq(seq, index)
      rows.event.push([
        event,
        seq,
        e.id,
        state === 'superseded' ? 0 : 1,
        null,
        ...actValues(e),
        e.zone,
        e.rule,
        e.confidence,
        e.date?.basis ?? null,
        e.trigger.text,
        e.trigger.start,
        e.trigger.end,
        e.sentence.start,
        e.sentence.end,
        witnesses[index]?.key ?? '',
        fields.get(e.id) ?? null,
      ])
      rows.telling.push([event, JSON.stringify(witnesses[index])])
      const sides = [
        ...e.actors.map(a => ['actor', a] as const),
        ...e.recipients.map(a => ['recipient', a] as const),
        ...e.roles.map(a => [a.role, a] as const),
      ]
      for (const [nth, [side, a]] of sides.entries())
        rows.party.push([
          event,
          side,
          nth,
          a.entity,
          a.name,
          a.code,
          entities.get(a.entity)?.country ?? a.code,
          a.sector,
          a.start,
          a.end,
        ])
    }
    return { record: mended, witnesses }
  })
  const { happenings, touched } = await placeBatch(store, written, prior.homes, prior.left)
  const happening = EVENT.indexOf('happening')
  const key = EVENT.indexOf('key')
  for (const row of rows.event) row[happening] = happenings.get(String(row[key])) ?? null
  await db.insert('document', DOCUMENT, rows.document)
  if (db.dialect === 'sqlite')
    await db.insert(
      'document_text',
      ['rowid', 'title', 'text'],
      rows.document.map(row => [row[0] ?? null, row[7] ?? null, row[13] ?? null]),
    )
  await db.insert('copy_key', ['key', 'document'], rows.copy_key)
  await db.insert('statement', STATEMENT, rows.statement)
  await db.insert('event', EVENT, rows.event)
  await db.insert('telling', ['seq', 'witness'], rows.telling)
  await db.insert('party', PARTY, rows.party)
  await db.insert('event_link', ['document', 'kind', 'source', 'target', 'stance'], rows.event_link)
  await reassemble(store, touched)
  await rederive(store, endings.kept)
  return rows.event.length
}

/** Day a report came out, by what was delivered with it or by its dateline. */
const publishedOn = ({ document }: DocumentRecord): number | null =>
  dayNumber(document.published) ?? dayNumber(document.dateline?.date ?? null)

const takenBackBy = ({ author, made }: Correction): TakenBack => ({
  by: author,
  document: null,
  day: dayNumber(made.slice(0, 10)),
  quote: null,
})

const DOCUMENT = [
  'seq',
  'id',
  'base',
  'revision',
  'state',
  'hash',
  'url',
  'title',
  'publisher',
  'author',
  'published',
  'published_day',
  'language',
  'text',
  'record',
  'coder',
  'copy_of',
]
const STATEMENT = [
  'document',
  'id',
  'source_name',
  'source_code',
  'source_text',
  'cue',
  'stance',
  'direct',
  'cue_start',
  'cue_end',
  'content_start',
  'content_end',
  'within',
]
const EVENT = [
  'seq',
  'document',
  'id',
  'current',
  'happening',
  ...ACT,
  'zone',
  'rule',
  'confidence',
  'date_basis',
  'trigger_text',
  'trigger_start',
  'trigger_end',
  'sentence_start',
  'sentence_end',
  'key',
  'corrected',
]
const PARTY = ['event', 'side', 'nth', 'entity', 'name', 'code', 'country', 'sector', 'span_start', 'span_end']
