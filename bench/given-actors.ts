import { resolveReferences } from '../src/annotate/coreference.ts'
import { findActors } from '../src/annotate/entities.ts'
import { readEvents } from '../src/annotate/events.ts'
import { segment } from '../src/annotate/segment.ts'
import { statements } from '../src/annotate/statements.ts'
import { timeTagger } from '../src/annotate/times.ts'
import { withTrees } from '../src/annotate/trees.ts'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import type { Document } from '../src/model/document.ts'
import type { Entity, EntityLayer, EntityMention } from '../src/model/entity.ts'
import type { EventMention } from '../src/model/event.ts'
import type { Span } from '../src/model/span.ts'
import type { Parser, Sentence, Token } from '../src/model/token.ts'

/** Entity ids of the actors given, in the order given; no entity found in a text is named so. */
export const givenId = (index: number): string => `given${index}`

/**
 * Reads the acts of a text whose actors are told: the stages of `createCoder` up to the events, but between the entities and the
 * events the given words are laid over the layer, so that what the rules do with known actors is measured and nothing else.
 */
export const givenActorsReader = (
  knowledge: Knowledge,
  parser: Parser,
): ((document: Document, given: readonly Span[]) => readonly EventMention[]) => {
  const tagTimes = timeTagger(knowledge.times)
  return (document, given) => {
    const { dateline, sentences: words } = segment(document, knowledge.tokens)
    const sentences = withTrees(words, parser, knowledge.lemmas)
    const found = resolveReferences(findActors(knowledge.actors, document, dateline, sentences))
    const layer = layGiven(found, sentences, given)
    const input = {
      text: document.text,
      sentences,
      layer,
      times: tagTimes(document, dateline, sentences),
      statements: statements(document, sentences, layer, knowledge.attribution),
      today: null,
    }
    return readEvents(input, knowledge.rules.lexicon).events
  }
}

/**
 * The layer with one coded entity for each given span: "the regime's attacks" is an actor to the set, whatever we think of it. The
 * word at its head and every mention inside it refer to that entity, and so do words elsewhere ("it", "whose") that we took for the
 * one at the head.
 */
const layGiven = (layer: EntityLayer, sentences: readonly Sentence[], given: readonly Span[]): EntityLayer => {
  const told = given.flatMap((span, i): readonly Told[] => {
    const head = headOf(sentences, span)
    if (!head) return []
    const mention = layer.mentions.find(m => m.sentence === head.sentence && m.head === head.token.id)
    const found = layer.entities.find(entity => entity.id === mention?.entities[0])
    return [{ id: givenId(i), span, head, found }]
  })
  const meant = new Map(told.flatMap(({ id, found }) => (found ? [[found.id, id] as const] : [])))
  const isHead = (mention: EntityMention): boolean =>
    told.some(({ head }) => head.sentence === mention.sentence && head.token.id === mention.head)
  const kept = layer.mentions
    .filter(mention => !isHead(mention))
    .map(mention => {
      const inside = told.find(({ span }) => span.start <= mention.start && mention.end <= span.end)
      return { ...mention, entities: inside ? [inside.id] : mention.entities.map(id => meant.get(id) ?? id) }
    })
  const laid = told.map(({ id, span, head }): EntityMention => {
    const { start, end } = span
    return { start, end, sentence: head.sentence, head: head.token.id, form: 'name', entities: [id] }
  })
  return {
    entities: [...layer.entities, ...told.map(({ id, found }) => codedEntity(id, found))],
    mentions: [...kept, ...laid].sort((a, b) => a.start - b.start),
  }
}

/** A given actor, the word at its head, and whom the coder took that for. */
interface Told {
  readonly id: string
  readonly span: Span
  readonly head: { readonly sentence: number; readonly token: Token }
  readonly found: Entity | undefined
}

/** An actor whose acts count: a firm or a newspaper too, since the set says that it is a party. */
const codedEntity = (id: string, found: Entity | undefined): Entity => {
  const sector = found?.sector ?? null
  return {
    id,
    kind: found?.kind ?? 'organization',
    name: id,
    code: id.toUpperCase(),
    country: null,
    sector: sector === null || UNPOLITICAL.has(sector) ? 'GOV' : sector,
    role: null,
    wikidata: null,
  }
}
const UNPOLITICAL: ReadonlySet<string> = new Set(['BUS', 'JRN', 'MED'])

/** The word of a span on which the others hang. */
const headOf = (sentences: readonly Sentence[], span: Span): Told['head'] | null => {
  for (const sentence of sentences) {
    const inside = sentence.tokens.filter(token => token.start < span.end && span.start < token.end)
    const ids = new Set(inside.map(token => token.id))
    const head = inside.find(token => !ids.has(token.head) && token.upos !== 'PUNCT') ?? inside[0]
    if (head) return { sentence: sentence.index, token: head }
  }
  return null
}
