import type { NameHit, NounHit, Reading } from './reading.ts'
import type { Setting } from './setting.ts'

/** What stands before a noun within its phrase. */
export interface Left {
  /** Index of the first token of the phrase, its determiner or possessor included. */
  readonly start: number
  /** Names that modify the noun, nearest last ("Armenian", "Azerbaijani"), and whether they are joined by "and". */
  readonly names: readonly NameHit[]
  /** Another actor noun that modifies it: "rebel" commander, "government" troops, "army's" chief. */
  readonly noun: NounHit | null
  /** Index of a possessive pronoun: "its" foreign minister. */
  readonly pronoun: number | null
  readonly former: boolean
  /** Sector of those against the state ("opposition", "exiled"), or null. */
  readonly against: string | null
  readonly definite: boolean
  readonly counted: boolean
  readonly determiner: boolean
}

const INSIDE: ReadonlySet<string> = new Set(['ADJ', 'NOUN', 'PROPN', 'NUM', 'ADV', 'VERB', 'SYM', 'X'])

/** Walks left from a noun to where its phrase begins. Reads words, not relations, so that a wrong tree does little harm. */
export const leftOf = (setting: Setting, reading: Reading, at: number): Left => {
  const { tokens, names, nouns, folded } = reading
  const { words } = setting.knowledge
  const found: NameHit[] = []
  let noun: NounHit | null = null
  let pronoun: number | null = null
  let former = false
  let against: string | null = null
  let definite = false
  let counted = false
  let determiner = false
  let start = at
  let i = at - 1
  /** The last token read was an "and" or a comma that may join two names. */
  let joined = false
  while (i >= 0) {
    const token = tokens[i]
    const word = folded[i] ?? ''
    if (!token) break
    const hit = names[i]
    if (hit) {
      found.push(hit)
      start = hit.from
      i = hit.from - 1
      joined = false
      continue
    }
    if (joined) break
    if (token.upos === 'CCONJ' || token.form === ',') {
      // "the Armenian and Azerbaijani foreign ministers": only between two names.
      if (found.length === 0 || start !== i + 1 || !names[i - 1]) break
      joined = true
      i--
      continue
    }
    if (
      token.upos === 'PUNCT' &&
      (token.form === '-' || token.form === '"' || token.form === '“' || token.form === '”')
    ) {
      i--
      continue
    }
    if (token.upos === 'PART' && token.xpos === 'POS') {
      i--
      continue
    }
    if (words.possessive.has(word)) {
      pronoun = i
      start = i
      break
    }
    if (token.upos === 'DET' || token.upos === 'PRON') {
      if (token.upos === 'PRON' && token.xpos !== 'DT') break
      determiner = true
      definite = words.definite.has(word)
      start = i
      break
    }
    if (!INSIDE.has(token.upos) || (token.upos === 'VERB' && !isParticiple(token.xpos, token.deprel))) break
    // "Quito, where demonstrators threw rocks"
    if (token.upos === 'ADV' && (token.deprel !== 'advmod' || token.xpos === 'WRB')) break
    // "On Monday rebels attacked"
    if (token.upos === 'PROPN' && words.calendar.has(word)) break
    if (token.upos === 'NUM') counted = true
    if (words.former.has(word)) former = true
    against ??= words.against.get(word) ?? null
    const other = nouns[i]
    if (other) {
      noun ??= other
      start = other.from
      i = other.from - 1
      continue
    }
    start = i
    i--
  }
  return { start, names: found.reverse(), noun, pronoun, former, against, definite, counted, determiner }
}

const isParticiple = (xpos: string, deprel: string): boolean =>
  (xpos === 'VBN' || xpos === 'VBG') && (deprel === 'amod' || deprel === 'compound')

/** "ethnic Albanian rebels": a name of descent lends no state. */
export const isDescent = (setting: Setting, reading: Reading, at: number): boolean =>
  setting.knowledge.words.descent.has(reading.folded[at - 1] ?? '')
