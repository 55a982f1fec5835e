import type { EntityMention } from '../model/entity.ts'
import type { Participant, RoleParticipant, Status } from '../model/event.ts'
import { feature, relation, tokenAt } from '../model/tree.ts'
import type { Entry } from './lexicon.ts'
import type { ActRule, RoleRule, SlotPath } from './rule.ts'
import { entriesAt, heads, isOf, NAMED_SLOTS, phraseHeads, type Scene, triggerHeads } from './scene.ts'
import { type Governor, outcomeOf, type Scope, spineOf } from './scope.ts'
import { isPassive, type Slot } from './slots.ts'

/** An act as one sentence tells it, before acts are joined, shared out and dated. */
export interface Act {
  readonly head: number
  readonly entry: Entry<ActRule>
  readonly spine: readonly number[]
  readonly path: ReadonlySet<number>
  /** Verbs that bring the act about: "organize a meeting". */
  readonly helpers: readonly number[]
  readonly status: Status
  readonly operators: readonly string[]
  readonly unreal: string | null
}

/** Reads the trigger at a token, or null where there is none. */
export const actAt = (scene: Scene, scope: Scope, id: number): Act | null => {
  if (isCompoundPart(scene, id)) return null
  const entry = entriesAt(scene, scene.lexicon.acts, id)[0]
  if (!entry) return null
  const outcome = outcomeOf(scene, scope, id, entry)
  // "fired on demonstrators": who acts is no act that the verb carries.
  const spine = namesDoer(entry.rule) ? [id] : spineOf(scope, id, entry.rule.type)
  const helpers = spine.flatMap(node => scope.roles.get(node) ?? []).map(role => role.node)
  return { head: id, entry, spine, helpers, ...outcome }
}

/** True for a rule whose word names who acts ("protesters"). */
export const namesDoer = (rule: ActRule): boolean => rule.actor.some(joined => joined.includes('self'))

/** "mortgage-backed securities", "Russian-mediated talks": a participle behind a hyphen describes and tells no act. */
export const isCompoundPart = (scene: Scene, id: number): boolean => {
  const token = tokenAt(scene.tree, id)
  return token.deprel === 'amod' && token.upos === 'VERB' && tokenAt(scene.tree, Math.max(1, id - 1)).xpos === 'HYPH'
}

/** Who is meant by words that name nobody themselves: "declined the offer" → who offered. */
export type Recall = (head: number) => readonly Participant[]

/**
 * The participants a slot path leads to. A noun looks for its case phrases under itself, then under the verb that carries it
 * ("imposed sanctions on Iran" hangs on either); a verb looks under its object too, for the same reason. A slot that names only
 * the `others`, the side found before, is passed over: "voiced his support for Chad".
 */
export const participantsOf = (
  scene: Scene,
  act: Act,
  path: SlotPath,
  recall: Recall,
  others: readonly Participant[] = [],
): readonly Participant[] => {
  for (const joined of path) {
    const found = without(
      scene,
      joined.flatMap(slot => slotHeadsOf(scene, act, slot).flatMap(head => participantsAt(scene, head, recall))),
      others,
    )
    if (found.length > 0) return distinct(found)
  }
  return []
}

/** Drops those who are already on the other side, and the very state for which the other side acts. */
export const without = (
  scene: Scene,
  participants: readonly Participant[],
  others: readonly Participant[],
): readonly Participant[] =>
  participants.filter(p => {
    const { kind, code } = scene.entity(p.entity)
    return !others.some(o => o.entity === p.entity || (kind === 'country' && code === scene.entity(o.entity).code))
  })

/** Words besides the act's own in whose case phrases its participants may stand: the verbs that carry it, those that bring it about. */
const slotHeadsOf = (scene: Scene, act: Act, path: Slot): readonly number[] => {
  // `object@state`: only those of a class.
  const [slot = path, className] = path.split('@')
  if (className !== undefined) return slotHeadsOf(scene, act, slot).filter(head => isOf(scene, head, className))
  const isNoun = act.entry.rule.wordClass === 'noun'
  for (const node of act.spine) {
    const own = node === act.head
    // The object of a support verb is the act itself; the subject of a noun is that of the verb that carries it.
    if (!own && (slot === 'object' || (slot === 'subject' && tokenAt(scene.tree, node).upos === 'NOUN'))) continue
    const found = (
      own && isNoun && slot === 'subject'
        ? predicateSubject(scene, node)
        : own
          ? triggerHeads(scene, node, slot, act.entry.trigger)
          : heads(scene, node, slot)
    ).filter(head => !act.spine.includes(head))
    if (found.length > 0) return found
  }
  if (NAMED_SLOTS.has(slot)) return []
  if (act.entry.rule.wordClass === 'verb')
    return heads(scene, act.head, 'object')
      .filter(object => slot !== scene.lexicon.grammar.ownerCase || !namesVictim(scene, object))
      .flatMap(object => phraseHeads(scene, object, slot))
  const inside = phraseHeads(scene, act.head, slot)
  if (inside.length > 0) return inside
  const { deprel, head } = tokenAt(scene.tree, act.head)
  // "clashes have been reported between them": who takes part is told behind the verb.
  const beside = act.entry.rule.mutual && deprel === 'nsubj:pass' ? [head] : []
  return [...act.helpers, ...beside].flatMap(node => heads(scene, node, slot))
}

/** "X is on a visit": the subject of a noun that is the predicate. */
const predicateSubject = (scene: Scene, node: number): readonly number[] =>
  scene.tree.children(node).filter(id => relation(tokenAt(scene.tree, id)) === 'nsubj')

/** Slots in which a word that names nobody itself may name whose it is: "Yerevan's position", "Russian initiatives". */
const OWNERS: readonly Slot[] = ['possessor', 'modifier']

/** The participants named by the words under a head; through an owner or a modifier, then by recall, where they name nobody. */
export const participantsAt = (scene: Scene, head: number, recall: Recall, depth = 0): readonly Participant[] => {
  const mention = scene.mentionAt(head)
  if (mention) return fromMention(scene, mention)
  // "Iran's old enemy Iraq" names Iraq.
  const named = scene.tree.children(head).filter(id => id > head && tokenAt(scene.tree, id).deprel === 'appos')
  const apposed = named.flatMap(id => {
    const other = scene.mentionAt(id)
    return other?.form === 'name' ? fromMention(scene, other) : []
  })
  if (apposed.length > 0) return apposed
  for (const slot of OWNERS) {
    const found = heads(scene, head, slot).flatMap(owner => {
      const owned = scene.mentionAt(owner)
      return owned && !isTopic(scene, owner) ? fromMention(scene, owned) : []
    })
    if (found.length > 0) return found
  }
  const authors = depth < MAX_OWNERS ? authorsOf(scene, head, recall, depth) : []
  if (authors.length > 0) return authors
  // "released a statement criticising the raid", "said in a letter, which blamed …": whoever put the words out.
  if (depth < MAX_OWNERS && scene.lexicon.grammar.documents.has(tokenAt(scene.tree, head).lemma.toLowerCase())) {
    const tellers = heads(scene, head, 'subject').flatMap(author => participantsAt(scene, author, recall, depth + 1))
    if (tellers.length > 0) return tellers
  }
  const recalled = recall(head)
  if (recalled.length > 0 || depth >= MAX_OWNERS || namesVictim(scene, head)) return recalled
  return heads(scene, head, scene.lexicon.grammar.ownerCase).flatMap(owner =>
    participantsAt(scene, owner, recall, depth + 1),
  )
}
/** "the Iran arms scandal": a state's noun before another says what that is about, its adjective whose it is. "U.S." has no adjective. */
export const isTopic = (scene: Scene, owner: number): boolean => {
  const token = tokenAt(scene.tree, owner)
  const state = scene.mentionAt(owner)?.entities.some(id => scene.entity(id).kind === 'country') ?? false
  return state && token.deprel === 'compound' && token.upos === 'PROPN' && token.form !== token.form.toUpperCase()
}

/** Who made what names nobody: "a motion by the union", "a letter from Peru", "terms laid down by Peru". */
const authorsOf = (scene: Scene, head: number, recall: Recall, depth: number): readonly Participant[] => {
  if (tokenAt(scene.tree, head).upos !== 'NOUN') return []
  const { authorCases } = scene.lexicon.grammar
  const made = scene.tree.children(head).filter(id => id > head && tokenAt(scene.tree, id).deprel === 'acl')
  return [
    ...authorCases.flatMap(slot => heads(scene, head, slot)),
    ...made.filter(id => isPassive(scene.tree, id)).flatMap(id => heads(scene, id, 'subject')),
  ].flatMap(author => participantsAt(scene, author, recall, depth + 1))
}

/** "condemned the capture of the town", "demanded the release of the crew": behind such a noun stands who suffers it. */
const namesVictim = (scene: Scene, head: number): boolean =>
  entriesAt(scene, scene.lexicon.acts, head)[0]?.rule.recipient.some(slots =>
    slots.includes(scene.lexicon.grammar.ownerCase),
  ) ?? false

/** "300 million worth of Japanese sets", "the leader of the party of …": how many steps down an owner is looked for. */
const MAX_OWNERS = 3

/** The places that the words under a head name. */
export const placesAt = (scene: Scene, head: number): readonly Participant[] => {
  const mention = scene.mentionAt(head)
  return mention ? namedBy(scene, mention).filter(p => scene.entity(p.entity).kind === 'place') : []
}

const fromMention = (scene: Scene, mention: EntityMention): readonly Participant[] =>
  namedBy(scene, mention).filter(p => scene.entity(p.entity).kind !== 'place')

const namedBy = (scene: Scene, mention: EntityMention): readonly Participant[] => {
  const text = scene.text(mention)
  const { sentence, head, start, end } = mention
  return mention.entities.map(entity => ({ entity, sentence, head, start, end, text }))
}

/** One participant an entity, the first that names it. */
export const distinct = <P extends Participant>(participants: readonly P[]): readonly P[] => {
  const seen = new Set<string>()
  return participants.filter(p => !seen.has(p.entity) && seen.add(p.entity))
}

/** Hosts, mediators and organizers of an act: by verbs in whose scope it stands, by nouns that hang on it. */
export const rolesOf = (scene: Scene, scope: Scope, act: Act, recall: Recall): readonly RoleParticipant[] => {
  const governing = act.spine.flatMap(node => scope.roles.get(node) ?? [])
  const hanging = scope.hanging.filter(role =>
    act.spine.some(node => role.rule.under.some(slot => heads(scene, node, slot).includes(role.node))),
  )
  const told = [...governing, ...hanging]
    .filter(role => role.rule.types.length === 0 || role.rule.types.includes(act.entry.rule.type))
    .flatMap(role => holdersOf(scene, role, recall).map(p => ({ ...p, role: role.rule.role })))
  return distinctRoles([...told, ...carriersOf(scene, act, recall), ...hostsOf(scene, act, told)])
}

const distinctRoles = (roles: readonly RoleParticipant[]): readonly RoleParticipant[] =>
  roles.filter((one, i) => roles.findIndex(other => other.entity === one.entity && other.role === one.role) === i)

/** "gave back the pilot through the Red Cross": an organisation or a person between the sides. */
const carriersOf = (scene: Scene, act: Act, recall: Recall): readonly RoleParticipant[] =>
  scene.lexicon.mediated.has(act.entry.rule.type)
    ? scene.lexicon.grammar.carrierCases
        .flatMap(slot => act.spine.flatMap(node => heads(scene, node, slot)))
        .flatMap(head => participantsAt(scene, head, recall))
        .filter(p => scene.entity(p.entity).kind !== 'country')
        .map(p => ({ ...p, role: 'mediator' }))
    : []

/** "a conference that Japan convenes in Tokyo": who brings others together in a town of his own land is their host. */
const hostsOf = (scene: Scene, act: Act, told: readonly RoleParticipant[]): readonly RoleParticipant[] => {
  const { locativeCases } = scene.lexicon.grammar
  const places = [...act.spine, ...act.helpers]
    .flatMap(node => [...locativeCases].flatMap(slot => heads(scene, node, slot)))
    .flatMap(head => scene.mentionAt(head)?.entities ?? [])
    .map(id => scene.entity(id).country)
  return told
    .filter(
      p =>
        p.role === 'organizer' && places.includes(scene.entity(p.entity).code) && scene.entity(p.entity).code !== null,
    )
    .map(p => ({ ...p, role: 'host' }))
}

const holdersOf = (scene: Scene, role: Governor<RoleRule>, recall: Recall): readonly Participant[] => {
  for (const joined of role.rule.holder) {
    const found = joined.flatMap(slot =>
      heads(scene, role.node, slot).flatMap(head => participantsAt(scene, head, recall)),
    )
    if (found.length > 0) return distinct(found)
  }
  return []
}

/** True for a noun that points back ("the offer", "that claim") rather than telling something new. */
export const isDefinite = (scene: Scene, head: number): boolean =>
  scene.tree.children(head).some(id => {
    const token = tokenAt(scene.tree, id)
    return feature(token, 'Definite') === 'Def' || feature(token, 'PronType') === 'Dem'
  })
