import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { segment } from '../../src/annotate/segment.ts'
import { statements } from '../../src/annotate/statements.ts'
import { withTrees } from '../../src/annotate/trees.ts'
import { loadAttribution } from '../../src/knowledge/attribution.ts'
import { loadLemmas } from '../../src/knowledge/lemmas.ts'
import { loadTokens } from '../../src/knowledge/tokens.ts'
import type { Statement } from '../../src/model/attribution.ts'
import { type Document, documentOf } from '../../src/model/document.ts'
import type { Sentence } from '../../src/model/token.ts'
import { createParser } from '../../src/parse/parser.ts'
import { dataFiles } from '../knowledge.ts'

const tokens = loadTokens(dataFiles('tokens')).knowledge
const lemmas = loadLemmas(dataFiles('lemmas')).knowledge
export const attribution = loadAttribution(dataFiles('attribution'))
const parser = createParser(readFileSync(join(import.meta.dirname, '../../models/en.bin')))

const dated = (text: string): Document => documentOf(text, { published: '2024-10-08' })

/** The sentences of a text, parsed. */
export const parsed = (text: string): readonly Sentence[] =>
  withTrees(segment(dated(text), tokens).sentences, parser, lemmas)

/** The statements of a text without entities. */
export const statementsOf = (text: string): readonly Statement[] =>
  statements(dated(text), parsed(text), { entities: [], mentions: [] }, attribution.knowledge)

/** `[source] {cue} <content>`, in the order of the parts in the text is not kept: source, cue, content. */
export const shown = (text: string, statement: Statement): string => {
  const content = statement.content.map(s => `<${text.slice(s.start, s.end)}>`).join(' ')
  return `${statement.source ? `[${statement.source.text}] ` : ''}{${statement.cue.text}} ${content}`
}
