import { distance } from 'fastest-levenshtein'
import { covers, givenNamesAgree, nameKey, type Tenure } from '../../knowledge/actors/people.ts'
import { pieces } from '../../knowledge/actors/phrases.ts'
import { relation } from '../../model/tree.ts'
import { type Affiliation, affiliations, type Left, leftOf } from './affiliation.ts'
import { headOf, type NameHit, type NounHit, type Reading, startsUpper } from './reading.ts'
import { type Draft, nameParts, partsOf } from './registry.ts'
import { type Setting, senseOf, stateName, stateOn, wordsOf } from './setting.ts'
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

/** What a title or apposition says of its bearer. */
export interface Standing {
  readonly hit: NounHit
  readonly left: Left
  readonly affiliation: Affiliation | null
}

const standingOf = (setting: Setting, reading: Reading, noun: NounHit): Standing => {
  const hit = settled(setting, reading, noun)
  const left = leftOf(setting, reading, hit.from)
  return { hit, left, affiliation: affiliations(setting, reading, hit, left)[0] ?? null }
}

/** What a plural title says of one of its bearers; "Presidents A of Chad and B of Niger" says it behind each name. */
const sharedStanding = (
  setting: Setting,
  reading: Reading,
  span: PersonSpan,
  { hit, place, of, apart }: SharedTitle,
): Standing => {
  const left = leftOf(setting, reading, hit.from)
  const bare = { ...left, start: span.from, names: [], noun: null, pronoun: null, against: null }
  const behind = affiliations(setting, reading, { ...hit, from: span.from, to: span.to }, bare)[0]
  if (behind?.basis === 'own') return { hit, left, affiliation: behind }
  const found = affiliations(setting, reading, hit, left)
  const told =
    found.length === of
      ? found[place]
      : found.length === 1 && !(apart && found[0]?.basis === 'context')
        ? found[0]
        : undefined
  return { hit, left, affiliation: told ?? null }
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
    if (draft?.kind !== 'person') continue
    const known =
      draft.noun === null
        ? setting.knowledge.offices.get(draft.office ?? '')
        : setting.knowledge.nouns.exact(draft.noun)[0]
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

/** Tokens within which a name opens its sentence. */
const OPENING = 3

/** Finds or makes the person meant by a name, and adds what the title and the tables of office-holders tell. */
export const personDraft = (setting: Setting, reading: Reading, span: PersonSpan): Draft => {
  const { registry } = setting
  const name = wordsOf(setting, reading, span.from, span.to).text.replace(/\s+/g, ' ')
  const title = span.title ?? span.apposition
  const beside = stateBeside(setting, reading, span)
  const standing = span.shared
    ? sharedStanding(setting, reading, span, span.shared)
    : title
      ? besides(standingOf(setting, reading, title), beside)
      : null
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
  else if (beside !== null && draft.country === null) {
    draft.code = beside
    draft.country = beside
  }
  if (!known) applyTenure(setting, draft, standing)
  if (!known && draft.noun === null && draft.country === null && span.from <= OPENING)
    describedBefore(setting, reading, draft)
  return draft
}

/** The state told beside a name: "Qatar's Khalid al-Misnad", "President Edwin Tarpeh of Liberia". */
const stateBeside = (setting: Setting, reading: Reading, span: PersonSpan): string | null => {
  const { tokens, names, folded } = reading
  const owner = tokens[span.from - 1]?.xpos === 'POS' ? names[span.from - 2] : undefined
  const article = tokens[span.to + 2]?.upos === 'DET' ? 1 : 0
  const of = setting.knowledge.words.of.has(folded[span.to + 1] ?? '') ? names[span.to + 2 + article] : undefined
  // "European Council President Hendrik Maes": an office that bears its holder's code.
  const office = names[span.from - 1]
  const held = office && senseOf(setting, office)?.actor
  if (held?.kind === 'person' && held.code !== null) return stateOn(setting, held.code)
  for (const hit of [of, owner]) {
    const actor = hit && senseOf(setting, hit)?.actor
    if (actor?.kind === 'country' && actor.country !== null) return stateOn(setting, actor.country)
  }
  return null
}

const besides = (standing: Standing, state: string | null): Standing => {
  const { affiliation, hit } = standing
  if (state === null || affiliation?.basis === 'own' || hit.noun.acts === 'self') return standing
  return {
    ...standing,
    affiliation: { code: state, country: state, sector: hit.noun.sector, group: null, basis: 'own' },
  }
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
 * sentence names. Somebody new and untitled at the head of a sentence takes the state of the office-bearer the sentences before open
 * with, unless the text names that one itself.
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
      setting.registry.mentions.some(other => other.form === 'name' && other.drafts.includes(told)) ||
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
  const { last, given, raw } = nameParts(name)
  let best: Draft | null = null
  let bestScore = 0
  for (const draft of setting.registry.drafts) {
    if (draft.kind !== 'person' || draft.noun === draft.name) continue
    if (gender !== null && draft.gender !== null && gender !== draft.gender) continue
    const other = partsOf(draft)
    const far = other.last === last ? 0 : Math.min(slip(last, other.last), slip(raw, other.raw))
    const asGiven = given.length === 0 && other.given.includes(last)
    if (far > 1 && !asGiven) continue
    const agree = given.length === 0 ? 1 : givenNamesAgree(draft.name, name, setting.knowledge.words.particles)
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

/** Letters by which two last names differ, where a slip of the pen may explain it; else too many. */
const slip = (a: string, b: string): number => (a.length >= 5 && b.length >= 5 && a[0] === b[0] ? distance(a, b) : 9)

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
    // "leading dissident Kim Dae-jung" of 1987: what the text calls him outweighs what he became, and who holds no office yet acts for no state.
    const stands = standing?.hit.noun.sector ?? ''
    const yet = setting.date === null || tenure.from <= setting.date
    draft.code = standing?.left.against || AGAINST.has(tenure.sector) || AGAINST.has(stands) || !yet ? null : code
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

/** Whoever leads these acts for no state. */
const AGAINST: ReadonlySet<string> = new Set(['OPP', 'REB', 'PRM', 'UAF', 'PTY'])

const RANK: readonly (string | null)[] = ['head_of_state', 'head_of_government', 'foreign_minister', 'defence_minister']

const listedTenure = (setting: Setting, draft: Draft, standing: Standing | null): Tenure | null => {
  const single = pieces(draft.name).length === 1
  let best: Tenure | null = null
  let bestScore = 0
  for (const tenure of setting.knowledge.people.byLastName(draft.name)) {
    const agree = Math.max(
      ...[tenure.name, ...tenure.aliases].map(n => givenNamesAgree(n, draft.name, setting.knowledge.words.particles)),
    )
    if (agree === 0 || (!single && agree < 2)) continue
    const own = standing?.affiliation?.basis === 'own' ? standing.affiliation.country : null
    const country = stateOn(setting, tenure.country)
    if (own !== null && own !== country) continue
    // Without a date a leader of any time may be meant: "the Bush administration".
    const covered = setting.date === null ? tenure.to === '' : covers(tenure, setting.date)
    const named = setting.focus.named(tenure.country)
    const office = standing?.hit.noun.office ?? null
    if (single && !covered && setting.date !== null) continue
    // Phoenix knows thousands of namesakes: its people are taken only where the text speaks of their state.
    if (!named && own === null && tenure.office === null && setting.focus.any()) continue
    // A bare last name is a listed person only where the text speaks of his state, or he leads it.
    const rank = RANK.indexOf(tenure.office)
    if (single && !named && own === null && rank !== 0 && rank !== 1 && !isOnly(setting, tenure)) continue
    const score =
      agree * 2 +
      (covered ? 3 : 0) +
      (named ? 3 : 0) +
      (office !== null && office === tenure.office ? 4 : 0) +
      (rank >= 0 ? 1 - rank * 0.2 : 0) +
      (setting.date === null && rank === 0 ? 2.5 : 0)
    if (score > bestScore) {
      bestScore = score
      best = tenure
    }
  }
  return best
}

/** Nobody else of that last name leads a state or its ministries on the day: "Lavrov". */
const isOnly = (setting: Setting, tenure: Tenure): boolean => {
  const { date } = setting
  if (date === null || !RANK.includes(tenure.office) || tenure.office === null) return false
  return setting.knowledge.people
    .byLastName(tenure.name)
    .every(t => t.office === null || !RANK.includes(t.office) || !covers(t, date) || t.country === tenure.country)
}

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

/**
 * People whose state only the sentence tells: "the Soviet team headed by Lem Masterkov", "Maynard Glitman, who heads the American team",
 * "the Japanese aides include Shigeru Muraoka", "Aleh Kavalchuk and Ihar Sanko, both officers of Belarusian intelligence".
 */
export const completePersons = (setting: Setting, reading: Reading, spans: readonly PersonSpan[]): void => {
  const { tokens } = reading
  const { words } = setting.knowledge
  const index = reading.sentence.index
  const at = (token: number): Draft | undefined => {
    const mention = setting.registry.at(index, token)
    return mention?.drafts.length === 1 && mention.drafts[0]?.country ? mention.drafts[0] : undefined
  }
  for (const span of spans) {
    const mention = setting.registry.at(index, personHead(reading, span))
    const draft = mention?.drafts[0]
    if (draft?.kind !== 'person' || (draft.country !== null && !isGuessed(setting, reading, span, draft))) continue
    let verb = -1
    const first = span.title?.from ?? span.from
    for (let i = first - 1; i >= Math.max(0, first - 4); i--)
      if (words.leads.has(tokens[i]?.lemma ?? '') && tokens[i]?.upos === 'VERB') verb = i
    let source: Draft | undefined
    if (verb >= 0) {
      source = at((tokens[verb]?.head ?? 0) - 1)
      for (let i = verb - 1; i >= 0 && !source; i--) source = at(i)
    } else if (tokens[span.to + 1]?.form === ',' && words.relative.has(reading.folded[span.to + 2] ?? '')) {
      const heads = tokens[span.to + 3]
      if (heads && words.leads.has(heads.lemma))
        for (let i = span.to + 4; i < tokens.length && i < span.to + 12 && !source; i++) source = at(i)
    } else if (draft.country === null) {
      source = listedBy(setting, reading, span, at) ?? joined(setting, reading, spans, span)
    }
    if (!source) continue
    draft.country = source.country
    draft.code = source.code
    draft.sector ??= source.sector
  }
}

/** Somebody new whose title tells no state: "Admiral Scott Hale, who commands U.S. forces" is not of whichever was spoken of. */
const isGuessed = (setting: Setting, reading: Reading, span: PersonSpan, draft: Draft): boolean =>
  span.title !== null &&
  draft.wikidata === null &&
  setting.registry.mentions.every(m => m.sentence === reading.sentence.index || !m.drafts.includes(draft)) &&
  standingOf(setting, reading, span.title).affiliation?.basis === 'context'

/** The subject of "include" tells whose the people are that it lists. */
const listedBy = (
  setting: Setting,
  reading: Reading,
  span: PersonSpan,
  at: (token: number) => Draft | undefined,
): Draft | undefined => {
  for (let i = span.from - 1; i >= 0; i--) {
    if (!setting.knowledge.words.lists.has(reading.tokens[i]?.lemma ?? '')) continue
    for (let k = i - 1; k >= 0; k--) {
      const source = at(k)
      if (source) return source
    }
  }
  return undefined
}

/** "A and B, both officers of": what is said behind the last name of a list holds for all. */
const joined = (
  setting: Setting,
  reading: Reading,
  spans: readonly PersonSpan[],
  span: PersonSpan,
): Draft | undefined => {
  const last = spans.indexOf(span)
  for (let i = last; i < spans.length; i++) {
    const here = spans[i]
    if (!here) break
    const behind = reading.tokens[here.to + 1]
    if (behind?.upos === 'CCONJ' && spans[i + 1]?.from === here.to + 2) continue
    if (behind?.form !== ',') break
    for (let k = here.to + 2; k < here.to + 8; k++) {
      const hit = reading.nouns[k]
      if (!hit) continue
      if (!hit.plural) return undefined
      const mention = setting.registry.at(reading.sentence.index, hit.head)
      return mention?.drafts.length === 1 ? mention.drafts[0] : undefined
    }
    break
  }
  return undefined
}
