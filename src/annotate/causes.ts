import type { CauseRule, LinkKnowledge } from '../knowledge/links.ts'
import type { EventMention } from '../model/event.ts'
import type { RecordLink } from '../model/record.ts'
import { ancestors, type Tree, tokenAt } from '../model/tree.ts'
import type { Linkable } from './linkable.ts'
import { below } from './phrases.ts'

/** "Recalled its envoy after the raid", "in retaliation for the raid": the act and what brought it on, within a sentence. */
export const causes = (
  report: Linkable,
  treeOf: (sentence: number) => Tree | null,
  knowledge: LinkKnowledge,
): readonly RecordLink[] => {
  const found: RecordLink[] = []
  const bySentence = new Map<number, EventMention[]>()
  for (const event of report.events) bySentence.set(event.sentence, [...(bySentence.get(event.sentence) ?? []), event])
  for (const [sentence, events] of bySentence) {
    const tree = events.length > 1 ? treeOf(sentence) : null
    if (!tree) continue
    for (const rule of knowledge.causes)
      for (const marker of rule.markers)
        for (const at of places(tree, marker)) {
          const link = bind(tree, events, rule, at, at + marker.length - 1)
          if (link && !found.some(l => l.from === link.from && l.to === link.to)) found.push(link)
        }
  }
  return found
}

/** Ids of the tokens where the words of the marker begin. */
const places = (tree: Tree, marker: readonly string[]): readonly number[] => {
  const { tokens } = tree.sentence
  return tokens.filter((_, i) => marker.every((word, j) => tokens[i + j]?.form.toLowerCase() === word)).map(t => t.id)
}

const bind = (
  tree: Tree,
  events: readonly EventMention[],
  rule: CauseRule,
  at: number,
  end: number,
): RecordLink | null => {
  const phrase = phraseFrom(tree, at)
  // "in retaliation" may hang apart from "for an attack".
  const inside = new Set([...below(tree, phrase), ...below(tree, phraseFrom(tree, end))])
  const depth = (event: EventMention): number => ancestors(tree, event.head).indexOf(phrase)
  const reasons = events.filter(e => inside.has(e.head) && e.head > at).sort((a, b) => depth(a) - depth(b))
  const above = ancestors(tree, phrase)
  const acts = events.filter(e => !inside.has(e.head))
  const act =
    above.map(id => acts.find(e => e.head === id)).find(e => e !== undefined) ??
    acts.find(e => ancestors(tree, e.head).includes(above[0] ?? -1))
  const reason = reasons[0]
  if (!act || !reason || (rule.types !== null && !rule.types.has(act.type))) return null
  return { kind: 'cause', from: act.id, to: reason.id, stance: rule.stance }
}

/** Head of the largest phrase that begins with the marker. */
const phraseFrom = (tree: Tree, at: number): number => {
  let top = at
  for (const id of ancestors(tree, at)) {
    if (tokenAt(tree, id).head === 0 || (below(tree, id)[0] ?? 0) < at) break
    top = id
  }
  return top
}
