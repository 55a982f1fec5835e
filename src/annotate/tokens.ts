import type { TokenKnowledge } from '../knowledge/tokens.ts'
import type { Word } from '../model/token.ts'

/**
 * Cuts `text.slice(start, end)` into UD v2 words with offsets into `text`. Every character that is neither white space nor a control
 * character belongs to exactly one word, in order.
 */
export const tokenize = (text: string, start: number, end: number, knowledge: TokenKnowledge): Word[] => {
  const words: Word[] = []
  let at = start
  while (at < end) {
    if (isSpace(text.charCodeAt(at))) {
      at++
      continue
    }
    let to = at
    let plain = true
    for (; to < end; to++) {
      const code = text.charCodeAt(to)
      if (isSpace(code)) break
      if (code > 122 || code < 65 || (code > 90 && code < 97)) plain = false
    }
    if (plain) pushSplit(text, at, to, knowledge, words)
    else cutChunk(text, at, to, knowledge, words)
    at = to
  }
  return words
}

/** White space and control characters: they part words and belong to none. */
const isSpace = (code: number): boolean =>
  code <= 0x20 ||
  (code >= 0x7f && code <= 0xa0) ||
  (code >= 0x2000 && code <= 0x200c) ||
  (code >= 0x200e && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202f) ||
  (code >= 0x205f && code <= 0x206f) ||
  code === 0x1680 ||
  code === 0x3000 ||
  code === 0xfeff ||
  code === 0x200d

const APOSTROPHES = /[’‘`ʼ´]/g
const ADDRESS = /(?:https?|ftp):\/\/[^\s<>"“”]+|www\.[^\s<>"“”]+|(?:mailto:)?[\w.+%-]+@[\w-]+(?:\.[\w-]+)*/iy
const DOMAIN =
  /(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:com|org|net|edu|gov|info|co\.uk|[a-z]{2}(?=\/))(?:\/[^\s<>"“”]*)?(?![\p{L}\d])|[\w-]+\.(?:docx?|pdf|html?|jpe?g|png|gif|xlsx?|pptx?|csv|txt|zip|mp[34])(?![\p{L}\d])|[a-z]{2,}(?:\.[a-z][a-z-]+){2,}(?![\p{L}\d])/iuy
const EMOTICON = /(?:[:;=8xX]['o^-]?[)(\][DPpO/\\|3*]+|\^_+\^|<3)(?![\p{L}\d])/uy
const PHONE = /(?:\d-)?\(?\d{3}\)?[-./]\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?![\d-])|(?:\d{5}|\d)-\d{4}(?![\d-])/y
const DATE = /\d{1,4}([-/])\d{1,2}\1\d{2,4}(?![\d/-])|\d+\/\d+(?![\d/])/y
const NUMBER =
  /[+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)+|\.?\d+)(?:(?:st|nd|rd|th|s|(?<=0)['’]s)(?![\p{L}\d]))?/uy
const WORD = /[\p{L}\p{M}\p{N}_\u00ad]+(?:(?:['’`ʼ*](?=[\p{L}\p{N}])|&(?=\p{Lu}))[\p{L}\p{M}\p{N}_\u00ad]+)*/uy
const ACRONYM = /(?:\p{L}\.)+(?:\p{L}(?![\p{L}\p{N}'’])\.?)?/uy
const DOTTED = /\p{L}+(?:\.-?\p{L}+){1,2}/uy
const TAG = /[#@][\p{L}_][\p{L}\p{N}_]+/uy
const TICKER = /[A-Z\d]{1,6}\.[A-Z]{1,4}(?=>)/y
const MONEY = /(?:US|HK|NZ|AU|A|C|S|R|U)\$(?=\d|$|\s)/y
const STOPS =
  /\[\.\.\.\]|\.{2,}|…+\.?|[!?]{2,}\.?|!\.|\.[!?]+|-{2,}|[—―]+|={2,}|\*{2,}|#{2,}|~{2,}|\+{2,}|<<|>>|\${2,}|''|``|’’|‘‘/y
const EMOJI =
  /\p{RI}\p{RI}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*|[\d#*]\ufe0f?\u20e3/uy
const TRAILING = /[.,;:!?'"”’)\]}>]+$/
const MIXED = /[@/]|\.[a-z]{2}/i

const match = (pattern: RegExp, text: string, at: number, end: number): number => {
  pattern.lastIndex = at
  const found = pattern.exec(text)
  return found === null ? -1 : Math.min(end, at + found[0].length)
}

/** Cuts a stretch without white space that holds more than plain letters. */
const cutChunk = (text: string, start: number, end: number, knowledge: TokenKnowledge, words: Word[]): void => {
  const push = (from: number, to: number): void => {
    words.push({ form: text.slice(from, to), start: from, end: to })
  }
  // Addresses are not looked for in stretches no address is as long as: their patterns look ahead.
  const mixed = end - start > 3 && end - start < 1000 && MIXED.test(text.slice(start, end))
  let at = start
  while (at < end) {
    let to = -1
    if (mixed) {
      to = match(ADDRESS, text, at, end)
      if (to < 0 && (at === start || !isWordCharacter(text, at - 1))) to = match(DOMAIN, text, at, end)
      if (to > 0) {
        to -= TRAILING.exec(text.slice(at, to))?.[0].length ?? 0
        if (to > at) {
          push(at, to)
          at = to
          continue
        }
        to = -1
      }
    }
    const code = text.charCodeAt(at)
    const digit = code >= 48 && code <= 57
    if (digit || ((code === 43 || code === 46) && isDigit(text.charCodeAt(at + 1)))) {
      to = match(PHONE, text, at, end)
      if (to < 0) to = match(DATE, text, at, end)
      if (to < 0) to = cutNumber(text, at, end, knowledge)
    }
    if (to < 0) to = match(MONEY, text, at, end)
    if (to > 0) {
      push(at, to)
      at = to
      continue
    }
    to = match(WORD, text, at, end)
    if (to > 0) {
      at = cutWord(text, start, at, to, end, knowledge, words)
      continue
    }
    to = cutMark(text, start, at, end, knowledge)
    push(at, to)
    at = to
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isWordCharacter = (text: string, at: number): boolean => match(WORD, text, at, at + 1) > 0

/** A number with its ending; "5pm" gives up its unit, "46C1" is left to the words. */
const cutNumber = (text: string, at: number, end: number, knowledge: TokenKnowledge): number => {
  const to = match(NUMBER, text, at, end)
  if (to < 0) return -1
  const rest = match(WORD, text, to, end)
  if (rest < 0) return to
  return knowledge.units.has(text.slice(to, rest).toLowerCase()) ? to : -1
}

/** A mark that is no word: a run of stops, an emoji, an elision with its apostrophe, or a single character. */
const cutMark = (text: string, start: number, at: number, end: number, knowledge: TokenKnowledge): number => {
  const code = text.charCodeAt(at)
  if (code === 39 || code === 0x2019 || code === 0x2018 || code === 96) {
    const word = match(WORD, text, at + 1, end)
    if (word > 0) {
      const form = text.slice(at, word).toLowerCase().replace(APOSTROPHES, "'")
      if (knowledge.elisions.has(form) || /^'\d\ds?$/.test(form)) return word
    }
  }
  let to = at === start ? match(EMOTICON, text, at, end) : -1
  if (to < 0 && (code === 35 || code === 64)) to = match(TAG, text, at, end)
  if (to < 0) to = match(STOPS, text, at, end)
  if (to < 0 && (code > 0xa8 || code === 35 || code === 42)) to = match(EMOJI, text, at, end)
  if (to > 0) return to
  const pair = code >= 0xd800 && code < 0xdc00 && at + 1 < end && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
  return at + (pair ? 2 : 1)
}

/** Pushes the word at `at` (letters up to `to`), with a stop of its own, hyphen joined or contraction cut; returns where it ends. */
const cutWord = (
  text: string,
  start: number,
  at: number,
  to: number,
  end: number,
  knowledge: TokenKnowledge,
  words: Word[],
): number => {
  const push = (until: number): number => {
    words.push({ form: text.slice(at, until), start: at, end: until })
    return until
  }
  if (to < end && text[to] === '.' && (text[to + 1] !== '.' || text[to + 2] !== '.')) {
    const acronym = match(ACRONYM, text, at, end)
    if (acronym > at + 2) return push(acronym)
    const ticker = match(TICKER, text, at, end)
    if (ticker > 0) return push(ticker)
    const dotted = match(DOTTED, text, at, end)
    if (dotted > to && knowledge.abbreviations.has(text.slice(at, dotted))) {
      return push(dotted < end && text[dotted] === '.' ? dotted + 1 : dotted)
    }
    if (ownsStop(text, at, to, end, knowledge)) return push(to + 1)
  }
  if (to < end && (text[to] === '-' || text[to] === '/')) {
    const joined = joinHyphen(text, start, at, to, end, knowledge)
    if (joined > to) {
      pushSplit(text, at, joined, knowledge, words)
      return joined
    }
  }
  pushSplit(text, at, to, knowledge, words)
  return to
}

/** Whether the stop at `to` belongs to the word before it: "Gen." and the initial of a name do, the end of a sentence does not. */
const ownsStop = (text: string, at: number, to: number, end: number, knowledge: TokenKnowledge): boolean => {
  const word = text.slice(at, to)
  if (to - at === 1 && word !== 'I' && /\p{Lu}/u.test(word))
    return /^\.[,-]?\s*[\p{L}“"(]/u.test(text.slice(to, to + 8))
  const kind = knowledge.abbreviations.get(word)
  if (kind === undefined) return false
  if (kind === 'before-number') return /^\.\s*[\d(]/.test(text.slice(to, to + 6))
  if (kind === 'calendar') return /^\.(?:,|\s*\d|\)|\s+\p{Ll}|-)/u.test(text.slice(to, to + 6))
  // "etc." loses its stop to the sentence it ends, as in EWT.
  if (kind === 'stop-ends') return !/^\.(?:\s*$|\s+["“‘(]?\p{Lu})/u.test(text.slice(to, to + 6)) && to + 1 < text.length
  if (kind === 'before-name') return to + 1 < end || /^\.\s+\S/.test(text.slice(to, to + 6))
  return true
}

/** How far a word reaches over its hyphens: prefixes that stay joined, listed wholes, listed last parts; else `to`. */
const joinHyphen = (
  text: string,
  start: number,
  at: number,
  to: number,
  end: number,
  knowledge: TokenKnowledge,
): number => {
  if (at > start && text.charCodeAt(at - 1) === 45) return to
  const next = match(WORD, text, to + 1, end)
  if (next < 0) return to
  const first = text.slice(at, to).toLowerCase()
  const last = text.slice(to + 1, next)
  // "UN-brokered" is no "un-": a prefix in capitals, before a word in small letters, is a name.
  const initials = to - at > 1 && text.slice(at, to) === first.toUpperCase() && last !== last.toUpperCase()
  // "non-U.S."
  const acronym = match(ACRONYM, text, to + 1, end)
  const joins =
    (text[to] === '-' && knowledge.prefixes.has(first) && !initials) ||
    knowledge.suffixes.has(last) ||
    knowledge.whole.has(`${first}${text[to]}${last.toLowerCase()}`)
  if (!joins) return to
  return acronym > to + 3 ? acronym : next
}

/** Pushes a word, cut at its clitics ("did" + "n't", "Moscow" + "'s") or as the list of splits says ("can" + "not"). */
const pushSplit = (text: string, start: number, end: number, knowledge: TokenKnowledge, words: Word[]): void => {
  const form = text.slice(start, end)
  const length = end - start
  if (length > 1 && length < 24) {
    const apostrophe = APOSTROPHE.test(form)
    if (apostrophe || length < 9) {
      const lower = form.toLowerCase()
      const key = apostrophe ? lower.replace(APOSTROPHES, "'") : lower
      const parts = knowledge.splits.get(key) ?? misspeltParts(text, end, key, knowledge)
      if (parts !== undefined) {
        let at = start
        for (const part of parts) {
          words.push({ form: text.slice(at, at + part), start: at, end: at + part })
          at += part
        }
        return
      }
      if (apostrophe && key.length === length) {
        for (const clitic of knowledge.clitics) {
          const cut = end - clitic.length
          if (cut > start && key.endsWith(clitic)) {
            pushSplit(text, start, cut, knowledge, words)
            words.push({ form: text.slice(cut, end), start: cut, end })
            return
          }
        }
      }
    }
  }
  words.push({ form, start, end })
}
const APOSTROPHE = /['’‘`ʼ´]/

/** How "its" is cut in "its a start": as "it's" is, for no possessive stands before "a". */
const misspeltParts = (
  text: string,
  end: number,
  key: string,
  knowledge: TokenKnowledge,
): readonly number[] | undefined => {
  const parts = knowledge.misspelt.get(key)
  if (parts === undefined) return undefined
  FOLLOWING.lastIndex = end
  const [, first = '', second = ''] = FOLLOWING.exec(text) ?? []
  return knowledge.unpossessed.has(first) || knowledge.unpossessed.has(`${first} ${second}`) ? parts : undefined
}
const FOLLOWING = /\s+(\p{L}+)(?![\p{L}\p{N}’'.-])(?:\s+(\p{L}+)(?![\p{L}\p{N}’'.-]))?/uy
