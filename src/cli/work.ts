import { segment } from '../annotate/segment.ts'
import { withTrees } from '../annotate/trees.ts'
import { loadLemmas } from '../knowledge/lemmas.ts'
import { problemLine } from '../knowledge/problem.ts'
import { loadTokens } from '../knowledge/tokens.ts'
import { createParser } from '../parse/parser.ts'
import { readData, readModel } from '../read/data.ts'
import { writeConllu } from '../views/conllu.ts'
import type { Item, Job, Outcome } from './job.ts'

/** Does the job for one document after another; made once a thread, since loading the knowledge takes its time. */
export type Work = (item: Item) => Outcome

/** Loads what the job needs. Throws an Error of one sentence where the knowledge or the model cannot be used. */
export const createWork = async (job: Job): Promise<Work> => {
  const render = await (job.format === 'conllu' ? treesOf() : recordsOf(job))
  return item => {
    try {
      return { text: render(item) }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { failure: `${item.document.id}: ${message}` }
    }
  }
}

type Render = (item: Item) => string

/** Sentences and trees as CoNLL-U; words that came cut keep their cuts. */
const treesOf = async (): Promise<Render> => {
  const [files, model] = await Promise.all([readData(), readModel()])
  const { knowledge } = loadTokens(files)
  const lemmas = loadLemmas(files).knowledge
  const parser = createParser(model)
  return ({ document, trees }) => {
    const words = trees?.map(tree => ({ ...tree, words: tree.tokens })) ?? segment(document, knowledge).sentences
    return writeConllu(document.id, document.text, withTrees(words, parser, lemmas))
  }
}

/** Records in the format asked for. */
const recordsOf = async (job: Job): Promise<Render> => {
  const { loadCoder } = await import('../read/coder.ts')
  const { renderJson, renderLine } = await import('../views/jsonl.ts')
  const { renderText } = await import('../views/text.ts')
  const { coder, problems } = await loadCoder(job.rules)
  // A report coded by half of the rules would be worse than none.
  if (problems.length > 0) throw new Error(`the knowledge has errors:\n${problems.map(problemLine).join('\n')}`)
  return ({ document, trees }) => {
    const record = coder.code(document, trees)
    if (job.format === 'text') return renderText(record, job)
    return job.format === 'json' ? renderJson(record) : renderLine(record)
  }
}
