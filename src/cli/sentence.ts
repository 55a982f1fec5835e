import type { Document } from '../model/document.ts'

/** A report of one sentence. */
export const sentenceDocument = (text: string, published: string | null): Document => ({
  id: 'sentence',
  url: null,
  title: null,
  publisher: null,
  author: null,
  published,
  dateline: null,
  language: 'en',
  text,
})
