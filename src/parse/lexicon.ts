import { AFFIXES, affixRows, normalForm } from './features.ts'
import type { ModelFile } from './model-file.ts'
import { UNIT } from './units.ts'

/** Word vectors: looks up what the first layer sees of a form. */
export interface Lexicon {
  /** Numbers in a vector: the word's own, then its affixes'. */
  readonly width: number
  /** The table row of a form, UNKNOWN where it is not among the model's words. */
  row(form: string): number
  /** Writes the int16 vector of a form to `out` from place `at`. */
  write(form: string, out: Int16Array, at: number): void
  /** The vector of the root that stands before each sentence. */
  readonly root: Int16Array
}

/** The row of all words that the model does not know. */
export const UNKNOWN = 1

/** Forms whose table rows are remembered before the memory is emptied. */
const REMEMBERED = 50_000

/** The lexicon of a model. */
export const createLexicon = (file: ModelFile): Lexicon => {
  const { word, affix, words } = file.header
  const wordTable = widen(file.i8('word.w'), file.f32('word.s'), word)
  const affixTable = widen(file.i8('affix.w'), file.f32('affix.s'), affix)
  const index = new Map(words.map((w, i) => [w, i]))
  const seen = new Map<string, Int32Array>()
  const rowsOf = (form: string): Int32Array => {
    const known = seen.get(form)
    if (known) return known
    const rows = Int32Array.of(index.get(normalForm(form)) ?? UNKNOWN, ...affixRows(form))
    if (seen.size >= REMEMBERED) seen.clear()
    seen.set(form, rows)
    return rows
  }
  return {
    width: word + AFFIXES * affix,
    row: form => rowsOf(form)[0] ?? UNKNOWN,
    root: Int16Array.from(file.f32('root'), toUnits),
    write: (form, out, at) => {
      const rows = rowsOf(form)
      const w = (rows[0] ?? UNKNOWN) * word
      out.set(wordTable.subarray(w, w + word), at)
      for (let i = 0; i < AFFIXES; i++) {
        const a = (rows[i + 1] ?? 0) * affix
        out.set(affixTable.subarray(a, a + affix), at + word + i * affix)
      }
    },
  }
}

const toUnits = (x: number): number => Math.max(-32768, Math.min(32767, Math.round(x * UNIT)))

const widen = (values: Int8Array, scales: Float32Array, width: number): Int16Array => {
  const out = new Int16Array(values.length)
  for (let row = 0, i = 0; row < scales.length; row++) {
    const scale = scales[row] ?? 0
    for (const end = i + width; i < end; i++) out[i] = toUnits((values[i] ?? 0) * scale)
  }
  return out
}
