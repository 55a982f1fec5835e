import type { Signal, TenseWords } from '../knowledge/times.ts'
import type { Dateline, Document } from '../model/document.ts'
import type { EventMention, EventType } from '../model/event.ts'
import type { DateBasis, RecordDate } from '../model/record.ts'
import type { TimeMention } from '../model/time.ts'
import type { Sentence } from '../model/token.ts'
import { feature, isUnder, relation, type Tree, tokenAt, treeOf } from '../model/tree.ts'
import { clauseOf, governorOf, headsClause, isPluperfect, pathToClause } from './attachment.ts'
import { type Day, dayOf, dayOfIso, dayOfMonth, isoOf, monthOf, yearOf } from './calendar.ts'
import { caseWords, tenseOf } from './tense.ts'
import { daysAway } from './time-values.ts'
import { reportDay } from './times.ts'

/** What the dates of acts are read from. */
export interface DatingInput {
  readonly document: Pick<Document, 'published'>
  readonly dateline: Dateline | null
  readonly sentences: readonly Sentence[]
  readonly times: readonly TimeMention[]
  readonly events: readonly EventMention[]
}

/** A sentence with what stands in it. */
interface Scene {
  readonly tree: Tree
  readonly times: readonly TimeMention[]
  readonly offsets: readonly TimeMention[]
  readonly events: readonly EventMention[]
  /** Token ids of the heads of its acts. */
  readonly heads: ReadonlySet<number>
}

/**
 * The date of each act, by event id: from its own words (`stated`), else from its sentence, else from what the text has set (`context`),
 * else the report's day for what the report tells as its news (`default`); null where nothing fixes it.
 */
export const dateEvents = (input: DatingInput, words: TenseWords): ReadonlyMap<string, RecordDate | null> => {
  const reference = reportDay(input.document, input.dateline)
  const scenes = input.sentences.map((sentence): Scene => {
    const events = input.events.filter(event => event.sentence === sentence.index)
    const here = input.times.filter(time => time.sentence === sentence.index)
    return {
      tree: treeOf(sentence),
      times: here.filter(time => time.anchors && time.from !== null),
      offsets: here.filter(time => time.offset !== null),
      events,
      heads: new Set(events.map(event => event.head)),
    }
  })
  const dates = new Map<string, RecordDate>()
  const set = (event: EventMention, date: RecordDate | null): void => {
    if (date !== null) dates.set(event.id, date)
  }
  const undated = (scene: Scene): readonly EventMention[] => scene.events.filter(event => !dates.has(event.id))

  for (const scene of scenes) for (const event of scene.events) set(event, stated(scene, event, words, reference))
  for (const scene of scenes) countOffsets(scene, dates)
  // Twice: a verb may share the date of a noun that has it from its own neighbour.
  for (const scene of [...scenes, ...scenes]) {
    for (const event of undated(scene)) set(event, fromSentence(scene, event, dates, words, reference))
  }
  for (const scene of scenes) {
    countOffsets(scene, dates)
    const waiting = new Set(scene.offsets.flatMap(offset => counted(scene, offset)?.other ?? []))
    for (const event of undated(scene)) {
      if (!waiting.has(event)) set(event, fromContext(scenes, scene, event, dates, words, reference))
    }
    countOffsets(scene, dates)
  }
  return new Map(input.events.map(event => [event.id, dates.get(event.id) ?? null]))
}

/** The time said of the act itself: hanging on it, or on the verb that carries it. */
const stated = (scene: Scene, event: EventMention, words: TenseWords, reference: Day | null): RecordDate | null => {
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
  const path = pathToClause(tree, governor)
  const owner = path.find(id => heads.has(id))
  if (owner !== undefined) return owner === event.head ? 'own' : null
  let clause = path.at(-1) ?? governor
  for (let steps = 0; steps < 4; steps++) {
    const verb = tokenAt(tree, clause)
    if (isCarriedBy(tree, event.head, clause)) return 'carried'
    if (verb.head === 0) return null
    const above = pathToClause(tree, verb.head).find(id => heads.has(id))
    if (relation(verb) === 'acl') return above === event.head ? 'relative' : null
    // "the drills will go ahead as planned from April 7"
    if (relation(verb) !== 'advcl' && relation(verb) !== 'xcomp') return null
    if (scene.events.some(e => isCarriedBy(tree, e.head, clause))) return null
    // "is expected to tell him this week"
    if (heads.has(verb.head)) return relation(verb) === 'xcomp' && verb.head === event.head ? 'own' : null
    clause = clauseOf(tree, verb.head)
  }
  return null
}

/** True when the act is an argument of the verb, or what the verb begins, tries or goes on doing. */
const isCarriedBy = (tree: Tree, head: number, verb: number): boolean => {
  if (head === verb) return false
  if (!headsClause(tree, head)) return clauseOf(tree, head) === verb
  const token = tokenAt(tree, head)
  return relation(token) === 'xcomp' && token.head === verb
}

/** Whether a time under this preposition dates the act: "until Friday" does not, "by Friday" dates what is still to come. */
const fits = (scene: Scene, time: TimeMention, event: EventMention, words: TenseWords): boolean => {
  const signals = signalsOf(scene.tree, time, words)
  if (signals.includes('until') || signals.includes('after')) return false
  if (signals.includes('before') || signals.includes('by'))
    return event.status === 'planned' || event.status === 'possible'
  // "the first visit since 1990"
  return !(signals.includes('from') && isOrdinal(scene.tree, event.head))
}

const signalsOf = (tree: Tree, time: TimeMention, words: TenseWords): readonly Signal[] =>
  caseWords(tree, time.head).flatMap(word => words.signals.get(word) ?? [])

const isOrdinal = (tree: Tree, id: number): boolean =>
  tree.children(id).some(child => feature(tokenAt(tree, child), 'NumType') === 'Ord')

/** The time of a clause or noun beside the act that shares it. */
const fromSentence = (
  scene: Scene,
  event: EventMention,
  dates: ReadonlyMap<string, RecordDate>,
  words: TenseWords,
  reference: Day | null,
): RecordDate | null => {
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
    time => governorOf(tree, time.head) === clause && signalsOf(tree, time, words).includes('from'),
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
  const below = (id: number): void => {
    for (const child of tree.children(id)) {
      const kind = relation(tokenAt(tree, child))
      if (kind === 'conj' || ((kind === 'obl' || kind === 'advcl') && goesOn(tree, child, words))) found.push(child)
      // "offered to help when he visited Baku in August"
      if (kind === 'xcomp') below(child)
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
    if (scene.heads.has(clause) && !(relation(tokenAt(tree, top)) === 'obl' && goesOn(tree, top, words))) return found
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
    const shares =
      kind === 'conj' ||
      (kind === 'advcl' && (caseWords(tree, at).length === 0 || goesOn(tree, at, words))) ||
      (token.deprel === 'acl' && feature(token, 'VerbForm') === 'Ger') ||
      (kind === 'xcomp' && event.status === 'occurred') ||
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

/** Acts done by saying so: their date is that of the words. */
const VERBAL: ReadonlySet<EventType> = new Set([
  'AGREE',
  'SUPPORT',
  'CONCEDE',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
])

/** True for a phrase or clause in whose course something happens: "during riots", "at a meeting", "when he visited". */
const goesOn = (tree: Tree, id: number, words: TenseWords): boolean =>
  caseWords(tree, id).some(word => words.signals.get(word) === 'during')

/** True when the time is that of the clause (or noun) and of no act below it. */
const timesClause = (scene: Scene, time: TimeMention, clause: number): boolean => {
  const governor = governorOf(scene.tree, time.head)
  if (governor === 0) return false
  const path = pathToClause(scene.tree, governor)
  const owner = path.find(id => scene.heads.has(id))
  return owner === undefined ? path.includes(clause) : owner === clause
}

/** What the text has set: the date of the act a definite noun points back to, the day the story is at, or the report's. */
const fromContext = (
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
  if (event.status === 'planned' || event.status === 'possible') return null
  if (noun && scene.heads.has(clause)) {
    const top = pathToClause(tree, event.head).at(-2) ?? event.head
    const course = scene.events.find(e => e.head === clause)
    const date = course && goesOn(tree, top, words) ? dates.get(course.id) : undefined
    return date ? { ...date, basis: date.basis === 'default' ? 'default' : 'context' } : null
  }
  const ahead = tenseOf(tree, clause, words) === 'future' && !VERBAL.has(event.type)
  if (isPluperfect(tree, clause) || ahead || reference === null) return null
  const story = storyAt(scenes, tree.sentence, event, dates, reference)
  if (story && !noun) return { ...story, basis: story.basis === 'default' ? 'default' : 'context' }
  const value = isoOf(reference)
  return { value, from: value, to: value, basis: 'default', start: null, end: null, text: null }
}

/** The time the sentence before is told at: recent, or of any age where this one goes on about the same person ("He accused …"). */
const storyAt = (
  scenes: readonly Scene[],
  sentence: Sentence,
  event: EventMention,
  dates: ReadonlyMap<string, RecordDate>,
  reference: Day,
): RecordDate | null => {
  const previous = scenes[sentence.index - 1]
  if (previous?.tree.sentence.zone !== 'body') return null
  const { tree } = previous
  const verbal = VERBAL.has(event.type)
  const told = previous.events
    .filter(e => isMain(tree, clauseOf(tree, e.head)) && VERBAL.has(e.type) === verbal)
    .map(e => dates.get(e.id))
    .findLast(date => date !== undefined)
  const root = tree.sentence.tokens.find(token => token.head === 0)?.id ?? 0
  const time = previous.times.find(t => governorOf(tree, t.head) === root)
  const date: RecordDate | null =
    told ??
    (time?.from && time.to
      ? {
          value: time.value ?? '',
          from: time.from,
          to: time.to,
          basis: 'context',
          start: time.start,
          end: time.end,
          text: time.text,
        }
      : null)
  if (date === null) return null
  return isRecent(date, reference) || goesOnAbout(sentence) ? date : null
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
  a.type === b.type && (a.actors.length === 0 || b.actors.length === 0 || sharesActor(a, b))

const sharesActor = (a: EventMention, b: EventMention): boolean =>
  a.actors.some(one => b.actors.some(other => one.entity === other.entity))

const before = (a: EventMention, b: EventMention): boolean =>
  a.sentence < b.sentence || (a.sentence === b.sentence && a.trigger.start < b.trigger.start)

const pointsBack = (tree: Tree, id: number): boolean =>
  tree.children(id).some(child => {
    const token = tokenAt(tree, child)
    return feature(token, 'Definite') === 'Def' || feature(token, 'PronType') === 'Dem' || token.deprel === 'nmod:poss'
  })

const isRecent = (date: RecordDate, reference: Day): boolean => {
  const day = date.from === date.to ? dayOfIso(date.from) : null
  return day !== null && day <= reference && reference - day <= 7
}

/** Dates acts that are told by their distance from another ("closed the border a day after …"), where the other is dated. */
const countOffsets = (scene: Scene, dates: Map<string, RecordDate>): void => {
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
const counted = (
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

/** The finest, then the nearest of the times, read the way the act's status asks. */
const best = (
  scene: Scene,
  times: readonly TimeMention[],
  event: EventMention,
  basis: DateBasis,
  reference: Day | null,
): RecordDate | null => {
  const length = (time: TimeMention): number => (dayOfIso(time.to) ?? 0) - (dayOfIso(time.from) ?? 0)
  const away = (time: TimeMention): number => Math.abs(time.start - event.trigger.start)
  const [time] = [...times].sort((a, b) => length(a) - length(b) || away(a) - away(b))
  if (!time || time.from === null || time.to === null) return null
  const turned = turn(time, event, reference)
  const other = scene.times.find(t => t !== time && t.from === time.from && t.to === time.to && t.value !== time.value)
  const ends = other ? [time, other].sort((a, b) => a.start - b.start).map(t => t.value) : [turned?.value ?? time.value]
  return {
    value: ends.join('/'),
    from: turned?.from ?? time.from,
    to: turned?.to ?? time.to,
    basis,
    start: time.start,
    end: time.end,
    text: time.text,
  }
}

/** A weekday or month that tense left on the wrong side of the report: a plan lies ahead, what occurred lies behind. */
const turn = (
  time: TimeMention,
  event: EventMention,
  reference: Day | null,
): { readonly value: string; readonly from: string; readonly to: string } | null => {
  const [from, to] = [dayOfIso(time.from), dayOfIso(time.to)]
  if (time.cycle === null || reference === null || from === null || to === null) return null
  const ahead = event.status === 'planned' && to < reference
  const behind = event.status === 'occurred' && from > reference
  if (!ahead && !behind) return null
  const step = ahead ? 1 : -1
  const moved = (day: Day): Day | null =>
    time.cycle === 'week' ? day + 7 * step : dayOf(yearOf(day) + step, monthOf(day), Math.min(dayOfMonth(day), 28))
  const [first, last] = [moved(from), from === to ? moved(from) : moved(to)]
  if (first === null || last === null) return null
  const whole = from !== to && time.cycle === 'year'
  const value = from === to ? isoOf(first) : isoOf(first).slice(0, 7)
  return { value, from: isoOf(first), to: whole ? monthEnd(last) : isoOf(last) }
}

const monthEnd = (day: Day): string => {
  const next = dayOf(yearOf(day) + (monthOf(day) === 12 ? 1 : 0), (monthOf(day) % 12) + 1, 1)
  return isoOf((next ?? day + 1) - 1)
}
