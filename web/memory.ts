import type { MergingKnowledge } from '../src/knowledge/merging.ts'
import type { DocumentRecord } from '../src/model/record.ts'
import { copyKeys, isCopy, shinglesOf } from '../src/record/copies.ts'
import { applyCorrections, constraintsIn } from '../src/record/correction.ts'
import { type Happening, type HappeningLink, happeningOf } from '../src/record/happening.ts'
import { emptyState, mergeWitnesses } from '../src/record/merge.ts'
import { mentionKeys, type Witness, witnessesOf } from '../src/record/witness.ts'
import { actorInHappenings, actorInReports, actorsOf, type OfficesOf, officesIn } from '../src/views/page/actor.ts'
import type {
  Answers,
  Correction as Asked,
  HappeningRow,
  Page,
  Paging,
  ReportRef,
  ReportRow,
  Told,
  Witnessed,
} from '../src/views/page/answers.ts'
import { briefOf, type Published } from '../src/views/page/brief.ts'
import { claimOf, isClaim } from '../src/views/page/claims.ts'
import { correctionNotes } from '../src/views/page/corrections.ts'
import { countsOf } from '../src/views/page/counts.ts'
import { type Filter, passes } from '../src/views/page/filter.ts'
import { networkOf } from '../src/views/page/network.ts'
import { placesOf } from '../src/views/page/places.ts'
import { inOrder } from '../src/views/page/related.ts'
import { snippetOf, wordsIn } from '../src/views/page/snippet.ts'
import { countedTimeline, isCounted, markedTimeline } from '../src/views/page/timeline.ts'
import { answersAcross } from './answered.ts'
import { type Corrections, reportOf, saidBy } from './corrections.ts'

/** A record kept in memory: answers what a server with a store would, for as many reports as a person drops into the page. */
export interface Memory extends Answers {
  readonly size: number
  /** Sets an act or a merge right; rejects with a sentence where that cannot be. */
  correct(correction: Asked): Promise<void>
  /** Takes in reports; one known by its id takes the place of the earlier. */
  add(records: readonly DocumentRecord[]): void
  records(): readonly DocumentRecord[]
}

const LIMIT = 50

export const createMemory = (knowledge: MergingKnowledge, officesOf: OfficesOf, corrections: Corrections): Memory => {
  const coded = new Map<string, DocumentRecord>()
  /** The same as people corrected them. */
  const documents = new Map<string, DocumentRecord>()
  const copies = new Map<string, string>()
  let happenings: readonly Happening[] = []
  let witnesses: ReadonlyMap<string, readonly Witness[]> = new Map()
  /** Happening by report and event. */
  let places: ReadonlyMap<string, string> = new Map()

  const sum = (): void => {
    const state = emptyState()
    const said = corrections.inForce()
    const constraints = constraintsIn(said)
    copies.clear()
    for (const [copy, original] of findCopies([...coded.values()])) copies.set(copy, original)
    for (const [id, as] of coded) documents.set(id, applyCorrections(as, said).record)
    for (const record of documents.values()) {
      const same = new Map([
        [record.document.id, record.links.flatMap(l => (l.kind === 'same' ? [[l.from, l.to] as const] : []))],
      ])
      const id = record.document.id
      mergeWitnesses(
        state,
        witnessesOf(record, copies.get(id) ?? id, knowledge, mentionKeys(coded.get(id) ?? record)),
        same,
        constraints,
        new Map(),
        knowledge,
      )
    }
    witnesses = new Map([...state.clusters.values()].map(c => [c.id, c.witnesses]))
    places = new Map([...witnesses].flatMap(([id, ws]) => ws.map(w => [`${w.document}#${w.event}`, id] as const)))
    const links = linksOf(documents.values(), places)
    const founded = [...witnesses].map(([id, own]) => ({
      happening: happeningOf(id, own, links.get(id) ?? []),
      witnesses: own,
    }))
    const answers = answersAcross(founded, knowledge)
    happenings = founded
      .map(({ happening }) => {
        const answer = answers.get(happening.id)
        return answer === undefined ? happening : { ...happening, links: [...happening.links, answer] }
      })
      .sort(byDate)
  }

  const find = (id: string): Happening | undefined => happenings.find(h => h.id === id)
  const told = (document: string, event: string): Witnessed | null => {
    const record = documents.get(document)
    const act = record?.events.find(e => e.id === event)
    if (record === undefined || act === undefined) return null
    const { title, publisher, published, url, text } = record.document
    return {
      document,
      event,
      title,
      publisher,
      published,
      url,
      act,
      text: text.slice(act.sentence.start, act.sentence.end),
      start: act.sentence.start,
      trigger: { start: act.trigger.start - act.sentence.start, end: act.trigger.end - act.sentence.start },
      copyOf: copies.get(document) ?? null,
      withdrawn: false,
    }
  }
  const tellings = (h: Happening): readonly Witnessed[] =>
    h.mentions
      .flatMap(m => told(m.document, m.event) ?? [])
      .sort((a, b) => ((a.published ?? '') < (b.published ?? '') ? -1 : 1))
  const rowOf = (h: Happening): HappeningRow => {
    const first = h.mentions[0]
    const lead = first === undefined ? null : told(first.document, first.event)
    return { ...h, lead: lead === null ? null : shortened(lead) }
  }
  const publishers = (h: Happening): readonly string[] => [
    ...new Set(h.mentions.flatMap(m => documents.get(m.document)?.document.publisher ?? [])),
  ]
  const select = (filter: Filter): readonly Happening[] => {
    const wanted = filter.text === null ? null : wordsIn(filter.text)
    return happenings.filter(
      h =>
        passes(h, publishers(h), filter) &&
        (wanted === null || h.mentions.some(m => holds(documents.get(m.document), wanted))),
    )
  }
  const briefs = (filter: Filter): readonly Published[] =>
    select(filter).map(h => ({ ...briefOf(h), publishers: publishers(h) }))
  const refOf = (id: string): ReportRef => {
    const { title = null, publisher = null, published = null } = documents.get(id)?.document ?? {}
    return { id, title, publisher, published }
  }

  return {
    get size() {
      return documents.size
    },
    records: () => [...documents.values()],
    add: records => {
      for (const record of records) coded.set(record.document.id, record)
      sum()
    },
    correct: async asked => {
      if (asked.kind === 'undo') corrections.undo(asked.id)
      else {
        const together = (id: string): readonly Witness[] => witnesses.get(places.get(id) ?? id) ?? []
        corrections.keep(saidBy(asked, { record: id => coded.get(id), together }), asked)
      }
      sum()
    },
    happenings: async (filter, paging) => {
      const page = pageOf(select(filter), paging)
      return { ...page, items: page.items.map(rowOf) }
    },
    happening: async id => {
      const happening = find(id)
      if (happening === undefined) return null
      const to = happening.links.map(l => ({ ...l, direction: 'to' as const, other: l.to }))
      const from = happenings.flatMap(h =>
        h.links.filter(l => l.to === id).map(l => ({ ...l, direction: 'from' as const, other: h.id })),
      )
      return {
        happening,
        witnesses: tellings(happening),
        related: inOrder(
          [...to, ...from].flatMap(({ kind, stance, direction, other }) => {
            const h = find(other)
            return h === undefined ? [] : [{ kind, stance, direction, happening: rowOf(h) }]
          }),
        ),
      }
    },
    reports: async (filter, paging) => {
      const bare = { ...filter, text: null }
      const anyFilter = select(bare).length < happenings.length
      const among = anyFilter ? new Set(select(bare).flatMap(h => h.mentions.map(m => m.document))) : null
      const wanted = filter.text === null ? null : wordsIn(filter.text)
      const published = filter.publisher.map(p => p.toLowerCase())
      const rows = [...documents.values()]
        .filter(
          r =>
            (among === null || among.has(r.document.id)) &&
            (published.length === 0 || published.includes((r.document.publisher ?? '').toLowerCase())) &&
            (wanted === null || holds(r, wanted)),
        )
        .map(
          (r): ReportRow => ({
            ...refOf(r.document.id),
            url: r.document.url,
            acts: r.events.length,
            copyOf: copies.get(r.document.id) ?? null,
            found: wanted === null ? null : snippetOf(r.document.text, wanted),
          }),
        )
        .sort((a, b) => ((a.published ?? '') < (b.published ?? '') ? 1 : -1))
      return pageOf(rows, paging)
    },
    report: async id => {
      const record = documents.get(id)
      if (record === undefined) return null
      const original = copies.get(id)
      return {
        record,
        happenings: Object.fromEntries(
          record.events.flatMap(event => {
            const h = find(places.get(`${id}#${event.id}`) ?? '')
            if (h === undefined) return []
            const others = [...new Set(h.mentions.map(m => m.document))].filter(d => d !== id)
            return [[event.id, { id: h.id, standing: h.standing, reports: others.map(refOf) }]]
          }),
        ),
        copyOf: original === undefined ? null : refOf(original),
        copies: [...copies].filter(([, from]) => from === id).map(([copy]) => refOf(copy)),
        corrections: correctionNotes(
          coded.get(id) ?? record,
          corrections.inForce().filter(c => reportOf(c.target) === id),
        ),
      }
    },
    counts: filter => countsOf(async own => briefs(own), filter, documents.size),
    timeline: async (filter, track, unit) => {
      const found = briefs(filter)
      if (isCounted(found)) return countedTimeline(found, track, unit)
      return markedTimeline(
        select(filter).map(happening => ({ happening, words: triggerOf(happening, documents) })),
        track,
        unit,
      )
    },
    network: async filter => networkOf(briefs(filter)),
    places: async filter => placesOf(select(filter)),
    actors: async filter => actorsOf(briefs(filter)),
    actor: async (key, filter) => {
      const own = [...documents.values()].filter(r => tells(r, key)).map(r => coded.get(r.document.id) ?? r)
      const inReports = actorInReports(key, own)
      if (inReports === null) return null
      const mine = briefs({ ...filter, party: [...filter.party, key] })
      return {
        key,
        ...actorInHappenings(key, mine),
        ...inReports,
        offices: await officesIn(key, inReports, officesOf),
        reports: own.length,
        read: own.length,
      }
    },
    claims: async (filter, paging) => {
      const page = pageOf(select(filter).filter(isClaim), paging)
      return {
        ...page,
        items: page.items.map(h =>
          claimOf(rowOf(h), tellings(h), (w, name) => codeIn(documents.get(w.document), name)),
        ),
      }
    },
  }
}

/** Whether an actor takes part in something a report tells, or says something in it. */
const tells = ({ entities, events, statements }: DocumentRecord, key: string): boolean => {
  const is = (a: { readonly code: string | null; readonly name: string } | undefined): boolean =>
    a !== undefined && (a.code === key || a.name === key)
  return (
    events.some(e => [...e.actors, ...e.recipients, ...e.roles].some(is)) ||
    statements.some(s => is(entities.find(e => e.id === s.source?.entity)))
  )
}

const byDate = (a: Happening, b: Happening): number =>
  (a.date?.from ?? '9') < (b.date?.from ?? '9')
    ? -1
    : (a.date?.from ?? '9') > (b.date?.from ?? '9')
      ? 1
      : a.id < b.id
        ? -1
        : 1

const pageOf = <T>(all: readonly T[], { limit = LIMIT, cursor = null }: Paging): Page<T> => {
  const at = cursor === null ? 0 : Number(cursor)
  const next = at + limit < all.length ? String(at + limit) : null
  return { items: all.slice(at, at + limit), total: all.length, next }
}

const shortened = ({ document, event, title, publisher, published, text, start, trigger }: Witnessed): Told => ({
  document,
  event,
  title,
  publisher,
  published,
  text,
  start,
  trigger,
})

const triggerOf = (h: Happening, documents: ReadonlyMap<string, DocumentRecord>): string => {
  const first = h.mentions[0]
  return first === undefined
    ? ''
    : (documents.get(first.document)?.document.text.slice(first.trigger.start, first.trigger.end) ?? '')
}

const codeIn = (record: DocumentRecord | undefined, name: string): string | null =>
  record?.entities.find(e => e.name === name)?.code ?? null

/** Each later copy with the report it repeats. */
const findCopies = (records: readonly DocumentRecord[]): readonly (readonly [string, string])[] => {
  const holders = new Map<number, string[]>()
  const shingles = new Map<string, ReadonlySet<number>>()
  const original = new Map<string, string>()
  for (const { document } of records) {
    const own = shinglesOf(document.text)
    const keys = copyKeys(document.text)
    const near = new Set(keys.flatMap(key => holders.get(key) ?? []))
    const first = [...near].find(id => isCopy(shingles.get(id) ?? new Set(), own))
    if (first !== undefined) original.set(document.id, original.get(first) ?? first)
    shingles.set(document.id, own)
    for (const key of keys) holders.set(key, [...(holders.get(key) ?? []), document.id])
  }
  return [...original]
}

const linksOf = (
  records: Iterable<DocumentRecord>,
  places: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly HappeningLink[]> => {
  const links = new Map<string, HappeningLink[]>()
  for (const { document, links: own } of records)
    for (const { kind, from, to, stance } of own) {
      const source = places.get(`${document.id}#${from}`)
      const target = places.get(`${document.id}#${to}`)
      if (kind === 'same' || source === undefined || target === undefined || source === target) continue
      const list = links.get(source) ?? []
      if (!list.some(l => l.kind === kind && l.to === target)) list.push({ kind, to: target, stance })
      links.set(source, list)
    }
  return links
}

const holds = (record: DocumentRecord | undefined, words: readonly string[]): boolean => {
  if (record === undefined) return false
  const text = `${record.document.title ?? ''}\n${record.document.text}`.toLowerCase()
  return words.every(word => text.includes(word))
}
