import type { PlacingWords } from '../knowledge/placewords.ts'
import { type EventType, VERBAL } from '../model/event.ts'
import type { PlaceMention } from '../model/place.ts'
import { ancestors, relation, type Tree, tokenAt } from '../model/tree.ts'
import type { Ground, Hanging } from './placehanging.ts'
import { isApart, isCompared, type Standpoint } from './placestrength.ts'

/** Acts that happen on the ground: what follows one in the same place happens there too, until another place is named. */
export const GROUND: ReadonlySet<EventType> = new Set(['PROTEST', 'COERCE', 'MOBILIZE', 'ASSAULT', 'RETREAT'])

/** True for a place where something happens: "in Sake", "downtown"; not "Sake's", "to Sake", "the Sake mayor". */
export const isWhere = (hanging: Hanging, words: PlacingWords): boolean =>
  (words.where.has(hanging.preposition) || (hanging.preposition === '' && hanging.relation === 'advmod')) &&
  hanging.relation !== 'compound'

/** The only place where anything of the sentence happens, unless another act owns it and this one is of another sort. */
export const alone = (
  standpoint: Standpoint,
  hangings: readonly Hanging[],
  { times }: Pick<Ground, 'times'>,
): PlaceMention | null => {
  const { event, others, tree, words } = standpoint
  const where = hangings.filter(h => isWhere(h, words) && !isCompared(tree, h.governor))
  const [only] = where
  if (only === undefined || new Set(where.map(h => h.place.name)).size > 1) return null
  // "had spoken to him by phone", told of an envoy who flew to Goma.
  if (event.format.includes('phone')) return null
  const path = only.governor === 0 ? [] : [only.governor, ...ancestors(tree, only.governor)]
  const above = [event.head, ...ancestors(tree, event.head)]
  const under = path.includes(event.head)
  // "offered to rebuild the port in Colombo": the place of what is offered; but "…, the ministry told reporters in Islamabad".
  const between = under ? path.slice(0, path.indexOf(event.head)) : path
  const framed = between.some(id => tokenAt(tree, id).deprel === 'parataxis')
  if (under && framed !== VERBAL.has(event.type)) return null
  if (under && !framed && !GROUND.has(event.type)) return null
  // "blew up a pipeline, and a soldier was shot in Arauca"
  if (under && between.some(id => isOtherClause(tree, id))) return null
  // "IRNA, monitored in London, said …": where the source of the news is.
  const witness = only.governor !== 0 && words.witness.has(tokenAt(tree, only.governor).lemma.toLowerCase())
  const owners = others.filter(other => other.id !== event.id && between.includes(other.head))
  const aside = path.some(id => ASIDE.test(tokenAt(tree, id).deprel) && !above.includes(id))
  if (!under && !witness && aside && owners.length === 0) return null
  // "told reporters in Islamabad that rebels killed ten": the place of the telling; "at a briefing in Islamabad he told of …" too.
  if (!under && !witness && tellsOf(tree, only, above)) return null
  // "Although Lima rejected the plan, its envoy met bankers in Boston": words have a place where they frame or are framed by it.
  if (!under && !witness && VERBAL.has(event.type) && !isFronted(tree, only.place)) return null
  const parted = [...between, ...above.filter(id => !path.includes(id))].some(id => isApart(standpoint, id))
  // "suspended its raids a day after the attack in Sake"
  const counted = times.some(
    time => time.offset !== null && isBetween(time.start, event.trigger.start, only.place.start),
  )
  if (parted || counted) return null
  return owners.every(other => GROUND.has(other.type) && GROUND.has(event.type)) ? only.place : null
}

const ASIDE = /^(?:acl|advcl|ccomp|nsubj|parataxis)/

const isOtherClause = (tree: Tree, id: number): boolean =>
  tokenAt(tree, id).deprel === 'conj' && tree.children(id).some(child => relation(tokenAt(tree, child)) === 'nsubj')

/** True where the act is told by, or hangs on, the words that the place belongs to. */
const tellsOf = (tree: Tree, { governor, place }: Hanging, above: readonly number[]): boolean => {
  if (governor === 0) return false
  const path = [governor, ...ancestors(tree, governor)]
  const meet = path.find(id => above.includes(id))
  if (meet === undefined || meet === above[0]) return false
  const way = above.slice(0, above.indexOf(meet)).map(id => relation(tokenAt(tree, id)))
  const teller = tree.children(meet).some(id => relation(tokenAt(tree, id)) === 'ccomp')
  if (teller && way.includes('ccomp')) return true
  // "In Bukavu, women marched to reopen banks that the rebels had shut": what stands before all frames all.
  return above.includes(governor) && !isFronted(tree, place)
}

const isFronted = (tree: Tree, place: PlaceMention): boolean => {
  const subject = tree.sentence.tokens.find(t => relation(t) === 'nsubj')
  return subject !== undefined && place.end <= subject.start
}

const isBetween = (at: number, a: number, b: number): boolean => at > Math.min(a, b) && at < Math.max(a, b)
