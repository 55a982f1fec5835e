import type { Columns } from './columns.ts'
import type { Arena, Kernel } from './kernel.ts'
import type { ModelFile } from './model-file.ts'
import { apply, placeFloats, placeMatrix } from './weights.ts'

/** Relations are scored this many words at a time, to stay within the processor's cache. */
const CHUNK = 32

/** Floats of a head's vector: its own, a one for the bias, zeros up to a multiple of four. */
export const relationWidth = (rel: number): number => (rel + 4) & ~3

/**
 * A function that finds the best relation of each word to its head: `deps` int16 vectors of the words, `ld` bytes apart; `headRows` float
 * vectors of root and words.
 */
export const createRelations = (
  kernel: Kernel,
  arena: Arena,
  file: ModelFile,
): ((deps: number, ld: number, headRows: number, heads: readonly number[]) => readonly number[]) => {
  const { rel, gains, labels } = file.header
  const width = relationWidth(rel)
  const forms = placeMatrix(kernel, arena, bilinearColumns(file, rel, width), gains.rel)
  const scale = placeFloats(
    kernel,
    arena,
    file.f32('rel.w.s').map(s => s / gains.rel),
  )
  return (deps, ld, headRows, heads) => {
    const mark = arena.mark()
    const sums = arena.take(CHUNK * forms.outputs * 4)
    const found: number[] = []
    for (let from = 0; from < heads.length; from += CHUNK) {
      const count = Math.min(CHUNK, heads.length - from)
      apply(kernel, forms, deps + from * ld, ld, count, sums)
      for (let i = 0; i < count; i++) {
        const head = headRows + (heads[from + i] ?? 0) * width * 4
        found.push(kernel.relation(sums + i * forms.outputs * 4, scale, head, labels.rel.length, width))
      }
    }
    arena.reset(mark)
    return found
  }
}

/** The bilinear forms of all relations, int8 `[relation][dependent + bias][head + bias]`, as one matrix over the dependent. */
const bilinearColumns = (file: ModelFile, rel: number, width: number): Columns => {
  const weights = file.i8('rel.w.w')
  const scales = file.f32('rel.w.s')
  const columns = scales.length * width
  const out = new Int8Array(rel * columns)
  const bias = new Float64Array(columns)
  const side = rel + 1
  for (let r = 0; r < scales.length; r++) {
    for (let i = 0; i <= rel; i++) {
      for (let j = 0; j <= rel; j++) {
        const w = weights[(r * side + i) * side + j] ?? 0
        const column = r * width + j
        if (i < rel) out[i * columns + column] = w
        else bias[column] = w
      }
    }
  }
  return { inputs: rel, columns, weights: out, scale: Array<number>(columns).fill(1), bias }
}
