import type { TimeMention } from '../model/time.ts'
import { tokenAt } from '../model/tree.ts'
import type { ReadAct } from '../rules/read.ts'
import type { Scene } from '../rules/scene.ts'
import { isPast } from '../rules/scope.ts'
import { isTimeOf } from './sharing.ts'

/** Named in `rules` of an act that its own date puts into the future. */
const OPERATOR = 'dated-ahead'

/** An act whose own words date it after the report is planned, unless its verb stands in the past: "officials meet tomorrow", "next week's visit". */
export const datedAhead = (
  scene: Scene,
  act: ReadAct,
  times: readonly TimeMention[],
  today: string | null,
): ReadAct => {
  if (today === null || act.status !== 'occurred') return act
  const here = times.filter(
    time => time.sentence === scene.tree.sentence.index && time.from !== null && isTimeOf(scene, act, time),
  )
  const ahead = here.length > 0 && here.every(time => time.from !== null && time.from > today)
  const told = act.spine.some(node => tokenAt(scene.tree, node).upos === 'VERB' && isPast(scene, node))
  return ahead && !told ? { ...act, status: 'planned', operators: [...act.operators, OPERATOR] } : act
}
