import type { TenseWords } from '../../knowledge/times.ts'
import { type EventMention, VERBAL } from '../../model/event.ts'
import type { RecordDate } from '../../model/record.ts'
import type { TimeMention } from '../../model/time.ts'
import type { Sentence } from '../../model/token.ts'
import { relation, type Tree, tokenAt } from '../../model/tree.ts'
import { clauseOf, governorOf, isPluperfect, pathToClause } from '../time/attachment.ts'
import { type Day, dayOfIso, isoOf } from '../time/calendar.ts'
import { tenseOf } from '../time/tense.ts'
import { best } from './choice.ts'
import { before, bounds, goesOn, pointsBack, type Scene } from './scene.ts'
import { isNeverYet, isToldOf } from './sharing.ts'

/** What the text has set: the date of the act a definite noun points back to, the day the story is at, or the report's. */
export const fromContext = (
  scenes: readonly Scene[],
  scene: Scene,
  event: EventMention,
  dates: ReadonlyMap<string, RecordDate>,
  words: TenseWords,
  reference: Day | null,
): RecordDate | null => {
  const { tree } = scene
  const clause = clauseOf(tree, event.head)
  const noun = clause !== event.head
  if (tree.sentence.zone === 'headline') return null
  if (noun && pointsBack(tree, event.head)) {
    const alike = scenes.flatMap(s => s.events).filter(e => e !== event && dates.has(e.id) && mayBeSame(e, event))
    const told = alike.findLast(e => before(e, event)) ?? alike.find(e => sharesActor(e, event))
    const date = told && dates.get(told.id)
    if (date) return { ...date, basis: 'context' }
  }
  if (event.status === 'planned' || event.status === 'possible' || isNeverYet(tree, event)) return null
  if (isToldOf(tree, event.head, words)) return null
  if (noun && scene.heads.has(clause)) {
    const top = pathToClause(tree, event.head).at(-2) ?? event.head
    const course = scene.events.find(e => e.head === clause)
    const date = course && goesOn(tree, top, words) ? dates.get(course.id) : undefined
    return date ? { ...date, basis: date.basis === 'default' ? 'default' : 'context' } : null
  }
  const ahead = tenseOf(tree, clause, words) === 'future' && !VERBAL.has(event.type)
  if (isPluperfect(tree, clause) || ahead || reference === null) return null
  // "The truce held until Sunday" says that it was not today.
  if (scene.times.some(time => governorOf(tree, time.head) === event.head && bounds(tree, time, words))) return null
  const said = best(scene, timesOfSaying(scene, clause), event, 'context', reference)
  if (said) return said
  const only = onlyTime(scene, reference)
  if (only) return best(scene, [only], event, 'context', reference)
  const story = storyAt(scenes, tree.sentence, event, dates, reference)
  if (story && (!noun || pointsBack(tree, event.head)))
    return { ...story, basis: story.basis === 'default' ? 'default' : 'context' }
  const value = isoOf(reference)
  return { value, from: value, to: value, basis: 'default', start: null, end: null, text: null }
}

/** Times of the words that tell the act: "said on Monday that rebels shelled the port". */
const timesOfSaying = (scene: Scene, clause: number): readonly TimeMention[] => {
  const { tree } = scene
  const sayings = tree.children(clause).filter(child => relation(tokenAt(tree, child)) === 'parataxis')
  for (let at = clause, steps = 0; relation(tokenAt(tree, at)) === 'ccomp' && steps < 4; steps++) {
    at = clauseOf(tree, tokenAt(tree, at).head)
    sayings.push(at)
  }
  // Also "On Monday President Sarney announced …", where the parser hangs the day on the name.
  const clauseOfTime = (time: TimeMention): number => {
    const governor = governorOf(tree, time.head)
    return governor === 0 || scene.heads.has(governor) ? governor : clauseOf(tree, governor)
  }
  return scene.times.filter(time => sayings.includes(clauseOfTime(time)))
}

/** The one day a sentence names, where it is recent and no other act's: wherever the parser hung it, the sentence is told of it. */
const onlyTime = (scene: Scene, reference: Day): TimeMention | null => {
  const [time, ...more] = scene.times
  const day = time && time.from === time.to ? dayOfIso(time.from) : null
  if (!time || more.length > 0 || day === null || day > reference || reference - day > 7) return null
  const governor = governorOf(scene.tree, time.head)
  const free = governor !== 0 && !pathToClause(scene.tree, governor).some(id => scene.heads.has(id))
  return free ? time : null
}

/** The time the sentence before is told at: recent, or of any age where this one goes on about the same person ("He accused …"). */
const storyAt = (
  scenes: readonly Scene[],
  sentence: Sentence,
  event: EventMention,
  dates: ReadonlyMap<string, RecordDate>,
  reference: Day,
): RecordDate | null => {
  for (let back = 1; back <= REACH; back++) {
    const told = toldAt(scenes[sentence.index - back], event, dates)
    if (told) return isRecent(told, reference) || (back === 1 && goesOnAbout(sentence)) ? told : null
  }
  return null
}

/** How many sentences back the story may have been given its day. */
const REACH = 2

/** The date of the main line of a sentence: of its last act of the same kind (done by words, or by deeds), else of its main verb. */
export const toldAt = (
  previous: Scene | undefined,
  event: EventMention,
  dates: ReadonlyMap<string, RecordDate>,
): RecordDate | null => {
  if (previous?.tree.sentence.zone !== 'body') return null
  const { tree } = previous
  const verbal = VERBAL.has(event.type)
  const told = previous.events
    .filter(e => VERBAL.has(e.type) === verbal && tells(previous, e) && isMain(tree, clauseOf(tree, e.head)))
    .map(e => dates.get(e.id))
    .findLast(date => date !== undefined)
  const root = tree.sentence.tokens.find(token => token.head === 0)?.id ?? 0
  const time = previous.times.find(t => governorOf(tree, t.head) === root)
  if (told) return told
  if (!time?.from || !time.to) return null
  const { from, to, start, end, text } = time
  return { value: time.value ?? from, from, to, basis: 'context', start, end, text }
}

/** True for an act that its clause tells, not one it only mentions: "the proposal responds to an offer made on Saturday". */
const tells = ({ tree, heads }: Scene, event: EventMention): boolean => {
  const clause = clauseOf(tree, event.head)
  if (clause === event.head) return true
  const token = tokenAt(tree, event.head)
  return !heads.has(clause) && token.head === clause && (relation(token) === 'obj' || relation(token) === 'nsubj')
}

/** True for a clause on the main line of its sentence, or what somebody on the main line says. */
const isMain = (tree: Tree, clause: number): boolean => {
  for (let at = clause; ; at = tokenAt(tree, at).head) {
    const token = tokenAt(tree, at)
    if (token.head === 0) return true
    if (!['conj', 'ccomp', 'parataxis', 'xcomp'].includes(relation(token)) || token.head === clause) return false
  }
}

/** True when the sentence's subject is a pronoun. */
const goesOnAbout = (sentence: Sentence): boolean => {
  const root = sentence.tokens.find(token => token.head === 0)?.id
  return sentence.tokens.some(token => token.head === root && relation(token) === 'nsubj' && token.upos === 'PRON')
}

/** Whether two mentions can be one act: of one type, and not by known parties of which none is shared. */
const mayBeSame = (a: EventMention, b: EventMention): boolean =>
  a.type === b.type &&
  !(isToCome(b) && !isToCome(a)) &&
  (a.actors.length === 0 || b.actors.length === 0 || sharesActor(a, b))

/** "The talks" that are to be held are not those held last week. */
const isToCome = ({ status }: EventMention): boolean => status === 'planned' || status === 'possible'

const sharesActor = (a: EventMention, b: EventMention): boolean =>
  a.actors.some(one => b.actors.some(other => one.entity === other.entity))

const isRecent = (date: RecordDate, reference: Day): boolean => {
  const day = date.from === date.to ? dayOfIso(date.from) : null
  return day !== null && day <= reference && reference - day <= 7
}
