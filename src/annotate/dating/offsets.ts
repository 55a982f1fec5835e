import type { EventMention } from '../../model/event.ts'
import type { RecordDate } from '../../model/record.ts'
import type { TimeMention } from '../../model/time.ts'
import { feature, isUnder, relation, type Tree, tokenAt } from '../../model/tree.ts'
import { clauseOf, pathToClause } from '../time/attachment.ts'
import { dayOfIso, isoOf } from '../time/calendar.ts'
import { daysAway } from '../time/units.ts'
import { pointsBack, type Scene } from './scene.ts'
import { isCarriedBy } from './ties.ts'

/** Dates acts that are told by their distance from another ("closed the border a day after …"), where the other is dated. */
export const countOffsets = (scene: Scene, dates: Map<string, RecordDate>, story: RecordDate | null = null): void => {
  for (const offset of scene.offsets) {
    const pair = counted(scene, offset)
    if (!pair || offset.offset === null) continue
    const { act, other } = pair
    const { count, unit } = offset.offset
    const [one, two] = [act === null ? story : dates.get(act.id), dates.get(other.id)]
    if (one && !two) move(other, one, -count)
    else if (act && two && !one) move(act, two, count)

    function move(event: EventMention, from: RecordDate, by: number): void {
      const day = from.from === from.to ? dayOfIso(from.from) : null
      const moved = day === null ? null : daysAway(day, unit, by)
      if (moved === null) return
      const value = isoOf(moved)
      const { start, end, text } = offset
      dates.set(event.id, { value, from: value, to: value, basis: 'stated', start, end, text })
    }
  }
}

/**
 * The act a distance dates, and the other it counts from: "[act] two days after [other]". Null for the act where its words take up what
 * the sentence before has told: "The expulsion came a day after …".
 */
export const counted = (
  scene: Scene,
  offset: TimeMention,
): { readonly act: EventMention | null; readonly other: EventMention } | null => {
  const { tree } = scene
  const signal = tree.sentence.tokens.find(token => token.start >= offset.end)
  if (!signal || signal.head === 0) return null
  const path = pathToClause(tree, signal.head)
  const at = path.find(id => scene.heads.has(id)) ?? path.at(-1) ?? signal.head
  if (path.includes(offset.head)) return null
  const inside = (event: EventMention): boolean => isUnder(tree, event.head, at)
  const other = scene.events.find(e => inside(e) && e.trigger.start > offset.end)
  if (!other) return null
  const above = [at, offset.head]
    .map(id => tokenAt(tree, id).head)
    .filter(head => head !== 0 && !isUnder(tree, head, at) && head !== offset.head)
  const acts = above.flatMap(
    head =>
      pathToClause(tree, head).flatMap(id => scene.events.find(e => e.head === id) ?? [])[0] ??
      scene.events.find(e => !inside(e) && isCarriedBy(tree, e.head, clauseOf(tree, head))) ??
      [],
  )
  const act = acts.find(found => found !== other)
  if (act) return { act, other }
  return above.some(head => takesUp(tree, clauseOf(tree, head))) ? { act: null, other } : null
}

/** True where the clause's subject is "it", "that" or a definite noun. */
const takesUp = (tree: Tree, clause: number): boolean =>
  tree.children(clause).some(id => {
    const subject = tokenAt(tree, id)
    return relation(subject) === 'nsubj' && (feature(subject, 'PronType') !== null || pointsBack(tree, id))
  })
