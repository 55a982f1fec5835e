/** Hash buckets of each affix table; bucket 0 is never used. */
export const BUCKETS = 8192

/** Affix tables: prefixes of 2 and 3, suffixes of 1 to 4 characters, and the shape. */
export const AFFIXES = 7

const QUOTES: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"' }

/** The form under which a word is looked up: straight quotes, lower case, every digit 0. training/features.py does the same. */
export const normalForm = (form: string): string =>
  form
    .replace(/[’‘“”]/g, quote => QUOTES[quote] ?? quote)
    .toLowerCase()
    .replace(/[0-9]/g, '0')

/** A word's outline: X for capitals, x for small letters, d for digits, other characters as they are, at most three alike in a row. */
export const shapeOf = (form: string): string => {
  let out = ''
  let last = ''
  let run = 0
  for (const c of form) {
    const kind = c >= '0' && c <= '9' ? 'd' : /\p{Lu}/u.test(c) ? 'X' : /\p{Ll}/u.test(c) ? 'x' : c
    run = kind === last ? run + 1 : 1
    last = kind
    if (run <= 3) out += kind
  }
  return out
}

/** FNV-1a of a string's UTF-8 bytes. */
const hash = (text: string): number => {
  let h = 2166136261
  for (const byte of utf8(text)) h = Math.imul(h ^ byte, 16777619) >>> 0
  return h
}

/** Written out because the core knows no TextEncoder; a lone surrogate is encoded as it stands. */
const utf8 = (text: string): readonly number[] => {
  const out: number[] = []
  for (const c of text) {
    const p = c.codePointAt(0) ?? 0
    const tail = (shift: number): number => 0x80 | ((p >> shift) & 63)
    if (p < 0x80) out.push(p)
    else if (p < 0x800) out.push(0xc0 | (p >> 6), tail(0))
    else if (p < 0x10000) out.push(0xe0 | (p >> 12), tail(6), tail(0))
    else out.push(0xf0 | (p >> 18), tail(12), tail(6), tail(0))
  }
  return out
}

/** The bucket of each of the seven affixes of a word, as rows of one table of 7 * BUCKETS rows. */
export const affixRows = (form: string): readonly number[] => {
  const chars = [...normalForm(form)]
  const start = (n: number): string => chars.slice(0, n).join('')
  const end = (n: number): string => chars.slice(-n).join('')
  const keys = [
    `p${start(2)}`,
    `q${start(3)}`,
    `s${end(1)}`,
    `t${end(2)}`,
    `u${end(3)}`,
    `v${end(4)}`,
    `w${shapeOf(form)}`,
  ]
  return keys.map((key, table) => table * BUCKETS + (hash(key) % (BUCKETS - 1)) + 1)
}
