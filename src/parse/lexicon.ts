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
  const wordTable: Table = { values: file.i8('word.w'), scales: file.f32('word.s'), width: word }
  const affixTable: Table = { values: file.i8('affix.w'), scales: file.f32('affix.s'), width: affix }
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
      writeRow(wordTable, rows[0] ?? UNKNOWN, out, at)
      for (let i = 0; i < AFFIXES; i++) writeRow(affixTable, rows[i + 1] ?? 0, out, at + word + i * affix)
    },
  }
}

/** Vectors as the model file holds them: int8 rows of `width` numbers, with a scale each. */
interface Table {
  readonly values: Int8Array
  readonly scales: Float32Array
  readonly width: number
}

const writeRow = ({ values, scales, width }: Table, row: number, out: Int16Array, at: number): void => {
  const scale = scales[row] ?? 0
  const from = row * width
  for (let k = 0; k < width; k++) out[at + k] = toUnits((values[from + k] ?? 0) * scale)
}

const toUnits = (x: number): number => Math.max(-32768, Math.min(32767, Math.round(x * UNIT)))
