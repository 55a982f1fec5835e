import type { DocumentRecord } from '../model/record.ts'
import { applyCorrections } from '../record/correction.ts'
import type { Happening } from '../record/happening.ts'
import { pageBriefs } from '../store/briefs.ts'
import { correctionsOf } from '../store/corrections.ts'
import { chunks, type Database, number, type Row, text, textOrNull } from '../store/database.ts'
import { findRecord, recordOf } from '../store/documents.ts'
import { limitTo } from '../store/events.ts'
import { ftsQuery, tsQuery } from '../store/filter.ts'
import { findHappening, finishHappenings } from '../store/happenings.ts'
import type { Store } from '../store/open.ts'
import { pagePlaces } from '../store/overview.ts'
import { all, pageConditions, reportConditions } from '../store/page-filter.ts'
import { raw, type Sql, sql } from '../store/sql.ts'
import { actorInHappenings, actorInReports, actorsOf, type OfficesOf, officesIn } from '../views/page/actor.ts'
import type {
  Answers,
  HappeningRow,
  Page,
  Paging,
  ReportDetail,
  ReportRef,
  ReportRow,
  Told,
  Witnessed,
} from '../views/page/answers.ts'
import type { Published } from '../views/page/brief.ts'
import { claimOf } from '../views/page/claims.ts'
import { correctionNotes } from '../views/page/corrections.ts'
import { countsOf } from '../views/page/counts.ts'
import type { Filter } from '../views/page/filter.ts'
import { networkOf } from '../views/page/network.ts'
import { inOrder } from '../views/page/related.ts'
import { snippetOf, wordsIn } from '../views/page/snippet.ts'
import { countedTimeline, isCounted, markedTimeline } from '../views/page/timeline.ts'
import { versionOf } from './cache.ts'

const LIMIT = 50

/** An actor's people, names and statements come from so many reports, the latest. */
const READ = 200

/** Answers the page's questions from a store. */
export const storeAnswers = ({ db }: Store, officesOf: OfficesOf): Answers => {
  const briefs = latestBriefs(db)
  return {
    happenings: (filter, paging) => happeningPage(db, pageConditions(db, filter), paging),
    happening: async id => {
      const found = await findHappening(db, id)
      if (found === null) return null
      const links =
        await db.all(sql`SELECT l.kind, l.stance, l.happening AS other, 'from' AS direction FROM happening_link l
      WHERE l.target = ${found.seq} AND l.happening <> ${found.seq} UNION SELECT l.kind, l.stance, l.target AS other, 'to' AS direction
      FROM happening_link l WHERE l.happening = ${found.seq} AND l.target <> ${found.seq} ORDER BY 4, 3, 1`)
      const others = await rowsBySeq(
        db,
        links.map(row => number(row, 'other')),
      )
      return {
        happening: found.happening,
        witnesses: await tellings(db, found.happening),
        related: inOrder(
          links.flatMap(row => {
            const happening = others.get(number(row, 'other'))
            return happening === undefined
              ? []
              : [
                  {
                    kind: text(row, 'kind') as 'response',
                    stance: textOrNull(row, 'stance'),
                    direction: text(row, 'direction') as 'to' | 'from',
                    happening,
                  },
                ]
          }),
        ),
      }
    },
    reports: (filter, paging) => reportPage(db, filter, paging),
    report: id => reportDetail(db, id),
    counts: async filter => countsOf(briefs, filter, await reportCount(db)),
    timeline: async (filter, track, unit) => {
      const found = await briefs(filter)
      if (isCounted(found)) return countedTimeline(found, track, unit)
      const { items } = await happeningPage(db, pageConditions(db, filter), { limit: Math.max(1, found.length) })
      return markedTimeline(
        items.map(happening => ({ happening, words: wordsOf(happening) })),
        track,
        unit,
      )
    },
    network: async filter => networkOf(await briefs(filter)),
    places: filter => pagePlaces(db, filter),
    actors: async filter => actorsOf(await briefs(filter)),
    actor: async (key, filter) => {
      const named = sql`FROM document d WHERE d.state <> 'superseded' AND (
      d.seq IN (SELECT e.document FROM party p JOIN event e ON e.seq = p.event
        WHERE e.current = 1 AND (p.code = ${key} OR p.name = ${key}))
      OR d.seq IN (SELECT x.document FROM statement x WHERE x.source_code = ${key} OR x.source_name = ${key}))`
      const [sum] = await db.all(sql`SELECT count(*) AS n ${named}`)
      const latest = await db.all(
        sql`SELECT d.record, d.text ${named} ORDER BY d.published_day DESC, d.seq DESC ${limitTo({ limit: READ })}`,
      )
      const inReports = actorInReports(key, latest.map(recordOf))
      if (inReports === null) return null
      return {
        key,
        ...actorInHappenings(key, await briefs({ ...filter, party: [...filter.party, key] })),
        ...inReports,
        offices: await officesIn(key, inReports, officesOf),
        reports: number(sum, 'n'),
        read: latest.length,
      }
    },
    claims: async (filter, paging) => {
      const page = await happeningPage(db, [...pageConditions(db, filter), CLAIM], paging)
      const items = []
      for (const happening of page.items) {
        const { codes, witnesses } = await tellingsWithCodes(db, happening)
        items.push(claimOf(happening, witnesses, (w, name) => codes.get(`${w.document}\n${name}`) ?? null))
      }
      return { ...page, items }
    },
  }
}

/** So many briefs at most are kept for the next question. */
const KEPT = 300_000

/** Briefs by filter; the last ones asked for are kept until the store changes, since the next view mostly shows the same. */
const latestBriefs = (db: Database): ((filter: Filter) => Promise<readonly Published[]>) => {
  let kept = { key: '', found: Promise.resolve<readonly Published[]>([]) }
  return async filter => {
    const key = `${await versionOf(db)}\n${JSON.stringify(filter)}`
    if (kept.key === key) return kept.found
    const found = pageBriefs(db, filter)
    kept = { key, found }
    const forget = (): void => {
      if (kept.found === found) kept = { ...kept, key: '' }
    }
    found.then(list => list.length > KEPT && forget(), forget)
    return found
  }
}

const reportCount = async (db: Database): Promise<number> =>
  number((await db.all(raw("SELECT count(*) AS n FROM document WHERE state <> 'superseded'")))[0], 'n')

/** Rests on somebody's word: a mention that the report does not vouch for by itself. */
const CLAIM = raw(`h.seq IN (SELECT c.happening FROM event c
  WHERE c.current = 1 AND (c.standing <> 'asserted' OR c.status = 'negated'))`)

const happeningPage = async (db: Database, conditions: readonly Sql[], paging: Paging): Promise<Page<HappeningRow>> => {
  const limit = paging.limit ?? LIMIT
  const offset = offsetOf(paging)
  const [sum] = await db.all(sql`SELECT count(*) AS n FROM happening h WHERE ${all(conditions)}`)
  const rows =
    await db.all(sql`SELECT h.seq, s.json FROM happening h JOIN summary s ON s.seq = h.seq WHERE ${all(conditions)}
    ORDER BY h.date_from NULLS LAST, h.id ${limitTo({ limit, offset })}`)
  const total = number(sum, 'n')
  return {
    items: await withLeads(db, rows),
    total,
    next: offset + rows.length < total ? String(offset + rows.length) : null,
  }
}

const offsetOf = ({ cursor }: Paging): number => (cursor === null || cursor === undefined ? 0 : Number(cursor))

const rowsBySeq = async (db: Database, seqs: readonly number[]): Promise<ReadonlyMap<number, HappeningRow>> => {
  const rows = await db.all(
    sql`SELECT h.seq, s.json FROM happening h JOIN summary s ON s.seq = h.seq WHERE h.seq IN (${seqs}) AND h.forward IS NULL ORDER BY h.seq`,
  )
  const items = await withLeads(db, rows)
  return new Map(rows.map((row, i) => [number(row, 'seq'), items[i] as HappeningRow] as const))
}

/** Happenings with their links and the first sentence that tells each. */
const withLeads = async (db: Database, rows: readonly Row[]): Promise<readonly HappeningRow[]> => {
  const happenings: Happening[] = []
  for await (const h of finishHappenings(db, rows)) happenings.push(h)
  const firsts = new Map<string, Row>()
  const ids = [...new Set(happenings.flatMap(h => h.mentions[0]?.document ?? []))]
  for (const part of chunks(ids, 4096))
    for (const row of await db.all(
      sql`SELECT id, title, publisher, published, text FROM document WHERE id IN (${part})`,
    ))
      firsts.set(text(row, 'id'), row)
  return happenings.map(h => ({ ...h, lead: leadOf(h, firsts) }))
}

const leadOf = (h: Happening, documents: ReadonlyMap<string, Row>): Told | null => {
  const mention = h.mentions[0]
  const row = documents.get(mention?.document ?? '')
  if (mention === undefined || row === undefined) return null
  const { sentence, trigger } = mention
  return {
    document: mention.document,
    event: mention.event,
    title: textOrNull(row, 'title'),
    publisher: textOrNull(row, 'publisher'),
    published: textOrNull(row, 'published'),
    text: text(row, 'text').slice(sentence.start, sentence.end),
    start: sentence.start,
    trigger: { start: trigger.start - sentence.start, end: trigger.end - sentence.start },
  }
}

const wordsOf = ({ lead }: HappeningRow): string => lead?.text.slice(lead.trigger.start, lead.trigger.end) ?? ''

interface Kept {
  readonly record: DocumentRecord
  readonly copyOf: string | null
  readonly withdrawn: boolean
}

/** Reports as they stand, corrections applied, by id. */
const keptRecords = async (db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, Kept>> => {
  const found = new Map<string, Kept>()
  const corrections = await correctionsOf(db, ids)
  for (const part of chunks(ids, 500))
    for (const row of await db.all(sql`SELECT d.id, d.record, d.text, d.state, o.id AS copy_id FROM document d
      LEFT JOIN document o ON o.seq = d.copy_of WHERE d.id IN (${part})`)) {
      const id = text(row, 'id')
      const copy = textOrNull(row, 'copy_id')
      const { record, ruling } = applyCorrections(recordOf(row), corrections)
      found.set(id, {
        record,
        copyOf: copy === id ? null : copy,
        withdrawn: ruling?.kind === 'withdraw' || text(row, 'state') !== 'current',
      })
    }
  return found
}

const tellings = async (db: Database, h: Happening): Promise<readonly Witnessed[]> =>
  (await tellingsWithCodes(db, h)).witnesses

const tellingsWithCodes = async (
  db: Database,
  h: Happening,
): Promise<{ readonly witnesses: readonly Witnessed[]; readonly codes: ReadonlyMap<string, string | null> }> => {
  const records = await keptRecords(db, [...new Set(h.mentions.map(m => m.document))])
  const codes = new Map<string, string | null>()
  const witnesses = h.mentions.flatMap((m): readonly Witnessed[] => {
    const kept = records.get(m.document)
    const act = kept?.record.events.find(e => e.id === m.event)
    if (kept === undefined || act === undefined) return []
    const { title, publisher, published, url, text: words } = kept.record.document
    for (const e of kept.record.entities) codes.set(`${m.document}\n${e.name}`, e.code)
    return [
      {
        document: m.document,
        event: m.event,
        title,
        publisher,
        published,
        url,
        act,
        text: words.slice(act.sentence.start, act.sentence.end),
        start: act.sentence.start,
        trigger: { start: act.trigger.start - act.sentence.start, end: act.trigger.end - act.sentence.start },
        copyOf: kept.copyOf,
        withdrawn: kept.withdrawn,
      },
    ]
  })
  return { witnesses: witnesses.sort((a, b) => ((a.published ?? '') < (b.published ?? '') ? -1 : 1)), codes }
}

const reportPage = async (db: Database, filter: Filter, paging: Paging): Promise<Page<ReportRow>> => {
  const limit = paging.limit ?? LIMIT
  const offset = offsetOf(paging)
  const conditions = all(reportConditions(db, filter))
  const words = filter.text === null ? null : wordsIn(filter.text)
  const ranked =
    filter.text === null
      ? raw('document d')
      : db.dialect === 'sqlite'
        ? sql`(SELECT rowid AS seq, bm25(document_text, 4.0, 1.0) AS score FROM document_text
            WHERE document_text MATCH ${ftsQuery(filter.text)}) r JOIN document d ON d.seq = r.seq`
        : sql`(SELECT seq, -ts_rank(words, ${tsQuery(filter.text)}) AS score FROM document
            WHERE words @@ ${tsQuery(filter.text)}) r JOIN document d ON d.seq = r.seq`
  const order = raw(filter.text === null ? 'd.published_day DESC NULLS LAST, d.id' : 'r.score, d.seq')
  const [sum] = await db.all(sql`SELECT count(*) AS n FROM document d WHERE ${conditions}`)
  const rows = await db.all(sql`SELECT d.id, d.title, d.publisher, d.published, d.url, d.text, o.id AS copy_id,
    (SELECT count(*) FROM event e WHERE e.document = d.seq AND e.current = 1) AS acts
    FROM ${ranked} LEFT JOIN document o ON o.seq = d.copy_of WHERE ${conditions} ORDER BY ${order} ${limitTo({ limit, offset })}`)
  const total = number(sum, 'n')
  return {
    items: rows.map(row => {
      const copy = textOrNull(row, 'copy_id')
      return {
        ...refOf(row),
        url: textOrNull(row, 'url'),
        acts: number(row, 'acts'),
        copyOf: copy === text(row, 'id') ? null : copy,
        found: words === null ? null : snippetOf(text(row, 'text'), words),
      }
    }),
    total,
    next: offset + rows.length < total ? String(offset + rows.length) : null,
  }
}

const refOf = (row: Row): ReportRef => ({
  id: text(row, 'id'),
  title: textOrNull(row, 'title'),
  publisher: textOrNull(row, 'publisher'),
  published: textOrNull(row, 'published'),
})

const reportDetail = async (db: Database, id: string): Promise<ReportDetail | null> => {
  const coded = await findRecord(db, id)
  if (coded === null) return null
  const kept = (await keptRecords(db, [id])).get(id)
  if (kept === undefined) return null
  const own = await db.all(sql`SELECT e.id AS event_id, e.happening, h.id AS happening_id, h.standing FROM event e
    JOIN document d ON d.seq = e.document JOIN happening h ON h.seq = e.happening WHERE d.id = ${id} AND e.current = 1 ORDER BY e.seq`)
  const seqs = [...new Set(own.map(row => number(row, 'happening')))]
  const others =
    await db.all(sql`SELECT DISTINCT e.happening, d.seq, d.id, d.title, d.publisher, d.published FROM event e
    JOIN document d ON d.seq = e.document WHERE e.happening IN (${seqs}) AND e.current = 1 AND d.id <> ${id} ORDER BY d.seq`)
  const copies = await db.all(sql`SELECT c.id, c.title, c.publisher, c.published FROM document d
    JOIN document c ON c.copy_of = d.seq AND c.seq <> d.seq WHERE d.id = ${id} ORDER BY c.seq`)
  const [original] =
    kept.copyOf === null
      ? []
      : await db.all(sql`SELECT id, title, publisher, published FROM document WHERE id = ${kept.copyOf}`)
  return {
    record: kept.record,
    happenings: Object.fromEntries(
      own.map(row => [
        text(row, 'event_id'),
        {
          id: text(row, 'happening_id'),
          standing: text(row, 'standing') as Happening['standing'],
          reports: others.filter(o => o.happening === row.happening).map(refOf),
        },
      ]),
    ),
    copyOf: original === undefined ? null : refOf(original),
    copies: copies.map(refOf),
    corrections: correctionNotes(coded, await correctionsOf(db, [id])),
  }
}
