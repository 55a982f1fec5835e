import { loadKnowledge } from '../src/knowledge/knowledge.ts'
import type { Document } from '../src/model/document.ts'
import type { DocumentRecord } from '../src/model/record.ts'
import { createParser } from '../src/parse/parser.ts'
import { type Coder, createCoder } from '../src/pipeline.ts'
import type { Found } from '../src/read/fields.ts'
import { readJson, readLine } from '../src/read/json.ts'
import { readText } from '../src/read/text.ts'
import type { Input } from './host.ts'
import { unpack } from './unpack.ts'

/** The coder in a thread of the browser: a report comes in, its records or a sentence on what is wrong go out. */
export interface Request {
  readonly number: number
  readonly input: Input
}

export interface Reply {
  readonly number: number
  readonly records: readonly DocumentRecord[]
  readonly problems: readonly string[]
}

/** What the build packs for it: the data files, and by what the coder is known. */
export interface Packed {
  readonly coder: DocumentRecord['coder']
  readonly files: Readonly<Record<string, string>>
}

/** The little of a worker's scope used here: its types and those of a page exclude each other. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: Request }) => void
  postMessage(reply: Reply): void
}

const load = async (): Promise<Coder> => {
  const [knowledge, model] = await Promise.all([unpack('knowledge.bin'), unpack('model.bin')])
  const { coder, files } = JSON.parse(new TextDecoder().decode(knowledge)) as Packed
  return createCoder(loadKnowledge(new Map(Object.entries(files))).knowledge, createParser(model), coder)
}

let loading: Promise<Coder> | null = null

scope.onmessage = async ({ data: { number, input } }) => {
  try {
    loading ??= load()
    const coder = await loading
    // fetched before the network may be cut, and after what every report needs
    void import('../src/read/html.ts').catch(() => undefined)
    const { documents, problems } = await documentsIn(input)
    scope.postMessage({ number, records: documents.map(d => coder.code(d)), problems })
  } catch (error) {
    scope.postMessage({ number, records: [], problems: [error instanceof Error ? error.message : String(error)] })
  }
}

/** Reads what was dropped by what it looks like, as the command line does by its first lines. */
const documentsIn = async (
  input: Input,
): Promise<{ readonly documents: readonly Document[]; readonly problems: readonly string[] }> => {
  const id = input.name === 'pasted' ? `text-${await digest(input.text)}` : input.name.replace(/\.\w+$/, '')
  const found = await foundIn(input.text, id)
  return {
    documents: found.flatMap(({ document }) =>
      document === null
        ? []
        : [
            {
              ...document,
              published: input.published ?? document.published,
              publisher: input.publisher ?? document.publisher,
            },
          ],
    ),
    problems: found.flatMap(f => f.problems),
  }
}

const foundIn = async (text: string, id: string): Promise<readonly Found[]> => {
  const start = text.replace(/^\ufeff/, '').trimStart()
  if (/^<(?:!doctype|html|head|body|article|div|meta|p|\?xml)\b/i.test(start)) {
    // a sixth of the thread's script, fetched with the first page of HTML
    return [(await import('../src/read/html.ts')).readHtml(text, id)]
  }
  if (!/^\{\s*"|^\[\s*[{\]]/.test(start)) return [readText(text, id)]
  const lines = start.split('\n').filter(line => line.trim() !== '')
  const several = lines.length > 1 && lines.every(line => /^\s*\{.*\}\s*$/.test(line))
  return several ? lines.map((line, i) => readLine(line, `${id}-${i + 1}`)) : readJson(text, id)
}

const digest = async (text: string): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes.slice(0, 6)].map(b => b.toString(16).padStart(2, '0')).join('')
}
