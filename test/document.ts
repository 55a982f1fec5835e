import type { Document } from '../src/model/document.ts'

/** A document of this text of which nothing else is known but what `over` tells. */
export const documentOf = (text: string, over: Partial<Document> = {}): Document => ({
  id: 'd',
  url: null,
  title: null,
  publisher: null,
  author: null,
  published: null,
  dateline: null,
  language: 'en',
  text,
  ...over,
})
