import { distance } from 'fastest-levenshtein'
import { covers, givenNamesAgree, nameKey, type Tenure } from '../../knowledge/actors/people.ts'
import { relation } from '../../model/tree.ts'
import { headOf, type NameHit, type NounHit, type Reading, startsUpper } from './reading.ts'
import { type Setting, wordsOf } from './setting.ts'
import { type SharedTitle, sharesOf } from './titles.ts'

/** A stretch of tokens that spells a person's name, with the title before or the apposition beside it. */
export interface PersonSpan {
  readonly from: number
  readonly to: number
  readonly gender: 'm' | 'f' | null
  readonly title: NounHit | null
  readonly apposition: NounHit | null
  /** The title it shares with the names beside it, or null. */
  readonly shared: SharedTitle | null
}

/** The names of people in a sentence: by title, honorific, apposition, the tagger, the tables of office-holders, or an earlier full name. */
export const personSpans = (setting: Setting, reading: Reading, known: ReadonlySet<string>): readonly PersonSpan[] => {
  const found: PersonSpan[] = []
  for (let i = 0; i < reading.tokens.length; ) {
    const run = nameRun(setting, reading, i, known)
    if (!run) {
      i++
      continue
    }
    const person = asPerson(setting, reading, run, known)
    if (person) found.push(person)
    i = run.to + 1
  }
  const shares = sharesOf(setting.knowledge.words, reading, found)
  return shares.size === 0 ? found : found.map(span => ({ ...span, shared: shares.get(span) ?? null }))
}

const isTown = (hit: NameHit | undefined): boolean => hit?.senses[0]?.sort === 'city' && hit.from === hit.to

const isCountry = (hit: NameHit | undefined): boolean => hit?.senses[0]?.sort === 'state' && hit.from === hit.to

const CONTENT: ReadonlySet<string> = new Set(['ADJ', 'NOUN', 'VERB', 'X', 'PROPN'])

/** "Prince Sultan ibn Abdulaziz": a word for an office that is a name behind another. */
const isTitledName = (reading: Reading, at: number): boolean => {
  const hit = reading.nouns[at]
  const before = reading.nouns[at - 1]
  const next = reading.tokens[at + 1]
  return (
    hit?.from === hit?.to &&
    before !== undefined &&
    before !== hit &&
    before.noun.kind === 'person' &&
    startsUpper(reading.tokens[at - 1]?.form ?? '') &&
    reading.tokens[at]?.upos === 'PROPN' &&
    next !== undefined &&
    !reading.nouns[at + 1]
  )
}

interface Run {
  /** Where the honorific stands, or the name itself. */
  readonly start: number
  readonly from: number
  readonly to: number
  readonly gender: 'm' | 'f' | null | undefined
}

/** A run of capitalised words no gazetteer knows, particles and initials inside; `gender` is undefined without an honorific. */
const nameRun = (setting: Setting, reading: Reading, at: number, known: ReadonlySet<string>): Run | null => {
  const { tokens, names, nouns, folded, spans } = reading
  const { honorifics, particles, titles, calendar } = setting.knowledge.words
  let from = at
  let gender: Run['gender']
  while (from < tokens.length) {
    const token = tokens[from]
    const word = (folded[from] ?? '').replace('.', '')
    if (!token || !startsUpper(token.form) || !honorifics.has(word) || names[from]) break
    if (nouns[from] && !titles.has(word)) break
    gender = honorifics.get(word) ?? gender ?? null
    from++
  }
  const inSpan = (i: number): boolean => spans[i]?.kind === 'person'
  const starts = (i: number): boolean => {
    const token = tokens[i]
    if (!token || !startsUpper(token.form) || calendar.has(folded[i] ?? '')) return false
    if (nouns[i] && !isTitledName(reading, i)) return false
    // A town may be a family: "Austin said" after "Lloyd Austin", "Nancy Reagan".
    // … and a country, after "Luis Montenegro".
    if (
      names[i] &&
      !(isCountry(names[i]) && known.has(nameKey(folded[i] ?? ''))) &&
      !(isTown(names[i]) && (inSpan(i) || known.has(nameKey(folded[i] ?? ''))))
    )
      return false
    return (
      token.upos === 'PROPN' ||
      inSpan(i) ||
      known.has(nameKey(folded[i] ?? '')) ||
      (i > 0 && (token.upos === 'NOUN' || token.upos === 'X'))
    )
  }
  if (!starts(from)) return null
  let to = from
  for (let i = from + 1; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) break
    if (starts(i)) {
      to = i
      continue
    }
    // "George Younger said": an adjective to the tagger.
    if (
      startsUpper(token.form) &&
      CONTENT.has(token.upos) &&
      !names[i] &&
      !nouns[i] &&
      !calendar.has(folded[i] ?? '') &&
      !reading.shouting
    ) {
      to = i
      continue
    }
    // "Abdel Fattah al-Sisi": a particle tied to the name by a hyphen.
    if (
      particles.has(folded[i] ?? '') &&
      tokens[i + 1]?.form === '-' &&
      tokens[i + 1]?.start === token.end &&
      startsUpper(tokens[i + 2]?.form ?? '')
    ) {
      i++
      continue
    }
    const next = tokens[i + 1]
    const runsOn =
      next !== undefined && startsUpper(next.form) && (next.upos === 'PROPN' || inSpan(i + 1)) && !names[i + 1]
    const tied = token.form === '-' && token.start === tokens[i - 1]?.end && next?.start === token.end
    if (tied && runsOn) continue
    // "Kang Sok-ju": the second half of a given name, in small letters.
    if (tied && next !== undefined && relation(next) === 'flat' && !startsUpper(next.form) && next.upos !== 'VERB') {
      i++
      to = i
      continue
    }
    if (particles.has(folded[i] ?? '') && runsOn) continue
    // A name may hold a word of the gazetteer: "Abdul Hakim Noorzai", "Ban Ki-moon", "Martin Luther King".
    if ((nouns[i] || names[i]) && inSpan(i) && inSpan(from) && spans[i] === spans[from] && startsUpper(token.form)) {
      to = i
      continue
    }
    break
  }
  return { start: at, from, to, gender }
}

const asPerson = (
  setting: Setting,
  reading: Reading,
  { start, from, to, gender }: Run,
  known: ReadonlySet<string>,
): PersonSpan | null => {
  const { tokens, nouns, spans, folded, names } = reading
  const { words, givenNames, people } = setting.knowledge
  const last = folded[to] ?? ''
  if (words.companies.has(last.replace('.', ''))) return null
  const before = nouns[start - 1]
  const title = before && before.noun.kind !== 'organization' && !before.plural ? before : null
  // "the Nicosia daily Proini": a paper's name, whatever the tagger takes it for.
  if (before?.noun.kind === 'organization' && before.noun.sector === 'JRN') return null
  const apposition = appositionOf(reading, start, to)
  const kind = spans[from]?.kind ?? spans[to]?.kind
  const done = (sure: 'm' | 'f' | null): PersonSpan => ({
    from,
    to,
    gender: gender ?? sure ?? title?.noun.gender ?? apposition?.noun.gender ?? null,
    title,
    apposition,
    shared: null,
  })
  const given = to > from ? (givenNames.get(folded[from] ?? '') ?? null) : null
  if (gender !== undefined || title || apposition) return done(given)
  if (kind === 'person') return done(given)
  const text = wordsOf(setting, reading, from, to).text
  if (to === from && (isKnown(known, nameKey(last)) || isKnown(known, last))) return done(null)
  const listed = people.byLastName(text)
  // "the Bush administration": an organisation to the tagger.
  const rules = nouns[to + 1]?.noun.kind === 'organization' && nouns[to + 1]?.noun.acts === 'state'
  if (to === from && rules && listed.some(t => isEminent(t) && inOffice(setting, t))) return done(null)
  if (kind === 'organization' || kind === 'place') return null
  if (given !== null && !names[to + 1]) return done(given)
  if (to > from && listed.some(t => givenNamesAgree(t.name, text, words.particles) === 2)) return done(given)
  if (
    to === from &&
    tokens[from]?.upos === 'PROPN' &&
    listed.some(t => isEminent(t) && inOffice(setting, t) && setting.focus.named(t.country))
  ) {
    return done(null)
  }
  return null
}

/** A last name told before, or a slip of the pen for one ("Reaan"). */
const isKnown = (known: ReadonlySet<string>, key: string): boolean => {
  if (known.has(key)) return true
  if (key.length < 5) return false
  for (const name of known)
    if (name.length >= 5 && name[0] === key[0] && Math.abs(name.length - key.length) < 2 && distance(name, key) === 1)
      return true
  return false
}

const isEminent = (tenure: Tenure): boolean =>
  tenure.office === 'head_of_state' || tenure.office === 'head_of_government' || tenure.office === 'foreign_minister'

const inOffice = (setting: Setting, tenure: Tenure): boolean => setting.date === null || covers(tenure, setting.date)

/** "Clarisse Munyaneza" in "its foreign minister, Clarisse Munyaneza," and in "Clarisse Munyaneza, the foreign minister,". */
const appositionOf = (reading: Reading, from: number, to: number): NounHit | null => {
  const { tokens, nouns, names } = reading
  if (tokens[from - 1]?.form === ',') {
    const closed = tokens[to + 1]?.form
    for (let i = from - 2; i >= 0 && i > from - 9; i--) {
      const token = tokens[i]
      const hit = nouns[i]
      if (!token) break
      // "Turkey's ambassador in Athens, Nazmi Akiman,": what hangs on the noun may stand between.
      if (hit && fits(hit)) {
        const near = hit.to === from - 2
        const linked = tokens[from]?.deprel === 'appos' || tokens[to]?.deprel === 'appos'
        if (
          closed === ',' ||
          closed === '.' ||
          closed === ')' ||
          (near && tokens[hit.head]?.id === tokens[from]?.head) ||
          (near && linked)
        )
          return hit
        break
      }
      if (
        hit ||
        names[i] ||
        token.upos === 'ADP' ||
        token.upos === 'DET' ||
        token.upos === 'PROPN' ||
        token.upos === 'NOUN' ||
        token.upos === 'ADJ' ||
        token.xpos === 'POS'
      )
        continue
      break
    }
  }
  if (tokens[to + 1]?.form === ',') {
    for (let i = to + 2; i < tokens.length && i < to + 14; i++) {
      const token = tokens[i]
      const hit = nouns[i]
      if (!token) return null
      if (hit) {
        const next = nouns[hit.to + 1]
        if (next) {
          i = hit.to
          continue
        }
        if (tokens[hit.to + 1]?.xpos === 'POS') {
          i = hit.to + 1
          continue
        }
        return fits(hit) ? hit : null
      }
      if (names[i] || token.upos === 'DET' || token.upos === 'ADJ' || token.upos === 'NOUN' || token.upos === 'PROPN')
        continue
      if (token.upos === 'NUM' || token.xpos === 'POS' || token.form === '-' || token.xpos === 'PRP$') continue
      // An age between commas: "Radulov, 58, told the chamber".
      return null
    }
  }
  return null
}

const fits = (hit: NounHit): boolean => !hit.plural && hit.noun.kind !== 'organization'

/** Keys of the last names of people told with a longer name somewhere in the document. */
export const lastNames = (spans: Iterable<PersonSpan>, reading: Reading): readonly string[] => {
  const found: string[] = []
  for (const span of spans)
    if (span.to > span.from || span.title) {
      const last = reading.folded[span.to] ?? ''
      found.push(nameKey(last), last)
    }
  return found
}

/** The token by which acts find the person: the topmost of name and title. */
export const personHead = (reading: Reading, span: PersonSpan): number =>
  headOf(reading.tokens, personStart(reading, span), span.to)

/** First token of title and name; "creator" in "creator Mark Zuckerberg" counts where the tree hangs the name on it. */
export const personStart = (reading: Reading, span: PersonSpan): number => {
  if (span.title) return span.title.from
  const before = reading.tokens[span.from - 1]
  return before?.upos === 'NOUN' && !reading.names[span.from - 1] && reading.tokens[span.from]?.head === before.id
    ? span.from - 1
    : span.from
}
