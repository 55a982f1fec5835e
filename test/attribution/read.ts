import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { segment } from '../../src/annotate/segment.ts'
import { statements } from '../../src/annotate/statements.ts'
import { loadAttribution } from '../../src/knowledge/attribution.ts'
import { loadTokens } from '../../src/knowledge/tokens.ts'
import type { Statement } from '../../src/model/attribution.ts'
import type { Document } from '../../src/model/document.ts'
import type { Sentence } from '../../src/model/token.ts'
import { createParser } from '../../src/parse/parser.ts'
import { dataFiles } from '../knowledge.ts'

const tokens = loadTokens(dataFiles('tokens')).knowledge
export const attribution = loadAttribution(dataFiles('attribution'))
const parser = createParser(readFileSync(join(import.meta.dirname, '../../models/en.bin')))

const documentOf = (text: string): Document => ({
  id: 'd',
  url: null,
  title: null,
  publisher: null,
  author: null,
  published: '2024-10-08',
  dateline: null,
  language: 'en',
  text,
})

/** The sentences of a text, parsed. */
export const parsed = (text: string): readonly Sentence[] => {
  const cut = segment(documentOf(text), tokens).sentences
  const parses = parser.parse(cut.map(s => s.words.map(w => w.form)))
  return cut.map(({ words, ...sentence }, i) => {
    const parse = parses[i]
    return {
      ...sentence,
      names: parse?.names ?? [],
      tokens: words.map((word, t) => ({
        ...word,
        id: t + 1,
        lemma: parse?.lemma[t] ?? word.form,
        upos: parse?.upos[t] ?? 'X',
        xpos: parse?.xpos[t] ?? '_',
        feats: parse?.feats[t] ?? '_',
        head: parse?.head[t] ?? 0,
        deprel: parse?.deprel[t] ?? 'dep',
      })),
    }
  })
}

/** The statements of a text without entities. */
export const statementsOf = (text: string): readonly Statement[] =>
  statements(documentOf(text), parsed(text), { entities: [], mentions: [] }, attribution.knowledge)

/** `[source] {cue} <content>`, in the order of the parts in the text is not kept: source, cue, content. */
export const shown = (text: string, statement: Statement): string => {
  const content = statement.content.map(s => `<${text.slice(s.start, s.end)}>`).join(' ')
  return `${statement.source ? `[${statement.source.text}] ` : ''}{${statement.cue.text}} ${content}`
}
