import type { MergingKnowledge } from '../knowledge/merging.ts'
import { wordsOf } from './stem.ts'

/** Numbers farther from the word than this count something else. */
const REACH = 4

/** What a sentence counts: `dead: 3`. The number nearest before the word ("3 soldiers were killed"), else after it ("killing two"). */
export const tollsOf = (sentence: string, knowledge: MergingKnowledge): Readonly<Record<string, number>> => {
  const words = wordsOf(sentence)
  const found: Record<string, number> = {}
  for (const [name, toll] of knowledge.tolls) {
    for (const [index, word] of words.entries()) {
      const before = toll.after.includes(word) ? nearest(words, index, -1, knowledge) : null
      const number = before ?? (toll.before.includes(word) ? nearest(words, index, 1, knowledge) : null)
      if (number !== null) {
        found[name] = number
        break
      }
    }
  }
  return found
}

const nearest = (words: readonly string[], at: number, step: 1 | -1, knowledge: MergingKnowledge): number | null => {
  for (let distance = 1; distance <= REACH; distance++) {
    const index = at + step * distance
    const value = numberOf(words[index], knowledge)
    if (value === null) continue
    const tens = numberOf(words[index - 1], knowledge)
    if (tens === 0) return 0 // "no one was killed"
    return tens !== null && tens >= 20 && tens < 100 && tens % 10 === 0 && value > 0 && value < 10
      ? tens + value
      : value
  }
  return null
}

const numberOf = (word: string | undefined, { numbers }: MergingKnowledge): number | null => {
  if (word === undefined) return null
  const spelt = numbers.get(word)
  if (spelt !== undefined) return spelt
  const digits = word.replaceAll(',', '')
  // "1987" is a year more often than a count
  return /^\d+$/.test(digits) && !/^(19|20)\d\d$/.test(word) ? Number(digits) : null
}
