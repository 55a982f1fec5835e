import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { segment } from '../src/annotate/segment.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import type { Dateline, Document } from '../src/model/document.ts'
import type { Sentence } from '../src/model/token.ts'
import { createParser } from '../src/parse/parser.ts'

const root = resolve(import.meta.dirname, '..')

/** The text files below `data/FOLDER`, keyed by path below `data/`. */
export const dataFiles = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(root, 'data', folder), { recursive: true, encoding: 'utf8' })
      .filter(file => /\.(yml|tsv)$/.test(file))
      .map(file => [`${folder}/${file}`, readFileSync(join(root, 'data', folder, file), 'utf8')]),
  )

/** A report with defaults for what a benchmark does not know. */
export const report = (fields: Partial<Document> & Pick<Document, 'id' | 'text'>): Document => ({
  url: null,
  title: null,
  publisher: null,
  author: null,
  published: null,
  dateline: null,
  language: 'en',
  ...fields,
})

/** Segments and parses reports with the model in `models/`. */
export const reader = (): ((document: Document) => {
  readonly dateline: Dateline | null
  readonly sentences: readonly Sentence[]
}) => {
  const { knowledge } = loadTokens(dataFiles('tokens'))
  const parser = createParser(readFileSync(join(root, 'models/en.bin')))
  return document => {
    const { dateline, sentences } = segment(document, knowledge)
    const parses = parser.parse(sentences.map(s => s.words.map(w => w.form)))
    return {
      dateline,
      sentences: sentences.map((sentence, i) => {
        const { words, ...rest } = sentence
        const parse = parses[i]
        if (!parse) throw new Error(`no parse of sentence ${i}`)
        const tokens = words.map((word, j) => ({
          ...word,
          id: j + 1,
          lemma: parse.lemma[j] ?? word.form,
          upos: parse.upos[j] ?? 'X',
          xpos: parse.xpos[j] ?? '_',
          feats: parse.feats[j] ?? '_',
          head: parse.head[j] ?? 0,
          deprel: parse.deprel[j] ?? 'dep',
        }))
        return { ...rest, tokens, names: parse.names }
      }),
    }
  }
}
