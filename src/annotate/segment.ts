import type { TokenKnowledge } from '../knowledge/tokens.ts'
import type { Dateline, Document, Zone } from '../model/document.ts'
import type { Span } from '../model/span.ts'
import type { Word, WordSentence } from '../model/token.ts'
import { datelineLength, readDateline } from './dateline.ts'
import { cutParagraphs } from './paragraphs.ts'
import { isRecased, splitByRules, splitSentences } from './sentences.ts'
import { tokenize } from './tokens.ts'
import { findZones } from './zones.ts'

/** What the segmenter makes of a document. */
export interface Segmentation {
  readonly dateline: Dateline | null
  readonly sentences: readonly WordSentence[]
}

/** Document → dateline, zones, paragraphs, sentences, words. A dateline in the text is a sentence of its own. */
export const segment = (document: Document, knowledge: TokenKnowledge): Segmentation => {
  const { text } = document
  const paragraphs = cutParagraphs(text)
  const zones = findZones(
    paragraphs.map(p => text.slice(p.start, Math.min(p.end, p.start + 1000))),
    document.title,
    knowledge,
  )
  const recased = isRecased(text, knowledge)
  const sentences: WordSentence[] = []
  let dateline: Dateline | null = null
  let begun = false
  const add = (span: Span, zone: Zone, paragraph: number): void => {
    const words = tokenize(text, span.start, span.end, knowledge)
    const split = zone === 'body' ? splitSentences : splitByRules
    for (const [from, to] of split(text, words, knowledge, recased)) {
      sentences.push(sentence(sentences.length, words.slice(from, to), zone, paragraph))
    }
  }
  paragraphs.forEach((span, i) => {
    const zone = zones[i] ?? 'body'
    const length =
      zone === 'body'
        ? datelineLength(text.slice(span.start, Math.min(span.end, span.start + 1000)), !begun, knowledge)
        : 0
    if (length > 0) {
      const place = {
        start: span.start,
        end: span.start + text.slice(span.start, span.start + length).trimEnd().length,
      }
      const words = tokenize(text, place.start, place.end, knowledge)
      sentences.push(sentence(sentences.length, words, 'dateline', i))
      if (!begun) {
        const read = readDateline(
          text.slice(place.start, place.end).replace(/\s*\/[^/]+\/.*$/, ''),
          document.published,
          knowledge,
        )
        if (read !== null) dateline = { ...read, span: place }
      }
    }
    add({ start: span.start + length, end: span.end }, zone, i)
    if (zone === 'body') begun = true
  })
  const delivered = document.dateline === null ? null : readDateline(document.dateline, document.published, knowledge)
  return { dateline: delivered === null ? dateline : merge(delivered, dateline), sentences }
}

/** The delivered dateline leads; what it leaves out comes from the one in the text. */
const merge = (delivered: Omit<Dateline, 'span'>, found: Dateline | null): Dateline => ({
  place: delivered.place ?? found?.place ?? null,
  date: delivered.date ?? found?.date ?? null,
  span: found?.span ?? null,
})

const sentence = (index: number, words: readonly Word[], zone: Zone, paragraph: number): WordSentence => ({
  index,
  zone,
  paragraph,
  words,
  start: words[0]?.start ?? 0,
  end: words.at(-1)?.end ?? 0,
})
