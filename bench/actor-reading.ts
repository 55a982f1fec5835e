import { resolveReferences } from '../src/annotate/coreference.ts'
import { findActors } from '../src/annotate/entities.ts'
import type { Dateline, Document } from '../src/model/document.ts'
import type { EntityLayer } from '../src/model/entity.ts'
import type { Sentence } from '../src/model/token.ts'
import { knowledge, readTrees } from './reader.ts'

/** The actors of a document, with its sentences. */
export const layerOf = (document: Document): { layer: EntityLayer; sentences: readonly Sentence[] } => {
  const { dateline, sentences } = readTrees(document)
  const found = findActors(knowledge.actors, document, dateline, sentences)
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
      sum + resolveReferences(findActors(knowledge.actors, document, dateline, sentences)).mentions.length,
    0,
  )
