import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolveReferences } from '../src/annotate/coreference.ts'
import { findActors } from '../src/annotate/entities.ts'
import { statements } from '../src/annotate/statements.ts'
import type { Statement } from '../src/model/attribution.ts'
import { documentOf } from '../src/model/document.ts'
import type { Parse, Sentence } from '../src/model/token.ts'
import { knowledge, parser, readTrees } from './reader.ts'

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
  return (id, text, published, title, dateline = null) => {
    const document = documentOf(text, { id, title, published, dateline })
    const { dateline: told, sentences } = readTrees(document, { ...parser, parse: forms => parse(id, forms) })
    const layer = entities
      ? resolveReferences(findActors(knowledge.actors, document, told, sentences))
      : { entities: [], mentions: [] }
    const from = performance.now()
    const found = statements(document, sentences, layer, knowledge.attribution)
    return { sentences, found, names: new Map(layer.entities.map(e => [e.id, e.name])), ms: performance.now() - from }
  }
}
