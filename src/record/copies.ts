import { wordsOf } from '../knowledge/stem.ts'
import { hash32, join53, mix } from './hash.ts'

const SHINGLE = 4
const BANDS = 16
const LEAD_BANDS = 4
const ROWS = 4
const LEAD_WORDS = 50

/** A text with fewer shingles is a copy only of the very same words: tables of one line are all alike. */
const FEWEST = 30

/** Hashes of every four words running, the set by which two texts are compared. */
export const shinglesOf = (text: string): ReadonlySet<number> => shingles(wordsOf(text))

const shingles = (words: readonly string[]): ReadonlySet<number> => {
  const hashes = words.map(hash32)
  const set = new Set<number>()
  const last = Math.max(1, hashes.length - SHINGLE + 1)
  for (let i = 0; i < last; i++) {
    let hash = 0x811c9dc5
    for (let j = i; j < Math.min(hashes.length, i + SHINGLE); j++) hash = mix(hash ^ (hashes[j] ?? 0))
    set.add(hash >>> 0)
  }
  return set
}

/** The smallest value of the set under each of `count` permutations (MinHash): equal in two texts as often as they share shingles. */
export const signatureOf = (set: ReadonlySet<number>, count: number): Uint32Array => {
  const signature = new Uint32Array(count).fill(0xffffffff)
  for (const shingle of set)
    for (let i = 0; i < count; i++) {
      const value = mix(Math.imul(shingle, (2 * i + 1) * 0x9e3779b1) + i) >>> 0
      if (value < (signature[i] ?? 0)) signature[i] = value
    }
  return signature
}

/**
 * Keys that near-copies are likely to share: one for each band of four values of the text's MinHash (two texts that share 60 % of
 * their shingles meet in one of sixteen nine times in ten), and four of the first fifty words alone, for a dispatch cut short.
 */
export const copyKeys = (text: string): readonly number[] => {
  const words = wordsOf(text)
  return [
    ...bandsOf(signatureOf(shingles(words), BANDS * ROWS), 0),
    ...bandsOf(signatureOf(shingles(words.slice(0, LEAD_WORDS)), LEAD_BANDS * ROWS), BANDS),
  ]
}

const bandsOf = (signature: Uint32Array, first: number): readonly number[] => {
  const keys: number[] = []
  for (let band = 0; band * ROWS < signature.length; band++) {
    let low = mix(first + band + 1)
    let high = mix(low)
    for (let row = 0; row < ROWS; row++) {
      low = mix(low ^ (signature[band * ROWS + row] ?? 0))
      high = mix(high + (signature[band * ROWS + row] ?? 0))
    }
    keys.push(join53(high, low))
  }
  return keys
}

/** How much two texts share: of all their shingles, and of the shorter one's. */
export const overlap = (
  a: ReadonlySet<number>,
  b: ReadonlySet<number>,
): { readonly jaccard: number; readonly contained: number } => {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let shared = 0
  for (const shingle of small) if (large.has(shingle)) shared++
  const union = a.size + b.size - shared
  return { jaccard: union === 0 ? 1 : shared / union, contained: small.size === 0 ? 1 : shared / small.size }
}

/** Whether one text repeats the other: two thirds of all in common, or five sixths of the shorter one inside the longer. */
export const isCopy = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => {
  const { jaccard, contained } = overlap(a, b)
  if (Math.min(a.size, b.size) < FEWEST) return jaccard === 1
  return jaccard >= 2 / 3 || contained >= 5 / 6
}
