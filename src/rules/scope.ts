import type { EventType, Status } from '../model/event.ts'
import { feature, relation, type Tree, tokenAt } from '../model/tree.ts'
import type { Entry } from './lexicon.ts'
import type { ActRule, FormCondition, OperatorRule, RoleRule, SupportRule } from './rule.ts'
import { entriesAt, heads, ownWords, type Scene, triggerHeads } from './scene.ts'
import { caseWords } from './slots.ts'

/** A word that governs, with the rule by which it does. */
export interface Governor<R> {
  readonly node: number
  readonly rule: R
}

/** Which words of a sentence govern which: keys are the ids of the governed words. */
export interface Scope {
  readonly operators: ReadonlyMap<number, readonly Governor<OperatorRule>[]>
  readonly supports: ReadonlyMap<number, readonly Governor<SupportRule>[]>
  readonly roles: ReadonlyMap<number, readonly Governor<RoleRule>[]>
  /** Role words that stand in a slot of the act; asked for by slot when the act is known. */
  readonly hanging: readonly Governor<RoleRule>[]
}

const add = <R>(map: Map<number, Governor<R>[]>, operand: number, governor: Governor<R>): void => {
  if (operand === governor.node) return
  const list = map.get(operand)
  if (list) list.push(governor)
  else map.set(operand, [governor])
}

/** Finds every operator, support verb and role word of the sentence and what stands in its scope. */
export const scopeOf = (scene: Scene): Scope => {
  const operators = new Map<number, Governor<OperatorRule>[]>()
  const supports = new Map<number, Governor<SupportRule>[]>()
  const roles = new Map<number, Governor<RoleRule>[]>()
  const hanging: Governor<RoleRule>[] = []
  const { tree, lexicon } = scene
  for (const { id } of tree.sentence.tokens) {
    for (const { rule, trigger } of entriesAt(scene, lexicon.operators, id)) {
      if (rule.wordClass === 'modifier') {
        for (const path of rule.over)
          for (const head of modifiedBy(tree, id, path.split('/'))) add(operators, head, { node: id, rule })
      } else
        for (const slot of rule.over)
          for (const head of triggerHeads(scene, id, slot, trigger)) add(operators, head, { node: id, rule })
    }
    for (const { rule, trigger } of entriesAt(scene, lexicon.supports, id)) {
      for (const slot of rule.over)
        for (const head of triggerHeads(scene, id, slot, trigger)) add(supports, head, { node: id, rule })
    }
    for (const { rule } of entriesAt(scene, lexicon.roles, id)) {
      if (rule.under.length > 0) hanging.push({ node: id, rule })
      for (const slot of rule.over)
        for (const head of heads(scene, id, slot)) {
          add(roles, head, { node: id, rule })
          const owner = ownerBehind(scene, id, head)
          if (owner !== null) add(roles, owner, { node: id, rule })
        }
    }
  }
  return { operators, supports, roles, hanging }
}

/** The word a modifier hangs on by the relations of a path: `det/obj` leads from the "no" of "signed no accord" to the verb. */
const modifiedBy = (tree: Tree, id: number, path: readonly string[]): readonly number[] => {
  let at = id
  for (const step of path) {
    const token = tokenAt(tree, at)
    if (token.head === 0 || (token.deprel !== step && relation(token) !== step)) return []
    at = token.head
  }
  return [at]
}

/** "a meeting of the presidents, which Angola arranged": a clause the parser hung on whose meeting it is may be about the meeting. */
const ownerBehind = (scene: Scene, clause: number, head: number): number | null => {
  const token = tokenAt(scene.tree, clause)
  if (token.deprel !== 'acl:relcl' || token.head !== head) return null
  const noun = tokenAt(scene.tree, head)
  return noun.deprel === 'nmod' && caseWords(scene.tree, head).includes(scene.lexicon.grammar.ownerCase)
    ? noun.head
    : null
}

/** The word of the act and the words that carry it: "talks" → held; "consultations" → rounds → hosted. */
export const spineOf = (scope: Scope, head: number, type: EventType): readonly number[] => {
  const spine = [head]
  // Grows while it is walked: "ended talks held in May" has two carriers side by side.
  for (const node of spine)
    for (const { node: carrier, rule } of scope.supports.get(node) ?? [])
      if ((rule.types.length === 0 || rule.types.includes(type)) && !spine.includes(carrier)) spine.push(carrier)
  return spine
}

/** What became of an act, and the operators that say so, innermost first. */
export interface Outcome {
  readonly status: Status
  readonly operators: readonly string[]
  /** The operator by which the act is only wished for, or null. */
  readonly unreal: string | null
  /** Every word passed on the way up: where an embedding act may take hold. */
  readonly path: ReadonlySet<number>
}

/** Composes the operators over an act, from its own words upwards; words of its trigger are no operators: "did *not* budge". */
export const outcomeOf = (scene: Scene, scope: Scope, head: number, { rule, trigger }: Entry<ActRule>): Outcome => {
  const { type } = rule
  const own = ownWords(scene, head, trigger)
  const path = new Set<number>()
  const names: string[] = []
  let { status } = rule
  let unreal: string | null = null
  const apply = (governor: Governor<OperatorRule>, operand: number): void => {
    const { name, effect } = governor.rule
    if (effect === 'none' || !applies(scene, governor, operand, type)) return
    names.push(name)
    if (effect === 'unreal') unreal = name
    else status = scene.lexicon.composition[effect][status]
  }
  const climb = (node: number): void => {
    if (path.has(node)) return
    path.add(node)
    const above = [...governorsOf(scene, scope.operators, node)].sort((a, b) => nearness(a) - nearness(b))
    for (const governor of above) {
      if (path.has(governor.node) || own.includes(governor.node)) continue
      apply(governor, node)
      if (governor.rule.wordClass === 'modifier') path.add(governor.node)
      else climb(governor.node)
    }
    for (const support of scope.supports.get(node) ?? []) {
      if (support.rule.types.length === 0 || support.rule.types.includes(type)) climb(support.node)
    }
    // "tried to arrange a meeting": what is said of arranging it is said of the meeting.
    for (const role of scope.roles.get(node) ?? []) {
      if (role.rule.types.length === 0 || role.rule.types.includes(type)) climb(role.node)
    }
  }
  climb(head)
  return { status, operators: names, path, unreal }
}

/** Words beside the act apply before those above it: in "will not agree to meet" the refusal is of the agreement. */
const nearness = (governor: Governor<OperatorRule>): number => (governor.rule.wordClass === 'modifier' ? 0 : 1)

/** Governors of a word; a conjunct with no subject and no auxiliary of its own shares those of the first: "will visit X and meet Y". */
const governorsOf = (
  scene: Scene,
  map: ReadonlyMap<number, readonly Governor<OperatorRule>[]>,
  node: number,
): readonly Governor<OperatorRule>[] => {
  const own = map.get(node) ?? []
  const token = tokenAt(scene.tree, node)
  if (token.deprel !== 'conj' || token.upos !== 'VERB') return own
  const first = tokenAt(scene.tree, token.head)
  const bare = !scene.tree.children(node).some(id => {
    const rel = relation(tokenAt(scene.tree, id))
    return rel === 'nsubj' || rel === 'aux'
  })
  return bare && first.xpos === token.xpos ? [...own, ...(map.get(first.id) ?? [])] : own
}

const applies = (scene: Scene, { rule, node }: Governor<OperatorRule>, operand: number, type: EventType): boolean =>
  (rule.types.length === 0 || rule.types.includes(type)) &&
  rule.when.every(condition => FORMS[condition](scene, node, operand))

/** Tests of form: of the operator's word (`node`) or of the act's (`operand`). */
const FORMS: Readonly<Record<FormCondition, (scene: Scene, node: number, operand: number) => boolean>> = {
  past: (scene, node) => isPast(scene, node),
  present: (scene, node) => !isPast(scene, node),
  infinitive: (scene, _, operand) =>
    feature(tokenAt(scene.tree, operand), 'VerbForm') === 'Inf' || isPerfectInfinitive(scene, operand),
  perfect: (scene, _, operand) => isPerfectInfinitive(scene, operand),
}

/** True for a participle with an auxiliary in the infinitive: "to have met". */
const isPerfectInfinitive = (scene: Scene, node: number): boolean =>
  scene.tree.children(node).some(id => {
    const token = tokenAt(scene.tree, id)
    return (
      token.deprel === 'aux' &&
      feature(token, 'VerbForm') === 'Inf' &&
      feature(tokenAt(scene.tree, node), 'VerbForm') === 'Part'
    )
  })

/** True for a word in the past tense, by itself, its auxiliary or its copula. */
export const isPast = (scene: Scene, node: number): boolean => {
  const marks = scene.tree.children(node).filter(id => {
    const rel = relation(tokenAt(scene.tree, id))
    return rel === 'aux' || rel === 'cop'
  })
  const finite =
    marks.map(id => tokenAt(scene.tree, id)).find(token => feature(token, 'VerbForm') === 'Fin') ??
    tokenAt(scene.tree, node)
  return feature(finite, 'Tense') === 'Past' && feature(finite, 'VerbForm') !== 'Ger'
}
