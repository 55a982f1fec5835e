import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '../model/document.ts'
import type { DocumentRecord } from '../model/record.ts'
import { readBytes } from '../read/sources.ts'
import {
  correctField,
  dropEvent,
  mergeHappenings,
  type Signature,
  splitMention,
  undoCorrection,
} from '../store/correct.ts'
import type { Store } from '../store/open.ts'
import { writeRecords } from '../store/write.ts'
import type { Correction } from '../views/page/answers.ts'
import type { Coding } from './coding.ts'
import type { Coded, ReportInput, Writing } from './routes.ts'

/** The sample reports: the same two steps up from `src/http/` and `dist/http/`. */
const SAMPLES = join(import.meta.dirname, '../../samples/record')

/** Codes with the packaged coder, keeps in a store, signs corrections. */
export const storeWriting = (store: Store, coding: Coding, sign: () => Signature): Writing => ({
  code: async inputs => {
    const records: DocumentRecord[] = []
    const refused: { name: string; reason: string }[] = []
    for (const input of inputs) {
      const { documents, problems } = documentsIn(input)
      for (const reason of problems) refused.push({ name: nameOf(input), reason })
      for (const document of documents) {
        const outcome = await coding.code(document)
        if ('record' in outcome) records.push(outcome.record)
        else refused.push({ name: document.id, reason: outcome.reason })
      }
    }
    return { records, refused } satisfies Coded
  },
  keep: async records => (await writeRecords(store, records)).refused.map(({ id, reason }) => ({ name: id, reason })),
  correct: async correction => {
    const signature = { ...sign(), ...given(correction) }
    switch (correction.kind) {
      case 'field':
        await correctField(
          store,
          `${correction.document}#${correction.event}`,
          correction.field,
          typeof correction.value === 'object' && correction.value !== null
            ? JSON.stringify(correction.value)
            : correction.value,
          signature,
        )
        break
      case 'drop':
        await dropEvent(store, `${correction.document}#${correction.event}`, signature)
        break
      case 'apart':
        await splitMention(store, `${correction.document}#${correction.event}`, signature)
        break
      case 'together':
        await mergeHappenings(store, correction.happening, correction.other, signature)
        break
      case 'undo':
        await undoCorrection(store, correction.id, signature.made)
        break
    }
  },
  sample: async () => {
    const names = (await readdir(SAMPLES)).filter(name => name.endsWith('.txt')).sort()
    return Promise.all(
      names.map(async name => ({
        id: `sample-${name.replace(/\.txt$/, '')}`,
        name,
        text: await readFile(join(SAMPLES, name), 'utf8'),
      })),
    )
  },
})

/** What the one who corrects says of himself and of his reasons. */
const given = ({ author, note }: Correction): Partial<Signature> => ({
  ...(author === undefined ? {} : { author }),
  ...(note === undefined ? {} : { note }),
})

const nameOf = (input: ReportInput): string => input.name ?? input.id ?? 'the text'

/** What was handed in, as the readers of files take it: text with or without front matter, HTML, JSON; what is given beside it wins. */
const documentsIn = (
  input: ReportInput,
): { readonly documents: readonly Document[]; readonly problems: readonly string[] } => {
  const documents: Document[] = []
  const problems: string[] = []
  const id = input.id ?? `text-${createHash('sha256').update(input.text).digest('hex').slice(0, 12)}`
  for (const reading of readBytes(Buffer.from(input.text), nameOf(input), id, null)) {
    if (reading.kind === 'problem') problems.push(reading.message)
    else
      documents.push({
        ...reading.document,
        title: input.title ?? reading.document.title,
        publisher: input.publisher ?? reading.document.publisher,
        published: input.published ?? reading.document.published,
        url: input.url ?? reading.document.url,
      })
  }
  return { documents, problems }
}
