import type { TokenKnowledge } from '../knowledge/tokens.ts'
import type { Word } from '../model/token.ts'
import { weighStarts } from './ends.ts'

/**
 * Cuts the words of one paragraph of running text into sentences: ranges of indices, half-open, that cover all words. In a `recased`
 * text a capital after "U.S." says nothing.
 */
export const splitSentences = (
  text: string,
  words: readonly Word[],
  knowledge: TokenKnowledge,
  recased = false,
): readonly Range[] => {
  const ruled = splitByRules(text, words, knowledge, recased)
  if (ruled.length === 0) return []
  const starts = weighStarts(words, new Set(ruled.map(([from]) => from)), knowledge.ends)
  return starts.map((from, i) => [from, starts[i + 1] ?? words.length])
}

/** Indices of words, half-open. */
export type Range = readonly [from: number, to: number]

/** As the stops and capitals of carefully set text have it: headlines and captions go by this alone. */
export const splitByRules = (
  text: string,
  words: readonly Word[],
  knowledge: TokenKnowledge,
  recased = false,
): readonly Range[] => {
  const sentences: Range[] = []
  const brackets: number[] = []
  let from = 0
  for (let i = 0; i < words.length; i++) {
    const form = words[i]?.form ?? ''
    if (form === '(' || form === '[') brackets.push(i)
    else if (form === ')' || form === ']') brackets.pop()
    if (!ENDS.test(form) && !isAbbreviation(form)) continue
    const next = afterClosers(text, words, i + 1, brackets)
    if (next >= words.length) break
    if (!isEnd(words, i, next, knowledge)) continue
    if (isAcronym(form) && (i - from < SHORTEST || (recased && !opensFirmly(words, next, knowledge)))) continue
    for (let j = i + 1; j < next; j++) if (words[j]?.form === ')' || words[j]?.form === ']') brackets.pop()
    // An aside in brackets that began inside this sentence holds it together: "(See below. It is long.)"
    const open = brackets.at(-1)
    if (open !== undefined && open > from && words.length - open < LONG_ASIDE) continue
    if (open !== undefined && open !== from) brackets.length = 0
    sentences.push([from, next])
    from = next
    i = next - 1
  }
  if (from < words.length) sentences.push([from, words.length])
  return sentences
}

/** Words before "U.S." that a sentence ending in it has at least: "The U.S. And Japan" is not two. */
const SHORTEST = 3
/** An open bracket is taken for a slip when its aside would be longer than this many words. */
const LONG_ASIDE = 80
const ENDS = /^(?:[.!?…]{1,}|[。！？])$/
const CLOSERS = new Set(['”', '’', ')', ']', '»', "''", '’’'])

const isAbbreviation = (form: string): boolean => form.length > 1 && form.endsWith('.') && /\p{L}/u.test(form)

/** Index of the first word after `at` that is no closing quote or bracket of the sentence before it. */
const afterClosers = (text: string, words: readonly Word[], at: number, brackets: readonly number[]): number => {
  let i = at
  let open = brackets.length
  for (; i < words.length; i++) {
    const word = words[i]
    if (word === undefined) break
    const { form, start, end } = word
    // A note mark belongs to the sentence it follows: "… in Kyiv. [4]".
    if (form === '[' && words[i + 2]?.form === ']' && /^\d{1,3}$/.test(words[i + 1]?.form ?? '')) {
      i += 2
      continue
    }
    const glued = words[i - 1]?.end === start
    if (form === '"' || form === "'" || form === '”' || form === '’' || form === '“') {
      // A straight quote closes what it is glued to, unless the next word is glued to it and it stands apart.
      if (form === '“' && !glued) break
      const spaceAfter =
        end >= text.length || /\s/.test(text[end] ?? '') || i + 1 >= words.length || !isWordy(words[i + 1])
      if (!glued && !spaceAfter) break
      if (!glued && (form === '"' || form === "'")) break
      continue
    }
    if (form === ')' || form === ']') {
      if (open === 0 && !glued) break
      open--
      continue
    }
    // Two straight marks that stand apart open: he said. ''We left.''
    if (!CLOSERS.has(form) || (!glued && form.length === 2)) break
  }
  return i
}

const isAcronym = (form: string): boolean => /^(?:\p{L}\.){2,}$/u.test(form)

const opensFirmly = (words: readonly Word[], next: number, knowledge: TokenKnowledge): boolean =>
  knowledge.firmOpeners.has(words[next]?.form.toLowerCase() ?? '')

/**
 * Whether a text was put into mixed case by a program that took every full stop for an end, as the Reuters copy of 1987 was: "the U.S. And
 * Japan", "five mln U.S. Dlrs".
 */
export const isRecased = (text: string, knowledge: TokenKnowledge): boolean => {
  for (const found of text.matchAll(/(?:\p{Lu}\.){2,} (\p{Lu}\p{Ll}+)/gu)) {
    if (knowledge.continuers.has((found[1] ?? '').toLowerCase())) return true
  }
  return false
}

const isWordy = (word: Word | undefined): boolean => word !== undefined && /^[\p{L}\p{N}]/u.test(word.form)

/** Whether a sentence ends with the stop at `at`, the next one beginning at `next`. */
const isEnd = (words: readonly Word[], at: number, next: number, knowledge: TokenKnowledge): boolean => {
  const stop = words[at]
  const after = words[next]
  if (stop === undefined || after === undefined) return false
  const form = stop.form
  const opening = next < words.length && /^(?:["“‘'«([`]|``|'')$/.test(after.form)
  const first = opening ? (words[next + 1] ?? after) : after
  const lower = /^\p{Ll}/u.test(first.form)
  const closed = next > at + 1
  // "3.Next", "gmail.com": a stop glued to what follows, but for a quote or bracket between.
  if (!closed && stop.end === after.start && !opening && form === '.' && lower) return false
  if (/^[,;:.–—-]/.test(after.form)) return false
  // "(see above. They failed.) went on"
  if (lower && words[next - 1]?.form === ')') return false
  if (form === '.') return !isEnumerator(words, at)
  if (isAbbreviation(form)) return abbreviationEnds(words, at, first, opening, knowledge)
  if (lower) return false
  if (closed && !opening && isAttributed(words, next, knowledge)) return false
  return true
}

/** "1." or "a." at the head of a line numbers what follows. */
const isEnumerator = (words: readonly Word[], at: number): boolean =>
  at === 1 && /^(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,4})$/.test(words[0]?.form ?? '')

/** Whether the stop of an abbreviation also ends the sentence: only where what follows plainly opens another one. */
const abbreviationEnds = (
  words: readonly Word[],
  at: number,
  first: Word,
  opening: boolean,
  knowledge: TokenKnowledge,
): boolean => {
  const bare = words[at]?.form.slice(0, -1) ?? ''
  const kind = knowledge.abbreviations.get(bare)
  if (kind === 'before-name' || kind === 'before-number' || kind === 'inner') return false
  if (bare.length === 1) return false
  if (!/^\p{Lu}/u.test(first.form)) return false
  if (opening) return true
  return knowledge.openers.has(first.form.toLowerCase())
}

/** `Will it hold?" Ushakov asked`: a quotation's speaker follows within the sentence. */
const isAttributed = (words: readonly Word[], next: number, knowledge: TokenKnowledge): boolean => {
  for (let i = next; i < Math.min(words.length, next + 6); i++) {
    const form = words[i]?.form ?? ''
    if (knowledge.speaking.has(form.toLowerCase())) return i > next || /^\p{Ll}/u.test(form)
    if (/^[.,;:!?"“”]/.test(form)) return false
    if (/^\p{Ll}/u.test(form) && i > next) return false
  }
  return false
}
