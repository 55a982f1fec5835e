import type { Statement } from '../model/attribution.ts'
import type { EntityLayer, EntityMention } from '../model/entity.ts'
import type { EventMention, EventType, MeetingFormat, Participant } from '../model/event.ts'
import type { Quote, Span } from '../model/span.ts'
import type { TimeMention } from '../model/time.ts'
import type { Sentence } from '../model/token.ts'
import { feature, type Tree, tokenAt, treeOf } from '../model/tree.ts'
import { isDefinite } from '../rules/act.ts'
import { frontOf } from '../rules/hyphens.ts'
import type { Lexicon } from '../rules/lexicon.ts'
import { type Dropped, type ReadAct, readSentence } from '../rules/read.ts'
import { entityIs, heads, type Scene } from '../rules/scene.ts'
import { unmet } from '../rules/unmet.ts'
import { datedAhead } from './future.ts'
import { shareOut } from './sharing.ts'
import { isJoint, promised, understood } from './understood.ts'

/** What the event stage looks at. */
export interface EventInput {
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly layer: EntityLayer
  readonly times: readonly TimeMention[]
  readonly statements: readonly Statement[]
  /** The day of the report (ISO), or null. */
  readonly today: string | null
}

/** A trigger that became no event, with the reason: for `explain`. */
export interface DroppedTrigger extends Dropped {
  readonly sentence: number
}

export interface EventReading {
  readonly events: readonly EventMention[]
  /** Every trigger word that became no event; found when asked for. */
  readonly dropped: () => readonly DroppedTrigger[]
}

/**
 * Reads the acts of a document with the compiled rules: sentence by sentence, remembering who did what so that "the offer" or "the
 * veto" finds its owner. Returns events in text order and, for explanation, the triggers that became none.
 */
export const readEvents = (input: EventInput, lexicon: Lexicon): EventReading => {
  const scenes = scenesOf(input, lexicon)
  const events: EventMention[] = []
  // The same acts with the sides that the words name: what was understood is no ground for understanding more.
  const worded: EventMention[] = []
  const dropped: DroppedTrigger[] = []
  for (const scene of scenes) {
    const { sentence } = scene.tree
    const reading = readSentence(scene, head => recall(scene, events, head))
    dropped.push(...reading.dropped.map(d => ({ ...d, sentence: sentence.index })))
    for (const read of reading.acts) {
      const told = turnedByOperators(scene, datedAhead(scene, withoutBystanders(scene, read), input.times, input.today))
      const complete = understood(scene, told, { statements: input.statements, memory: worded })
      const act = promised(scene, complete, input.statements)
      const reason = unfit(scene, act, events)
      if (reason !== null) dropped.push({ head: act.head, rule: act.entry.rule.name, reason, sentence: sentence.index })
      else {
        const shares = shareOut(scene, act, input.times)
        const idOf = (i: number): string => `${sentence.index}.${act.head}.${i}`
        events.push(...shares.map((share, i) => mentionOf(scene, share.act, share.within, idOf(i))))
        worded.push(mentionOf(scene, told, null, idOf(0)))
      }
    }
  }
  // A headline or caption that tells what the body tells is no second event; one that the body does not tell stays.
  const isBody = (event: EventMention): boolean => input.sentences[event.sentence]?.zone === 'body'
  const inBody = new Set(events.filter(isBody).map(event => event.type))
  const isEcho = (event: EventMention): boolean => !isBody(event) && inBody.has(event.type)
  return {
    events: events.filter(event => !isEcho(event)).map((event, i) => ({ ...event, id: `ev${i + 1}` })),
    dropped: () => [
      ...dropped,
      ...events
        .filter(isEcho)
        .map(({ head, rules: [rule = ''], sentence }) => ({ head, rule, reason: 'the body tells it', sentence })),
      ...scenes.flatMap(scene => unmet(scene).map(d => ({ ...d, sentence: scene.tree.sentence.index }))),
    ],
  }
}

const scenesOf = (input: EventInput, lexicon: Lexicon): readonly Scene[] => {
  const entities = new Map(input.layer.entities.map(entity => [entity.id, entity]))
  const mentions = input.sentences.map(() => new Map<number, EntityMention>())
  for (const mention of input.layer.mentions) {
    const here = mentions[mention.sentence]
    const other = here?.get(mention.head)
    // Two mentions with one head: the longer says more ("the Armenian premier" over "Armenian").
    if (here && (!other || other.end - other.start < mention.end - mention.start)) here.set(mention.head, mention)
  }
  for (const mention of input.layer.mentions) {
    const here = mentions[mention.sentence]
    for (const id of looseParts(input.sentences[mention.sentence], mention)) if (!here?.has(id)) here?.set(id, mention)
  }
  const taken = input.sentences.map(sentence => {
    const times = input.times.filter(time => time.sentence === sentence.index)
    const inTime = sentence.tokens
      .filter(t => times.some(time => time.start <= t.start && t.end <= time.end))
      .map(t => t.id)
    const inName = sentence.names.flatMap(name =>
      name.from === name.to ? [] : sentence.tokens.slice(name.from - 1, name.to).map(t => t.id),
    )
    return new Set([...inTime, ...inName])
  })
  return input.sentences.map(sentence => ({
    tree: treeOf(sentence),
    lexicon,
    isTaken: id => taken[sentence.index]?.has(id) ?? false,
    mentionAt: head => mentions[sentence.index]?.get(head),
    entity: id => {
      const entity = entities.get(id)
      if (!entity) throw new Error(`mention of an entity that is not in the layer: ${id}`)
      return entity
    },
    text: span => input.text.slice(span.start, span.end),
  }))
}

/** "U.N. envoy Hans Moen, who met …": where the parser cut a mention in two, each noun of it that hangs outside leads to it. */
const looseParts = (sentence: Sentence | undefined, mention: EntityMention): readonly number[] => {
  const inside = (sentence?.tokens ?? []).filter(t => mention.start <= t.start && t.end <= mention.end)
  const ids = new Set(inside.map(t => t.id))
  return inside.filter(t => (t.upos === 'PROPN' || t.upos === 'NOUN') && !ids.has(t.head)).map(t => t.id)
}

/**
 * Whom a definite noun points back to: the doers of the act it names again ("vetoed … the veto"), else of the latest of a fitting type;
 * "that", "that move" point at what was told last.
 */
const recall = (scene: Scene, memory: readonly EventMention[], head: number): readonly Participant[] => {
  const lemma = tokenAt(scene.tree, head).lemma.toLowerCase()
  const { anaphors, acts } = scene.lexicon
  const { sentence } = scene.tree
  const told = pointsBack(scene, head)
    ? memory.findLast(event => event.actors.length > 0 && sentence.index - event.sentence <= POINTING)
    : isDefinite(scene, head)
      ? namedAgain(
          memory,
          lemma,
          new Set([...(anaphors.get(lemma) ?? []), ...(acts.get(lemma) ?? []).map(entry => entry.rule.type)]),
        )
      : undefined
  return told?.actors.map(actor => ({ ...actor, ...spanOf(scene, [head]), sentence: sentence.index, head })) ?? []
}
/** Sentences back to which a bare "that" points. */
const POINTING = 2

const namedAgain = (
  memory: readonly EventMention[],
  lemma: string,
  types: ReadonlySet<EventType>,
): EventMention | undefined => {
  const fitting = memory.filter(event => types.has(event.type) && event.actors.length > 0)
  return fitting.findLast(event => event.trigger.text.toLowerCase().startsWith(lemma.slice(0, STEM))) ?? fitting.at(-1)
}

/** "scoffed at that", "deplored that move": a demonstrative alone, or with a noun for any act. */
const pointsBack = (scene: Scene, head: number): boolean => {
  const token = tokenAt(scene.tree, head)
  if (token.upos === 'PRON') return feature(token, 'PronType') === 'Dem' && feature(token, 'Number') !== 'Plur'
  return (
    scene.lexicon.deeds.has(token.lemma.toLowerCase()) &&
    scene.tree.children(head).some(id => feature(tokenAt(scene.tree, id), 'PronType') === 'Dem')
  )
}

/** Letters by which a noun is taken for the verb it is made of: "refusal", "refused". */
const STEM = 5

/** Why an act does not count, or null when it does. */
const unfit = (scene: Scene, act: ReadAct, memory: readonly EventMention[]): string | null => {
  const { rule } = act.entry
  const all = [...act.actors, ...act.recipients]
  if (act.unreal !== null) return `only wished for: ${act.unreal}`
  if (rule.wordClass === 'noun' && all.length === 0 && isDefinite(scene, act.head))
    return 'points back and names nobody'
  if (rule.needs === 'actor' && act.actors.length === 0) return 'no actor'
  if (rule.needs === 'recipient' && act.recipients.length === 0) return 'no recipient'
  if (rule.needs === 'both' && (act.actors.length === 0 || act.recipients.length === 0)) return 'one side is missing'
  if (rule.needs === 'two' && all.length + act.roles.length < 2 && !all.some(p => isJoint(scene, p)))
    return 'fewer than two sides'
  if (all.length === 0) return isFirstTelling(act, memory) ? null : 'names nobody'
  const doers = rule.mutual || act.actors.length === 0 ? [...all, ...act.roles] : act.actors
  const needed = doers === act.actors || rule.mutual ? POLITICAL : VICTIM
  // Whoever they are, people who take to the streets together act politically: "vendors marched on the ministry".
  const isCrowd = scene.lexicon.understood.crowd.has(act.type) && act.actors.some(p => entityIs(scene, p.entity, CROWD))
  if (!isCrowd && !doers.some(p => entityIs(scene, p.entity, needed))) return 'nobody political does it'
  return null
}

/** "Protests broke out in the capital": a rule that needs nobody tells of an act the first time. */
const isFirstTelling = (act: ReadAct, memory: readonly EventMention[]): boolean =>
  act.entry.rule.needs === 'none' && memory.every(event => event.type !== act.type)

/** "Told reporters", "discussed it with journalists": those who only hear of an act are no party to it. */
const withoutBystanders = (scene: Scene, act: ReadAct): ReadAct => {
  if (scene.lexicon.touching.has(act.type)) return act
  const party = (p: Participant): boolean => !entityIs(scene, p.entity, BYSTANDER)
  return { ...act, actors: act.actors.filter(party), recipients: act.recipients.filter(party) }
}
const BYSTANDER = 'bystander'

/** What the operators over an act make of its type: "will not withdraw" is a refusal; of a meeting it is told to those one would not meet. */
const turnedByOperators = (scene: Scene, act: ReadAct): ReadAct => {
  const turn = scene.lexicon.turns.find(
    t => t.types.includes(act.type) && t.after.every(group => group.some(name => act.operators.includes(name))),
  )
  if (!turn) return act
  const turned = { ...act, type: turn.type, status: turn.status, operators: [...act.operators, turn.name] }
  if (!act.entry.rule.mutual) return turned
  const own = new Set(act.spine.flatMap(node => heads(scene, node, 'subject')))
  const actors = act.actors.filter(p => own.has(p.head))
  if (actors.length === 0) return turned
  return { ...turned, actors, recipients: act.actors.filter(p => !actors.includes(p)) }
}

const POLITICAL = 'political'
const VICTIM = 'victim'
const CROWD = 'crowd'

const mentionOf = (scene: Scene, act: ReadAct, within: Span | null, id: string): EventMention => {
  const { rule } = act.entry
  return {
    id,
    sentence: scene.tree.sentence.index,
    head: act.head,
    trigger: spanOf(scene, triggerTokens(scene.tree, act)),
    type: act.type,
    mode: act.type === rule.type ? rule.mode : null,
    contexts: rule.contexts,
    cameo: act.type === rule.type ? rule.cameo : null,
    status: act.status,
    format: formatOf(scene, act),
    actors: act.actors,
    recipients: act.recipients,
    roles: act.roles,
    within,
    rules: [rule.name, ...act.operators],
    confidence: confidenceOf(act),
  }
}

/** The trigger word, the part before its hyphen and the particles that stand right beside it. */
const triggerTokens = (tree: Tree, act: ReadAct): readonly number[] => {
  const { particles } = act.entry.trigger
  const near = tree
    .children(act.head)
    .filter(id => Math.abs(id - act.head) <= 2 && particles.includes(tokenAt(tree, id).lemma.toLowerCase()))
  const front = frontOf(tree, act.head) ?? act.head
  return [front, act.head, ...near].sort((a, b) => a - b)
}

const spanOf = (scene: Scene, ids: readonly number[]): Quote => {
  const tokens = ids.map(id => tokenAt(scene.tree, id))
  const span = { start: Math.min(...tokens.map(t => t.start)), end: Math.max(...tokens.map(t => t.end)) }
  return { ...span, text: scene.text(span) }
}

const MEETING: EventType = 'CONSULT'
const BY_NUMBER: Readonly<Record<number, MeetingFormat>> = { 2: 'bilateral', 3: 'trilateral' }

/** The formats of a meeting: those its rule and its words name, else by the number of sides. */
const formatOf = (scene: Scene, act: ReadAct): readonly MeetingFormat[] => {
  const { rule } = act.entry
  if (rule.type !== MEETING) return []
  const named = scene.lexicon.formats
    .filter(f =>
      act.spine.some(node =>
        f.under.some(slot =>
          heads(scene, node, slot).some(h => f.words.has(tokenAt(scene.tree, h).lemma.toLowerCase())),
        ),
      ),
    )
    .map(f => f.format)
  const sides = new Set([...act.actors, ...act.recipients].map(p => scene.entity(p.entity).code ?? p.entity)).size
  const counted: readonly MeetingFormat[] = BY_NUMBER[sides] ? [BY_NUMBER[sides]] : sides > 3 ? ['multilateral'] : []
  const all = [...rule.format, ...named]
  const lateral = all.some(f => f.endsWith('lateral')) || rule.format.includes('visit')
  return [...new Set(lateral ? all : [...all, ...counted])]
}

/** A plain estimate: full for an act with both sides, less for what was found by detours. */
const confidenceOf = (act: ReadAct): number => {
  const sides = (act.actors.length > 0 ? 1 : 0) + (act.recipients.length > 0 || act.entry.rule.mutual ? 1 : 0)
  const certain = 0.6 + 0.15 * sides - 0.05 * Math.min(2, act.operators.length)
  return Math.round(certain * 100) / 100
}
