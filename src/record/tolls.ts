import type { MergingKnowledge } from '../knowledge/merging.ts'
import { wordsOf } from '../knowledge/stem.ts'

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

/** The first number of a name: 26 of "twenty-six pirates", 11 of "the 11 men"; null without one. */
export const countIn = (name: string, knowledge: MergingKnowledge): number | null => {
  const words = wordsOf(name)
  for (const [index, word] of words.entries()) {
    const value = numberOf(word, knowledge)
    if (value !== null && value > 0) return withUnits(value, numberOf(words[index + 1], knowledge) ?? 0)
  }
  return null
}

/** 26 of 20 and 6. */
const withUnits = (tens: number, units: number): number =>
  tens >= 20 && tens < 100 && tens % 10 === 0 && units > 0 && units < 10 ? tens + units : tens

const nearest = (words: readonly string[], at: number, step: 1 | -1, knowledge: MergingKnowledge): number | null => {
  for (let distance = 1; distance <= REACH; distance++) {
    const index = at + step * distance
    const value = numberOf(words[index], knowledge)
    if (value === null) continue
    const tens = numberOf(words[index - 1], knowledge)
    if (tens === 0) return 0 // "no one was killed"
    return tens === null || withUnits(tens, value) === tens ? value : withUnits(tens, value)
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
