import { distance } from 'fastest-levenshtein'
import { covers, givenNamesAgree, nameKey, type Tenure } from '../../knowledge/actors/people.ts'
import { pieces } from '../../knowledge/actors/phrases.ts'
import { type Affiliation, affiliations, type Left, leftOf } from './affiliation.ts'
import { headOf, type NounHit, type Reading, startsUpper } from './reading.ts'
import { type Draft, nameParts } from './registry.ts'
import { type Setting, stateName, stateOn, wordsOf } from './setting.ts'

/** A stretch of tokens that spells a person's name, with the title before or the apposition beside it. */
export interface PersonSpan {
  readonly from: number
  readonly to: number
  readonly gender: 'm' | 'f' | null
  readonly title: NounHit | null
  readonly apposition: NounHit | null
}

/** The names of people in a sentence: by title, honorific, apposition, the tagger, the tables of office-holders, or an earlier full name. */
export const personSpans = (setting: Setting, reading: Reading, known: ReadonlySet<string>): readonly PersonSpan[] => {
  const found: PersonSpan[] = []
  for (let i = 0; i < reading.tokens.length; ) {
    const run = nameRun(setting, reading, i)
    if (!run) {
      i++
      continue
    }
    const person = asPerson(setting, reading, run.from, run.to, run.gender, known)
    if (person) found.push(person)
    i = run.to + 1
  }
  return found
}

interface Run {
  readonly from: number
  readonly to: number
  readonly gender: 'm' | 'f' | null | undefined
}

/** A run of capitalised words no gazetteer knows, particles and initials inside; `gender` is undefined without an honorific. */
const nameRun = (setting: Setting, reading: Reading, at: number): Run | null => {
  const { tokens, names, nouns, folded, spans } = reading
  const { honorifics, particles, titles } = setting.knowledge.words
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
    if (!token || !startsUpper(token.form) || nouns[i]) return false
    if (names[i]) return false
    return token.upos === 'PROPN' || inSpan(i) || (i > 0 && (token.upos === 'NOUN' || token.upos === 'X'))
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
    const next = tokens[i + 1]
    const runsOn =
      next !== undefined && startsUpper(next.form) && (next.upos === 'PROPN' || inSpan(i + 1)) && !names[i + 1]
    if (token.form === '-' && token.start === tokens[i - 1]?.end && runsOn && next.start === token.end) continue
    if (particles.has(folded[i] ?? '') && runsOn) continue
    // A name may hold a word of the gazetteer: "Abdul Hakim Noorzai", "Ban Ki-moon", "Martin Luther King".
    if ((nouns[i] || names[i]) && inSpan(i) && inSpan(from) && spans[i] === spans[from] && startsUpper(token.form)) {
      to = i
      continue
    }
    break
  }
  return { from, to, gender }
}

const asPerson = (
  setting: Setting,
  reading: Reading,
  from: number,
  to: number,
  gender: Run['gender'],
  known: ReadonlySet<string>,
): PersonSpan | null => {
  const { tokens, nouns, spans, folded, names } = reading
  const { words, givenNames, people } = setting.knowledge
  const last = folded[to] ?? ''
  if (words.companies.has(last.replace('.', ''))) return null
  const before = nouns[from - 1]
  const title = before && before.noun.kind !== 'organization' && !before.plural ? before : null
  // "the Nicosia daily Proini": a paper's name, whatever the tagger takes it for.
  if (before?.noun.kind === 'organization' && before.noun.sector === 'JRN') return null
  const apposition = appositionOf(reading, from, to)
  const kind = spans[from]?.kind ?? spans[to]?.kind
  const done = (sure: 'm' | 'f' | null): PersonSpan => ({
    from,
    to,
    gender: gender ?? sure ?? title?.noun.gender ?? apposition?.noun.gender ?? null,
    title,
    apposition,
  })
  const given = to > from ? (givenNames.get(folded[from] ?? '') ?? null) : null
  if (gender !== undefined || title || apposition) return done(given)
  if (kind === 'person') return done(given)
  const text = wordsOf(setting, reading, from, to).text
  if (to === from && known.has(nameKey(folded[to] ?? ''))) return done(null)
  if (kind === 'organization' || kind === 'place') return null
  if (given !== null && !names[to + 1]) return done(given)
  const listed = people.byLastName(text)
  if (to > from && listed.some(t => givenNamesAgree(t.name, text) === 2)) return done(given)
  if (
    to === from &&
    tokens[from]?.upos === 'PROPN' &&
    listed.some(t => isEminent(t) && inOffice(setting, t) && setting.focus.named(t.country))
  ) {
    return done(null)
  }
  return null
}

const isEminent = (tenure: Tenure): boolean =>
  tenure.office === 'head_of_state' || tenure.office === 'head_of_government' || tenure.office === 'foreign_minister'

const inOffice = (setting: Setting, tenure: Tenure): boolean => setting.date === null || covers(tenure, setting.date)

/** "Clarisse Munyaneza" in "its foreign minister, Clarisse Munyaneza," and in "Clarisse Munyaneza, the foreign minister,". */
const appositionOf = (reading: Reading, from: number, to: number): NounHit | null => {
  const { tokens, nouns, names } = reading
  if (tokens[from - 1]?.form === ',') {
    const hit = nouns[from - 2]
    const closed = tokens[to + 1]?.form
    if (
      hit &&
      fits(hit) &&
      (closed === ',' || closed === '.' || closed === ')' || tokens[hit.head]?.id === tokens[from]?.head)
    )
      return hit
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

/** What a title or apposition says of its bearer. */
export interface Standing {
  readonly hit: NounHit
  readonly left: Left
  readonly affiliation: Affiliation | null
}

export const standingOf = (setting: Setting, reading: Reading, noun: NounHit): Standing => {
  const hit = settled(setting, reading, noun)
  const left = leftOf(setting, reading, hit.from)
  return { hit, left, affiliation: affiliations(setting, reading, hit, left)[0] ?? null }
}

/** "his Greek counterpart" holds the office of whoever was told last: the noun is put in its place. */
export const settled = (setting: Setting, reading: Reading, hit: NounHit): NounHit => {
  if (hit.noun.office !== 'counterpart') return hit
  const index = reading.sentence.index
  const { mentions } = setting.registry
  let fallback: NounHit | null = null
  for (let m = mentions.length - 1; m >= 0; m--) {
    const mention = mentions[m]
    if (!mention || mention.sentence > index || (mention.sentence === index && mention.head >= hit.head)) continue
    if (mention.sentence < index - 3) break
    const draft = mention.drafts[0]
    if (draft?.kind !== 'person' || draft.noun === null) continue
    const known = setting.knowledge.nouns.exact(draft.noun)[0]
    if (!known || known.acts === 'self') continue
    const found: NounHit = { ...hit, noun: { ...known, acts: 'state' } }
    if (mention.form === 'name') return found
    fallback ??= found
  }
  return fallback ?? hit
}

/** The role as words: "foreign minister of Rwanda". */
export const roleOf = (setting: Setting, hit: NounHit, left: Left, affiliation: Affiliation | null): string => {
  const of = affiliation?.group?.name ?? (affiliation?.country ? stateName(setting, affiliation.country) : null)
  const word = left.former ? `former ${hit.noun.word}` : hit.noun.word
  return of === null ? word : `${word} of ${of}`
}

/** Finds or makes the person meant by a name, and adds what the title and the tables of office-holders tell. */
export const personDraft = (setting: Setting, reading: Reading, span: PersonSpan): Draft => {
  const { registry } = setting
  const name = wordsOf(setting, reading, span.from, span.to).text.replace(/\s+/g, ' ')
  const title = span.title ?? span.apposition
  const standing = title ? standingOf(setting, reading, title) : null
  const known = findPerson(setting, name, span.gender)
  const draft =
    known ??
    registry.create({
      kind: 'person',
      name,
      code: null,
      country: null,
      sector: null,
      role: null,
      wikidata: null,
      gender: span.gender,
      plural: false,
      noun: null,
      office: null,
    })
  draft.gender ??= span.gender
  if (pieces(name).length > pieces(draft.name).length && draft.wikidata === null) draft.name = name
  if (standing) applyStanding(setting, draft, standing)
  if (!known) applyTenure(setting, draft, standing)
  if (!known && draft.noun === null && draft.country === null) describedBefore(setting, reading, draft)
  return draft
}

const applyStanding = (setting: Setting, draft: Draft, standing: Standing): void => {
  const { hit, left, affiliation } = standing
  draft.gender ??= hit.noun.gender
  if (draft.noun !== null && affiliation?.basis !== 'own') return
  draft.noun = hit.noun.word
  draft.office = left.former ? null : hit.noun.office
  draft.role = roleOf(setting, hit, left, affiliation)
  draft.sector = left.former ? 'ELI' : (affiliation?.sector ?? hit.noun.sector)
  if (affiliation && (affiliation.basis === 'own' || draft.country === null)) {
    draft.code = affiliation.code
    draft.country = affiliation.country
  }
}

/**
 * "The prime minister of the Solomon Islands cancelled a trip. Jeremiah Tovosia's office blamed scheduling.": a lead describes, the next
 * sentence names. Somebody new and untitled takes the state of the office-bearer the sentences before open with.
 */
const describedBefore = (setting: Setting, reading: Reading, draft: Draft): void => {
  const index = reading.sentence.index
  for (const mention of setting.registry.mentions) {
    if (mention.sentence < index - 2 || mention.sentence >= index || mention.form !== 'nominal') continue
    const told = mention.drafts[0]
    const token = setting.readings[mention.sentence]?.tokens[mention.head]
    if (
      mention.drafts.length > 1 ||
      told?.kind !== 'person' ||
      told.code === null ||
      !token?.deprel.startsWith('nsubj')
    )
      continue
    draft.code = told.code
    draft.country = told.country
    draft.sector = told.sector
    draft.noun = told.noun
    draft.office = told.office
    draft.role = told.role
    return
  }
}

/** A person of this name met before: the same full name, or a last name that fits, one letter apart at most. */
export const findPerson = (setting: Setting, name: string, gender: 'm' | 'f' | null): Draft | null => {
  const { last, given } = nameParts(name)
  let best: Draft | null = null
  let bestScore = 0
  for (const draft of setting.registry.drafts) {
    if (draft.kind !== 'person' || draft.noun === draft.name) continue
    if (gender !== null && draft.gender !== null && gender !== draft.gender) continue
    const other = nameParts(draft.name)
    const far = other.last === last ? 0 : last.length >= 5 && other.last.length >= 5 ? distance(last, other.last) : 9
    const asGiven = given.length === 0 && other.given.includes(last)
    if (far > 1 && !asGiven) continue
    const agree = given.length === 0 ? 1 : givenNamesAgree(draft.name, name)
    if (agree === 0) continue
    // An edit apart and with no given name to tell: only a longer name can be a slip of the pen ("Reaan").
    const score = agree * 4 - far * 2 - (asGiven ? 2 : 0)
    if (score >= bestScore) {
      bestScore = score
      best = draft
    }
  }
  return best
}

/** Adds the office a listed person held on the report's date, where the text does not contradict. */
const applyTenure = (setting: Setting, draft: Draft, standing: Standing | null): void => {
  const tenure = listedTenure(setting, draft, standing)
  if (!tenure) return
  const covered = setting.date !== null && covers(tenure, setting.date)
  // Without a date "Aliyev" may be father or son: his state is told, his name stays as it stands.
  if (setting.date !== null || pieces(draft.name).length > 1) {
    draft.name = tenure.name
    draft.wikidata = tenure.wikidata
  }
  const code = stateOn(setting, tenure.country)
  if (draft.country === null || standing?.affiliation?.basis === 'context') {
    draft.country = code
    draft.code = standing?.left.against ? null : code
    if (standing && draft.sector !== null && draft.role !== null) {
      draft.role = roleOf(setting, standing.hit, standing.left, {
        code,
        country: code,
        sector: null,
        group: null,
        basis: 'own',
      })
    }
  }
  if (draft.sector === null) draft.sector = covered || setting.date === null ? tenure.sector : 'ELI'
  if (covered && tenure.office !== null && draft.role === null) {
    draft.office = tenure.office
    draft.role = tenure.title === '' ? null : `${tenure.title} of ${stateName(setting, code)}`
  }
}

const RANK: readonly (string | null)[] = ['head_of_state', 'head_of_government', 'foreign_minister', 'defence_minister']

const listedTenure = (setting: Setting, draft: Draft, standing: Standing | null): Tenure | null => {
  const single = pieces(draft.name).length === 1
  let best: Tenure | null = null
  let bestScore = 0
  for (const tenure of setting.knowledge.people.byLastName(draft.name)) {
    const agree = Math.max(...[tenure.name, ...tenure.aliases].map(n => givenNamesAgree(n, draft.name)))
    if (agree === 0 || (!single && agree < 2)) continue
    const own = standing?.affiliation?.basis === 'own' ? standing.affiliation.country : null
    const country = stateOn(setting, tenure.country)
    if (own !== null && own !== country) continue
    const covered = setting.date === null ? tenure.to === '' : covers(tenure, setting.date)
    const named = setting.focus.named(tenure.country)
    const office = standing?.hit.noun.office ?? null
    if (single && !covered && setting.date !== null) continue
    // A bare last name is a listed person only where the text speaks of his state, or he leads it.
    const rank = RANK.indexOf(tenure.office)
    if (single && !named && own === null && rank !== 0 && rank !== 1) continue
    const score =
      agree * 2 +
      (covered ? 3 : 0) +
      (named ? 3 : 0) +
      (office !== null && office === tenure.office ? 4 : 0) +
      (rank >= 0 ? 1 - rank * 0.2 : 0)
    if (score > bestScore) {
      bestScore = score
      best = tenure
    }
  }
  return best
}

/** Keys of the last names of people told with a longer name somewhere in the document. */
export const lastNames = (spans: Iterable<PersonSpan>, reading: Reading): readonly string[] => {
  const found: string[] = []
  for (const span of spans) if (span.to > span.from || span.title) found.push(nameKey(reading.folded[span.to] ?? ''))
  return found
}

/** The token by which acts find the person: the topmost of name and title. */
export const personHead = (reading: Reading, span: PersonSpan): number =>
  headOf(reading.tokens, span.title ? span.title.from : span.from, span.to)
