import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolveReferences } from '../src/annotate/coreference.ts'
import { findActors } from '../src/annotate/entities.ts'
import { segment } from '../src/annotate/segment.ts'
import { statements } from '../src/annotate/statements.ts'
import { loadActors } from '../src/knowledge/actors.ts'
import { loadAttribution } from '../src/knowledge/attribution.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import type { Statement } from '../src/model/attribution.ts'
import type { Document } from '../src/model/document.ts'
import type { Parse, Sentence } from '../src/model/token.ts'
import { createParser } from '../src/parse/parser.ts'
import { dataFiles } from '../test/knowledge.ts'

/** A text read as far as its statements. */
export interface Reading {
  readonly sentences: readonly Sentence[]
  readonly found: readonly Statement[]
  /** Names of the entities by their ids. */
  readonly names: ReadonlyMap<string, string>
  /** Time the statements alone took. */
  readonly ms: number
}

/**
 * Reads texts up to their statements, with the actors in them when `entities` is set. `PARSES=DIR` keeps the parses there, so that
 * rules can be tried without parsing again.
 */
export const createReader = ({
  entities = false,
} = {}): ((
  id: string,
  text: string,
  date: string | null,
  title: string | null,
  dateline?: string | null,
) => Reading) => {
  const tokens = loadTokens(dataFiles('tokens')).knowledge
  const { knowledge, problems } = loadAttribution(dataFiles('attribution'))
  for (const problem of problems) console.error(problem)
  const parser = createParser(readFileSync(join(import.meta.dirname, '../models/en.bin')))
  const folder = process.env.PARSES === undefined ? null : join(process.env.PARSES, parser.version)
  if (folder) mkdirSync(folder, { recursive: true })
  const parse = (id: string, forms: readonly (readonly string[])[]): readonly Parse[] => {
    const kept = folder && join(folder, `${id}.json`)
    if (kept && existsSync(kept)) {
      const found = JSON.parse(readFileSync(kept, 'utf8')) as readonly Parse[]
      // Cut otherwise since: parse again.
      if (found.length === forms.length && found.every((p, i) => p.head.length === forms[i]?.length)) return found
    }
    const parses = parser.parse(forms)
    if (kept) writeFileSync(kept, JSON.stringify(parses))
    return parses
  }
  const actors = entities ? loadActors(dataFiles('actors')).knowledge : null
  return (id, text, published, title, dateline = null) => {
    const document: Document = {
      id,
      url: null,
      title,
      publisher: null,
      author: null,
      published,
      dateline,
      language: 'en',
      text,
    }
    const segmentation = segment(document, tokens)
    const cut = segmentation.sentences
    const parses = parse(
      id,
      cut.map(s => s.words.map(w => w.form)),
    )
    const sentences = cut.map(({ words, ...sentence }, i): Sentence => {
      const p = parses[i]
      return {
        ...sentence,
        names: p?.names ?? [],
        tokens: words.map((w, t) => ({
          ...w,
          id: t + 1,
          lemma: p?.lemma[t] ?? w.form,
          upos: p?.upos[t] ?? 'X',
          xpos: p?.xpos[t] ?? '_',
          feats: p?.feats[t] ?? '_',
          head: p?.head[t] ?? 0,
          deprel: p?.deprel[t] ?? 'dep',
        })),
      }
    })
    const layer = actors
      ? resolveReferences(findActors(actors, document, segmentation.dateline, sentences))
      : { entities: [], mentions: [] }
    const from = performance.now()
    const found = statements(document, sentences, layer, knowledge)
    return { sentences, found, names: new Map(layer.entities.map(e => [e.id, e.name])), ms: performance.now() - from }
  }
}
