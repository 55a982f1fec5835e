import { createReadStream } from 'node:fs'
import { open, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Document, documentOf } from '../model/document.ts'
import type { ConlluSentence } from '../views/conllu.ts'
import { readConllu } from './conllu.ts'
import { decode } from './decode.ts'
import type { Found } from './fields.ts'
import { declaredEncoding, readHtml } from './html.ts'
import { readJson, readLine } from './json.ts'
import { readText } from './text.ts'

/** One thing found in the input: a document (with the trees it came with, for CoNLL-U), or a line on what is wrong and where. */
export type Reading =
  | { readonly kind: 'document'; readonly document: Document; readonly trees: readonly ConlluSentence[] | null }
  | { readonly kind: 'problem'; readonly message: string }

/** Settings of the command line that win over what a report says of itself. */
export interface Overrides {
  readonly published?: string
  readonly publisher?: string
}

export type Format = 'text' | 'html' | 'json' | 'jsonl' | 'conllu'

const FORMATS: Readonly<Record<string, Format>> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'text',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.conllu': 'conllu',
  '.conll': 'conllu',
}

/** Largest file read at once, in bytes; JSON Lines may be of any size. */
const LARGEST_FILE = 200e6
/** Longest text taken for one report, in characters; it would take a minute. The longest in a year of wire news has 30,000. */
const LONGEST_TEXT = 2e6

/**
 * Reads files, directories (recursively, in the order of their names) and `-`, standard input, one document at a time. Nothing stops
 * it: what cannot be read is a problem among the documents, in place.
 */
export const readSources = async function* (
  paths: readonly string[],
  overrides: Overrides = {},
): AsyncGenerator<Reading> {
  const ids = new Set<string>()
  for (const path of paths) {
    for await (const reading of path === '-' ? readStream() : readPath(path)) {
      if (reading.kind === 'problem') {
        yield reading
        continue
      }
      const { document, trees } = reading
      // Two files of one name in different folders, or one file given twice.
      let id = document.id
      for (let n = 2; ids.has(id); n++) id = `${document.id}-${n}`
      ids.add(id)
      const published = overrides.published ?? document.published
      const publisher = overrides.publisher ?? document.publisher
      yield { kind: 'document', document: { ...document, id, published, publisher }, trees }
    }
  }
}

const problem = (where: string, message: string): Reading => ({ kind: 'problem', message: `${where}: ${message}` })

const readPath = async function* (path: string): AsyncGenerator<Reading> {
  try {
    const info = await stat(path)
    if (info.isDirectory()) yield* readFolder(path)
    else yield* readOne(path, stem(basename(path)), info.size)
  } catch (error) {
    yield problem(path, failure(error))
  }
}

/** Every readable file below a folder; hidden ones and those with an extension of another kind are passed over. */
const readFolder = async function* (root: string): AsyncGenerator<Reading> {
  let any = false
  for await (const path of walk(root, new Set())) {
    any = true
    try {
      yield* readOne(path, stem(relative(root, path).replaceAll('\\', '/')), (await stat(path)).size)
    } catch (error) {
      yield problem(path, failure(error))
    }
  }
  if (!any) yield problem(root, `holds no report (${Object.keys(FORMATS).join(' ')}, or a file without extension)`)
}

const walk = async function* (folder: string, seen: Set<string>): AsyncGenerator<string> {
  const real = await realpath(folder)
  if (seen.has(real)) return
  seen.add(real)
  const names = (await readdir(folder)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  for (const name of names) {
    if (name.startsWith('.')) continue
    const path = join(folder, name)
    const info = await stat(path).catch(() => null)
    if (info?.isDirectory()) yield* walk(path, seen)
    else if (info?.isFile() && (formatOf(name) !== null || extname(bare(name)) === '')) yield path
  }
}

const bare = (name: string): string => name.replace(/\.gz$/, '')
const stem = (name: string): string => bare(name).replace(/\.[a-z]{2,6}$/i, '')
const formatOf = (name: string): Format | null => FORMATS[extname(bare(name)).toLowerCase()] ?? null

const readOne = async function* (path: string, id: string, size: number): AsyncGenerator<Reading> {
  const format = formatOf(path)
  if (format === 'jsonl' && !path.endsWith('.gz') && !(await isWide(path))) {
    yield* readLines(createReadStream(path), path, id)
    return
  }
  if (size > LARGEST_FILE) {
    yield problem(
      path,
      `is too large to be read at once (${Math.round(size / 1e6)} MB); write many reports as JSON Lines`,
    )
    return
  }
  let bytes: Uint8Array = await readFile(path)
  if (path.endsWith('.gz')) bytes = gunzipSync(bytes)
  yield* readBytes(bytes, path, id, format)
}

const isWide = async (path: string): Promise<boolean> => {
  const file = await open(path)
  try {
    const info = await file.stat()
    if (!info.isFile()) return false
    const { buffer } = await file.read({ buffer: Buffer.alloc(4), position: 0 })
    return (
      (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff) || buffer.indexOf(0) >= 0
    )
  } finally {
    await file.close()
  }
}

/** Standard input: JSON Lines as they come, anything else when it has ended. */
const readStream = async function* (): AsyncGenerator<Reading> {
  const name = 'standard input'
  try {
    const chunks = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    const first: Buffer[] = []
    let next = await chunks.next()
    while (!next.done && Buffer.concat(first).length < 4096) {
      first.push(next.value)
      if (next.value.includes(10)) {
        next = await chunks.next()
        break
      }
      next = await chunks.next()
    }
    const rest = async function* (): AsyncGenerator<Buffer> {
      yield* first
      for (; !next.done; next = await chunks.next()) yield next.value
    }
    if (isJsonLine(Buffer.concat(first))) {
      yield* readLines(rest(), name, 'stdin')
      return
    }
    const all: Buffer[] = []
    for await (const chunk of rest()) all.push(chunk)
    yield* readBytes(Buffer.concat(all), name, 'stdin', null)
  } catch (error) {
    yield problem(name, failure(error))
  }
}

/** Whether the first line is an object of its own. */
const isJsonLine = (head: Uint8Array): boolean => {
  const end = head.indexOf(10)
  if (end < 0) return false
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(head.subarray(0, end)))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** JSON Lines, one line in memory at a time, each in its own encoding; a broken line is named and the others go on. */
const readLines = async function* (
  chunks: AsyncIterable<Buffer | string>,
  where: string,
  id: string,
): AsyncGenerator<Reading> {
  let number = 0
  let pending: Buffer[] = []
  let any = false
  const line = function* (bytes: Buffer): Generator<Reading> {
    number++
    const decoded = decode(bytes)
    if ('reason' in decoded) {
      yield problem(`${where}:${number}`, decoded.reason)
      return
    }
    if (decoded.text.trim() === '') return
    any = true
    yield* spread([readLine(decoded.text, `${id}-${number}`)], `${where}:${number}`)
  }
  for await (const chunk of chunks) {
    let rest = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield* line(Buffer.concat([...pending, rest.subarray(0, end)]))
      pending = []
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) pending.push(rest)
  }
  if (pending.length > 0) yield* line(Buffer.concat(pending))
  if (!any) yield problem(where, 'is empty')
}

/** A whole file in memory. */
export const readBytes = function* (
  bytes: Uint8Array,
  where: string,
  id: string,
  format: Format | null,
): Generator<Reading> {
  if (bytes.length === 0) {
    yield problem(where, 'is empty')
    return
  }
  const decoded = decode(bytes, format === 'html' || format === null ? declaredEncoding(bytes) : null)
  if ('reason' in decoded) {
    yield problem(where, decoded.reason)
    return
  }
  if (decoded.text.trim() === '') {
    yield problem(where, 'is empty')
    return
  }
  yield* readSource(decoded.text, where, id, format ?? sniff(decoded.text))
}

const readSource = function* (source: string, where: string, id: string, format: Format): Generator<Reading> {
  if (format === 'conllu') {
    const { documents, problems } = readConllu(source)
    for (const { line, message } of problems) yield problem(`${where}:${line}`, message)
    if (documents.length === 0 && problems.length === 0) yield problem(where, 'holds no sentence')
    for (const [i, { id: own, text, sentences }] of documents.entries()) {
      const name = own ?? (documents.length === 1 ? id : `${id}-${i + 1}`)
      yield { kind: 'document', document: documentOf(text, { id: name }), trees: sentences }
    }
  } else if (format === 'html') yield* spread([readHtml(source, id)], where)
  else if (format === 'json') yield* spread(readJson(source, id), where)
  else if (format === 'jsonl') {
    for (const [i, line] of source.split(/\r?\n/).entries()) {
      if (line.trim() !== '') yield* spread([readLine(line, `${id}-${i + 1}`)], `${where}:${i + 1}`)
    }
  } else yield* spread([readText(source, id)], where)
}

const spread = function* (found: readonly Found[], where: string): Generator<Reading> {
  for (const { document, problems } of found) {
    for (const message of problems) yield problem(where, message)
    if (document === null) continue
    const size = document.text.length
    if (size <= LONGEST_TEXT) yield { kind: 'document', document, trees: null }
    else yield problem(where, `is too long to be one report (${(size / 1e6).toFixed(1)} million characters); split it`)
  }
}

/** The format of a text by its looks, where its name does not tell. */
const sniff = (text: string): Format => {
  const whole = text.replace(/^\ufeff/, '').trimStart()
  const head = whole.slice(0, 3000)
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|article|div|meta|p)\b/i.test(head)
  ) {
    return 'html'
  }
  if (/^(?:#.*\n)*1(?:-\d+)?\t[^\t\n]+\t[^\n]*\t[^\n]*\t/.test(head)) return 'conllu'
  if (!/^\{\s*"|^\[\s*[{\]]/.test(head)) return 'text'
  const end = whole.indexOf('\n') + 1
  return whole.slice(end).trim() !== '' && isJsonLine(Buffer.from(whole.slice(0, end))) ? 'jsonl' : 'json'
}

const failure = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it'
  if (code === 'EISDIR') return 'is a directory'
  if (code === 'ELOOP') return 'is a link that leads to itself'
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') return 'is damaged: not whole gzip data'
  return error instanceof Error ? error.message : String(error)
}
