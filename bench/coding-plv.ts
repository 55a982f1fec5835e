import { type Document, documentOf } from '../src/model/document.ts'
import type { EventMention, EventType } from '../src/model/event.ts'
import type { Span } from '../src/model/span.ts'
import { givenId } from './given-actors.ts'
import { ploverType } from './plover.ts'
import { sharedLines } from './shared-lines.ts'
import { createTally } from './tally.ts'

type ReadGiven = (document: Document, given: readonly Span[]) => readonly EventMention[]

interface Line {
  readonly id: string
  readonly gold: readonly [{ readonly code: string; readonly raw: { readonly marked: string } }]
}

/** The text of a sentence marked `<s>source</s> … <t>target</t>`, and the two spans. */
const unmark = (marked: string): { readonly text: string; readonly given: readonly [Span, Span] } => {
  const at = { s: { start: 0, end: 0 }, t: { start: 0, end: 0 } }
  let text = ''
  for (const piece of marked.split(/(<\/?[st]>)/)) {
    const mark = /^<(\/?)([st])>$/.exec(piece)
    if (!mark) text += piece
    else at[mark[2] as 's' | 't'][mark[1] === '/' ? 'end' : 'start'] = text.length
  }
  return { text, given: [at.s, at.t] }
}

const SOURCE = givenId(0)
const TARGET = givenId(1)

const BOTH = 3
const EITHER = 1

/** How an act lies between the two given actors: 4 from source to target, 3 between them, 2 done by the source, 1 to the target, 0 neither. */
const closeness = ({ actors, recipients, roles }: EventMention): number => {
  const acts = actors.some(p => p.entity === SOURCE)
  const suffers = recipients.some(p => p.entity === TARGET)
  if (acts && suffers) return 4
  const all = [...actors, ...recipients, ...roles].map(p => p.entity)
  if (all.includes(SOURCE) && all.includes(TARGET)) return BOTH
  return acts ? 2 : suffers ? EITHER : 0
}

const isRight = (gold: string, type: EventType | null): boolean =>
  gold === type || (gold === 'YIELD' && (type === 'CONCEDE' || type === 'RETREAT'))

/**
 * PLV: the type of the act between two given actors. The set calls "Louisiana" the target of "agreed to set up hospitals in Louisiana",
 * or marks no target at all; so the act counts that lies closest to the two, and the stricter share asks for both of them in it.
 */
export const measurePlv = (read: ReadGiven, miss: (line: string) => void): readonly string[] => {
  const type = createTally('plv_train: type')
  const linked = createTally('  of an act with both in it')
  for (const { id, gold } of sharedLines<Line>('coding/plv_train.jsonl')) {
    const [{ code, raw }] = gold
    const { text, given } = unmark(raw.marked)
    const ranked = read(documentOf(text, { id }), given)
      .map(act => ({ act, rank: closeness(act) }))
      .sort((a, b) => b.rank - a.rank)
    const typeFrom = (rank: number): EventType | null => {
      const [best] = ranked
      return best && best.rank >= rank ? ploverType(best.act) : null
    }
    linked.add(code, isRight(code, typeFrom(BOTH)))
    if (type.add(code, isRight(code, typeFrom(EITHER)))) continue
    const shown = ranked.map(({ act, rank }) => `${act.type} ${act.status} "${act.trigger.text}" (${rank})`).join(', ')
    miss(`${code} ← ${shown || 'no act'} :: ${raw.marked}`)
  }
  return [type.total(), ...type.byKind(), linked.total()]
}
