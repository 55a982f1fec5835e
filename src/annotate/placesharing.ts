import type { PlacingWords } from '../knowledge/placewords.ts'
import type { EntityLayer } from '../model/entity.ts'
import { type EventMention, VERBAL } from '../model/event.ts'
import type { PlaceMention } from '../model/place.ts'
import type { Sentence } from '../model/token.ts'
import { ancestors, relation, type Tree, tokenAt, treeOf } from '../model/tree.ts'
import { GROUND } from './placealone.ts'
import { prepositionOf } from './placehanging.ts'
import type { Standpoint } from './placestrength.ts'

/** The act of the same sentence in whose course, or as whose part, this one happens; null where there is none. */
export const frameOf = (standpoint: Standpoint, layer: EntityLayer): EventMention | null => {
  const { event, others } = standpoint
  const found = others.find(
    other =>
      other.id !== event.id &&
      (isDuring(standpoint, other, layer) || isHeldIn(standpoint, other) || isPartOf(standpoint, other)),
  )
  return found ?? null
}

/** "offered help when he visited Baku": one meeting or visit is the frame of the other act. */
const isDuring = ({ tree, event }: Standpoint, other: EventMention, layer: EntityLayer): boolean =>
  other.type === 'CONSULT' &&
  ancestors(tree, other.head).includes(event.head) &&
  relation(tokenAt(tree, other.head)) === 'advcl' &&
  haveCompany(event, other, layer)

/** "will meet the leaders at the summit, which takes place in Venice", "ten were killed in the riots". */
const isHeldIn = ({ tree, event, words }: Standpoint, other: EventMention): boolean => {
  const noun = tokenAt(tree, other.head)
  const phrase = (relation(noun) === 'obl' || relation(noun) === 'nmod') && words.during.has(prepositionOf(tree, noun))
  const holds = other.type === 'CONSULT' || (GROUND.has(other.type) && GROUND.has(event.type))
  return phrase && holds && (noun.head === event.head || noun.head === tokenAt(tree, event.head).head)
}

/** "Talks in Rio failed to end the row", "the raid in the Gulf, which killed nine": what a meeting or deed itself brings about. */
const isPartOf = ({ tree, event }: Standpoint, other: EventMention): boolean => {
  const [noun, head] = [tokenAt(tree, other.head), tokenAt(tree, event.head)]
  if (noun.upos !== 'NOUN' || VERBAL.has(other.type)) return false
  const subject =
    relation(noun) === 'nsubj' && (noun.head === head.id || (noun.head === head.head && relation(head) === 'xcomp'))
  const described = head.head === noun.id && head.deprel === 'acl:relcl' && isOpenedBySubject(tree, head.id)
  const alike = GROUND.has(other.type) && GROUND.has(event.type)
  return (subject || described) && (alike || other.type === 'CONSULT')
}

/** "which killed nine": the relative word is the clause's subject. */
const isOpenedBySubject = (tree: Tree, id: number): boolean =>
  tree.children(id).some(child => relation(tokenAt(tree, child)) === 'nsubj' && tokenAt(tree, child).upos === 'PRON')

/** How far back "the talks" may reach. */
const REACH = 6

/** "the talks", "Nakasone's visit", "agreed at the meeting": the meeting told before in which the same people take part. */
export const takenUp = (
  event: EventMention,
  ordered: readonly EventMention[],
  placed: ReadonlyMap<string, PlaceMention>,
  sentences: readonly Sentence[],
  layer: EntityLayer,
  words: PlacingWords,
): EventMention | null => {
  const sentence = sentences.find(s => s.index === event.sentence)
  if (sentence === undefined || event.roles.length > 0 || event.format.includes('phone')) return null
  const tree = treeOf(sentence)
  const own =
    event.type === 'CONSULT' && tokenAt(tree, event.head).upos === 'NOUN' && isDefinite(tree, event.head, words)
  if (!own && !isAtMeeting(tree, event, words)) return null
  const earlier = ordered.filter(
    other =>
      other.type === 'CONSULT' &&
      other.trigger.start < event.trigger.start &&
      event.sentence - other.sentence <= REACH &&
      (event.status === 'occurred' || event.status === other.status) &&
      placed.has(other.id) &&
      haveCompany(event, other, layer),
  )
  return earlier.at(-1) ?? null
}

/** "At the meeting they agreed …". */
const isAtMeeting = (tree: Tree, event: EventMention, words: PlacingWords): boolean =>
  tree.children(event.head).some(id => {
    const noun = tokenAt(tree, id)
    return (
      relation(noun) === 'obl' &&
      words.meetings.has(noun.lemma.toLowerCase()) &&
      words.during.has(prepositionOf(tree, noun)) &&
      isDefinite(tree, id, words)
    )
  })

const isDefinite = (tree: Tree, id: number, words: PlacingWords): boolean =>
  tree
    .children(id)
    .map(child => tokenAt(tree, child))
    .some(t => t.deprel === 'nmod:poss' || words.definite.has(t.form.toLowerCase()))

/** True where an act without a place of its own goes on where the one before it happened. */
export const continues = (
  event: EventMention,
  last: EventMention,
  sentences: readonly Sentence[],
  layer: EntityLayer,
): boolean => {
  const [now, then] = [sentences.find(s => s.index === event.sentence), sentences.find(s => s.index === last.sentence)]
  if (now === undefined || then === undefined || now.zone !== then.zone) return false
  if (event.sentence - last.sentence > 1 || event.status !== last.status || event.format.includes('phone')) return false
  if (GROUND.has(event.type) && GROUND.has(last.type)) return event.status === 'occurred'
  const after = last.type === 'CONSULT' || (last.type === 'COOPERATE' && GROUND.has(event.type))
  // Whoever hosts other people's talks does so at home.
  if (!after || event.roles.length > 0 || !haveCompany(event, last, layer)) return false
  // They met, and then agreed: one sentence; they met, and met again: also the next.
  const same = event.type === last.type || event.sentence === last.sentence
  return same || (last.type === 'COOPERATE' && GROUND.has(event.type))
}

/** "flew to Washington. He will meet Biden on Tuesday": whom a visitor meets of the state he visits, he meets there. */
export const visited = (
  event: EventMention,
  ordered: readonly EventMention[],
  placed: ReadonlyMap<string, PlaceMention>,
  layer: EntityLayer,
): EventMention | null => {
  if (event.type !== 'CONSULT' || event.roles.length > 0 || event.format.includes('phone')) return null
  const parties = partiesOf(event, layer)
  const found = ordered.findLast(other => {
    const place = placed.get(other.id)
    const near = other.trigger.start < event.trigger.start && event.sentence - other.sentence <= VISIT
    const host = place?.country ?? null
    const guests = partiesOf(other, layer).filter(party => party !== host)
    return (
      near &&
      other.format.includes('visit') &&
      host !== null &&
      parties.includes(host) &&
      guests.some(g => parties.includes(g))
    )
  })
  return found ?? null
}

/** How many sentences a visit lasts. */
const VISIT = 3

/** True when the same state, group or person takes part in both. */
const haveCompany = (a: EventMention, b: EventMention, layer: EntityLayer): boolean => {
  const others = new Set(partiesOf(b, layer))
  return partiesOf(a, layer).some(party => others.has(party))
}

const partiesOf = ({ actors, recipients }: EventMention, layer: EntityLayer): readonly string[] =>
  [...actors, ...recipients].map(p => layer.entities.find(e => e.id === p.entity)?.code ?? p.entity)
