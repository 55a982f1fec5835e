import type { Source, Statement } from '../model/attribution.ts'
import type { EventMention, Participant } from '../model/event.ts'
import type { Span } from '../model/span.ts'
import { tokenAt } from '../model/tree.ts'
import { isDefinite, isTopic } from '../rules/act.ts'
import type { ReadAct } from '../rules/read.ts'
import { entityIs, heads, type Scene } from '../rules/scene.ts'
import { caseWords } from '../rules/slots.ts'

/** What earlier sentences and the speaker lend to an act that leaves a side unsaid. */
export interface Surroundings {
  readonly statements: readonly Statement[]
  /** Events read so far, in text order. */
  readonly memory: readonly EventMention[]
}

/**
 * Fills a side that the words leave to be understood, where the knowledge says the type has one (data/events/understood.yml):
 * of an act told without its doer, the speaker who tells it or the force at hand; of an act with one side, the other party that the
 * sentence names or that the report last told of together with the first.
 */
export const understood = (scene: Scene, act: ReadAct, around: Surroundings): ReadAct => {
  const { understood: rules } = scene.lexicon
  const { rule } = act.entry
  if (rule.mutual && rule.wordClass === 'noun' && act.actors.length === 0)
    return withActors(act, retold(scene, act, around.memory))
  // "said Iran was responsible": a rule that seeks no doer among the words leaves him to be understood.
  const seeks = rule.actor.length > 0
  if (
    rule.wordClass === 'noun' &&
    seeks &&
    act.actors.length + act.recipients.length === 0 &&
    isDefinite(scene, act.head)
  )
    return act
  let result = act
  // "the proposed tariffs": a participle before a noun describes it; whose it is stays open.
  if (tokenAt(scene.tree, act.head).deprel === 'amod') return act
  const unsaid = !seeks || act.spine.every(node => heads(scene, node, 'subject').length === 0)
  if (unsaid && result.actors.length === 0 && rules.speaker.has(act.type))
    result = withActors(result, speakerOf(scene, act, around.statements))
  if (result.actors.length === 0 && rules.force.has(act.type)) result = withActors(result, forceBefore(scene, act))
  if (result.actors.length === 0 && rules.authority.has(act.type))
    result = withActors(result, authority(scene, result, around.memory))
  if (result.actors.length === 0 && rules.opponent.has(act.type))
    result = withActors(result, opponent(scene, result, around.memory))
  if (rules.crowd.has(act.type)) result = asBefore(scene, result, around.memory)
  const alone = rule.mutual ? isAlone(scene, result.actors) : result.recipients.length === 0
  if (
    !alone ||
    rule.needs === 'two' ||
    (rules.asked.has(act.type) && isAddressed(scene, act)) ||
    (rule.mutual && result.actors.some(p => isJoint(scene, p))) ||
    result.actors.length === 0 ||
    !rules.counterpart.has(act.type)
  )
    return result
  const other = counterpart(scene, result, around)
  if (other.length === 0) return result
  return rule.mutual ? { ...result, actors: [...result.actors, ...other] } : { ...result, recipients: other }
}

/** "urged all states to halt sales": whoever is asked is told, if not who that is. */
const isAddressed = (scene: Scene, act: ReadAct): boolean =>
  act.entry.rule.wordClass === 'verb' &&
  heads(scene, act.head, 'object').length > 0 &&
  heads(scene, act.head, 'infinitive').length > 0

const withActors = (act: ReadAct, actors: readonly Participant[]): ReadAct =>
  actors.length === 0 ? act : { ...act, actors }

/** The side somebody is on: the state he acts for, or himself. */
const side = (scene: Scene, entity: string): string => scene.entity(entity).code ?? entity
const sides = (scene: Scene, participants: readonly Participant[]): number =>
  new Set(participants.map(p => side(scene, p.entity))).size

/** One side, and of it one person or the state itself: a minister who meets his president needs nobody else. */
const isAlone = (scene: Scene, participants: readonly Participant[]): boolean =>
  sides(scene, participants) === 1 && participants.filter(p => scene.entity(p.entity).kind !== 'country').length < 2

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

/** Whose word can be an act, and who can be a party to one: not an analyst, not a newspaper. */
const POLITICAL = 'political'
/**
 * Talks and fighting that name nobody are those of the parties that the report last told of as dealing with each other, or as acting
 * against: "Talks in Jeddah brokered by Saudi Arabia collapsed", "fierce fighting went on"; "the talks" only where they are said to be
 * hosted, brokered, failed or to come.
 */
const retold = (scene: Scene, act: ReadAct, memory: readonly EventMention[]): readonly Participant[] => {
  if (act.roles.length === 0 && act.status === 'occurred' && isDefinite(scene, act.head)) return []
  const own = new Set(act.roles.map(p => side(scene, p.entity)))
  const hostile = scene.lexicon.understood.opponent.has(act.type)
  const parties = (event: EventMention): readonly Participant[] =>
    (hostile ? [...event.actors, ...event.recipients] : event.actors).filter(
      p => entityIs(scene, p.entity, POLITICAL) && !own.has(side(scene, p.entity)),
    )
  const told = memory.findLast(event => event.status !== 'negated' && sides(scene, parties(event)) > 1)
  return told ? parties(told) : []
}

const PARTY = 'party'
/**
 * What somebody says that he himself will do: a concession or an offer is made by saying so ("Reagan said he would lift the
 * tariffs"), of anything else it is a plan.
 */
export const promised = (scene: Scene, act: ReadAct, statements: readonly Statement[]): ReadAct => {
  const { promising, promises } = scene.lexicon
  if (
    act.unreal !== null ||
    !act.operators.some(name => promising.has(name)) ||
    (act.status !== 'possible' && act.status !== 'planned')
  )
    return act
  const trigger = scene.tree.sentence.tokens[act.head - 1]
  const source =
    trigger && statements.findLast(s => s.source?.entity && s.content.some(c => holds(c, trigger)))?.source?.entity
  if (!source || !act.actors.some(p => side(scene, p.entity) === side(scene, source))) return act
  return { ...act, status: promises.has(act.type) ? 'occurred' : 'planned' }
}

/** The source of the statement that tells the act. */
const tellerOf = (scene: Scene, act: ReadAct, statements: readonly Statement[]): Source | null => {
  const trigger = scene.tree.sentence.tokens[act.head - 1]
  const here = statements.filter(s => s.sentence === scene.tree.sentence.index && s.source?.entity)
  return (trigger && here.findLast(s => s.content.some(c => holds(c, trigger)))?.source) ?? null
}

/** Who says it: "any extension has been ruled out, the ministry said". */
const speakerOf = (scene: Scene, act: ReadAct, statements: readonly Statement[]): readonly Participant[] => {
  const here = statements.filter(s => s.sentence === scene.tree.sentence.index && s.source?.entity)
  const source = tellerOf(scene, act, statements) ?? (here.length === 1 ? here[0]?.source : null)
  if (!source?.entity || !entityIs(scene, source.entity, POLITICAL)) return []
  const head = scene.tree.sentence.tokens.findLast(t => t.start >= source.start && t.end <= source.end)
  return [
    {
      entity: source.entity,
      sentence: scene.tree.sentence.index,
      head: head?.id ?? act.head,
      start: source.start,
      end: source.end,
      text: source.text,
    },
  ]
}

/** "Thousands marched against the cabinet. … Stones were thrown": the crowd of the sentences before, and whom it was against. */
const asBefore = (scene: Scene, act: ReadAct, memory: readonly EventMention[]): ReadAct => {
  const told = memory.findLast(event => event.type === act.type && event.actors.length > 0)
  if (!told || scene.tree.sentence.index - told.sentence > CROWD_REACH) return act
  const crowd = (p: Participant): boolean => entityIs(scene, p.entity, CROWD)
  const open = act.actors.length === 0 && act.entry.rule.wordClass === 'verb'
  const actors = open ? told.actors.filter(crowd) : act.actors
  // The same people, or demonstrators who are nothing else; farmers and miners may be against others.
  const again = (p: Participant): boolean =>
    told.actors.some(t => t.entity === p.entity) || entityIs(scene, p.entity, PLAIN_CROWD)
  const recipients = act.recipients.length > 0 || !actors.some(again) ? act.recipients : told.recipients
  return { ...act, actors, recipients: recipients.filter(p => !actors.some(a => a.entity === p.entity)) }
}
/** Sentences over which a crowd is remembered. */
const CROWD_REACH = 4
const CROWD = 'crowd'
const PLAIN_CROWD = 'demonstrators'

const FORCE = 'force'
/** The police or troops named before it in the sentence: "police fired tear gas … and 14 people were detained". */
const forceBefore = (scene: Scene, act: ReadAct): readonly Participant[] => {
  const named = mentionsOf(scene).filter(
    p =>
      p.head < act.head &&
      entityIs(scene, p.entity, FORCE) &&
      // Police arrest their own people, but no soldier is shot by his own army.
      !act.recipients.some(
        r =>
          r.entity === p.entity ||
          (entityIs(scene, r.entity, FORCE) && side(scene, r.entity) === side(scene, p.entity)),
      ),
  )
  return named.slice(-1)
}

/**
 * Private people are arrested, jailed and banned by their state: by whoever acts for it in the sentence ("220 people have been picked up, the
 * Interior Ministry said"), else by those who did the like in the report before.
 */
const authority = (scene: Scene, act: ReadAct, memory: readonly EventMention[]): readonly Participant[] => {
  const victims = act.recipients.map(p => scene.entity(p.entity))
  const land = victims.find(({ code, country }) => code === null && country !== null)?.country
  if (!land || victims.some(({ code }) => code !== null)) return []
  // "after the arrest of two Chilean nuns": people told of by their nation may be held by another.
  if (act.recipients.some(p => namesLand(scene, p, land))) return []
  const ofLand = (p: Participant): boolean => scene.entity(p.entity).code === land && entityIs(scene, p.entity, STATE)
  const here = mentionsOf(scene).filter(ofLand)
  if (here.length > 0) return here.slice(0, 1)
  return memory.findLast(event => event.type === act.type && event.actors.some(ofLand))?.actors.filter(ofLand) ?? []
}

const namesLand = (scene: Scene, p: Participant, land: string): boolean =>
  scene.tree.sentence.tokens.some(
    token =>
      holds(p, token) &&
      scene.mentionAt(token.id)?.entities.some(id => id !== p.entity && scene.entity(id).code === land),
  )

const mentionsOf = (scene: Scene): readonly Participant[] =>
  scene.tree.sentence.tokens.flatMap(token => {
    const mention = scene.mentionAt(token.id)
    if (!mention) return []
    return mention.entities
      .filter(id => scene.entity(id).kind !== 'place')
      .map(entity => ({
        entity,
        sentence: mention.sentence,
        head: token.id,
        start: mention.start,
        end: mention.end,
        text: scene.text(mention),
      }))
  })

/** An organisation of several states meets and agrees by itself, and so do its members. */
export const isJoint = (scene: Scene, participant: Participant): boolean => {
  const { kind, code, country } = scene.entity(participant.entity)
  return country === null && (kind === 'organization' || (kind === 'group' && code !== null))
}

/** Whoever the report last told of as acting against those it was done to: "29 Chadian soldiers were killed" in a war with Libya. */
const opponent = (scene: Scene, act: ReadAct, memory: readonly EventMention[]): readonly Participant[] => {
  const hit = new Set(act.recipients.filter(p => scene.entity(p.entity).code !== null).map(p => side(scene, p.entity)))
  if (hit.size === 0) return []
  const told = memory.findLast(
    event =>
      event.type === act.type && [...event.actors, ...event.recipients].some(p => hit.has(side(scene, p.entity))),
  )
  if (told) return othersIn(scene, told, hit, POLITICAL).slice(0, 1)
  // "Reagan said he would lift the tariffs imposed last week on Japanese goods": the one other state named before it.
  const before = mentionsOf(scene).filter(
    p => p.head < act.head && !hit.has(side(scene, p.entity)) && entityIs(scene, p.entity, STATE),
  )
  return new Set(before.map(p => side(scene, p.entity))).size === 1 ? before.slice(-1) : []
}

const STATE = 'state'
const counterpart = (scene: Scene, act: ReadAct, around: Surroundings): readonly Participant[] => {
  const doers = [...act.actors, ...act.roles]
  const own = new Set(doers.map(p => side(scene, p.entity)))
  const { locativeCases } = scene.lexicon.grammar
  const crowd = scene.lexicon.understood.crowd.has(act.type)
  const hostile = scene.lexicon.understood.opponent.has(act.type)
  // "Australia said the group was about to agree": whoever tells of others' accord is no party to it.
  const teller = act.entry.rule.mutual && !hostile ? tellerOf(scene, act, around.statements)?.entity : null
  const here = mentionsOf(scene).filter(
    p =>
      !own.has(side(scene, p.entity)) &&
      p.entity !== teller &&
      // "Bolivian miners" are not told of together with Bolivia.
      !act.actors.some(a => holds(a, p)) &&
      entityIs(scene, p.entity, STATE) &&
      !isTopic(scene, p.head) &&
      // "farmers marched, police said": who keeps order is not whom a crowd is against.
      !(crowd && entityIs(scene, p.entity, FORCE)) &&
      !caseWords(scene.tree, p.head).some(word => locativeCases.has(word)),
  )
  const named = new Set(here.map(p => side(scene, p.entity)))
  if (named.size === 1) return here.slice(0, 1)
  const kind = hostile ? POLITICAL : PARTY
  const told = around.memory.findLast(
    event =>
      event.status !== 'negated' &&
      [...event.actors, ...event.recipients].some(p => doers.some(doer => isOfOne(scene, doer, p))) &&
      othersIn(scene, event, own, kind).length > 0,
  )
  const others = (told ? othersIn(scene, told, own, kind) : []).filter(
    p => !(crowd && entityIs(scene, p.entity, FORCE)),
  )
  if (named.size === 0) return others
  // Several are named: the one that the report last told of together with the doer.
  const fitting = here.filter(p => others.some(o => side(scene, o.entity) === side(scene, p.entity)))
  return new Set(fitting.map(p => side(scene, p.entity))).size === 1 ? fitting.slice(0, 1) : []
}

/** The same side; of an organisation of several states only the same body ("the World Food Programme" is not the Security Council). */
const isOfOne = (scene: Scene, a: Participant, b: Participant): boolean =>
  a.entity === b.entity || (!isJoint(scene, a) && side(scene, a.entity) === side(scene, b.entity))

/** Who else took part, of a kind: in peace only states and organisations are understood as the other side, in war also rebels. */
const othersIn = (scene: Scene, event: EventMention, own: ReadonlySet<string>, kind: string): readonly Participant[] =>
  [...event.actors, ...event.recipients].filter(p => !own.has(side(scene, p.entity)) && entityIs(scene, p.entity, kind))
