import type { Columns } from './columns.ts'
import type { Arena, Kernel } from './kernel.ts'

/** A matrix in the kernel's memory, packed for `multiply`, with what turns its sums into numbers. */
export interface Matrix {
  /** Address of the packed weights. */
  readonly at: number
  /** Rows (inputs), even. */
  readonly inputs: number
  /** Columns, a multiple of eight. */
  readonly outputs: number
  /** Address of one int32 a column: the bias in units of the sums. */
  readonly bias: number
  /** Address of one float a column: sum → number. */
  readonly scale: number
}

/**
 * Packs columns into the kernel's memory. `unit` is what an input of 1 is as int16, so a sum is worth `scale / unit`;
 * columns beyond the last, up to a multiple of eight, are zero.
 */
export const placeMatrix = (kernel: Kernel, arena: Arena, columns: Columns, unit: number): Matrix => {
  const { inputs, weights } = columns
  const outputs = (columns.columns + 7) & ~7
  const at = arena.take(inputs * outputs * 2)
  const bias = arena.take(outputs * 4)
  const scale = arena.take(outputs * 4)
  const packed = new Int16Array(kernel.memory.buffer, at, inputs * outputs)
  let to = 0
  for (let block = 0; block < outputs; block += 8) {
    for (let k = 0; k < inputs; k += 2) {
      for (let n = block; n < block + 8; n++) {
        const real = n < columns.columns
        packed[to++] = real ? (weights[k * columns.columns + n] ?? 0) : 0
        packed[to++] = real ? (weights[(k + 1) * columns.columns + n] ?? 0) : 0
      }
    }
  }
  const scales = new Float32Array(kernel.memory.buffer, scale, outputs)
  const biases = new Int32Array(kernel.memory.buffer, bias, outputs)
  for (let n = 0; n < columns.columns; n++) {
    const s = Math.fround((columns.scale[n] ?? 0) / unit)
    scales[n] = s
    biases[n] = s === 0 ? 0 : Math.round((columns.bias[n] ?? 0) / s)
  }
  return { at, inputs, outputs, bias, scale }
}

/** Puts floats into the kernel's memory. */
export const placeFloats = (kernel: Kernel, arena: Arena, values: ArrayLike<number>): number => {
  const at = arena.take(values.length * 4)
  new Float32Array(kernel.memory.buffer, at, values.length).set(values)
  return at
}

/** out[rows] = a[rows] · matrix + bias, as int32 sums in close rows; rows of `a` are `lda` bytes apart. */
export const apply = (kernel: Kernel, matrix: Matrix, a: number, lda: number, rows: number, out: number): void => {
  const width = matrix.outputs * 4
  kernel.repeat(matrix.bias, width, rows, out)
  kernel.multiply(a, lda, rows, matrix.inputs / 2, matrix.at, matrix.outputs, out, width)
}
