import type { Sentence } from '../../model/token.ts'

/** A word as time rules see it: tokens are cut at hyphens and slashes, and figures from letters ("10am", "mid-1980s"). */
export interface Atom {
  readonly start: number
  readonly end: number
  /** Lower case, straight apostrophe, without the stop of an abbreviation. */
  readonly word: string
  readonly capital: boolean
  /** UPOS of the token, or '' where it has none. */
  readonly tag: string
  readonly token: number
  /** A quantity ("1500 troops"): never a year. */
  readonly counts: boolean
  /** Inside the name of a person: no time ("April Jones", "August Wilson"). */
  readonly named: boolean
}

const SPLIT = /[-–—‑/]/
const PARTS = /[-–—‑/]|'?\d[\d.,:]*(?:st|nd|rd|th|s)?(?![a-z])|'?\d[\d.,:]*|[^-–—‑/\d]+|./giu
const MIXED = /^'?\d.*[a-z]$/i

/** The atoms of a sentence, in order. */
export const atomsOf = (sentence: Sentence): readonly Atom[] => {
  const atoms: Atom[] = []
  const people = sentence.names.filter(name => name.kind === 'person')
  for (const token of sentence.tokens) {
    const form = token.form
    const name = people.find(person => person.from <= token.id && token.id <= person.to)
    // The tagger takes the "Jan" of "01 Jan 2019" for somebody; nobody has a figure for a neighbour.
    const named = name !== undefined && !(name.from === name.to && besideFigure(sentence, token.id))
    const tag = token.upos === '_' ? '' : token.upos
    const counts = token.deprel === 'nummod'
    const add = (text: string, at: number): void => {
      atoms.push({
        start: token.start + at,
        end: token.start + at + text.length,
        word: plain(text),
        capital: isCapital(text),
        tag,
        token: token.id,
        counts,
        named,
      })
    }
    if (form.length > 1 && (SPLIT.test(form) || MIXED.test(form)) && form.length === token.end - token.start) {
      for (const part of form.matchAll(PARTS)) add(part[0], part.index)
    } else add(form, 0)
  }
  return atoms
}

const besideFigure = (sentence: Sentence, id: number): boolean =>
  [sentence.tokens[id - 2], sentence.tokens[id]].some(token => token !== undefined && /^\d/.test(token.form))

/** The form rules and word lists are written in. */
export const plain = (text: string): string => {
  const word = text.toLowerCase()
  const straight = word.includes('’') ? word.replaceAll('’', "'") : word
  return straight.length > 1 && straight.endsWith('.') && !/\d/.test(straight) ? straight.slice(0, -1) : straight
}

const isCapital = (text: string): boolean => {
  const first = text[0] ?? ''
  return first !== first.toLowerCase()
}
