import type { Place } from '../knowledge/gazetteer.ts'
import type { PlaceKnowledge } from '../knowledge/places.ts'
import type { PlaceWords } from '../knowledge/placewords.ts'
import type { Dateline } from '../model/document.ts'
import type { EntityLayer } from '../model/entity.ts'
import type { PlaceMention } from '../model/place.ts'
import type { Sentence, Token } from '../model/token.ts'
import { leading } from './placechoice.ts'
import type { PlaceContext } from './placepoints.ts'
import { isCapital, lowerAt, wordAt } from './placeshape.ts'

/** What the report tells besides its words: the places it names, where and when it was filed. */
export interface Known {
  readonly mentions: readonly PlaceMention[]
  readonly home: Place | null
  readonly dateline: Dateline | null
  readonly date: string | null
  readonly context: PlaceContext
}

/** True for a place named after a word of place: "there" means it, not a state that acts. */
const isLocated = (sentences: readonly Sentence[], mention: PlaceMention, words: PlaceWords): boolean => {
  const sentence = sentences.find(s => s.index === mention.sentence)
  const first = sentence?.tokens.find(t => t.start >= mention.start)
  if (sentence === undefined || first === undefined || mention.kind !== 'country') return true
  const before = lowerAt(sentence, first.id - 1)
  return words.locative.has(before === 'the' ? lowerAt(sentence, first.id - 2) : before)
}

/** "here" is the dateline's place, "there" the town or region named last, "the Qatari capital" Doha. */
export const pointers = (
  sentences: readonly Sentence[],
  layer: EntityLayer,
  { mentions, home, dateline, date, context }: Known,
  knowledge: PlaceKnowledge,
): readonly PlaceMention[] => {
  const { words } = knowledge
  const unknown = {
    name: dateline?.place ?? '',
    kind: 'unknown' as const,
    country: null,
    region: null,
    lat: null,
    lon: null,
    geonames: null,
  }
  return sentences.flatMap(sentence =>
    sentence.tokens.flatMap(token => {
      const form = token.form.toLowerCase()
      const capital = words.capital.has(form) ? capitalAt(sentence, token, layer, context, knowledge) : null
      if (capital !== null) {
        const at = { sentence: sentence.index, head: token.id, start: token.start, end: token.end, text: token.form }
        return [{ ...at, ...fieldsOf(capital, date, knowledge), reason: 'the capital' }]
      }
      if (token.upos !== 'ADV' || (!words.here.has(form) && !words.there.has(form))) return []
      const at = { sentence: sentence.index, head: token.id, start: token.start, end: token.end, text: token.form }
      if (words.here.has(form)) {
        if (dateline?.place == null) return []
        return [
          {
            ...at,
            ...(home === null ? unknown : fieldsOf(home, date, knowledge)),
            reason: 'where the report was filed',
          },
        ]
      }
      const last = mentions.findLast(m => m.start < token.start && isLocated(sentences, m, words))
      return last === undefined || sentence.index - last.sentence > 1
        ? []
        : [{ ...last, ...at, reason: 'the place named last' }]
    }),
  )
}

/** "in the Qatari capital", "outside Chad's capital", "in the capital": a place of its own, where no name follows ("the capital, Doha"). */
const capitalAt = (
  sentence: Sentence,
  token: Token,
  layer: EntityLayer,
  context: PlaceContext,
  knowledge: PlaceKnowledge,
): Place | null => {
  const children = sentence.tokens.filter(t => t.head === token.id)
  const led = children.some(t => t.deprel === 'case' && knowledge.words.locative.has(t.form.toLowerCase()))
  const next = wordAt(sentence, token.id + 1)
  const named = isCapital(sentence, token.id + 1) || (next?.form === ',' && isCapital(sentence, token.id + 2))
  if (token.upos !== 'NOUN' || !led || named) return null
  const owners = children.filter(t => ['amod', 'compound', 'nmod', 'nmod:poss'].includes(t.deprel))
  const own = owners.flatMap(owner => codeAt(sentence, owner, layer) ?? [])[0]
  // "the old capital", "the country's commercial capital"
  if (own === undefined && owners.length > 0) return null
  const definite = children.some(t => t.deprel === 'det' && t.feats.includes('Definite=Def'))
  const code = own ?? (definite ? leading(context) : null)
  return code === null ? null : knowledge.capital(code)
}

const codeAt = (sentence: Sentence, token: Token, layer: EntityLayer): string | null => {
  const mention = layer.mentions.find(
    m => m.sentence === sentence.index && m.start <= token.start && token.end <= m.end && m.end <= token.end + 3,
  )
  const entity = layer.entities.find(e => e.id === mention?.entities[0])
  return entity?.code ?? entity?.country ?? null
}

/** What the gazetteer tells of a place, as of the report's day. */
export const fieldsOf = (
  place: Place,
  date: string | null,
  knowledge: PlaceKnowledge,
): Pick<PlaceMention, 'name' | 'kind' | 'country' | 'region' | 'lat' | 'lon' | 'geonames'> => ({
  name: place.name,
  kind: place.kind,
  country: knowledge.countryOn(place, date),
  region: knowledge.regionName(place),
  lat: place.lat,
  lon: place.lon,
  geonames: place.geonames,
})
