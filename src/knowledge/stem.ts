/** How words are cut to stems. */
export interface Stemming {
  readonly endings: readonly string[]
  readonly letters: number
  /** Stem → the stem of the commonest word that says the same. */
  readonly alike: ReadonlyMap<string, string>
}

/** Words of letters and digits, in lower case, in text order. A number keeps its point or comma: "1,200", "2.5". */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/\p{L}[\p{L}\p{M}]*(?:'\p{L}+)?|\d+(?:[.,]\d+)*/gu) ?? []

/** The stem of a word, or of the commonest word that says the same: "truce" is "ceasefire". */
export const stemOf = (word: string, stemming: Stemming): string => {
  const stem = cutStem(word, stemming)
  return stemming.alike.get(stem) ?? stem
}

/**
 * Cuts the longest ending that leaves three letters, and the next, so that "offer" and "offered" meet; then keeps the first `letters`:
 * near enough for likeness, the same for all.
 */
export const cutStem = (word: string, stemming: Omit<Stemming, 'alike'>): string => {
  let stem = word
  for (let cut = endingOf(stem, stemming); cut > 0; cut = endingOf(stem, stemming)) stem = stem.slice(0, -cut)
  return stem.slice(0, stemming.letters)
}

const endingOf = (word: string, { endings }: Omit<Stemming, 'alike'>): number => {
  let longest = 0
  for (const ending of endings)
    if (ending.length > longest && word.length - ending.length >= 3 && word.endsWith(ending)) longest = ending.length
  return longest
}
