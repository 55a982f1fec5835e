import { columnsOf } from './columns.ts'
import type { Arena, Kernel } from './kernel.ts'
import type { Lexicon } from './lexicon.ts'
import type { ModelFile } from './model-file.ts'
import { UNIT } from './units.ts'
import { apply, type Matrix, placeMatrix } from './weights.ts'

/** One direction of a layer: its input product, and the product of its own last output. */
interface Direction {
  readonly input: Matrix
  readonly own: Matrix
}

type Layer = readonly [forward: Direction, backward: Direction]

/** A batch laid out step by step: row `offset[t] + s` is position t (0 = root) of sentence s; sentences run from long to short. */
export interface Layout {
  readonly rows: number
  /** For each position, its first row; one more at the end. */
  readonly offset: Int32Array
}

/** The layout for sentences of these lengths, longest first. */
export const layoutOf = (lengths: readonly number[]): Layout => {
  const steps = (lengths[0] ?? 0) + 1
  const offset = new Int32Array(steps + 1)
  let active = lengths.length
  for (let t = 0; t < steps; t++) {
    while (active > 0 && (lengths[active - 1] ?? 0) < t) active--
    offset[t + 1] = (offset[t] ?? 0) + active
  }
  return { rows: offset[steps] ?? 0, offset }
}

/** The LSTM layers: word vectors in, one vector a position out. */
export interface Encoder {
  /** Bytes of an output row. */
  readonly width: number
  /** Encodes a batch of sentences (longest first) and returns the address of the rows, int16 in UNITs. */
  encode(sentences: readonly (readonly string[])[], layout: Layout): number
}

/** The encoder of a model, its weights placed in the kernel's memory. */
export const createEncoder = (kernel: Kernel, arena: Arena, file: ModelFile, lexicon: Lexicon): Encoder => {
  const h = file.header.hidden
  const width = 4 * h
  const layers = Array.from({ length: file.header.layers }, (_, l): Layer => {
    const direction = (way: string): Direction => {
      const input = columnsOf(file, `layer${l}.${way}.x`)
      const own = { ...input, weights: file.i8(`layer${l}.${way}.h`), inputs: h }
      return { input: placeMatrix(kernel, arena, input, UNIT), own: placeMatrix(kernel, arena, own, UNIT) }
    }
    return [direction('forward'), direction('backward')]
  })

  const run = ({ own }: Direction, { offset }: Layout, backward: boolean, sums: number, out: number): void => {
    const steps = offset.length - 1
    const row = (t: number): number => offset[t] ?? 0
    const mark = arena.mark()
    const cell = arena.take(row(1) * h * 4)
    new Uint8Array(kernel.memory.buffer, cell, row(1) * h * 4).fill(0)
    for (let s = 0; s < steps; s++) {
      const t = backward ? steps - 1 - s : s
      const before = backward ? t + 1 : t - 1
      const active = row(t + 1) - row(t)
      const gates = sums + row(t) * width * 4
      if (s > 0) {
        const rows = Math.min(active, row(before + 1) - row(before))
        kernel.multiply(out + row(before) * width, width, rows, h / 2, own.at, own.outputs, gates, width * 4)
      }
      kernel.step(gates, active, h, own.scale, cell, out + row(t) * width, width)
    }
    arena.reset(mark)
  }

  /** Sums of the first layer's input product: once for each distinct form, then copied to its rows. */
  const firstSums = (input: Matrix, forms: Forms, sums: number): void => {
    const mark = arena.mark()
    const distinct = arena.take(forms.count * width * 4)
    apply(kernel, input, forms.vectors, lexicon.width * 2, forms.count, distinct)
    kernel.gather(distinct, width * 4, forms.index, forms.rows, sums)
    arena.reset(mark)
  }

  return {
    width,
    encode: (sentences, layout) => {
      const forms = placeForms(kernel, arena, lexicon, sentences, layout)
      const sums = arena.take(layout.rows * width * 4)
      let last = 0
      for (const [l, layer] of layers.entries()) {
        const out = arena.take(layout.rows * width)
        layer.forEach((direction, way) => {
          if (l === 0) firstSums(direction.input, forms, sums)
          else apply(kernel, direction.input, last, width, layout.rows, sums)
          run(direction, layout, way === 1, sums, out + way * h * 2)
        })
        last = out
      }
      return last
    },
  }
}

/** The distinct forms of a batch: their vectors, and for each row the number of its form (0 = root). */
interface Forms {
  readonly count: number
  readonly vectors: number
  readonly rows: number
  readonly index: number
}

const placeForms = (
  kernel: Kernel,
  arena: Arena,
  lexicon: Lexicon,
  sentences: readonly (readonly string[])[],
  { rows, offset }: Layout,
): Forms => {
  const numbers = new Map<string, number>()
  const index = arena.take(rows * 4)
  const indices = new Int32Array(kernel.memory.buffer, index, rows)
  sentences.forEach((forms, s) => {
    indices[s] = 0
    forms.forEach((form, i) => {
      let number = numbers.get(form)
      if (number === undefined) {
        number = numbers.size + 1
        numbers.set(form, number)
      }
      indices[(offset[i + 1] ?? 0) + s] = number
    })
  })
  const count = numbers.size + 1
  const vectors = arena.take(count * lexicon.width * 2)
  const table = new Int16Array(kernel.memory.buffer, vectors, count * lexicon.width)
  table.set(lexicon.root)
  for (const [form, number] of numbers) lexicon.write(form, table, number * lexicon.width)
  return { count, vectors, rows, index }
}
