import type { EventMention } from '../../model/event.ts'
import type { RecordDate } from '../../model/record.ts'
import type { TimeMention } from '../../model/time.ts'
import { isUnder, tokenAt } from '../../model/tree.ts'
import { clauseOf, pathToClause } from '../time/attachment.ts'
import { dayOfIso, isoOf } from '../time/calendar.ts'
import { daysAway } from '../time/units.ts'
import type { Scene } from './scene.ts'
import { isCarriedBy } from './ties.ts'

/** Dates acts that are told by their distance from another ("closed the border a day after …"), where the other is dated. */
export const countOffsets = (scene: Scene, dates: Map<string, RecordDate>): void => {
  for (const offset of scene.offsets) {
    const pair = counted(scene, offset)
    if (!pair || offset.offset === null) continue
    const { count, unit } = offset.offset
    const [one, other] = [dates.get(pair.act.id), dates.get(pair.other.id)]
    if (one && !other) move(pair.other, one, -count)
    else if (other && !one) move(pair.act, other, count)

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

/** The act a distance dates, and the other it counts from: "[act] two days after [other]". */
export const counted = (
  scene: Scene,
  offset: TimeMention,
): { readonly act: EventMention; readonly other: EventMention } | null => {
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
    .find(head => head !== 0 && !isUnder(tree, head, at) && head !== offset.head)
  if (above === undefined) return null
  const act =
    pathToClause(tree, above).flatMap(id => scene.events.find(e => e.head === id) ?? [])[0] ??
    scene.events.find(e => !inside(e) && isCarriedBy(tree, e.head, clauseOf(tree, above)))
  return act && act !== other ? { act, other } : null
}
