import type { Name } from '../../knowledge/actors/named.ts'
import type { ActorNoun } from '../../knowledge/actors/nouns.ts'
import { fold, pieces } from '../../knowledge/actors/phrases.ts'
import type { ActorKnowledge } from '../../knowledge/actors.ts'
import type { NameKind, Sentence, Token } from '../../model/token.ts'
import { feature, relation } from '../../model/tree.ts'

/** Tokens `from` to `to` (indexes from 0, inclusive) that spell a name of the gazetteer; several senses where the spelling has them. */
export interface NameHit {
  readonly from: number
  readonly to: number
  readonly senses: readonly Name[]
  /** The same words as a common noun: "House of Representatives" is America's only where the text speaks of America. */
  readonly noun: NounHit | null
}

/** Tokens that make a noun for an actor, with the index of the one that heads it. */
export interface NounHit {
  readonly from: number
  readonly to: number
  readonly head: number
  readonly noun: ActorNoun
  readonly plural: boolean
}

/** A sentence with what the gazetteer found in it. */
export interface Reading {
  readonly sentence: Sentence
  readonly tokens: readonly Token[]
  readonly folded: readonly string[]
  /** Hit that covers the token, if any. */
  readonly names: readonly (NameHit | undefined)[]
  readonly nouns: readonly (NounHit | undefined)[]
  /** Kind of the tagger's name span over the token, and its ends. */
  readonly spans: readonly ({ readonly kind: NameKind; readonly from: number; readonly to: number } | undefined)[]
  /** The sentence is set in capitals throughout. */
  readonly shouting: boolean
}

/** The capital of a state of the past after its end: Aden is no South Yemen's in 2023. */
export const isOver = (knowledge: ActorKnowledge, date: string | null, { sort, actor }: Name): boolean =>
  sort === 'capital' && date !== null && date >= (knowledge.states.get(actor.code ?? '')?.to ?? '9')

/** Looks every token up once; `date` is the day of the report (ISO), or null. */
export const readSentence = (knowledge: ActorKnowledge, date: string | null, sentence: Sentence): Reading => {
  const tokens = sentence.tokens
  const folded = tokens.map(t => fold(t.form))
  const words: string[] = []
  const lemmas: string[] = []
  const tokenOf: number[] = []
  const firstPiece: number[] = []
  for (let i = 0; i < tokens.length; i++) {
    firstPiece.push(words.length)
    const token = tokens[i]
    const form = folded[i] ?? ''
    const lemma = token ? fold(token.lemma) : form
    const parts = /^[a-z]+$/.test(form) ? [form] : pieces(form)
    for (const part of parts) {
      words.push(part)
      lemmas.push(parts.length === 1 ? lemma : part)
      tokenOf.push(i)
    }
  }
  firstPiece.push(words.length)
  const shouting = isShouting(tokens)
  const names: (NameHit | undefined)[] = new Array(tokens.length)
  const nouns: (NounHit | undefined)[] = new Array(tokens.length)
  const endsToken = (piece: number): boolean => tokenOf[piece] !== tokenOf[piece + 1]

  for (let i = 0; i < tokens.length; ) {
    const at = firstPiece[i] ?? 0
    const token = tokens[i]
    if (!token || at === firstPiece[i + 1] || !isLetter(token.form)) {
      i++
      continue
    }
    const upper = startsUpper(token.form)
    const accept = (value: Name, length: number): boolean =>
      endsToken(at + length - 1) &&
      !isOver(knowledge, date, value) &&
      (value.small || upper) &&
      (!value.prefix || tokens[i + 1]?.form === '-') &&
      (!value.tail || startsUpper(tokens[tokenOf[at + length - 1] ?? i]?.form ?? '')) &&
      (!value.article || endsPhrase(tokens[(tokenOf[at + length - 1] ?? i) + 1])) &&
      (!value.capitals || (isUpper(token.form) && (!shouting || token.upos === 'PROPN' || token.form.includes('.'))))
    const acceptNoun = (value: ActorNoun, length: number): boolean =>
      endsToken(at + length - 1) &&
      (!value.capital || (upper && (i > 0 || token.upos === 'PROPN'))) &&
      (!value.alone || standsAlone(tokens, tokenOf[at + length - 1] ?? i))
    const known = knowledge.names.longest(words, at, accept)
    const listed = upper ? knowledge.listed.longest(words, at, accept) : null
    const name = listed && listed.length > (known?.length ?? 0) ? listed : known
    const byForm = knowledge.nouns.longest(words, at, acceptNoun)
    const byLemma = knowledge.nouns.longest(lemmas, at, acceptNoun)
    const noun = (byLemma?.length ?? 0) > (byForm?.length ?? 0) ? byLemma : byForm
    if (name && name.length >= (noun?.length ?? 0)) {
      const to = tokenOf[at + name.length - 1] ?? i
      const value = noun !== null && noun.length === name.length ? noun.values[0] : undefined
      const head = headOf(tokens, i, to)
      const common = value
        ? { from: i, to, head, noun: value, plural: isPlural(tokens[lastNoun(tokens, i, to)]) }
        : null
      const hit: NameHit = { from: i, to, senses: name.values, noun: common }
      for (let k = i; k <= to; k++) names[k] = hit
      i = to + 1
      continue
    }
    if (noun) {
      const to = tokenOf[at + noun.length - 1] ?? i
      const value = noun.values[0]
      if (value?.acts === 'none') {
        i = to + 1
        continue
      }
      if (value && isNominal(tokens, i, to, value)) {
        const head = headOf(tokens, i, to)
        const hit = { from: i, to, head, noun: value, plural: isPlural(tokens[lastNoun(tokens, i, to)]) }
        for (let k = i; k <= to; k++) nouns[k] = hit
        i = to + 1
        continue
      }
    }
    const slip = upper && !name && token.upos === 'PROPN' ? misspelling(knowledge, sentence, i, folded[i] ?? '') : null
    if (slip) names[i] = { from: i, to: i, senses: [slip], noun: null }
    i++
  }
  const spans: Reading['spans'][number][] = new Array(tokens.length)
  for (const span of sentence.names) {
    const found = { kind: span.kind, from: span.from - 1, to: span.to - 1 }
    for (let k = found.from; k <= found.to; k++) spans[k] = found
  }
  return { sentence, tokens, folded, names, nouns, spans, shouting }
}

const endsPhrase = (next: Token | undefined): boolean =>
  next === undefined || (next.upos !== 'NOUN' && next.upos !== 'PROPN' && next.upos !== 'ADJ')

/** A state misspelt ("Afganistan", "Khatmandu"): a proper noun alone that the tagger takes for no person. */
const misspelling = (knowledge: ActorKnowledge, sentence: Sentence, at: number, word: string): Name | null => {
  const { tokens } = sentence
  if (tokens[at - 1]?.upos === 'PROPN' || tokens[at + 1]?.upos === 'PROPN') return null
  if (sentence.names.some(s => s.from - 1 <= at && at <= s.to - 1 && s.kind === 'person')) return null
  return knowledge.misspelt.find(word)
}

export const startsUpper = (form: string): boolean => {
  const first = form[0] ?? ''
  return first !== first.toLowerCase()
}

const isUpper = (form: string): boolean => form === form.toUpperCase() && form !== form.toLowerCase()
const isLetter = (form: string): boolean => /^\p{L}/u.test(form)

const isShouting = (tokens: readonly Token[]): boolean => {
  let upper = 0
  let lower = 0
  for (const { form } of tokens) {
    if (form.length < 3 || !isLetter(form)) continue
    if (isUpper(form)) upper++
    else lower++
  }
  return upper > 2 && upper > lower * 3
}

export const isPlural = (token: Token | undefined): boolean =>
  token !== undefined &&
  (feature(token, 'Number') === 'Plur' || token.xpos === 'NNS' || token.xpos === 'NNPS' || token.upos === 'NUM')

/** The token of the stretch whose head lies outside it; the parser's, or the last one when it gives none. */
export const headOf = (tokens: readonly Token[], from: number, to: number): number => {
  for (let i = from; i <= to; i++) {
    const token = tokens[i]
    if (!token || token.upos === 'ADP' || token.upos === 'PUNCT') continue
    if (token.head === 0 || token.head - 1 < from || token.head - 1 > to) return i
  }
  return to
}

/** The noun that counts: the last one, or the last before a preposition ("secretaries of state", "corporate affairs minister"). */
const lastNoun = (tokens: readonly Token[], from: number, to: number): number => {
  for (let i = from + 1; i <= to; i++) if (tokens[i]?.upos === 'ADP') return i - 1
  return to
}

/** A number that stands for people: subject or object with nothing that says of what ("thousands marched"). */
const standsAlone = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at]
  if (!token || !SIDES.has(relation(token))) return false
  return !tokens.some(t => t.head === token.id && relation(t) === 'nmod')
}
const SIDES: ReadonlySet<string> = new Set(['nsubj', 'obj'])

/** "chief" may be an adjective, "state" and "head" verbs, "minister" hardly; what the tagger calls a verb is no actor. */
const isNominal = (tokens: readonly Token[], from: number, to: number, noun: ActorNoun): boolean => {
  if (to > from) return true
  const token = tokens[to]
  // "The Tel Aviv daily Hayarden": an adjective to the tagger.
  if (noun.sector === 'JRN' && token?.upos === 'ADJ' && tokens[to + 1]?.upos === 'PROPN') return true
  return (
    token !== undefined &&
    (token.upos === 'NOUN' || token.upos === 'PROPN' || (token.upos === 'ADJ' && token.xpos.startsWith('NN')))
  )
}
