import type { ModelFile } from './model-file.ts'

/** A layer before packing: `weights[k * columns + n]` int8, with a scale and a bias a column. */
export interface Columns {
  readonly inputs: number
  readonly columns: number
  readonly weights: Int8Array
  readonly scale: ArrayLike<number>
  readonly bias: ArrayLike<number>
}

/** Reads the three tensors `name.w`, `name.s`, `name.b` of a layer. */
export const columnsOf = (file: ModelFile, name: string): Columns => {
  const weights = file.i8(`${name}.w`)
  const scale = file.f32(`${name}.s`)
  return { inputs: weights.length / scale.length, columns: scale.length, weights, scale, bias: file.f32(`${name}.b`) }
}

/** Several column groups over the same inputs as one layer. */
export const beside = (groups: readonly Columns[]): Columns => {
  const inputs = groups[0]?.inputs ?? 0
  const columns = groups.reduce((sum, g) => sum + g.columns, 0)
  const weights = new Int8Array(inputs * columns)
  for (let k = 0; k < inputs; k++) {
    let at = k * columns
    for (const g of groups) {
      weights.set(g.weights.subarray(k * g.columns, (k + 1) * g.columns), at)
      at += g.columns
    }
  }
  const join = (key: 'scale' | 'bias'): number[] => groups.flatMap(g => Array.from(g[key]))
  return { inputs, columns, weights, scale: join('scale'), bias: join('bias') }
}

/** The columns with one more that is always 1, and zeros up to `width`. */
export const withOne = (columns: Columns, width: number): Columns => {
  const extra = width - columns.columns
  const blank: Columns = {
    inputs: columns.inputs,
    columns: extra,
    weights: new Int8Array(columns.inputs * extra),
    scale: Array<number>(extra).fill(1),
    bias: Array.from({ length: extra }, (_, i) => (i === 0 ? 1 : 0)),
  }
  return beside([columns, blank])
}
