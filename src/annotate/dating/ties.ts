import type { TenseWords } from '../../knowledge/times.ts'
import type { EventMention } from '../../model/event.ts'
import type { RecordDate } from '../../model/record.ts'
import type { TimeMention } from '../../model/time.ts'
import { relation, type Tree, tokenAt } from '../../model/tree.ts'
import { clauseOf, governorOf, headsClause, pathToClause } from '../time/attachment.ts'
import type { Day } from '../time/calendar.ts'
import { best } from './choice.ts'
import { fits, type Scene } from './scene.ts'
import { isToldOf } from './sharing.ts'

/** The time said of the act itself: hanging on it, or on the verb that carries it. */
export const stated = (
  scene: Scene,
  event: EventMention,
  words: TenseWords,
  reference: Day | null,
): RecordDate | null => {
  const { within } = event
  if (within) {
    const own = scene.times.filter(time => time.start < within.end && within.start < time.end)
    return best(scene, own, event, 'stated', reference)
  }
  const fitting = scene.times.filter(time => fits(scene, time, event, words))
  const ties = fitting.map(time => tieOf(scene, time, event))
  for (const tie of ['own', 'relative', 'carried'] as const) {
    const times = fitting.filter((_, i) => ties[i] === tie)
    const found = best(scene, times, event, 'stated', reference)
    if (found) return found
  }
  return null
}

/**
 * How a time is the act's: its `own` when the act is the first above the time; by a `relative` clause ("the assault, which started on
 * Tuesday", "talks scheduled for September"); or `carried` by a verb that is no act itself ("held talks on Monday").
 */
const tieOf = (scene: Scene, time: TimeMention, event: EventMention): 'own' | 'relative' | 'carried' | null => {
  const { tree, heads } = scene
  const governor = governorOf(tree, time.head)
  if (governor === 0) return tree.children(time.head).includes(event.head) ? 'carried' : null
  // "let go last April"
  const word = tokenAt(tree, governor)
  if (word.start >= event.trigger.start && word.end <= event.trigger.end) return 'own'
  const path = pathToClause(tree, governor)
  const owner = path.find(id => heads.has(id))
  if (owner !== undefined) return owner === event.head ? 'own' : null
  let clause = path.at(-1) ?? governor
  for (let steps = 0; steps < 4; steps++) {
    const verb = tokenAt(tree, clause)
    if (isCarriedBy(tree, event.head, clause) && !isWithinOther(scene, event.head))
      return isToldOf(tree, event.head, scene.words) ? null : 'carried'
    if (verb.head === 0) return null
    const above = pathToClause(tree, verb.head).find(id => heads.has(id))
    if (relation(verb) === 'acl') return above === event.head && !headsClause(tree, above) ? 'relative' : null
    // "the drills will go ahead as planned from April 7"
    if (relation(verb) !== 'advcl' && relation(verb) !== 'xcomp') return null
    if (scene.events.some(e => isCarriedBy(tree, e.head, clause))) return null
    // "is expected to tell him this week"
    if (heads.has(verb.head)) {
      const told = relation(verb) === 'xcomp' && verb.head === event.head && event.status !== 'occurred'
      return told ? 'own' : null
    }
    clause = clauseOf(tree, verb.head)
  }
  return null
}

/** "hear a complaint about the accord on 15 April": the day is the complaint's. */
const isWithinOther = ({ tree, heads }: Scene, head: number): boolean =>
  pathToClause(tree, head)
    .slice(1, -1)
    .some(id => heads.has(id))

/** True when the act is an argument of the verb, or what the verb begins, tries or goes on doing. */
export const isCarriedBy = (tree: Tree, head: number, verb: number): boolean => {
  if (head === verb) return false
  if (!headsClause(tree, head)) return clauseOf(tree, head) === verb
  const token = tokenAt(tree, head)
  return relation(token) === 'xcomp' && token.head === verb
}
