import type { PlacingWords } from '../knowledge/placewords.ts'
import type { EntityLayer } from '../model/entity.ts'
import type { EventMention, EventType } from '../model/event.ts'
import type { PlaceMention } from '../model/place.ts'
import type { RecordPlace } from '../model/record.ts'
import type { Sentence } from '../model/token.ts'
import { ancestors, relation, type Tree, tokenAt, treeOf } from '../model/tree.ts'
import { type Hanging, hangingOf, SPOKEN, type Standpoint, strengthOf } from './placehanging.ts'

/** Acts that happen on the ground: what follows one in the same place happens there too, until another place is named. */
const GROUND: ReadonlySet<EventType> = new Set(['PROTEST', 'COERCE', 'MOBILIZE', 'ASSAULT', 'RETREAT'])

/**
 * The place of each act, keyed by event id; acts whose place the text does not tell are left out. First the phrase that hangs on the
 * act itself, then its sentence where only one place is told and no other act owns it, then the act before it in the same stretch.
 */
export const placeEvents = (
  events: readonly EventMention[],
  sentences: readonly Sentence[],
  places: readonly PlaceMention[],
  layer: EntityLayer,
  words: PlacingWords,
): ReadonlyMap<string, PlaceMention> => {
  const placed = new Map<string, PlaceMention>()
  const told = new Set<number>()
  const scenes = new Map<number, PlaceMention>()
  const ordered = events.toSorted((a, b) => a.trigger.start - b.trigger.start)
  for (const sentence of sentences) {
    const here = ordered.filter(event => event.sentence === sentence.index)
    const named = places.filter(place => place.sentence === sentence.index)
    if (named.length === 0) continue
    const tree = treeOf(sentence)
    const hangings = named.map(place => hangingOf(tree, place, words))
    const where = hangings.filter(h => isWhere(h, words))
    if (where.length > 0) told.add(sentence.index)
    const [only] = where
    const setting = where.length === 1 && only !== undefined && here.length === 0 && isMain(tree, only)
    if (setting) scenes.set(sentence.index, only.place)
    for (const event of here) {
      const found = best({ tree, event, others: here, words }, hangings)
      if (found !== null) placed.set(event.id, found)
    }
    for (const event of here) {
      const visit = placed.has(event.id) ? undefined : here.find(other => isDuring(tree, event, other, layer))
      const place = visit === undefined ? undefined : placed.get(visit.id)
      if (place !== undefined) placed.set(event.id, place)
    }
  }
  let last: EventMention | null = null
  for (const event of ordered) {
    if (!placed.has(event.id) && !told.has(event.sentence)) {
      const goesOn = last !== null && continues(event, last, sentences, layer)
      const before = goesOn ? last : takenUp(event, ordered, placed, sentences, layer, words)
      const place = before === null ? sceneOf(event, scenes) : placed.get(before.id)
      if (place !== undefined) placed.set(event.id, place)
    }
    if (placed.has(event.id)) last = event
  }
  return placed
}

/** True where the place belongs to the main clause, and not to something said there. */
const isMain = (tree: Tree, { governor }: Hanging): boolean => governor === 0 || tokenAt(tree, governor).head === 0

/** A sentence that tells no act but one place sets the scene for the next: "The market of Mandalay was full. Monks held up a banner." */
const sceneOf = (event: EventMention, scenes: ReadonlyMap<number, PlaceMention>): PlaceMention | undefined =>
  GROUND.has(event.type) && event.status === 'occurred' ? scenes.get(event.sentence - 1) : undefined

/** How far back "the talks" may reach. */
const REACH = 6

/** "the talks", "Nakasone's visit": the meeting told before in which the same people take part. */
const takenUp = (
  event: EventMention,
  ordered: readonly EventMention[],
  placed: ReadonlyMap<string, PlaceMention>,
  sentences: readonly Sentence[],
  layer: EntityLayer,
  words: PlacingWords,
): EventMention | null => {
  const sentence = sentences.find(s => s.index === event.sentence)
  if (event.type !== 'CONSULT' || event.roles.length > 0 || sentence?.tokens[event.head - 1]?.upos !== 'NOUN')
    return null
  const definite = sentence.tokens.some(
    t => t.head === event.head && (t.deprel === 'nmod:poss' || words.definite.has(t.form.toLowerCase())),
  )
  if (!definite) return null
  const earlier = ordered.filter(
    other =>
      other.type === 'CONSULT' &&
      other.trigger.start < event.trigger.start &&
      event.sentence - other.sentence <= REACH &&
      placed.has(other.id) &&
      haveCompany(event, other, layer),
  )
  return earlier.at(-1) ?? null
}

/** "offered help when he visited Baku": one meeting or visit is the frame of the other act. */
const isDuring = (tree: Tree, event: EventMention, other: EventMention, layer: EntityLayer): boolean =>
  other.type === 'CONSULT' &&
  ancestors(tree, other.head).includes(event.head) &&
  relation(tokenAt(tree, other.head)) === 'advcl' &&
  haveCompany(event, other, layer)

/** True when the same state, group or person takes part in both. */
const haveCompany = (a: EventMention, b: EventMention, layer: EntityLayer): boolean => {
  const parties = (event: EventMention): readonly string[] =>
    [...event.actors, ...event.recipients].map(p => layer.entities.find(e => e.id === p.entity)?.code ?? p.entity)
  const others = new Set(parties(b))
  return parties(a).some(party => others.has(party))
}

/** The hanging that tells the place of the act most directly; of equals the nearest; those in the act's own share of the words first. */
const best = (standpoint: Standpoint, hangings: readonly Hanging[]): PlaceMention | null => {
  const { within, trigger } = standpoint.event
  const inside = within === null ? [] : hangings.filter(h => h.place.start >= within.start && h.place.end <= within.end)
  const scored = (inside.length > 0 ? inside : hangings).map(h => ({
    place: h.place,
    strength: strengthOf(standpoint, h),
  }))
  const told = scored.filter(s => s.strength > 0)
  const far = (place: PlaceMention): number => Math.abs(place.start - trigger.start)
  const [first] = told.sort((a, b) => b.strength - a.strength || far(a.place) - far(b.place))
  return first?.place ?? alone(standpoint, hangings)
}

/** The only place where anything of the sentence happens, unless another act owns it and this one is of another sort. */
const alone = ({ event, others, tree, words }: Standpoint, hangings: readonly Hanging[]): PlaceMention | null => {
  const where = hangings.filter(h => isWhere(h, words))
  const [only] = where
  if (only === undefined || new Set(where.map(h => h.place.name)).size > 1) return null
  const path = only.governor === 0 ? [] : [only.governor, ...ancestors(tree, only.governor)]
  const under = path.includes(event.head)
  // "offered to rebuild the port in Colombo": the place of what is offered; but "…, the ministry told reporters in Islamabad".
  const between = under ? path.slice(0, path.indexOf(event.head)) : path
  const framed = between.some(id => tokenAt(tree, id).deprel === 'parataxis')
  if (under && framed !== SPOKEN.has(event.type)) return null
  if (under && !framed && !GROUND.has(event.type)) return null
  // "IRNA, monitored in London, said …": where the source of the news is.
  const witness = only.governor !== 0 && words.witness.has(tokenAt(tree, only.governor).lemma.toLowerCase())
  const owners = others.filter(other => other.id !== event.id && between.includes(other.head))
  const aside = path.some(id => ASIDE.test(tokenAt(tree, id).deprel))
  if (!under && !witness && aside && owners.length === 0) return null
  // "told reporters in Islamabad that rebels killed ten": the place of the telling.
  if (ancestors(tree, event.head).includes(only.governor)) return null
  return owners.every(other => GROUND.has(other.type) && GROUND.has(event.type)) ? only.place : null
}

const ASIDE = /^(?:acl|advcl|nsubj|parataxis)/

const isWhere = (hanging: Hanging, words: PlacingWords): boolean =>
  (words.where.has(hanging.preposition) || (hanging.preposition === '' && hanging.relation === 'advmod')) &&
  hanging.relation !== 'compound'

/** True where an act without a place of its own goes on where the one before it happened. */
const continues = (
  event: EventMention,
  last: EventMention,
  sentences: readonly Sentence[],
  layer: EntityLayer,
): boolean => {
  const [now, then] = [sentences.find(s => s.index === event.sentence), sentences.find(s => s.index === last.sentence)]
  if (now === undefined || then === undefined || now.zone !== then.zone) return false
  if (event.sentence - last.sentence > 1 || event.status !== last.status) return false
  if (GROUND.has(event.type) && GROUND.has(last.type)) return event.status === 'occurred'
  const after = last.type === 'CONSULT' || (last.type === 'COOPERATE' && GROUND.has(event.type))
  // Whoever hosts other people's talks does so at home.
  if (!after || event.roles.length > 0 || !haveCompany(event, last, layer)) return false
  // They met, and then agreed: one sentence; they met, and met again: also the next.
  const same = event.type === last.type || event.sentence === last.sentence
  return same || (last.type === 'COOPERATE' && GROUND.has(event.type))
}

/** A place as the record carries it. */
export const recordPlace = ({
  name,
  country,
  region,
  lat,
  lon,
  geonames,
  start,
  end,
  text,
}: PlaceMention): RecordPlace => ({
  name,
  country,
  region,
  lat,
  lon,
  geonames,
  start,
  end,
  text,
})
