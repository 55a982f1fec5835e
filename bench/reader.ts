import { segment } from '../src/annotate/segment.ts'
import { withTrees } from '../src/annotate/trees.ts'
import { loadKnowledge } from '../src/knowledge/knowledge.ts'
import { problemLine } from '../src/knowledge/problem.ts'
import type { Dateline, Document } from '../src/model/document.ts'
import type { Sentence } from '../src/model/token.ts'
import { createParser } from '../src/parse/parser.ts'
import { readData, readModel } from '../src/read/data.ts'

const { knowledge, problems } = loadKnowledge(await readData())
for (const problem of problems) console.error(problemLine(problem))
const parser = createParser(await readModel())

export { knowledge, parser }

/** A document cut and parsed, as the pipeline does it. */
export const readTrees = (
  document: Document,
  by = parser,
): { readonly dateline: Dateline | null; readonly sentences: readonly Sentence[] } => {
  const { dateline, sentences } = segment(document, knowledge.tokens)
  return { dateline, sentences: withTrees(sentences, by, knowledge.lemmas) }
}
