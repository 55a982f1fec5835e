import type { TenseWords } from '../../knowledge/times.ts'
import { type EventMention, VERBAL } from '../../model/event.ts'
import type { RecordDate } from '../../model/record.ts'
import type { TimeMention } from '../../model/time.ts'
import type { Token } from '../../model/token.ts'
import { feature, isUnder, relation, type Tree, tokenAt } from '../../model/tree.ts'
import { clauseOf, governorOf, headsClause, isPluperfect, pathToClause } from '../time/attachment.ts'
import type { Day } from '../time/calendar.ts'
import { caseWords, tenseOf } from '../time/tense.ts'
import { best } from './choice.ts'
import { fits, goesOn, type Scene, signalsOf } from './scene.ts'
import { isNeverYet, isToldOf, shareTense } from './sharing.ts'

/** The time of a clause or noun beside the act that shares it. */
export const fromSentence = (
  scene: Scene,
  event: EventMention,
  dates: ReadonlyMap<string, RecordDate>,
  words: TenseWords,
  reference: Day | null,
): RecordDate | null => {
  if (isNeverYet(scene.tree, event)) return null
  for (const other of neighbours(scene, event, words)) {
    const times = scene.times.filter(time => timesClause(scene, time, other) && fits(scene, time, event, words))
    const found = best(scene, times, event, 'sentence', reference)
    if (found !== null) return found
    const act = scene.events.find(e => e.head === other && e !== event)
    const date = act && dates.get(act.id)
    if (date) return { ...date, basis: 'sentence' }
  }
  const { tree } = scene
  const clause = clauseOf(tree, event.head)
  // "killed 1,269 soldiers in routing a force to capture the base on Sunday"
  const during = tree
    .children(event.head)
    .filter(child => relation(tokenAt(tree, child)) === 'advcl' && goesOn(tree, child, words))
  const inside = scene.times.filter(time => during.some(child => isUnder(tree, time.head, child)))
  if (inside.length === 1) return best(scene, inside, event, 'sentence', reference)
  if (clause === event.head) return null
  // "A truce had held since September."
  const since = scene.times.filter(
    time => governorOf(tree, time.head) === clause && signalsOf(tree, time, words).includes('since'),
  )
  if (since.length > 0 && tokenAt(tree, event.head).deprel.startsWith('nsubj')) {
    return best(scene, since, event, 'sentence', reference)
  }
  // "Howe backed the attack on the platform on Monday": a time that follows the noun may be the noun's as well as the verb's.
  const following = scene.times.filter(
    time =>
      time.start > event.trigger.end &&
      clause < event.head &&
      clauseOf(tree, governorOf(tree, time.head) || time.head) === clause &&
      fits(scene, time, event, words) &&
      !scene.events.some(e => e.trigger.start > event.trigger.end && e.trigger.start < time.start),
  )
  return event.status === 'occurred' ? best(scene, following, event, 'sentence', reference) : null
}

/** Heads of the clauses and nouns whose time the act may share, likeliest first. */
const neighbours = (scene: Scene, event: EventMention, words: TenseWords): readonly number[] => {
  const { tree } = scene
  const clause = clauseOf(tree, event.head)
  const found: number[] = []
  const below = (id: number, within = false): void => {
    for (const child of tree.children(id)) {
      const token = tokenAt(tree, child)
      const kind = relation(token)
      const along = kind === 'conj' && shareTense(tree, id, child, words)
      // "his meeting on Monday with Baker had resolved the dispute"
      const brought = token.deprel === 'nsubj' && scene.heads.has(child) && scene.heads.has(event.head)
      if (brought && (clause === id || isTried(tree, clause, id))) found.push(child)
      if (along || ((kind === 'obl' || kind === 'advcl') && goesOn(tree, child, words))) found.push(child)
      // "offered to help them negotiate when he visited Baku in August"
      const infinitive = feature(token, 'VerbForm') === 'Inf'
      if (kind === 'xcomp' || (infinitive && (kind === 'ccomp' || (kind === 'conj' && within)))) below(child, true)
    }
  }
  if (clause !== event.head) {
    below(event.head)
    for (const child of tree.children(event.head)) {
      // "a proposal that a US envoy had brought the day before"
      if (tokenAt(tree, child).deprel === 'acl:relcl') found.push(child)
    }
    // An act that is the object of another has its own time ("rejected the offer on Monday"); one in whose course it happens, the same.
    const top = pathToClause(tree, event.head).at(-2) ?? event.head
    if (isToldOf(tree, event.head, words)) return found
    const course = relation(tokenAt(tree, top)) === 'obl' && goesOn(tree, top, words)
    if (scene.heads.has(clause) && !course && !isPurpose(scene, event, top)) return found
    found.push(clause)
    // "whose detention last July had brought protesters onto the streets"
    if (!scene.heads.has(clause)) found.push(...tree.children(clause).filter(child => scene.heads.has(child)))
  }
  let at = clause
  for (let steps = 0; steps < 6; steps++) {
    below(at)
    const token = tokenAt(tree, at)
    const kind = relation(token)
    if (token.head === 0) break
    // "the raid of 17 May, which killed nine"
    const deed = token.deprel === 'acl:relcl' ? deedOf(scene, event, at, words) : null
    if (deed !== null) return [...found, deed]
    const shares =
      (kind === 'conj' && shareTense(tree, at, token.head, words)) ||
      // "tried to march on Sunday before they were dispersed"
      (kind === 'advcl' &&
        event.status === 'occurred' &&
        tenseOf(tree, token.head, words) === 'past' &&
        caseWords(tree, at).some(w => words.signals.get(w) === 'before')) ||
      ((kind === 'advcl' || kind === 'obl') && (caseWords(tree, at).length === 0 || goesOn(tree, at, words))) ||
      // "retaliated in May by expelling two envoys"
      (kind === 'advcl' && isGerund(token) && caseWords(tree, at).some(w => words.signals.get(w) === 'by')) ||
      (token.deprel === 'acl' && isGerund(token)) ||
      (kind === 'xcomp' && (event.status === 'occurred' || event.status === 'failed')) ||
      ((kind === 'ccomp' || kind === 'parataxis') && VERBAL.has(event.type) && !isPluperfect(tree, at))
    if (!shares) break
    at = clauseOf(tree, token.head)
    found.push(token.head, at)
  }
  // "Any delay has been ruled out, the spokesman told reporters on Wednesday."
  if (VERBAL.has(event.type)) {
    found.push(...tree.children(at).filter(child => relation(tokenAt(tree, child)) === 'parataxis'))
  }
  return found
}

/** "failed to resolve the dispute": one act of the two verbs. */
const isTried = (tree: Tree, id: number, verb: number): boolean => {
  const token = tokenAt(tree, id)
  return token.head === verb && relation(token) === 'xcomp'
}

/** "flies to Cairo on Monday for talks": the talks follow at once. */
const isPurpose = ({ tree, events, words }: Scene, event: EventMention, top: number): boolean => {
  const journey = events.some(e => e.type === 'CONSULT' && e.head === tokenAt(tree, top).head)
  return event.type === 'CONSULT' && journey && caseWords(tree, top).some(word => words.purpose.has(word))
}

/** "expelling": tagged as a gerund or as a present participle. */
const isGerund = (token: Token): boolean =>
  feature(token, 'VerbForm') === 'Ger' || (feature(token, 'VerbForm') === 'Part' && feature(token, 'Tense') === 'Pres')

/** The deed that a relative clause goes on about, "the raid of 17 May on the ship, which killed nine"; not what a person did. */
const deedOf = ({ tree, events }: Scene, event: EventMention, clause: number, words: TenseWords): number | null => {
  const opens = tree
    .children(clause)
    .some(id => relation(tokenAt(tree, id)) === 'nsubj' && words.things.has(tokenAt(tree, id).form.toLowerCase()))
  if (clause !== event.head || VERBAL.has(event.type) || !opens) return null
  const above = clauseOf(tree, tokenAt(tree, clause).head)
  const deeds = events.filter(e => e.head < clause && e.head !== above && clauseOf(tree, e.head) === above)
  return deeds.findLast(e => !VERBAL.has(e.type))?.head ?? null
}

/** True when the time is that of the clause (or noun) and of no act below it. */
const timesClause = (scene: Scene, time: TimeMention, clause: number): boolean => {
  const governor = governorOf(scene.tree, time.head)
  if (governor === 0) return false
  const path = pathToClause(scene.tree, governor)
  const owner = path.find(id => scene.heads.has(id))
  if (owner !== undefined) return owner === clause
  // "at the summit, which will take place on June 8"
  const last = tokenAt(scene.tree, path.at(-1) ?? governor)
  return path.includes(clause) || (relation(last) === 'acl' && last.head === clause && !headsClause(scene.tree, clause))
}
