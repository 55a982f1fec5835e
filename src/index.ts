import { type Document, documentOf } from './model/document.ts'
import type { DocumentRecord } from './model/record.ts'
import { type LoadedCoder, loadCoder } from './read/coder.ts'
import { isoDate } from './read/date.ts'

export type { Document } from './model/document.ts'
export type * from './model/record.ts'
export type { Parser, Sentence, Token } from './model/token.ts'
export { createParser } from './parse/parser.ts'
export { type Coder, createCoder } from './pipeline.ts'
export { loadCoder } from './read/coder.ts'
export { type ConlluDocument, readConllu } from './read/conllu.ts'
export { writeConllu } from './views/conllu.ts'
export { renderText } from './views/text.ts'

/** What may be known of a report beside its text. */
export type Metadata = Partial<Omit<Document, 'text'>>

let loaded: Promise<LoadedCoder> | null = null

/**
 * Codes one report. The packaged knowledge and model are loaded at the first call and kept; nothing else is read or written. `published`
 * is an ISO date or date-time; without it relative dates stay open.
 */
export const code = async (text: string, metadata: Metadata = {}): Promise<DocumentRecord> => {
  const { published } = metadata
  if (published !== undefined && published !== null && isoDate(published) === null) {
    throw new RangeError(`published: "${published}" is no date; write YYYY-MM-DD`)
  }
  loaded ??= loadCoder()
  const { coder } = await loaded
  return coder.code(documentOf(text, metadata))
}
