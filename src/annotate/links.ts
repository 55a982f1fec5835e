import type { LinkKnowledge } from '../knowledge/links.ts'
import type { Statement } from '../model/attribution.ts'
import type { EventMention } from '../model/event.ts'
import type { RecordLink } from '../model/record.ts'
import type { Span } from '../model/span.ts'
import { type Tree, treeOf } from '../model/tree.ts'
import { answers } from './answers.ts'
import { causes } from './causes.ts'
import type { Linkable } from './linkable.ts'
import { lemmaOf } from './phrases.ts'
import { seconds } from './seconds.ts'

/**
 * The links of a report, each from the later or answering side to the one it refers to: `response` answer → offer,
 * `about` denial or confirmation → claim, `cause` act → what brought it on, `same` second mention → first.
 */
export const links = (report: Linkable, knowledge: LinkKnowledge): readonly RecordLink[] => {
  const trees = new Map<number, Tree>()
  const tree = (sentence: number): Tree | null => {
    const known = trees.get(sentence)
    if (known) return known
    const found = report.sentences[sentence]
    if (!found) return null
    const made = treeOf(found)
    trees.set(sentence, made)
    return made
  }
  return [
    ...answers(report, tree, knowledge),
    ...about(report, tree, knowledge),
    ...causes(report, tree, knowledge),
    ...seconds(report, tree),
  ]
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

/** "Denied that …", "did not refute the claim", "declined to comment": what the words are about. */
const about = (
  report: Linkable,
  tree: (sentence: number) => Tree | null,
  knowledge: LinkKnowledge,
): readonly RecordLink[] => {
  const found: RecordLink[] = []
  for (const statement of report.statements) {
    if (statement.stance === 'asserts' || statement.does === 'ask') continue
    const link = (event: EventMention): void => {
      if (!found.some(l => l.from === statement.id && l.to === event.id))
        found.push({ kind: 'about', from: statement.id, to: event.id, stance: statement.stance })
    }
    const inside = report.events.filter(e => statement.content.some(span => holds(span, e.trigger)))
    for (const event of inside) link(event)
    if (inside.length > 0 || !takesUp(statement, tree(statement.sentence), knowledge)) continue
    for (const event of claimed(statement, report)) link(event)
  }
  return found
}

/** True where the content is a word for somebody's claim, or is nothing but comment. */
const takesUp = (statement: Statement, tree: Tree | null, knowledge: LinkKnowledge): boolean => {
  if (!tree) return false
  if (statement.stance === 'unrefuted' && statement.does === 'unanswered') return true
  return tree.sentence.tokens.some(
    token => statement.content.some(span => holds(span, token)) && knowledge.claims.has(lemmaOf(token)),
  )
}

/** The acts of the nearest claim before, at most two sentences back, made by somebody else. */
const claimed = (statement: Statement, report: Linkable): readonly EventMention[] => {
  const before = report.statements
    .filter(
      s =>
        s.vouches &&
        s.stance === 'asserts' &&
        s.cue.end <= statement.cue.start &&
        s.sentence >= statement.sentence - 2 &&
        (s.source?.entity ?? s.source?.text) !== (statement.source?.entity ?? statement.source?.text),
    )
    .reverse()
  for (const claim of before) {
    const told = report.events.filter(e => claim.content.some(span => holds(span, e.trigger)))
    if (told.length > 0) return told
  }
  return []
}
