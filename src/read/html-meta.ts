import type { AnyNode, Element } from 'domhandler'
import { getElementsByTagName, textContent } from 'domutils'
import { isoDate } from './date.ts'

/** What a page says of itself. */
export interface PageMeta {
  readonly title: string | null
  readonly published: string | null
  readonly publisher: string | null
  readonly author: string | null
  readonly url: string | null
  readonly language: string | null
  /** The text of the article as JSON-LD carries it, or null. */
  readonly body: string | null
}

/** Where pages put their dates, best first; compared without case and marks ("DC.date.issued" is dcdateissued). */
const DATES = [
  'articlepublishedtime',
  'ogarticlepublishedtime',
  'datepublished',
  'publishdate',
  'pubdate',
  'publishedtime',
  'ogpublishedtime',
  'date',
  'parselypubdate',
  'sailthrudate',
  'dcdateissued',
  'dcdateissue',
  'dcdate',
  'dctermscreated',
  'articlepublished',
  'cxenseparserecspublishtime',
  'dcsextarticlefirstpublished',
]

/** Reads JSON-LD, meta elements, canonical link, `time` and `title`, in this order of trust. */
export const readMeta = (page: readonly AnyNode[]): PageMeta => {
  const metas = new Map<string, string>()
  const dates = new Map<string, string>()
  for (const meta of elements('meta', page)) {
    const name = (meta.attribs.property ?? meta.attribs.name ?? meta.attribs.itemprop ?? '').toLowerCase()
    const content = meta.attribs.content?.trim() ?? ''
    if (name === '' || content === '') continue
    if (!metas.has(name)) metas.set(name, content)
    const bare = name.replace(/[^a-z]/g, '')
    if (!dates.has(bare)) dates.set(bare, content)
  }
  const meta = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const value = metas.get(name)
      if (value !== undefined) return value
    }
    return null
  }
  const article = linkedData(page)
  const canonical = elements('link', page).find(link => link.attribs.rel?.toLowerCase() === 'canonical')?.attribs.href
  const heading = clean(elements('h1', page)[0])
  const publisher = nameOf(article?.publisher) ?? meta('og:site_name', 'application-name', 'dc.publisher')
  const author =
    nameOf(article?.author) ?? meta('author', 'parsely-author', 'dc.creator') ?? clean(elementBy(page, 'rel', 'author'))
  return {
    title:
      string(article?.headline) ?? meta('og:title', 'twitter:title') ?? heading ?? clean(elements('title', page)[0]),
    published: firstDate([
      string(article?.datePublished),
      ...DATES.map(name => dates.get(name) ?? null),
      ...elements('time', page)
        .sort((a, b) => Number(isPublication(b)) - Number(isPublication(a)))
        .map(time => time.attribs.datetime ?? textContent(time)),
      ...getElementsByTagName(() => true, [...page])
        .filter(element => PRINTED.test(`${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`))
        .map(element => printedDate(textContent(element))),
    ]),
    publisher,
    // Some pages give an address for a name.
    author: author?.startsWith('http') ? null : author,
    url: string(article?.url) ?? canonical ?? meta('og:url'),
    language: elements('html', page)[0]?.attribs.lang?.slice(0, 2).toLowerCase() ?? null,
    body: string(article?.articleBody),
  }
}

const elements = (name: string, page: readonly AnyNode[]): Element[] => getElementsByTagName(name, [...page])

const elementBy = (page: readonly AnyNode[], key: string, value: string): Element | undefined =>
  elements('a', page).find(element => element.attribs[key] === value)

/** Class names and ids of elements that print the date of a report. */
const PRINTED = /(?:^|[\s_-])(?:date|time|timestamp|published|posted|pubdate)|publish|date(?:$|\s)/i

/** The date in a short line: "Posted: October 8, 2024 9:39 AM". */
const printedDate = (line: string): string | null => {
  if (line.length > 120) return null
  const found = /\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2} \p{L}{3,9}\.? \d{4}|\d{4}-\d\d-\d\d/u.exec(
    line.replace(/\s+/g, ' '),
  )
  return found === null ? null : found[0]
}

const isPublication = (time: Element): boolean =>
  time.attribs.pubdate !== undefined || /publish/i.test(`${time.attribs.itemprop ?? ''} ${time.attribs.class ?? ''}`)

const clean = (element: Element | undefined): string | null => {
  const words = element === undefined ? '' : textContent(element).replace(/\s+/g, ' ').trim()
  return words === '' ? null : words
}

const firstDate = (candidates: readonly (string | null)[]): string | null => {
  for (const candidate of candidates) {
    const date = candidate === null ? null : isoDate(candidate)
    if (date !== null) return date
  }
  return null
}

type LinkedData = Readonly<Record<string, unknown>>

/** The article among the page's JSON-LD objects; broken ones are passed over. */
const linkedData = (page: readonly AnyNode[]): LinkedData | null => {
  const objects: LinkedData[] = []
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect)
    else if (typeof value === 'object' && value !== null) {
      objects.push(value as LinkedData)
      collect((value as LinkedData)['@graph'])
    }
  }
  for (const script of elements('script', page)) {
    if (!/ld\+json/i.test(script.attribs.type ?? '')) continue
    try {
      collect(JSON.parse(textContent(script).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')))
    } catch {
      // A page with broken JSON-LD still has its meta elements.
    }
  }
  return objects.find(object => /Article|BlogPosting|Report\b/.test(String(object['@type']))) ?? null
}

const string = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

const nameOf = (value: unknown): string | null => {
  if (Array.isArray(value))
    return (
      value
        .map(nameOf)
        .filter(name => name !== null)
        .join(', ') || null
    )
  if (typeof value === 'object' && value !== null) return string((value as LinkedData).name)
  return string(value)
}
