import type { Word } from '../model/token.ts'

/** A gap between two words where a sentence may end, and what the weights in `data/tokens/ends.tsv` know it by. */
export interface Gap {
  /** Index of the word after it. */
  readonly at: number
  readonly features: readonly string[]
}

/**
 * Beginnings of sentences among the words of a paragraph: those that the rules found, and those that learnt weights add where text of
 * the web leaves out the stop or the capital ("Regards, Debra", "any news? call me"). The weights are whole numbers, so that their sum
 * is the same everywhere.
 */
export const weighStarts = (
  words: readonly Word[],
  ruled: ReadonlySet<number>,
  weights: ReadonlyMap<string, number>,
): readonly number[] => {
  const starts = [...ruled]
  for (const { at, features } of gapsOf(words, ruled)) {
    let sum = 0
    for (const feature of features) sum += weights.get(feature) ?? 0
    if (sum > 0) starts.push(at)
  }
  return starts.sort((a, b) => a - b)
}

/**
 * The gaps worth weighing: where the rules do not cut, not both words are of small letters, and no quotation has just closed, which
 * the rules judge by its speaker (`"Who knows?" Berg asked`).
 */
export const gapsOf = function* (words: readonly Word[], ruled: ReadonlySet<number>): Generator<Gap> {
  const forms = words.map(word => plainOf(word.form))
  const shapes = words.map(word => shapeOf(word.form))
  const stops = words.map(word => isStop(word.form))
  const ended = stops.at(-1) || CLOSER.test(words.at(-1)?.form ?? '') ? 'ended' : 'open'
  const form = (i: number): string => forms[i] ?? EDGE
  const shape = (i: number): string => shapes[i] ?? EDGE
  let stop = -1
  let next = stops.indexOf(true)
  for (let i = 1; i < words.length; i++) {
    if (stops[i - 1]) stop = i - 1
    if (next >= 0 && next < i) next = stops.indexOf(true, i)
    const before = words[i - 1]?.form ?? ''
    const quoted = QUOTE.test(before) && END.test(words[i - 2]?.form ?? '')
    if (ruled.has(i) || quoted || (LETTER.test(before) && SMALL.test(words[i]?.form ?? ''))) continue
    const glue = words[i - 1]?.end === words[i]?.start ? 'glued' : 'apart'
    const since = distance(i - 1 - stop)
    const until = next < 0 ? 'never' : distance(next - i)
    yield {
      at: i,
      features: [
        ALWAYS,
        glue,
        `shape-before ${shape(i - 1)}`,
        `shape-after ${shape(i)}`,
        `word-before ${form(i - 1)}`,
        `word-after ${form(i)}`,
        `word-before-that ${form(i - 2)}`,
        `word-after-that ${form(i + 1)}`,
        `shapes ${shape(i - 1)} ${shape(i)} ${glue}`,
        `shapes-before ${shape(i - 2)} ${shape(i - 1)} ${shape(i)}`,
        `word-then-shape ${form(i - 1)} ${shape(i)}`,
        `shape-then-word ${shape(i - 1)} ${form(i)}`,
        `words-before ${form(i - 2)} ${shape(i - 1)}`,
        `since-stop ${since} ${shape(i)}`,
        `until-stop ${until} ${shape(i - 1)} ${shape(i)}`,
        `stops ${since} ${until} ${ended}`,
      ],
    }
  }
}

/** What every gap has. */
export const ALWAYS = 'always'

/** Stands for the words beyond the paragraph. */
const EDGE = '¶'
const SMALL = /^\p{Ll}/u
const LETTER = /^[\p{L}’']/u
const QUOTE = /^(?:["“”‘’']|''|``|’’)$/
const END = /^[.,!?…]+$/
const CLOSER = /^["”’')]$/
const isStop = (form: string): boolean =>
  !SMALL_WORD.test(form) && (/^[.!?…]+$/.test(form) || (form.length > 2 && /\p{L}\.$/u.test(form)))

/** Lower case, straight quotes, digits 0, at most three in a row. */
const plainOf = (form: string): string => {
  if (SMALL_WORD.test(form)) return form
  const straight = form.toLowerCase().replace(/[’‘]/g, "'").replace(/[“”]/g, '"')
  return straight.replace(/\d/g, '0').replace(/0000+/g, '000')
}
const SMALL_WORD = /^[a-z]+$/

/** A word's outline: "Xx+" for a capital and small letters, "d+" for digits, other characters as they are; a run is its first and a plus. */
const shapeOf = (form: string): string => {
  if (SMALL_WORD.test(form)) return form.length > 1 ? 'x+' : 'x'
  let shape = ''
  let last = ''
  for (const c of form) {
    const kind = kindOf(c)
    if (kind !== last) shape += kind
    else if (!shape.endsWith('+')) shape += '+'
    if (shape.length > LONGEST) return `${shape.slice(0, LONGEST)}~`
    last = kind
  }
  return shape
}

const kindOf = (c: string): string => {
  if (c >= 'a' && c <= 'z') return 'x'
  if (c >= 'A' && c <= 'Z') return 'X'
  if (c >= '0' && c <= '9') return 'd'
  if (c < '\u0080') return c
  return QUOTES[c] ?? (/\p{Lu}/u.test(c) ? 'X' : SMALL.test(c) ? 'x' : c)
}
const QUOTES: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"' }
const LONGEST = 8

const distance = (words: number): string =>
  words > 30 ? 'far' : words > 12 ? 'off' : words > 5 ? 'near' : String(words)
