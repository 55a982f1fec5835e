import type { Document } from '../model/document.ts'
import { isoDate } from './date.ts'

/** What the reader of one format found: a document, or one with what is wrong with it, or only what is wrong. */
export interface Found {
  readonly document: Document | null
  readonly problems: readonly string[]
}

/** Fields of JSON, JSON Lines and front matter, with the names they may have there. */
const NAMES = {
  id: ['id'],
  title: ['title', 'headline'],
  published: ['date', 'published'],
  publisher: ['source', 'publisher'],
  dateline: ['dateline'],
  url: ['url'],
  author: ['author'],
  language: ['language'],
} as const

/** A document from named fields and a text; a field of the wrong kind or a date that is none is named and left out. */
export const fromFields = (fields: Readonly<Record<string, unknown>>, text: string, fallbackId: string): Found => {
  const problems: string[] = []
  const read = (key: keyof typeof NAMES): string | null => {
    const name = NAMES[key].find(n => fields[n] !== undefined && fields[n] !== null)
    if (name === undefined) return null
    const value = fields[name]
    if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '')
    if (typeof value === 'number' && key !== 'published') return String(value)
    if (Array.isArray(value) && key === 'author') return value.filter(v => typeof v === 'string').join(', ') || null
    if (typeof value === 'string' && /[\0\p{Surrogate}]/u.test(value)) {
      problems.push(`"${name}" holds the character NUL or half of a surrogate pair; left out`)
      return null
    }
    if (typeof value === 'string') return value.trim() === '' ? null : value.trim()
    problems.push(`"${name}" must be text, not ${JSON.stringify(value)?.slice(0, 40)}`)
    return null
  }
  const given = read('published')
  const published = given === null ? null : isoDate(given)
  if (given !== null && published === null) {
    problems.push(
      `the date "${given.slice(0, 60)}" is not understood; write YYYY-MM-DD. Coded as a report without a date`,
    )
  }
  const document: Document = {
    id: read('id') ?? fallbackId,
    url: read('url'),
    title: read('title'),
    publisher: read('publisher'),
    author: read('author'),
    published,
    dateline: read('dateline'),
    language: read('language') ?? 'en',
    text,
  }
  return { document, problems }
}
