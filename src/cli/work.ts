import { segment } from '../annotate/segment.ts'
import { loadTokens } from '../knowledge/tokens.ts'
import type { Parser, Sentence, WordSentence } from '../model/token.ts'
import { createParser } from '../parse/parser.ts'
import { readData, readModel } from '../read/data.ts'
import { type ConlluSentence, writeConllu } from '../views/conllu.ts'
import type { Item, Job, Outcome } from './job.ts'

/** Does the job for one document after another; made once a thread, since loading the knowledge takes its time. */
export type Work = (item: Item) => Outcome

/** Loads what the job needs. Throws an Error of one sentence where the knowledge or the model cannot be used. */
export const createWork = async (job: Job): Promise<Work> => {
  const render = await createRenderer(job)
  return item => {
    try {
      return { text: render(item) }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { failure: `${item.document.id}: ${message}` }
    }
  }
}

/** Loads knowledge and model, and returns what renders one document as the job wants it. */
const createRenderer = async (job: Job): Promise<(item: Item) => string> => {
  if (job.format !== 'conllu') throw new Error('the coder is not joined to this command yet; use readout parse')
  const [files, model] = await Promise.all([readData(job.rules), readModel()])
  const { knowledge } = loadTokens(files)
  const parser = createParser(model)
  return ({ document, trees }) => {
    const words =
      trees === null
        ? segment(document, knowledge).sentences
        : trees.map(sentence => ({ ...sentence, words: sentence.tokens }))
    return writeConllu(document.id, document.text, parseAll(parser, words))
  }
}

/** Trees for sentences already cut; what CoNLL-U brought beside them is kept. */
const parseAll = (parser: Parser, sentences: readonly WordSentence[]): readonly ConlluSentence[] => {
  const parses = parser.parse(sentences.map(sentence => sentence.words.map(word => word.form)))
  return sentences.map((sentence, i): ConlluSentence => {
    const parse = parses[i]
    const { words, ...rest } = sentence
    const tokens = words.map((word, t) => ({
      form: word.form,
      start: word.start,
      end: word.end,
      id: t + 1,
      lemma: parse?.lemma[t] ?? '_',
      upos: parse?.upos[t] ?? 'X',
      xpos: parse?.xpos[t] ?? '_',
      feats: parse?.feats[t] ?? '_',
      head: parse?.head[t] ?? 0,
      deprel: parse?.deprel[t] ?? 'dep',
    }))
    return { ...(rest as Omit<Sentence, 'tokens' | 'names'>), tokens, names: parse?.names ?? [] }
  })
}
