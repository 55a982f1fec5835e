import type { Statement } from '../model/attribution.ts'
import type { EventMention } from '../model/event.ts'
import type { RecordLink, Standing } from '../model/record.ts'

/**
 * Where an act stands within the report: `disputed` when one side says so (or the report itself) and another denies or doubts it,
 * `denied` when it is told only by who denies it, `confirmed` when somebody else than the claimant confirms it, `unrefuted` when
 * asked to deny it somebody did not; else `attributed` or, in the report's own voice, `asserted`.
 */
export const standingOf = (
  event: EventMention,
  chain: readonly Statement[],
  statements: readonly Statement[],
  links: readonly RecordLink[],
): Standing => {
  const about = links.filter(l => l.kind === 'about' && l.to === event.id)
  const by = (stance: string): readonly Statement[] =>
    about.filter(l => l.stance === stance).flatMap(l => statements.filter(s => s.id === l.from))
  const who = (s: Statement): string => s.source?.entity ?? s.source?.text ?? ''
  const claimants = new Set(chain.filter(s => s.stance === 'asserts').map(who))
  const deniers = by('denies')
  if (deniers.some(s => !claimants.has(who(s)))) {
    // In the report's own voice a negated act is no claim: "Iran did not fire, and denied it".
    const told = chain.some(s => s.stance === 'asserts' && !deniers.some(d => d.in === s.id))
    return told || (chain.length === 0 && event.status !== 'negated') ? 'disputed' : 'denied'
  }
  if (by('doubts').length > 0) return 'disputed'
  if (by('confirms').some(s => !claimants.has(who(s)))) return 'confirmed'
  if (by('unrefuted').length > 0) return 'unrefuted'
  return chain.length > 0 ? 'attributed' : 'asserted'
}
