import { LineCounter, type Node, Pair, parseDocument, Scalar, YAMLMap, YAMLSeq } from 'yaml'

/** A YAML file as a tree of the yaml package's nodes, with what is wrong in it. */
export interface ParsedYaml {
  readonly contents: Node | null
  readonly errors: readonly { readonly message: string; readonly pos: readonly [number, number] }[]
  readonly lines: LineCounter
}

/**
 * Parses a data file. The yaml package reads half a megabyte a second, which would be most of the start; nearly all our files keep to a plain
 * part of YAML that is read here twenty times faster into the same nodes. Whatever is not plainly of that part, errors included, goes to the
 * package. A test holds the two against each other.
 */
export const parseYaml = (text: string): ParsedYaml => {
  const lines = new LineCounter()
  const contents = parsePlain(text)
  if (contents !== null) {
    lines.addNewLine(0)
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
    return { contents, errors: [], lines }
  }
  const document = parseDocument(text, { lineCounter: lines })
  return { contents: document.contents, errors: document.errors, lines }
}

/** The tree of a text in the plain part of YAML: block and flow collections, scalars of one line; else null. */
export const parsePlain = (text: string): Node | null => {
  try {
    const reader = createReader(text)
    const contents = reader.block(-1)
    return reader.atEnd() ? contents : null
  } catch (error) {
    if (error === OTHER) return null
    throw error
  }
}

/** Thrown where the text leaves the plain part. */
const OTHER = new Error('not plain YAML')

interface Line {
  indent: number
  /** Offset of the first character of its content, moved on as "- " is read. */
  at: number
  readonly end: number
}

/** First characters of a plain scalar that could mean something else. */
const FIRST = /[,[\]{}#&*!|>'"%@`]/
const KEY = /[^\n]*?:(?=[ \n]|$)/y
const ODD_NUMBER = /^[-+]?(?:0[xo]|\.(?:inf|nan)|[\d.]+e[-+]?\d)/i
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t', '/': '/' }

const createReader = (text: string) => {
  if (/[\t\r\ufeff]/.test(text)) throw OTHER
  const lines = contentLines(text)
  let now = 0

  const peek = (): Line | undefined => lines[now]

  /** What stands below a key or a dash at `parent` (-1 at the top). */
  const block = (parent: number): Node => {
    const line = peek()
    if (line === undefined) throw OTHER
    if (isDash(line)) return sequence(line.indent)
    if (parent < 0 || keyEnd(line.at, line.end) >= 0) return mapping(line.indent)
    return inline(line.at, line.end, parent)
  }

  const isDash = (line: Line): boolean =>
    text[line.at] === '-' && (line.at + 1 >= line.end || text[line.at + 1] === ' ')

  const sequence = (indent: number): Node => {
    const list = new YAMLSeq<unknown>()
    const start = peek()?.at ?? 0
    for (let line = peek(); line !== undefined && line.indent === indent && isDash(line); line = peek()) {
      const from = skipSpaces(line.at + 1, line.end)
      if (from >= line.end) {
        now++
        const next = peek()
        list.items.push(next !== undefined && next.indent > indent ? block(indent) : nothing(line.at + 1))
        continue
      }
      line.indent += from - line.at
      line.at = from
      if (isDash(line)) list.items.push(sequence(line.indent))
      else if (keyEnd(from, line.end) >= 0) list.items.push(mapping(line.indent))
      else list.items.push(inline(from, line.end, indent))
    }
    const after = peek()
    if (after !== undefined && after.indent > indent) throw OTHER
    return ranged(list, start)
  }

  const mapping = (indent: number): Node => {
    const map = new YAMLMap<Node, Node>()
    const start = peek()?.at ?? 0
    const names = new Set<unknown>()
    for (let line = peek(); line !== undefined && line.indent === indent && !isDash(line); line = peek()) {
      const colon = keyEnd(line.at, line.end)
      if (colon < 0) throw OTHER
      const key = keyOf(line.at, colon)
      if (names.has(key.value)) throw OTHER
      names.add(key.value)
      const from = skipSpaces(colon + 1, line.end)
      if (from < line.end) {
        map.items.push(new Pair<Node, Node>(key, inline(from, line.end, indent)))
        continue
      }
      now++
      const next = peek()
      const deeper = next !== undefined && (next.indent > indent || (next.indent === indent && isDash(next)))
      map.items.push(new Pair<Node, Node>(key, deeper ? block(indent) : nothing(colon + 1)))
    }
    const after = peek()
    if (after !== undefined && after.indent > indent) throw OTHER
    return ranged(map, start)
  }

  /** Where the colon of a key stands that begins at `at`, or -1. */
  const keyEnd = (at: number, end: number): number => {
    const first = text[at] ?? ''
    if (first === '"' || first === "'") {
      const close = skipSpaces(quoteEnd(at, end), end)
      return text[close] === ':' && (close + 1 >= end || text[close + 1] === ' ') ? close : -1
    }
    if (first === '[' || first === '{') return -1
    KEY.lastIndex = at
    const found = KEY.exec(text)
    if (found === null || at + found[0].length > end) return -1
    return at + found[0].length - 1
  }

  const keyOf = (at: number, colon: number): Scalar => {
    const first = text[at] ?? ''
    if (first === '"' || first === "'") return quoted(at, quoteEnd(at, colon))
    const words = text.slice(at, colon).trimEnd()
    if (FIRST.test(first) || first === '?' || first === '' || first === ':' || / #/.test(words)) throw OTHER
    return plain(words, at)
  }

  /** A value that begins within a line; moves to the line after it. */
  const inline = (at: number, end: number, indent: number): Node => {
    const first = text[at] ?? ''
    if (first === '[' || first === '{') {
      const [node, after] = flow(at, indent)
      while ((peek()?.end ?? after) < after) now++
      const last = peek()
      if (last === undefined || skipSpaces(after, last.end) < last.end) throw OTHER
      now++
      return node
    }
    if (text.slice(at, end) === '>-') return folded(at, end, indent)
    now++
    const next = peek()
    if (next !== undefined && next.indent > indent) throw OTHER
    if (first === '"' || first === "'") {
      const close = quoteEnd(at, end)
      if (skipSpaces(close, end) < end) throw OTHER
      return quoted(at, close)
    }
    return plain(checked(text.slice(at, end), first), at)
  }

  /** A folded scalar of evenly indented lines. */
  const folded = (at: number, end: number, indent: number): Node => {
    now++
    const deep = peek()?.indent ?? 0
    const words: string[] = []
    let last = end
    for (let line = peek(); line !== undefined && line.indent > indent; line = peek()) {
      // A line of comment or a blank one between would count.
      if (line.indent !== deep || line.at !== last + 1 + deep) throw OTHER
      last = text.indexOf('\n', line.at)
      if (last < 0) last = text.length
      if (line.end !== last) throw OTHER
      words.push(text.slice(line.at, line.end))
      now++
    }
    if (words.length === 0) throw OTHER
    return ranged(new Scalar(words.join(' ')), at)
  }

  /** A plain scalar's words, where nothing in them means something else. */
  const checked = (words: string, first: string): string => {
    if (FIRST.test(first) || /: |:$| #/.test(words)) throw OTHER
    if (/^[-?:](?: |$)/.test(words)) throw OTHER
    return words
  }

  const flow = (open: number, indent: number): readonly [Node, number] => {
    const close = text[open] === '[' ? ']' : '}'
    const list = new YAMLSeq<unknown>()
    const map = new YAMLMap<Node, Node>()
    const names = new Set<unknown>()
    let at = skipFlow(open + 1, indent)
    while (text[at] !== close) {
      const [node, after] = flowItem(at, indent)
      at = skipFlow(after, indent)
      if (close === ']') {
        if (text[at] === ':') throw OTHER
        list.items.push(node)
      } else {
        if (!(node instanceof Scalar) || names.has(node.value) || text[at] !== ':') throw OTHER
        names.add(node.value)
        const [value, end] = flowItem(skipFlow(at + 1, indent), indent)
        map.items.push(new Pair<Node, Node>(node, value))
        at = skipFlow(end, indent)
      }
      if (text[at] === ',') at = skipFlow(at + 1, indent)
      else if (text[at] !== close) throw OTHER
    }
    const node = close === ']' ? list : map
    node.flow = true
    return [ranged(node, open), at + 1]
  }

  const flowItem = (at: number, indent: number): readonly [Node, number] => {
    const first = text[at] ?? ''
    if (first === '[' || first === '{') return flow(at, indent)
    if (first === '"' || first === "'") {
      const close = quoteEnd(at, text.length)
      if (text.slice(at, close).includes('\n')) throw OTHER
      return [quoted(at, close), close]
    }
    let end = at
    for (; end < text.length && !/[,[\]{}\n]/.test(text[end] ?? ''); end++) {
      if (text[end] === ':' && /[ \n,[\]{}]/.test(text[end + 1] ?? ' ')) break
      if (text[end] === '#' && text[end - 1] === ' ') break
    }
    const words = text.slice(at, end).trimEnd()
    if (words === '' || FIRST.test(first) || /^[-?:](?: |$)/.test(words)) throw OTHER
    // A plain scalar that goes on in the next line would be one with it.
    if (!/[,\]}:[{]/.test(text[skipFlow(end, indent)] ?? '')) throw OTHER
    return [plain(words, at), end]
  }

  /** Past spaces, line breaks and comments inside a flow collection, whose lines must be indented. */
  const skipFlow = (from: number, indent: number): number => {
    let at = from
    for (;;) {
      while (text[at] === ' ') at++
      if (text[at] === '#' && /[ \n]/.test(text[at - 1] ?? ' ')) while (at < text.length && text[at] !== '\n') at++
      if (text[at] !== '\n') break
      let next = at + 1
      while (text[next] === ' ') next++
      if (text[next] !== '\n' && text[next] !== '#' && next - at - 1 <= indent) throw OTHER
      at = next
    }
    if (at >= text.length) throw OTHER
    return at
  }

  const skipSpaces = (from: number, end: number): number => {
    let at = from
    while (at < end && text[at] === ' ') at++
    return at
  }

  /** Just past the closing quote. */
  const quoteEnd = (at: number, end: number): number => {
    const quote = text[at]
    for (let i = at + 1; i < end; i++) {
      if (text[i] === '\n') throw OTHER
      if (quote === '"' && text[i] === '\\') i++
      else if (text[i] === quote) {
        if (quote === '"' || text[i + 1] !== "'") return i + 1
        i++
      }
    }
    throw OTHER
  }

  const quoted = (at: number, end: number): Scalar => {
    const inside = text.slice(at + 1, end - 1)
    if (text[at] === "'") return ranged(new Scalar(inside.replaceAll("''", "'")), at)
    const value = inside.replace(/\\(.)/g, (_, mark: string) => {
      const character = ESCAPES[mark]
      if (character === undefined) throw OTHER
      return character
    })
    return ranged(new Scalar(value), at)
  }

  const atEnd = (): boolean => now >= lines.length

  return { block, atEnd }
}

/** Lines that hold more than a comment, without the comment at their end. */
const contentLines = (text: string): readonly Line[] => {
  const lines: Line[] = []
  let from = 0
  while (from < text.length) {
    const feed = text.indexOf('\n', from)
    const stop = feed < 0 ? text.length : feed
    let at = from
    while (at < stop && text[at] === ' ') at++
    if (at < stop && text[at] !== '#') lines.push({ indent: at - from, at, end: contentEnd(text, at, stop) })
    if (at === from && (text.startsWith('---', at) || text.startsWith('...', at) || text[at] === '%')) throw OTHER
    from = stop + 1
  }
  return lines
}

/** Where the content of a line ends: before a comment outside quotes, and before the spaces there. */
const contentEnd = (text: string, at: number, stop: number): number => {
  let end = stop
  let quote = ''
  for (let i = at; i < stop; i++) {
    const mark = text[i] ?? ''
    if (quote !== '') {
      if (quote === '"' && mark === '\\') i++
      else if (mark === quote) quote = ''
    } else if ((mark === '"' || mark === "'") && /[\s[{,:-]/.test(text[i - 1] ?? ' ')) quote = mark
    else if (mark === '#' && text[i - 1] === ' ') {
      end = i
      break
    }
  }
  while (end > at && text[end - 1] === ' ') end--
  return end
}

const ranged = <T extends Node>(node: T, start: number): T => {
  node.range = [start, start, start]
  return node
}

const nothing = (at: number): Scalar => ranged(new Scalar(null), at)

/** A plain scalar by YAML's core schema. */
const plain = (source: string, at: number): Scalar => {
  if (ODD_NUMBER.test(source)) throw OTHER
  const scalar = new Scalar<unknown>(
    /^(?:~|null|Null|NULL)$/.test(source)
      ? null
      : /^(?:true|True|TRUE)$/.test(source)
        ? true
        : /^(?:false|False|FALSE)$/.test(source)
          ? false
          : /^[-+]?(?:\d+|\.\d+|\d+\.\d*)$/.test(source)
            ? Number(source)
            : source,
  )
  scalar.source = source
  return ranged(scalar, at)
}
