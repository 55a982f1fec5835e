import type { AnyNode, Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { getElementsByTagName, textContent } from 'domutils'
import { DomHandler, Parser } from 'htmlparser2'
import type { Found } from './fields.ts'
import { readMeta } from './html-meta.ts'

/** An article has at least this many words. */
const SHORTEST = 25

/** Reads the article of an HTML page; a page without one is a problem, not a document. */
export const readHtml = (source: string, fallbackId: string): Found => {
  try {
    return readPage(source, fallbackId)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { document: null, problems: ['is nested too deeply to be read'] }
  }
}

const readPage = (source: string, fallbackId: string): Found => {
  const page = parsePage(source)
  const meta = readMeta(page)
  const found = extract(page)
  const carried = meta.body === null ? '' : plainBody(meta.body)
  const text = words(carried) > words(found) * 2 ? carried : found
  if (words(text) < SHORTEST) {
    return { document: null, problems: ['holds no article: no element with enough running text was found in the page'] }
  }
  const { title, published, publisher, author, url, language } = meta
  const document = {
    id: fallbackId,
    url,
    title,
    publisher,
    author,
    published,
    dateline: null,
    language: language ?? 'en',
    text,
  }
  return { document, problems: [] }
}

/** No page of the world nests its elements deeper; time and stack would run out on one made to. */
const DEEPEST = 500

const parsePage = (source: string): readonly AnyNode[] => {
  const handler = new DomHandler()
  const open = handler.onopentag.bind(handler)
  const close = handler.onclosetag.bind(handler)
  let depth = 0
  handler.onopentag = (name, attributes) => {
    depth++
    if (depth > DEEPEST) throw new RangeError('nested too deeply')
    open(name, attributes)
  }
  handler.onclosetag = () => {
    depth--
    close()
  }
  new Parser(handler).end(source)
  return handler.dom
}

/** The encoding a page declares in its first kilobyte, or null. */
export const declaredEncoding = (bytes: Uint8Array): string | null => {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2048))
  return (
    /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ??
    /<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1] ??
    null
  )
}

const words = (text: string): number => (text === '' ? 0 : text.split(/\s+/).length)

const plainBody = (body: string): string =>
  textContent([...parsePage(body.replace(/<\/p>|<br\s*\/?>/gi, '\n\n'))])
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim()

const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'footer',
  'aside',
  'button',
  'select',
  'svg',
  'iframe',
  'figure',
  'figcaption',
  'video',
  'audio',
  'object',
  'dialog',
  'head',
  'menu',
  'input',
  'textarea',
  'h1',
])
const BLOCKS = new Set([
  'p',
  'li',
  'blockquote',
  'pre',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'div',
  'section',
  'article',
  'main',
  'td',
  'dd',
  'dt',
  'body',
  'center',
  'header',
  'ul',
  'ol',
  'dl',
  'table',
  'tr',
  'tbody',
  'html',
  'hr',
  'address',
  'details',
  'summary',
])
/** Class names and ids of what surrounds an article. */
const AROUND =
  /(?:^|[\s_-])(?:comments?|shar(?:e|ing)|social|related|promo|newsletter|sidebar|footer|nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|banner|ads?|advert\w*|sponsor\w*|subscri\w+|signup|recommend\w*|read-?more|see-?also|most-?read|trending|tags?|toolbar|popup|modal|caption|credit|byline|dateline-meta|author-bio|hidden|sr-only|visually-hidden|skip|copyright|print-only)(?:$|[\s_-])/i

/** Which part of the page's text some nodes hold: counted in paragraphs, or in all text where a page hardly has any. */
type Measure = (nodes: readonly AnyNode[]) => number

const measureOf = (page: readonly AnyNode[]): Measure => {
  const inParagraphs = (nodes: readonly AnyNode[]): number =>
    getElementsByTagName('p', [...nodes]).reduce((sum, p) => sum + textContent(p).length, 0)
  const inAll = (nodes: readonly AnyNode[]): number => textContent([...nodes]).length
  const paragraphs = inParagraphs(page)
  const all = Math.max(1, inAll(getElementsByTagName('body', [...page])))
  return paragraphs > 400 ? nodes => inParagraphs(nodes) / paragraphs : nodes => inAll(nodes) / all
}

const COMMENTS = /comment|disqus|replies/i

interface Block {
  readonly text: string
  readonly linked: number
  readonly heading: boolean
  readonly parents: readonly Element[]
}

/** The running text of the page's article, paragraphs parted by blank lines. */
const extract = (page: readonly AnyNode[]): string => {
  const measure = measureOf(page)
  const blocks: Block[] = []
  collect(page, [], measure, blocks)
  const scores = new Map<Element, number>()
  const good = blocks.filter(block => isRunning(block))
  for (const block of good) {
    let share = block.text.length
    for (let i = block.parents.length - 1; i >= 0 && share > 1; i--) {
      const parent = block.parents[i]
      if (parent === undefined) break
      scores.set(parent, (scores.get(parent) ?? 0) + share * trust(parent))
      share /= 2
    }
  }
  let top: Element | null = null
  for (const [element, score] of scores) if (top === null || score > (scores.get(top) ?? 0)) top = element
  if (top === null) return ''
  const article = climb(top, blocks)
  const inside = blocks.filter(block => block.parents.includes(article))
  const kept = inside.filter(
    (block, i) => isRunning(block) || (block.heading && i + 1 < inside.length && isRunning(inside[i + 1])),
  )
  return kept.map(block => block.text).join('\n\n')
}

/**
 * The parent where it holds the rest of the article: its paragraphs stand in boxes of their own, one level down, so that the best of them is
 * only a part. Comments and biographies nest deeper or weigh less.
 */
const climb = (top: Element, blocks: readonly Block[]): Element => {
  const above = parentOf(top)
  if (above === null || above.name === 'body' || above.name === 'html') return top
  let inside = 0
  let beside = 0
  let other = 0
  for (const block of blocks) {
    const at = block.parents.lastIndexOf(above)
    if (at < 0) continue
    const size = block.text.length
    if (!isRunning(block)) other += size
    else if (block.parents.includes(top)) inside += size
    else if (block.parents.length - at <= 2) beside += size
    else other += size
  }
  return beside > inside * 0.4 && other < (inside + beside) * 0.25 ? above : top
}

const parentOf = (element: Element): Element | null =>
  element.parent !== null && isTag(element.parent) ? element.parent : null

/** The element of the block itself counts as its parent too where it holds several blocks. */
const trust = (element: Element): number => {
  if (/articleBody/i.test(element.attribs.itemprop ?? '')) return 2
  if (
    /article-?body|story-?body|entry-?content|post-?content|article-?text/i.test(
      `${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`,
    )
  )
    return 1.5
  return element.name === 'article' || element.name === 'main' ? 1.2 : 1
}

/** Prose: not mostly links, and a sentence or at least many words. */
const isRunning = (block: Block | undefined): boolean => {
  if (block === undefined || block.heading || block.linked > block.text.length * 0.5) return false
  return block.text.length >= 80 || /[.!?…][”"’')\]]*$/.test(block.text) || /^[“"‘]/.test(block.text)
}

const collect = (nodes: readonly AnyNode[], parents: readonly Element[], measure: Measure, blocks: Block[]): void => {
  let text = ''
  let linked = 0
  const owner = parents.at(-1)
  const heading = owner !== undefined && /^h\d$/.test(owner.name)
  const flush = (): void => {
    const clean = text.replace(/\s+/g, ' ').trim()
    if (clean !== '')
      blocks.push({
        text: clean,
        linked,
        heading,
        parents: owner?.name === 'p' || heading ? parents.slice(0, -1) : parents,
      })
    text = ''
    linked = 0
  }
  const inline = (list: readonly AnyNode[], inLink: boolean): void => {
    list.forEach((node, i) => {
      if (isText(node)) {
        text += node.data
        if (inLink) linked += node.data.trim().length
      } else if (isTag(node)) {
        if (node.name === 'br') {
          const next = list.slice(i + 1).find(n => !(isText(n) && n.data.trim() === ''))
          if (next !== undefined && isTag(next) && next.name === 'br') flush()
          else text += ' '
        } else if (isAround(node, measure)) return
        else if (BLOCKS.has(node.name)) {
          flush()
          collect(node.children, [...parents, node], measure, blocks)
        } else inline(node.children, inLink || node.name === 'a')
      }
    })
  }
  inline(nodes, false)
  flush()
}

/** Whether an element is no part of the article. One that holds the article element or most of the paragraphs is, whatever its class. */
const isAround = (element: Element, measure: Measure): boolean => {
  if (SKIPPED.has(element.name) || element.attribs.hidden !== undefined || element.attribs['aria-hidden'] === 'true')
    return true
  if (/display:\s*none/i.test(element.attribs.style ?? '')) return true
  // Some publishing systems wrap the whole page in one form.
  if (element.name === 'form') return measure(element.children) < 0.5
  const marks = `${element.attribs.class ?? ''} ${element.attribs.id ?? ''} ${element.attribs.role ?? ''}`
  if (!AROUND.test(marks) || element.name === 'body' || element.name === 'html') return false
  if (
    getElementsByTagName(name => name === 'article' || name === 'main' || name === 'h1', element.children).length > 0
  ) {
    return false
  }
  if (COMMENTS.test(marks)) return true
  return measure(element.children) < 0.5
}
