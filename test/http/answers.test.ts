import { beforeAll, expect, test } from 'vitest'
import { storeAnswers } from '../../src/http/answers.ts'
import { officeTables } from '../../src/http/offices.ts'
import { raw } from '../../src/store/sql.ts'
import { writeRecords } from '../../src/store/write.ts'
import { type Answers, type Correction, TRACKS } from '../../src/views/page/answers.ts'
import { type Filter, NO_FILTER } from '../../src/views/page/filter.ts'
import { createCorrections, type Shelf } from '../../web/corrections.ts'
import { createMemory, type Memory } from '../../web/memory.ts'
import { merging } from '../reports.ts'
import { onBoth } from '../store/stores.ts'
import { markedReports } from '../web/marked.ts'
import { byHand } from './writing.ts'

/** Each narrows the sample record in another way. */
const FILTERS: Readonly<Record<string, Partial<Filter>>> = {
  everything: {},
  'both take part': { party: ['ECU', 'Quiroga'] },
  'one towards the other': { pair: ['PER>ECU'] },
  'two together': { pair: ['ECU=PER'] },
  'a pair and types': { pair: ['ECU~PER'], type: ['CONSULT', 'ASSAULT'] },
  words: { text: 'mackerel' },
  'days and a publisher': { from: '2031-03-10', to: '2031-03-20', publisher: ['Andes Dispatch'] },
  'a mediator': { role: ['mediator:NOR'] },
  'a country and a town': { place: ['PER', 'brasilia'] },
  disputed: { standing: ['disputed'] },
  nothing: { from: '1900-01-01', to: '1900-01-02' },
}

/** What the later steps of the schema did, undone: the columns stand in their tables again. */
const BACK_TO_THE_FIRST = [
  'ALTER TABLE event ADD COLUMN witness TEXT',
  'UPDATE event SET witness = (SELECT witness FROM telling WHERE telling.seq = event.seq)',
  'DROP TABLE telling',
  'ALTER TABLE happening ADD COLUMN json TEXT',
  'UPDATE happening SET json = (SELECT json FROM summary WHERE summary.seq = happening.seq)',
  'DROP TABLE summary',
  'DROP TABLE brief',
  'DROP TABLE words',
  'DROP INDEX happening_shown',
  'DELETE FROM migration WHERE number > 1',
]

const officesOf = officeTables()
const records = markedReports().map(m => m.record)
/** A memory with the sample record; what is corrected in it is kept on a shelf of its own. */
const remembered = (shelf = emptyShelf()): Memory => {
  const made = createMemory(
    merging,
    officesOf,
    createCorrections(shelf, () => '2031-06-01T00:00:00Z'),
  )
  made.add(records)
  return made
}
const emptyShelf = (text: string | null = null): Shelf & { text: string | null } => ({
  text,
  read() {
    return this.text
  },
  write(words) {
    this.text = words
  },
})
const memory = remembered()
const placeOf = ({ document, event }: { readonly document: string; readonly event: string }) => ({ document, event })
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

onBoth('the page in the browser and the server give the same answers', maker => {
  let answers: Answers
  beforeAll(async () => {
    const store = await maker.open()
    await writeRecords(store, records)
    answers = storeAnswers(store, officesOf)
  })
  for (const [name, part] of Object.entries(FILTERS))
    test(name, async () => {
      const filter = { ...NO_FILTER, ...part }
      const same = async (ask: (answers: Answers) => Promise<unknown>): Promise<void> =>
        expect(plain(await ask(answers))).toEqual(plain(await ask(memory)))
      await same(a => a.happenings(filter, { limit: 7 }))
      await same(a => a.happenings(filter, { limit: 7, cursor: '7' }))
      await same(a => a.claims(filter, { limit: 50 }))
      await same(a => a.counts(filter))
      await same(a => a.network(filter))
      await same(a => a.places(filter))
      await same(a => a.actors(filter))
      await same(a => a.actor('PER', filter))
      for (const track of TRACKS) await same(a => a.timeline(filter, track, null))
      await same(async a => (await a.reports(filter, { limit: 50 })).items.map(r => [r.id, r.acts, r.copyOf]).sort())
    })

  test('a store of the first version is brought up to date', async () => {
    const location = maker.location()
    const old = await maker.open(location)
    await writeRecords(old, records)
    for (const step of BACK_TO_THE_FIRST) await old.db.run(raw(step))
    await old.db.close()
    const renewed = storeAnswers(await maker.open(location), officesOf)
    expect(plain(await renewed.counts(NO_FILTER))).toEqual(plain(await memory.counts(NO_FILTER)))
    expect(plain(await renewed.network(NO_FILTER))).toEqual(plain(await memory.network(NO_FILTER)))
    for (const track of TRACKS)
      expect(plain(await renewed.timeline(NO_FILTER, track, null))).toEqual(
        plain(await memory.timeline(NO_FILTER, track, null)),
      )
  })

  test('corrections do the same in both, are noted, and can be taken back', async () => {
    const store = await maker.open()
    await writeRecords(store, records)
    const [kept, { correct }, shelf] = [storeAnswers(store, officesOf), byHand(store), emptyShelf()]
    const own = remembered(shelf)
    const both = async (asked: Correction): Promise<void> => {
      const signed = { ...asked, author: 'ana', note: 'it says so' }
      await correct?.(signed)
      await own.correct(signed)
    }
    const report = async (from: Answers, id: string): Promise<unknown> => {
      const found = await from.report(id)
      return plain({ ...found, happenings: null, corrections: found?.corrections.map(note => ({ ...note, id: '' })) })
    }
    // a happening taken out of another bears a number where its first id was given away before
    const listed = async (from: Answers): Promise<unknown> =>
      (await from.happenings(NO_FILTER, { limit: 100 })).items
        .map(h => JSON.stringify({ ...h, id: '', links: h.links.map(l => [l.kind, l.stance]) }))
        .sort()
    const { items } = await own.happenings(NO_FILTER, { limit: 100 })
    const many = items.filter(h => h.mentions.length > 2)
    const [first, , third] = many[0]?.mentions ?? []
    const alone = items.filter(h => h.mentions.length === 1)
    if (first === undefined || third === undefined) throw new Error('no act is told three times')

    await both({ kind: 'drop', ...placeOf(first) })
    await both({ kind: 'apart', ...placeOf(third) })
    await both({ kind: 'together', happening: alone[0]?.id ?? '', other: alone[1]?.id ?? '' })
    expect(await listed(own)).toEqual(await listed(kept))
    expect(await listed(own)).not.toEqual(await listed(memory))
    for (const { document } of [first, third]) expect(await report(own, document)).toEqual(await report(kept, document))

    const act = { document: '09-clash-quito', event: 'ev1' }
    const who = [{ name: 'Lucia Cevallos', code: 'ECU', text: 'Lucia Cevallos' }]
    await both({ kind: 'field', ...act, field: 'actors', value: who })
    await both({ kind: 'field', ...act, field: 'date', value: '2031-03' })
    expect(await report(own, act.document)).toEqual(await report(kept, act.document))
    for (const from of [kept, own])
      for (const { id } of (await from.report(act.document))?.corrections ?? [])
        await (from === kept ? correct?.({ kind: 'undo', id }) : own.correct({ kind: 'undo', id }))
    expect(await report(own, act.document)).toEqual(await report(kept, act.document))

    // another visit: the reports come again, what was said of them is still there
    expect(await listed(remembered(emptyShelf(shelf.text)))).toEqual(await listed(own))
    expect(await listed(remembered(emptyShelf('no list')))).toEqual(await listed(memory))
    await expect(own.correct({ kind: 'field', ...act, field: 'type', value: 'DANCE' })).rejects.toThrow('no type')
    await expect(own.correct({ kind: 'drop', document: 'none', event: 'ev1' })).rejects.toThrow('no act ev1 of none')
    await expect(own.correct({ kind: 'together', happening: 'h_A', other: 'h_B' })).rejects.toThrow('no happening h_A')
  })

  test('each happening and each report', async () => {
    for (const { id } of (await memory.happenings(NO_FILTER, { limit: 100 })).items)
      expect(plain(await answers.happening(id))).toEqual(plain(await memory.happening(id)))
    for (const { document } of records)
      expect(plain(await answers.report(document.id))).toEqual(plain(await memory.report(document.id)))
    expect(await answers.happening('h_NONE')).toBeNull()
    expect(await answers.report('none')).toBeNull()
  })

  test('numbers lead to as many sentences: every edge, track, place and value is found again by its filter', async () => {
    const total = async (part: Partial<Filter>): Promise<number> =>
      (await answers.happenings({ ...NO_FILTER, ...part }, { limit: 1 })).total
    for (const { a, b, total: n, ...ways } of (await answers.network(NO_FILTER)).edges) {
      expect(await total({ pair: [`${a}~${b}`] })).toBe(n)
      const pairs = { forth: `${a}>${b}`, back: `${b}>${a}`, together: `${a}=${b}` } as const
      for (const way of ['forth', 'back', 'together'] as const)
        for (const [type, count] of Object.entries(ways[way]))
          expect([pairs[way], type, await total({ pair: [pairs[way]], type: [type] })]).toEqual([
            pairs[way],
            type,
            count,
          ])
    }
    for (const track of TRACKS)
      for (const { key, count } of (await answers.timeline(NO_FILTER, track, null)).tracks)
        if (track === 'dyad' && key.includes('~')) expect([key, await total({ pair: [key] })]).toEqual([key, count])
    const { facets } = await answers.counts(NO_FILTER)
    for (const [facet, values] of Object.entries(facets))
      for (const { value, count } of values)
        expect([facet, value, await total({ [facet]: [value] })]).toEqual([facet, value, count])
    for (const { name, count } of (await answers.places(NO_FILTER)).places)
      expect(await total({ place: [name] })).toBe(count)
  })
})
