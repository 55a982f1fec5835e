import { segment } from '../annotate/segment.ts'
import type { TokenKnowledge } from '../knowledge/tokens.ts'
import type { ActRow } from './rows.ts'

/** Which sentence of its report tells an act: 1 for the first of the body; 0 for the headline. */
export type SentenceNumber = (row: Pick<ActRow, 'act' | 'text' | 'report'>) => number

/** Counts as the coder cuts: records keep where a sentence stands, not which one it is. Rows of one report should come together. */
export const sentenceNumbers = (knowledge: TokenKnowledge): SentenceNumber => {
  let last: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [] }
  return ({ act, text, report }) => {
    if (text !== last.text) {
      const { id, url, title, publisher, published, language } = report
      const document = { id, url, title, publisher, published, language, author: null, dateline: null, text }
      const body = segment(document, knowledge).sentences.filter(s => s.zone !== 'headline' && s.zone !== 'dateline')
      last = { text, starts: body.map(s => s.start) }
    }
    return last.starts.filter(start => start <= act.trigger.start).length
  }
}
