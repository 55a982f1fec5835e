/** A word as the gazetteer compares it: lower case, no accents, no full stops ("U.S." and "US" are one). */
export const fold = (word: string): string => {
  const lower = word.toLowerCase()
  let plain = true
  for (let i = 0; i < lower.length; i++) {
    const c = lower.charCodeAt(i)
    if (c < 97 || c > 122) {
      plain = false
      break
    }
  }
  if (plain) return lower
  if (isAscii(lower)) return lower.includes('.') ? lower.replaceAll('.', '') : lower
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .replace(/[øłđıßæœðþ]/g, letter => LETTERS[letter] ?? letter)
}

const isAscii = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
}

const BREAK = /[-‐-―'’‘`"“”/,&() ]+/

/** The comparable pieces of a word or phrase: hyphens and apostrophes part them, however a tokenizer cuts ("Port-au-Prince"). */
export const pieces = (phrase: string): readonly string[] => {
  const folded = fold(phrase)
  let simple = folded !== ''
  for (let i = 0; i < folded.length && simple; i++) {
    const c = folded.charCodeAt(i)
    simple = (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c > 0x2100
  }
  return simple ? [folded] : folded.split(BREAK).filter(piece => piece !== '')
}

/** Romanisation fold for names of people: "Zelenskyy" and "Zelenskiy", "Pashinyan" and "Pashinian", "Gaddafi" and "Kadafi" come close. */
export const nameFold = (piece: string): string =>
  piece
    .replace(/kh|gh/g, 'h')
    .replace(/ou|oo/g, 'u')
    .replace(/ee/g, 'i')
    .replace(/[iy]+y|[iy]+/g, 'i')
    .replace(/q/g, 'k')
    .replace(/w/g, 'v')
    .replace(/(.)\1/g, '$1')

interface Entry<T> {
  readonly words: readonly string[]
  readonly value: T
}

/** Phrases found by their first word; asked with the pieces of a sentence, it answers with the longest that starts at a place. */
export interface PhraseIndex<T> {
  add(phrase: string, value: T): void
  /** All values of the longest phrase that starts at `at`, with the number of pieces it covers; null when none does. */
  longest(words: readonly string[], at: number, accept: (value: T, length: number) => boolean): Hit<T> | null
  exact(phrase: string): readonly T[]
}

export interface Hit<T> {
  readonly length: number
  readonly values: readonly T[]
}

/** An empty index. */
export const phraseIndex = <T>(): PhraseIndex<T> => {
  const byFirst = new Map<string, Entry<T>[]>()
  const matches = (entry: Entry<T>, words: readonly string[], at: number): boolean => {
    for (let i = 1; i < entry.words.length; i++) if (entry.words[i] !== words[at + i]) return false
    return true
  }
  return {
    add(phrase, value) {
      const words = pieces(phrase)
      const first = words[0]
      if (first === undefined) return
      const entry = { words, value }
      const list = byFirst.get(first)
      if (!list) {
        byFirst.set(first, [entry])
        return
      }
      let at = list.findIndex(other => other.words.length < words.length)
      if (at < 0) at = list.length
      list.splice(at, 0, entry)
    },
    longest(words, at, accept) {
      const list = byFirst.get(words[at] ?? '')
      if (!list) return null
      let length = 0
      const values: T[] = []
      for (const entry of list) {
        if (entry.words.length < length) break
        if (!matches(entry, words, at) || !accept(entry.value, entry.words.length)) continue
        length = entry.words.length
        values.push(entry.value)
      }
      return length === 0 ? null : { length, values }
    },
    exact(phrase) {
      const words = pieces(phrase)
      const list = byFirst.get(words[0] ?? '')
      return (list ?? []).filter(e => e.words.length === words.length && matches(e, words, 0)).map(e => e.value)
    },
  }
}
