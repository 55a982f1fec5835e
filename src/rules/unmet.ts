import { isCompoundPart } from './act.ts'
import type { Entry } from './lexicon.ts'
import type { Dropped } from './read.ts'
import type { ActRule, SlotTest } from './rule.ts'
import { entriesAt, fits, hasWord, knownAt, passes, type Scene } from './scene.ts'

/** Words that rules of acts know and none of them takes here, each with the nearest rule and what stopped it: for `explain`. */
export const unmet = (scene: Scene): readonly Dropped[] =>
  scene.tree.sentence.tokens.flatMap(token => {
    // "was", "had": with other words beside them they may be triggers, and stand in every other sentence.
    if (token.upos === 'AUX') return []
    const known = knownAt(scene, scene.lexicon.acts, token.id)
    const [first] = known
    if (!first) return []
    const [met] = entriesAt(scene, scene.lexicon.acts, token.id)
    if (met && isCompoundPart(scene, token.id))
      return [{ head: token.id, rule: met.rule.name, reason: 'it only describes, behind a hyphen' }]
    if (met) return []
    const fitting = known.filter(entry => fits(scene, entry, token.id))
    if (fitting.length === 0) {
      const reason = scene.isTaken(token.id)
        ? 'it belongs to a name or a time'
        : `it is no ${first.rule.wordClass} here`
      return [{ head: token.id, rule: first.rule.name, reason }]
    }
    const near = fitting.map(entry => ({ rule: entry.rule.name, misses: missesOf(scene, token.id, entry) }))
    const nearest = near.reduce((a, b) => (b.misses.length < a.misses.length ? b : a))
    return [{ head: token.id, rule: nearest.rule, reason: nearest.misses.join(' and ') }]
  })

const missesOf = (scene: Scene, id: number, { trigger }: Entry<ActRule>): readonly string[] => [
  ...trigger.particles.filter(word => !hasWord(scene.tree, id, word)).map(word => `"${word}" is not with it`),
  ...trigger.tests.filter(test => !passes(scene, id, test, trigger)).map(test => `${conditionOf(test)} does not hold`),
]

/** A condition as a rule writes it, long lists cut: `+object:relation|tie|link|…`. */
const conditionOf = (test: SlotTest): string => {
  const choices = [...test.lemmas, ...test.classes.map(name => `@${name}`), ...test.types]
  const shown = choices.length > SHOWN ? [...choices.slice(0, SHOWN), '…'] : choices
  return `${test.wanted ? '+' : '-'}${test.slot}${shown.length === 0 ? '' : `:${shown.join('|')}`}`
}
const SHOWN = 4
