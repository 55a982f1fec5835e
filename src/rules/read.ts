import type { EventType, Participant, RoleParticipant } from '../model/event.ts'
import { feature, relation, tokenAt } from '../model/tree.ts'
import {
  type Act,
  actAt,
  distinct,
  isDefinite,
  namesDoer,
  participantsAt,
  participantsOf,
  placesAt,
  type Recall,
  rolesOf,
  without,
} from './act.ts'
import { lemmasOf, plain } from './hyphens.ts'
import { entriesAt, heads, namesWords, type Scene } from './scene.ts'
import { type Scope, scopeOf } from './scope.ts'
import { caseWords, type Slot } from './slots.ts'

/** An act with everybody in it. */
export interface ReadAct extends Act {
  /** The rule's type, or what the act's content or operators turned it into. */
  readonly type: EventType
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
  readonly roles: readonly RoleParticipant[]
  /** The act whose content this one is ("refused to meet"), or null. */
  readonly within: number | null
}

/** A trigger that did not become an act, and why. */
export interface Dropped {
  readonly head: number
  readonly rule: string
  readonly reason: string
}

/** What one sentence tells. */
export interface Reading {
  readonly acts: readonly ReadAct[]
  readonly dropped: readonly Dropped[]
}

/** True for a verb by a rule that names what it does it to: `suspend +object:aid`. */
const asksForObject = (act: Act): boolean =>
  act.entry.rule.wordClass === 'verb' &&
  act.entry.trigger.tests.some(test => test.wanted && test.slot === 'object' && namesWords(test))

const NOTHING: Reading = { acts: [], dropped: [] }

/**
 * Reads the acts of a sentence: finds triggers, composes what became of each, gathers who takes part, and folds acts that are the
 * content of others into them. `recall` tells whom a noun that points back ("the offer") speaks of.
 */
export const readSentence = (scene: Scene, recall: Recall): Reading => {
  const candidates = scene.tree.sentence.tokens.some(
    t => lemmasOf(scene.tree, t.id).some(l => scene.lexicon.acts.has(l)) || scene.lexicon.acts.has(plain(t.form)),
  )
  if (!candidates) return NOTHING
  const scope = scopeOf(scene)
  const found = scene.tree.sentence.tokens.flatMap(t => actAt(scene, scope, t.id) ?? [])
  // "suspended aid", "brought charges": a rule for this verb with this object tells more than the noun does.
  const asking = new Map(found.filter(asksForObject).map(act => [act.head, act] as const))
  const tellerOf = (noun: Act): Act | null => {
    const carrier = asking.get(noun.spine[1] ?? 0)
    if (carrier) return carrier
    const verb = asking.get(tokenAt(scene.tree, noun.head).head)
    if (verb?.entry.rule.type !== noun.entry.rule.type || !heads(scene, verb.head, 'object').includes(noun.head))
      return null
    // "accepted the Swedish offer": an offer is its maker's, accepting another's.
    const owners = ['possessor', 'modifier'].flatMap(slot => heads(scene, noun.head, slot))
    return owners.some(owner => scene.mentionAt(owner) !== undefined) ? null : verb
  }
  const free = found.filter(act => tellerOf(act) === null)
  // "launched an attack": the verb carries the noun and is no act beside it.
  const carrying = new Map(free.flatMap(act => act.spine.slice(1).map(node => [node, act.head] as const)))
  const acts = free.filter(act => !carrying.has(act.head))
  const read = new Map<number, ReadAct>()
  const open = new Set<number>()
  const byHead = new Map(acts.map(act => [act.head, act]))

  const recallHere: Recall = head => {
    const told = byHead.get(head)
    const own = told && !open.has(head) ? resolve(told).actors : []
    return own.length > 0 ? own : (toldHere(head) ?? recall(head))
  }
  /** "offered to host them, but Syria spurned the invitation": who did the latest fitting act of this very sentence. */
  const toldHere = (head: number): readonly Participant[] | null => {
    const types = scene.lexicon.anaphors.get(tokenAt(scene.tree, head).lemma.toLowerCase())
    if (!types || !isDefinite(scene, head)) return null
    const before = acts.findLast(
      act =>
        act.head < head && types.has(act.entry.rule.type) && act.entry.rule.wordClass === 'verb' && !open.has(act.head),
    )
    const actors = before ? resolve(before).actors : []
    return actors.length > 0 ? actors : null
  }
  const resolve = (act: Act): ReadAct => {
    const done = read.get(act.head)
    if (done) return done
    open.add(act.head)
    const { rule } = act.entry
    const told = participantsOf(scene, act, rule.actor, recallHere)
    const named = told.length > 0 ? told : [...blamed(scene, act, recallHere), ...joinedBehind(scene, act, recallHere)]
    const actors = broughtTogether(scene, scope, act, named, recallHere)
    const own = participantsOf(scene, act, rule.recipient, recallHere, actors)
    const content = own.length === 0 && !rule.mutual && rule.absorbs.length > 0 ? contentParticipants(act) : []
    const hit = own.length === 0 ? townsOf(scene, act, actors) : []
    const recipients = own.length > 0 ? own : hit.length > 0 ? hit : without(scene, content, actors)
    const roles = rolesOf(scene, scope, act, recallHere)
    const result = { ...act, type: rule.type, ...sides(scene, act, actors, recipients, roles), within: null }
    open.delete(act.head)
    read.set(act.head, result)
    return result
  }
  /** Those who take part in what an act speaks of: of the acts in its content, else whoever its content clause names. */
  const contentParticipants = (act: Act): readonly Participant[] => {
    const absorbed = acts.filter(
      other => other !== act && !open.has(other.head) && absorbingSlot(scene, act, other) !== null,
    )
    // Of "refused to hold talks with Baku during the summit" the talks were refused, not the summit.
    const direct = absorbed.filter(other =>
      act.entry.rule.absorbs.some(slot => heads(scene, act.head, slot).some(head => other.path.has(head))),
    )
    const inner = (direct.length > 0 ? direct : absorbed).map(resolve)
    if (scene.lexicon.understood.asked.has(act.entry.rule.type)) return distinct(inner.flatMap(i => i.actors))
    const told = inner.flatMap(i => [...i.actors, ...i.recipients, ...i.roles])
    if (told.length > 0) return distinct(told)
    return distinct(
      heads(scene, act.head, 'content').flatMap(clause =>
        argumentHeads(scene, clause).flatMap(head => participantsAt(scene, head, recallHere)),
      ),
    )
  }

  const all = acts.map(resolve)
  const { outer: standing, yielding } = turned(scene, all)
  const linked = standing.map(act => ({
    ...act,
    within: absorberOf(scene, standing, act) ?? repeats(scene, standing, act) ?? namedBeside(scene, standing, act),
  }))
  const drop = (act: Act, reason: string): Dropped => ({ head: act.head, rule: act.entry.rule.name, reason })
  const form = (id: number): string => tokenAt(scene.tree, id).form
  const dropped = [
    ...found.flatMap(act => {
      const teller = tellerOf(act)
      return teller ? [drop(act, `"${form(teller.head)}" tells it as its object`)] : []
    }),
    ...found
      .filter(act => carrying.has(act.head))
      .map(act => drop(act, `carries "${form(carrying.get(act.head) ?? 0)}"`)),
    ...yielding.map(act => drop(act, 'only its content counts')),
    ...linked.filter(act => act.within !== null).map(act => drop(act, `content of "${form(act.within ?? 0)}"`)),
  ]
  return { acts: linked.filter(act => act.within === null).map(act => completed(act, linked)), dropped }
}

/** A side that an act leaves open is that of the act that tells the same or what came of it. */
const completed = (act: ReadAct, all: readonly ReadAct[]): ReadAct => {
  const result = all.find(other => other.within === act.head && other.type === act.type)
  if (!result || act.entry.rule.mutual) return act
  const recipients = act.recipients.length > 0 ? act.recipients : result.recipients
  const actors = act.actors.length > 0 ? act.actors : result.actors
  return { ...act, actors: actors.filter(a => !recipients.some(r => r.entity === a.entity)), recipients }
}

/**
 * A verb and the noun that names what it tells are one act: "an Iraqi raid killed ten" is the raid, which says who did it or to whom;
 * "ten were killed in a raid" is the killing. Of a meeting it is the one that tells more of who met: "discussed it with Peru in a call".
 */
const namedBeside = (scene: Scene, acts: readonly ReadAct[], act: ReadAct): number | null => {
  const isVerb = act.entry.rule.wordClass === 'verb'
  const other = acts.find(other => {
    const [noun, verb] = isVerb ? [other, act] : [act, other]
    if (other.type !== act.type || other.status !== act.status || !namesSomebody(other)) return false
    if (!names(scene, noun, verb)) return false
    const falls = noun.entry.rule.needs === 'both' && (noun.actors.length === 0 || noun.recipients.length === 0)
    const tells = namesSomebody(noun) && !falls
    const toldMore = verb.entry.rule.mutual && verb.actors.length > noun.actors.length
    return (tells && !toldMore) === isVerb
  })
  return other?.head ?? null
}

const namesSomebody = ({ actors, recipients }: ReadAct): boolean => actors.length + recipients.length > 0

/** True for a noun that is the subject of a verb or stands in a phrase that names what the verb tells. */
const names = (scene: Scene, noun: ReadAct, verb: ReadAct): boolean => {
  const { namingCases, purposeCases } = scene.lexicon.grammar
  if (noun.entry.rule.wordClass !== 'noun' || verb.entry.rule.wordClass !== 'verb' || namesDoer(noun.entry.rule))
    return false
  // "met for talks" is one meeting; who flies somewhere for talks visits too.
  const isMeeting = verb.entry.rule.mutual && verb.entry.rule.mode === noun.entry.rule.mode
  return ['subject', ...namingCases, ...(isMeeting ? purposeCases : [])].some(slot =>
    heads(scene, verb.head, slot).includes(noun.head),
  )
}

/**
 * Acts as their content makes them: "vowed to retaliate" threatens; of "ready to impose sanctions" only the sanctions count, and of
 * "ordered the arrest" only the arrest, done by whoever ordered it.
 */
const turned = (
  scene: Scene,
  acts: readonly ReadAct[],
): { readonly outer: readonly ReadAct[]; readonly yielding: readonly ReadAct[] } => {
  const outer: ReadAct[] = []
  const yielding: ReadAct[] = []
  const doers = new Map<number, readonly Participant[]>()
  for (const act of acts) {
    const { turns } = act.entry.rule
    const content =
      turns.size === 0
        ? undefined
        : acts.find(inner => inner !== act && turns.has(inner.type) && absorbingSlot(scene, act, inner) !== null)
    const turn = content && turns.get(content.type)
    if (turn === 'content') {
      yielding.push(act)
      if (content?.actors.length === 0) doers.set(content.head, without(scene, act.actors, content.recipients))
    } else outer.push(turn ? { ...act, type: turn } : act)
  }
  return { outer: outer.map(act => ({ ...act, actors: doers.get(act.head) ?? act.actors })), yielding }
}

/**
 * The act that an act repeats, or null: conjoined triggers of one type with the same sides ("killed, wounded or captured"), or a
 * clause that tells how the other was done or what came of it ("carried out air strikes, killing a commander").
 */
const repeats = (scene: Scene, acts: readonly ReadAct[], act: ReadAct): number | null => {
  const token = tokenAt(scene.tree, act.head)
  const above = acts.find(other => other.type === act.type && other !== act && other.spine.includes(token.head))
  if (!above || above.status !== act.status) return null
  if (token.deprel === 'conj')
    return sameEntities(above.actors, act.actors) && sameEntities(above.recipients, act.recipients) ? above.head : null
  if (!SUBORDINATE.has(relation(token)) || token.deprel === 'acl:relcl' || feature(token, 'VerbForm') === 'Fin')
    return null
  return act.actors.length === 0 || sameEntities(above.actors, act.actors) ? above.head : null
}
const SUBORDINATE = new Set(['advcl', 'xcomp', 'acl'])

const sameEntities = (a: readonly Participant[], b: readonly Participant[]): boolean =>
  a.length === b.length && a.every(p => b.some(q => q.entity === p.entity))

/** Everybody of a mutual act is an actor; an organizer joins those it brings together with itself ("organize a meeting with them"). */
const sides = (
  scene: Scene,
  act: Act,
  actors: readonly Participant[],
  recipients: readonly Participant[],
  roles: readonly RoleParticipant[],
): { actors: readonly Participant[]; recipients: readonly Participant[]; roles: readonly RoleParticipant[] } => {
  if (!act.entry.rule.mutual) return { actors, recipients, roles }
  const joining = scene.lexicon.grammar.joiningCases.some(slot =>
    [act.head, ...act.helpers].some(node => heads(scene, node, slot).length > 0),
  )
  const told = OPEN_SLOTS.every(slot => heads(scene, act.head, slot).every(head => !scene.mentionAt(head)))
  const holders = joining && told ? roles.map(({ role: _, ...participant }) => participant) : []
  const all = distinct([...actors, ...recipients])
  // "the Omani-mediated talks between Chad and Niger": Oman brings them together and does not take part.
  const parties = all.filter(p => !roles.some(role => role.head === p.head))
  const met = holders.length === 0 && new Set(parties.map(p => scene.entity(p.entity).code ?? p.entity)).size > 1
  return { actors: met ? parties : distinct([...holders, ...all]), recipients: [], roles }
}
/**
 * Of a meeting that names one side at most, whoever does something at it takes part: "said in talks with X", "at a meeting in Apia,
 * envoys urged …"; not whoever hosts or arranges it.
 */
const broughtTogether = (
  scene: Scene,
  scope: Scope,
  act: Act,
  named: readonly Participant[],
  recall: Recall,
): readonly Participant[] => {
  const { rule } = act.entry
  if (
    !rule.mutual ||
    rule.wordClass !== 'noun' ||
    act.spine.length > 1 ||
    new Set(named.map(p => scene.entity(p.entity).code ?? p.entity)).size > 1
  )
    return named
  // "a summit of their presidents" says who meets.
  if (named.length > 0 && scene.lexicon.grammar.joiningCases.every(slot => heads(scene, act.head, slot).length === 0))
    return named
  const { deprel, head } = tokenAt(scene.tree, act.head)
  // "is in Uganda for talks": the place is the predicate, and the talks hang on it.
  if (/^(nmod|obl)/.test(deprel) && heads(scene, head, 'cop').length > 0)
    return distinct([
      ...named,
      ...[...nominalSubjects(scene, head), head].flatMap(id => participantsAt(scene, id, recall)),
    ])
  if (!deprel.startsWith('obl') || act.helpers.includes(head)) return named
  const there = heads(scene, act.head, 'subject').flatMap(id => participantsAt(scene, id, recall))
  // "arrived in Uganda for talks": the hosts take part too.
  const above = actAt(scene, scope, head)
  const hosts =
    above?.entry.rule.type === act.entry.rule.type
      ? participantsOf(scene, above, above.entry.rule.recipient, recall)
      : []
  return distinct([...named, ...there, ...hosts])
}

/** "rushed tents to Batken", "shelled Kharkiv": a town that another state gives to or strikes stands for its own. */
const townsOf = (scene: Scene, act: Act, actors: readonly Participant[]): readonly Participant[] => {
  const { understood, grammar } = scene.lexicon
  const own = actors.map(p => scene.entity(p.entity)).filter(({ code }) => code !== null)
  if (!understood.towns.has(act.entry.rule.type) || own.length === 0) return []
  const slots = act.entry.rule.recipient.flat().filter(slot => !grammar.locativeCases.has(slot))
  return distinct(
    slots
      .flatMap(slot => act.spine.flatMap(node => heads(scene, node, slot)))
      .flatMap(head => placesAt(scene, head))
      .filter(p => {
        const { kind, code, country } = scene.entity(p.entity)
        return kind === 'place' && code !== null && own.every(state => state.country !== country)
      }),
  )
}

const nominalSubjects = (scene: Scene, node: number): readonly number[] =>
  scene.tree.children(node).filter(id => relation(tokenAt(scene.tree, id)) === 'nsubj')

/** "the pact that Chad and Niger sealed", "an accord under which both sides …": those told together in the clause behind a noun. */
const joinedBehind = (scene: Scene, act: Act, recall: Recall): readonly Participant[] => {
  const { rule } = act.entry
  if (!rule.mutual || rule.wordClass !== 'noun') return []
  // "reported ahead of the talks that their conflict is high on the agenda": a conflict seals nothing.
  const clauses = scene.tree.children(act.head).filter(id => {
    const token = tokenAt(scene.tree, id)
    return token.deprel === 'acl:relcl' && token.upos === 'VERB'
  })
  const found = clauses
    .flatMap(clause => nominalSubjects(scene, clause))
    .flatMap(subject => [subject, ...conjuncts(scene, subject)])
    .flatMap(id => (scene.mentionAt(id) ? participantsAt(scene, id, recall) : []))
  return new Set(found.map(p => scene.entity(p.entity).code ?? p.entity)).size > 1 ? distinct(found) : []
}

const conjuncts = (scene: Scene, id: number): readonly number[] =>
  scene.tree.children(id).filter(c => tokenAt(scene.tree, c).deprel === 'conj')

/** "praised Peru for the release of the crew", "condemned Peru over the raid": whoever is judged for what a noun tells did it. */
const blamed = (scene: Scene, act: Act, recall: Recall): readonly Participant[] => {
  const { judged, grammar } = scene.lexicon
  if (act.entry.rule.wordClass !== 'noun' || act.entry.rule.mutual) return []
  const { deprel, head } = tokenAt(scene.tree, act.head)
  if (!caseWords(scene.tree, act.head).some(word => grammar.judgingCases.has(word))) return []
  const judging = deprel.startsWith('nmod') ? tokenAt(scene.tree, head).head : deprel.startsWith('obl') ? head : 0
  if (judging === 0) return []
  const type = entriesAt(scene, scene.lexicon.acts, judging)[0]?.rule.type
  if (type === undefined || !judged.has(type)) return []
  // "summoned the envoy over the raid" only points back at the raid.
  if (isDefinite(scene, act.head) && participantsOf(scene, act, act.entry.rule.recipient, recall).length === 0)
    return []
  return heads(scene, judging, 'object').flatMap(id => (id === act.head ? [] : participantsAt(scene, id, recall)))
}

const OPEN_SLOTS: readonly Slot[] = ['possessor']

const ARGUMENT_RELATIONS = new Set(['obj', 'iobj', 'obl'])
const argumentHeads = (scene: Scene, clause: number): readonly number[] =>
  scene.tree.children(clause).flatMap(id => {
    const token = tokenAt(scene.tree, id)
    const rel = relation(token)
    if (rel === 'xcomp') return argumentHeads(scene, id)
    if (!ARGUMENT_RELATIONS.has(rel)) return []
    return [id, ...scene.tree.children(id).filter(c => tokenAt(scene.tree, c).deprel === 'conj')]
  })

/** The slot of `outer` in which `inner` stands as its content, or null. */
const absorbingSlot = (scene: Scene, outer: Act, inner: Act): Slot | null => {
  for (const slot of outer.entry.rule.absorbs) {
    for (const head of heads(scene, outer.head, slot)) {
      if (head === inner.head || inner.path.has(head)) return slot
      if (slot === 'content' && isContentOf(scene, inner.head, head)) return slot
    }
  }
  return null
}

/** True when `id` stands in the clause under `top`, not in a relative or adverbial clause of its own, nor as what it came after. */
const isContentOf = (scene: Scene, id: number, top: number): boolean => {
  let at = id
  for (let step = 0; step < 12; step++) {
    if (at === top) return true
    const token = tokenAt(scene.tree, at)
    if (
      token.head === 0 ||
      token.deprel === 'acl:relcl' ||
      relation(token) === 'advcl' ||
      relation(token) === 'parataxis' ||
      (relation(token) === 'obl' &&
        caseWords(scene.tree, at).some(word => scene.lexicon.grammar.settingCases.has(word)))
    )
      return false
    at = token.head
  }
  return false
}

/** The act that takes this one in as content; not an act of its own doer's that another refuses or answers ("the Polish request was turned down"). */
const absorberOf = (scene: Scene, acts: readonly ReadAct[], act: ReadAct): number | null => {
  for (const outer of acts) {
    if (outer.head === act.head) continue
    const slot = absorbingSlot(scene, outer, act)
    if (slot === null) continue
    const { understood, awaited } = scene.lexicon
    const isAwaited = understood.asked.has(outer.type) && awaited.has(act.type)
    if (slot === 'content' || act.entry.rule.mutual || isAwaited) return outer.head
    const others = act.actors.filter(p => !outer.actors.some(o => sameSide(scene, o, p)))
    if (others.length === 0) return outer.head
  }
  return null
}

const sameSide = (scene: Scene, a: Participant, b: Participant): boolean => {
  if (a.entity === b.entity) return true
  const code = scene.entity(a.entity).code
  return code !== null && code === scene.entity(b.entity).code
}
