import type { Participant } from '../model/event.ts'
import type { Span } from '../model/span.ts'
import type { TimeMention } from '../model/time.ts'
import { isUnder, tokenAt } from '../model/tree.ts'
import type { ReadAct } from '../rules/read.ts'
import { heads, type Scene } from '../rules/scene.ts'

/** One of the acts that a wording shares out, with the words that belong to it alone. */
export interface Share {
  readonly act: ReadAct
  readonly within: Span | null
}

/** Splits what one trigger tells of several acts: "separate talks with A and B", "talks in July and September". */
export const shareOut = (scene: Scene, act: ReadAct, times: readonly TimeMention[]): readonly Share[] =>
  byParty(scene, act).flatMap(part => byTime(scene, part, times))

const byParty = (scene: Scene, act: ReadAct): readonly ReadAct[] => {
  const { separators } = scene.lexicon
  const separate = act.spine.some(node =>
    scene.tree.children(node).some(id => separators.has(tokenAt(scene.tree, id).lemma.toLowerCase())),
  )
  if (!separate || !act.entry.rule.mutual) return [act]
  const leading = new Set(
    act.spine.flatMap(node => [...heads(scene, node, 'subject'), ...heads(scene, node, 'possessor')]),
  )
  const lead = act.actors.filter(p => leading.has(p.head))
  const others = act.actors.filter(p => !leading.has(p.head))
  if (lead.length === 0 || others.length < 2) return [act]
  return others.map((other): ReadAct => ({ ...act, actors: [...lead, other] satisfies readonly Participant[] }))
}

const byTime = (scene: Scene, act: ReadAct, times: readonly TimeMention[]): readonly Share[] => {
  const { sentence } = scene.tree
  const dates = times.filter(
    time =>
      time.sentence === sentence.index && time.type === 'DATE' && time.from !== null && isTimeOf(scene, act, time),
  )
  for (const [i, first] of dates.entries()) {
    const second = dates[i + 1]
    if (second && isCoordinated(scene, first, second) && first.from !== second.from) {
      return [
        { act, within: { start: first.start, end: first.end } },
        { act, within: { start: second.start, end: second.end } },
      ]
    }
  }
  return [{ act, within: null }]
}

/** True for a time that stands under the act's words. */
export const isTimeOf = (scene: Scene, act: ReadAct, time: TimeMention): boolean => {
  const token = scene.tree.sentence.tokens.findLast(t => t.end <= time.end && t.start >= time.start)
  return token !== undefined && [...act.spine, ...act.helpers].some(node => isUnder(scene.tree, token.id, node))
}

/** True when little but a conjunction and prepositions stands between the two times. */
const isCoordinated = (scene: Scene, first: Span, second: Span): boolean => {
  const between = scene.tree.sentence.tokens.filter(t => t.start >= first.end && t.end <= second.start)
  return between.length <= MAX_BETWEEN && between.some(t => t.upos === 'CCONJ') && between.every(t => SMALL.has(t.upos))
}
const MAX_BETWEEN = 4
const SMALL = new Set(['CCONJ', 'ADP', 'ADV', 'PUNCT', 'DET'])
