import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolveReferences } from '../src/annotate/coreference.ts'
import { findActors } from '../src/annotate/entities.ts'
import { segment } from '../src/annotate/segment.ts'
import { loadActors } from '../src/knowledge/actors.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import type { Document } from '../src/model/document.ts'
import type { EntityLayer } from '../src/model/entity.ts'
import type { Parser, Sentence } from '../src/model/token.ts'
import { createParser } from '../src/parse/parser.ts'

const root = join(import.meta.dirname, '..')
export const dataFiles = (): ReadonlyMap<string, string> => {
  const files = new Map<string, string>()
  for (const entry of readdirSync(join(root, 'data'), { recursive: true, encoding: 'utf8' })) {
    if (/\.(tsv|yml)$/.test(entry)) files.set(entry, readFileSync(join(root, 'data', entry), 'utf8'))
  }
  return files
}
const files = dataFiles()
const cpu = process.cpuUsage()
const loaded = loadActors(files)
const spent = process.cpuUsage(cpu)
export const loadTime = (spent.user + spent.system) / 1000
for (const p of loaded.problems) console.log(`${p.file}:${p.line}: ${p.message}`)
export const actors = loaded.knowledge
const tokens = loadTokens(files).knowledge
export const parser: Parser = createParser(readFileSync(join(root, 'models/en.bin')))

export const makeDocument = (text: string, extra: Partial<Document> = {}): Document => ({
  id: 'x',
  url: null,
  title: null,
  publisher: null,
  author: null,
  published: null,
  dateline: null,
  language: 'en',
  text,
  ...extra,
})

export const parseDocument = (
  document: Document,
): { dateline: import('../src/model/document.ts').Dateline | null; sentences: readonly Sentence[] } => {
  const { dateline, sentences } = segment(document, tokens)
  const parses = parser.parse(sentences.map(s => s.words.map(w => w.form)))
  return {
    dateline,
    sentences: sentences.map((s, i) => {
      const p = parses[i]
      if (!p) throw new Error('parse')
      return {
        start: s.start,
        end: s.end,
        index: s.index,
        zone: s.zone,
        paragraph: s.paragraph,
        names: p.names,
        tokens: s.words.map((w, k) => ({
          ...w,
          id: k + 1,
          lemma: p.lemma[k] ?? '_',
          upos: p.upos[k] ?? 'X',
          xpos: p.xpos[k] ?? '_',
          feats: p.feats[k] ?? '_',
          head: p.head[k] ?? 0,
          deprel: p.deprel[k] ?? 'dep',
        })),
      }
    }),
  }
}

export const layerOf = (document: Document): { layer: EntityLayer; sentences: readonly Sentence[] } => {
  const { dateline, sentences } = parseDocument(document)
  const found = findActors(actors, document, dateline, sentences)
  return { layer: resolveReferences(found), sentences }
}

/** Runs the two stages over parsed documents; for timing. */
export const readActors = (
  parsed: readonly {
    readonly document: Document
    readonly dateline: import('../src/model/document.ts').Dateline | null
    readonly sentences: readonly Sentence[]
  }[],
): number =>
  parsed.reduce(
    (sum, { document, dateline, sentences }) =>
      sum + resolveReferences(findActors(actors, document, dateline, sentences)).mentions.length,
    0,
  )
