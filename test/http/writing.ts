import type { Writing } from '../../src/http/routes.ts'
import { storeWriting } from '../../src/http/store-writing.ts'
import type { DocumentRecord } from '../../src/model/record.ts'
import type { Store } from '../../src/store/open.ts'
import { writeRecords } from '../../src/store/write.ts'
import { markedReports } from '../web/marked.ts'

const sign = () => ({ author: 'tester', made: '2031-06-01T00:00:00Z', note: null })

/** Codes by hand: a report is known by its text, anything else has no act in it. The coder proper has tests of its own. */
export const byHand = (store: Store): Writing => {
  const known = new Map(markedReports().map(m => [m.record.document.text, m.record] as const))
  const byId = new Map(markedReports().map(m => [m.record.document.id, m.record] as const))
  return {
    code: async inputs => {
      const records = inputs.map((input, i): DocumentRecord => {
        const record = byId.get(input.id ?? '') ?? known.get(input.text)
        if (record !== undefined) return record
        const [first] = known.values()
        if (first === undefined) throw new Error('no sample reports')
        const document = {
          ...first.document,
          id: input.id ?? `pasted-${i}`,
          title: input.title ?? null,
          text: input.text,
          hash: `hash of ${input.text}`,
        }
        return { ...first, document, entities: [], events: [], statements: [], times: [], links: [] }
      })
      return { records, refused: [] }
    },
    keep: async records => (await writeRecords(store, records)).refused.map(({ id, reason }) => ({ name: id, reason })),
    correct: storeWriting(store, { code: async () => ({ reason: 'by hand' }), close: async () => undefined }, sign)
      .correct,
    sample: async () => markedReports().map(({ record: { document } }) => ({ id: document.id, text: document.text })),
  }
}
