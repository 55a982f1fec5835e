import type { Place } from '../knowledge/gazetteer.ts'
import { foldName } from '../knowledge/placename.ts'
import type { PlaceKnowledge } from '../knowledge/places.ts'
import type { Dateline, Document } from '../model/document.ts'
import type { EntityLayer } from '../model/entity.ts'
import type { PlaceMention } from '../model/place.ts'
import type { Sentence } from '../model/token.ts'
import { type Asked, type Chosen, choosePlaces } from './placechoice.ts'
import { namedPlaces } from './placenames.ts'
import { fieldsOf, pointers } from './placepointers.ts'
import { evidenceOf, type PlaceContext } from './placepoints.ts'
import { lowerAt, type NamedPlace, wordAt } from './placeshape.ts'

/** The dateline weighs as much as this many mentions of its country. */
const DATELINE_WEIGHT = 3

/**
 * The places a report names, resolved, in text order; then "here" and "there", which stand for the dateline's place and the place
 * named last. Candidates come from the tagger, the gazetteer and common nouns ("the village of …"); each says why it was chosen.
 */
export const placesOf = (
  document: Document,
  dateline: Dateline | null,
  sentences: readonly Sentence[],
  layer: EntityLayer,
  knowledge: PlaceKnowledge,
): readonly PlaceMention[] => {
  const names = sentences
    .filter(sentence => sentence.zone !== 'dateline')
    .flatMap(sentence => namedPlaces(document.text, sentence, layer, knowledge))
  const date = document.published?.slice(0, 10) ?? null
  const home = datelinePlace(dateline, date, knowledge)
  const context: PlaceContext = { countries: countriesOf(names, layer, home), date }
  const asked = names.map((name, i) => ask(document.text, sentences, names, i, name))
  const chosen = choosePlaces(asked, context, knowledge)
  const mentions = names.flatMap((name, i) => {
    const choice = chosen[i]
    const sentence = sentences.find(s => s.index === name.sentence)
    return choice === undefined || sentence === undefined || (choice.place === null && !name.certain)
      ? []
      : [mentionOf(document.text, sentence, name, choice, date, knowledge)]
  })
  const pointed = pointers(sentences, layer, { mentions, home, dateline, date, context }, knowledge)
  // "the Qatari capital": a tagger may take the adjective for a place.
  const free = mentions.filter(m => m.kind !== 'unknown' || !pointed.some(p => p.start === m.end + 1))
  return [...free, ...pointed].sort((a, b) => a.start - b.start)
}

/** The place a report was filed from: the largest of the name, or the one in the country given after a comma. */
const datelinePlace = (dateline: Dateline | null, date: string | null, knowledge: PlaceKnowledge): Place | null => {
  if (dateline?.place == null) return null
  const [town = '', ...rest] = dateline.place.split(/\s*[,/]\s*/)
  const beside = rest
    .flatMap(part => knowledge.readings(foldName(part)).map(r => r.place))
    .filter(p => p.kind !== 'city')
  const readings = knowledge.readings(foldName(town))
  const name: NamedPlace = {
    sentence: 0,
    from: 1,
    to: 1,
    nameFrom: 1,
    nameTo: 1,
    readings,
    told: null,
    tagged: true,
    certain: true,
    adjective: null,
  }
  return choosePlaces([{ name, beside, words: town }], { countries: new Map(), date }, knowledge)[0]?.place ?? null
}

/** How often the report speaks of each country: by its actors, its dateline, and names that stand for one place only. */
const countriesOf = (
  names: readonly NamedPlace[],
  layer: EntityLayer,
  home: Place | null,
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const count = (country: string | null | undefined, by: number): void => {
    if (country?.length === 3) counts.set(country, (counts.get(country) ?? 0) + by)
  }
  count(home?.country, DATELINE_WEIGHT)
  const entities = new Map(layer.entities.map(entity => [entity.id, entity]))
  for (const mention of layer.mentions) {
    for (const id of mention.entities) {
      const entity = entities.get(id)
      count(entity?.code?.length === 3 ? entity.code : entity?.country, 1 / mention.entities.length)
    }
  }
  // A name counts once, however often it is said: else a namesake would vouch for itself.
  const seen = new Set<unknown>()
  for (const name of names) {
    const [country, by] = evidenceOf(name)
    if (by === 1 || !seen.has(name.readings)) count(country, by)
    seen.add(name.readings)
  }
  return counts
}

/** What is named with a place: ", Lebanon" after it; "in northern Lebanon" after it; "the Lebanese town of" before it. */
const ask = (
  text: string,
  sentences: readonly Sentence[],
  names: readonly NamedPlace[],
  index: number,
  name: NamedPlace,
): Asked => {
  const sentence = sentences.find(s => s.index === name.sentence)
  if (sentence === undefined) return { name, beside: [], words: '' }
  const words = text.slice(wordAt(sentence, name.nameFrom)?.start, wordAt(sentence, name.nameTo)?.end)
  const next = names[index + 1]
  const gap = next !== undefined && next.sentence === name.sentence ? next.from - name.to - 1 : -1
  const between = gap === 1 || gap === 2 ? lowerAt(sentence, name.to + 1) : ''
  const joined =
    between === ',' ? gap === 1 : between === 'in' && (gap === 1 || lowerAt(sentence, name.to + 2) === 'the')
  const wider = joined
    ? (next?.readings ?? []).map(r => r.place).filter(p => p.kind === 'country' || p.kind === 'region')
    : []
  return { name, beside: wider, words }
}

const mentionOf = (
  text: string,
  sentence: Sentence,
  name: NamedPlace,
  { place, reason, country }: Chosen,
  date: string | null,
  knowledge: PlaceKnowledge,
): PlaceMention => {
  const [start, end] = [wordAt(sentence, name.from)?.start ?? 0, wordAt(sentence, name.to)?.end ?? 0]
  const at = {
    sentence: sentence.index,
    head: headOf(sentence, name.from, name.to),
    start,
    end,
    text: text.slice(start, end),
  }
  if (name.adjective !== null) {
    const whole = knowledge.country(name.adjective)
    const kind = name.told ?? 'region'
    return {
      ...at,
      name: at.text,
      kind,
      country: name.adjective,
      region: null,
      lat: whole?.lat ?? null,
      lon: whole?.lon ?? null,
      geonames: null,
      reason: 'adjective of a country',
    }
  }
  if (place === null) {
    const named = text.slice(wordAt(sentence, name.nameFrom)?.start, end)
    return { ...at, name: named, kind: 'unknown', country, region: null, lat: null, lon: null, geonames: null, reason }
  }
  return { ...at, ...fieldsOf(place, date, knowledge), reason }
}

/** The token of a stretch whose own head lies outside it. */
const headOf = (sentence: Sentence, from: number, to: number): number =>
  sentence.tokens.slice(from - 1, to).find(t => t.head < from || t.head > to)?.id ?? to
