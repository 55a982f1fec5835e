import type { Span } from './span.ts'

/** What a reader of files hands to the coder. The text is never altered after this point. */
export interface Document {
  readonly id: string
  readonly url: string | null
  readonly title: string | null
  readonly publisher: string | null
  readonly author: string | null
  /** ISO 8601 date or date-time: the anchor of relative dates; null when nobody said when it was published. */
  readonly published: string | null
  /** The dateline as delivered beside the text ("NICOSIA, Oct 19"), or null: the coder then looks for one in the text. */
  readonly dateline: string | null
  readonly language: string
  readonly text: string
}

/** A document of this text, of which nothing else is known but what `known` tells. */
export const documentOf = (text: string, known: Partial<Document> = {}): Document => ({
  id: 'document',
  url: null,
  title: null,
  publisher: null,
  author: null,
  published: null,
  dateline: null,
  language: 'en',
  ...known,
  text,
})

/** Which part of a report a sentence belongs to: acts told in headlines and captions repeat the body. */
export type Zone = 'headline' | 'dateline' | 'caption' | 'body'

/** The place and date a report was filed from. */
export interface Dateline {
  readonly place: string | null
  /** ISO date, or null where the dateline names only a place. */
  readonly date: string | null
  /** Where it stands in the text, or null when it was delivered beside the text. */
  readonly span: Span | null
}
