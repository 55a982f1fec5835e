import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolveReferences } from '../src/annotate/coreference.ts'
import { findActors } from '../src/annotate/entities.ts'
import { segment } from '../src/annotate/segment.ts'
import { withTrees } from '../src/annotate/trees.ts'
import { loadActors } from '../src/knowledge/actors.ts'
import { loadLemmas } from '../src/knowledge/lemmas.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import type { Dateline, Document } from '../src/model/document.ts'
import type { EntityLayer } from '../src/model/entity.ts'
import type { Parser, Sentence } from '../src/model/token.ts'
import { createParser } from '../src/parse/parser.ts'
import { readData } from '../src/read/data.ts'

const root = join(import.meta.dirname, '..')
const files = await readData([])
const cpu = process.cpuUsage()
const loaded = loadActors(files)
const spent = process.cpuUsage(cpu)
export const loadTime = (spent.user + spent.system) / 1000
for (const p of loaded.problems) console.log(`${p.file}:${p.line}: ${p.message}`)
export const actors = loaded.knowledge
const tokens = loadTokens(files).knowledge
const lemmas = loadLemmas(files).knowledge
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

/** A document cut and parsed, as the pipeline does it. */
export const parseDocument = (
  document: Document,
): { readonly dateline: Dateline | null; readonly sentences: readonly Sentence[] } => {
  const { dateline, sentences } = segment(document, tokens)
  return { dateline, sentences: withTrees(sentences, parser, lemmas) }
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
    readonly dateline: Dateline | null
    readonly sentences: readonly Sentence[]
  }[],
): number =>
  parsed.reduce(
    (sum, { document, dateline, sentences }) =>
      sum + resolveReferences(findActors(actors, document, dateline, sentences)).mentions.length,
    0,
  )
