import { distance } from 'fastest-levenshtein'

/** Something wrong with a data file: what, where, and where possible how to mend it. Lines count from 1. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** One line for a person: `data/events/accuse.yml:12: unknown type "ACUSE"; did you mean ACCUSE?` */
export const problemLine = (problem: Problem): string => `${problem.file}:${problem.line}: ${problem.message}`

/** `; did you mean X?` for the closest of `known` within two edits or a third of the word, or the empty string. */
export const suggestion = (word: string, known: Iterable<string>): string => {
  let best: string | null = null
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase())
    if (edits < bestDistance) {
      bestDistance = edits
      best = candidate
    }
  }
  return best === null ? '' : `; did you mean ${best}?`
}
