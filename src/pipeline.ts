import { assemble } from './annotate/assemble.ts'
import { attributionOf } from './annotate/attributing.ts'
import { resolveReferences } from './annotate/coreference.ts'
import { dateEvents } from './annotate/dating.ts'
import { findActors } from './annotate/entities.ts'
import { readEvents } from './annotate/events.ts'
import type { Circumstances, Layers } from './annotate/layers.ts'
import { links } from './annotate/links.ts'
import { placesOf } from './annotate/places.ts'
import { placeEvents, recordPlace } from './annotate/placing.ts'
import { segment } from './annotate/segment.ts'
import { standingOf } from './annotate/standing.ts'
import { statements } from './annotate/statements.ts'
import { timeTagger } from './annotate/times.ts'
import { withTrees } from './annotate/trees.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import type { Document } from './model/document.ts'
import type { DocumentRecord, RecordDate } from './model/record.ts'
import type { Parser, Sentence } from './model/token.ts'

/** What reads reports: the same input gives the same bytes. */
export interface Coder {
  /** The record of a document, format `readout/1`. Trees that came with it (CoNLL-U) are used instead of our parser's. */
  code(document: Document, trees?: readonly Sentence[] | null): DocumentRecord
  /** Every layer the stages wrote: what `explain` shows. */
  annotate(document: Document, trees?: readonly Sentence[] | null): Layers
}

/**
 * The program, in the order it runs. Each stage is pure, sees the layers it is given and writes one:
 *
 * 1. **segment**: zones (headline, caption, dateline, body), paragraphs, sentences and words, because every later stage counts in them.
 * 2. **trees**: tags, lemmas, UD relations and names, all sentences of a document at once: the parser is fastest in batches. What it is
 *    known to misread is mended.
 * 3. **actors**: who can do something: names, nouns and modifiers, looked up as of the document's date.
 * 4. **references**: pronouns, "both sides", "his counterpart"; after the names, to which they point.
 * 5. **times** and 6. **places**: before the events, which are shared out over them ("talks in July and September").
 * 7. **statements**: who says what, because "said it would not" is read with its speaker.
 * 8. **events**: the rules; needs all of the above and nothing below.
 * 9. **circumstances**: when, where and on whose word each event is told; after the events, to which times and places are given out.
 * 10. **links** between events and statements, then the **standing** of each event within the report.
 * 11. **assemble**: the record.
 */
export const createCoder = (knowledge: Knowledge, parser: Parser, coder: DocumentRecord['coder']): Coder => {
  const tagTimes = timeTagger(knowledge.times)

  const annotate = (document: Document, trees: readonly Sentence[] | null = null): Layers => {
    const { dateline, sentences: words } = segment(document, knowledge.tokens)
    const sentences = trees ?? withTrees(words, parser, knowledge.lemmas)
    const actors = findActors(knowledge.actors, document, dateline, sentences)
    const entities = resolveReferences(actors)
    const times = tagTimes(document, dateline, sentences)
    const places = placesOf(document, dateline, sentences, entities, knowledge.places)
    const told = statements(document, sentences, entities, knowledge.attribution)
    const today = dateline?.date ?? document.published?.slice(0, 10) ?? null
    const { events, dropped } = readEvents(
      { text: document.text, sentences, layer: entities, times, statements: told, today },
      knowledge.rules.lexicon,
    )
    const dates = dateEvents({ document, dateline, sentences, times, events }, knowledge.times.tense)
    const venues = placeEvents({ events, sentences, places, times, layer: entities, dates }, knowledge.places.placing)
    const linked = links({ sentences, events, statements: told, days: daysOf(dates) }, knowledge.links)
    const circumstances = new Map<string, Circumstances>()
    for (const event of events) {
      const attribution = attributionOf(event, told)
      const venue = venues.get(event.id)
      circumstances.set(event.id, {
        date: dates.get(event.id) ?? null,
        place: venue ? recordPlace(venue) : null,
        attribution,
        standing: standingOf(event, attribution, told, linked),
      })
    }
    return {
      document,
      dateline,
      sentences,
      entities,
      times,
      places,
      statements: told,
      events,
      dropped,
      circumstances,
      links: linked,
    }
  }
  return { annotate, code: (document, trees) => assemble(annotate(document, trees), coder) }
}

/** First and last day of each event that has a date. */
const daysOf = (
  dates: ReadonlyMap<string, RecordDate | null>,
): ReadonlyMap<string, { readonly from: string; readonly to: string }> =>
  new Map([...dates].flatMap(([id, date]) => (date ? [[id, { from: date.from, to: date.to }] as const] : [])))
