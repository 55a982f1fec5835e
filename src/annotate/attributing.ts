import type { Statement } from '../model/attribution.ts'
import type { EventMention } from '../model/event.ts'
import type { Span } from '../model/span.ts'

/**
 * Who vouches for an act: the statements whose content holds its trigger, the nearest claimant first; empty for the report's
 * own voice. A statement whose cue is the act itself ("accused", "refused") does not vouch for it: the reporter tells it.
 */
export const attributionOf = (event: EventMention, statements: readonly Statement[]): readonly Statement[] =>
  statements
    .filter(s => s.vouches && s.content.some(span => holds(span, event.trigger)) && !touches(s.cue, event.trigger))
    .filter(s => s.source !== null || s.does === 'seem')
    .sort(
      (a, b) =>
        depth(b, statements) - depth(a, statements) ||
        size(a) - size(b) ||
        Number(b.does === 'relay') - Number(a.does === 'relay'),
    )

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end
const touches = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end
const size = (statement: Statement): number => statement.content.reduce((sum, s) => sum + s.end - s.start, 0)

/** How many statements stand around this one. */
const depth = (statement: Statement, all: readonly Statement[]): number => {
  let steps = 0
  for (let at = statement; at.in !== null && steps < all.length; steps++) {
    const above = all.find(s => s.id === at.in)
    if (!above) break
    at = above
  }
  return steps
}
