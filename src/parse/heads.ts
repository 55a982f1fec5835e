import type { Arena, Kernel } from './kernel.ts'
import type { ModelFile } from './model-file.ts'
import { bestNameTags } from './names.ts'
import { bestTree } from './spanning-tree.ts'
import { UNIT } from './units.ts'
import { apply, type Columns, columnsOf, placeFloats, placeMatrix } from './weights.ts'

/** Slope of the activations below zero. */
const LEAK = 0.1

/** Relations are scored this many words at a time, to stay within the processor's cache. */
const CHUNK = 32

/** Label numbers of one sentence, running parallel to its words. */
export interface Labels {
  readonly heads: readonly number[]
  readonly relations: readonly number[]
  /** For each word, the numbers of its labels in the order of `TASKS`. */
  readonly tags: readonly (readonly number[])[]
  /** For each word the number of its name tag. */
  readonly names: readonly number[]
}

/** Tagging tasks in the order of `Labels.tags`. */
export const TASKS = ['upos', 'xpos', 'feats', 'lemma'] as const

/** What is read off the encoded words: tags, trees, relations. */
export interface Heads {
  /** `rows`: encoded rows, `width` bytes each, the root before the words of each sentence; lengths without root. */
  label(rows: number, width: number, lengths: readonly number[]): readonly Labels[]
}

/** The output layers of a model, their weights placed in the kernel's memory. */
export const createHeads = (kernel: Kernel, arena: Arena, file: ModelFile): Heads => {
  const { arc, rel, gains, labels } = file.header
  /** Columns of a relation's bilinear form: the head's vector, a one for the bias, zeros up to a multiple of four. */
  const relWidth = (rel + 4) & ~3
  const parts: readonly Part[] = [
    { columns: columnsOf(file, 'arc.head'), gain: 1, slope: LEAK },
    { columns: columnsOf(file, 'arc.dep'), gain: gains.arc, slope: LEAK },
    { columns: withOne(columnsOf(file, 'rel.head'), relWidth), gain: 1, slope: LEAK },
    { columns: columnsOf(file, 'rel.dep'), gain: gains.rel, slope: LEAK },
    { columns: columnsOf(file, 'tag'), gain: gains.tag, slope: 0 },
  ]
  const first = placeMatrix(kernel, arena, beside(parts.map(part => part.columns)), UNIT)
  const slopes = placeFloats(
    kernel,
    arena,
    padded(
      parts.flatMap(p => Array<number>(p.columns.columns).fill(p.slope)),
      first.outputs,
    ),
  )
  const gainOf = padded(
    parts.flatMap(p => Array<number>(p.columns.columns).fill(p.gain)),
    first.outputs,
  )
  const plain = new Float32Array(kernel.memory.buffer, first.scale, first.outputs)
  const gained = placeFloats(
    kernel,
    arena,
    gainOf.map((gain, n) => gain * (plain[n] ?? 0)),
  )
  const arcs = placeMatrix(kernel, arena, columnsOf(file, 'arc.w'), gains.arc)
  const straight = placeFloats(kernel, arena, Array<number>(arcs.outputs).fill(1))
  const relations = placeMatrix(kernel, arena, relationColumns(file, rel, relWidth), gains.rel)
  const relationScale = placeFloats(
    kernel,
    arena,
    file.f32('rel.w.s').map(s => s / gains.rel),
  )
  const tags = placeMatrix(
    kernel,
    arena,
    beside([...TASKS, 'name'].map(task => columnsOf(file, `out.${task}`))),
    gains.tag,
  )
  const bounds = TASKS.map((_, i) => TASKS.slice(0, i).reduce((sum, task) => sum + labels[task].length, 0))

  const labelRelations = (deps: number, headRows: number, heads: readonly number[], out: number[]): void => {
    const mark = arena.mark()
    const sums = arena.take(CHUNK * relations.outputs * 4)
    for (let from = 0; from < heads.length; from += CHUNK) {
      const count = Math.min(CHUNK, heads.length - from)
      apply(kernel, relations, deps + from * first.outputs * 2, first.outputs * 2, count, sums)
      for (let i = 0; i < count; i++) {
        const head = headRows + (heads[from + i] ?? 0) * relWidth * 4
        const at = sums + i * relations.outputs * 4
        out.push(kernel.relation(at, relationScale, head, labels.rel.length, relWidth))
      }
    }
    arena.reset(mark)
  }

  const labelTags = (sums: number): readonly number[] =>
    TASKS.map((task, i) => kernel.best(sums, tags.scale, bounds[i] ?? 0, (bounds[i] ?? 0) + labels[task].length))

  const nameScores = (sums: number, n: number): Float32Array => {
    const { length } = labels.name
    const from = (bounds.at(-1) ?? 0) + labels.lemma.length
    const scale = new Float32Array(kernel.memory.buffer, tags.scale + from * 4, length)
    const scores = new Float32Array(n * length)
    for (let i = 0; i < n; i++) {
      const row = new Int32Array(kernel.memory.buffer, sums + (i * tags.outputs + from) * 4, length)
      for (let t = 0; t < length; t++) scores[i * length + t] = (row[t] ?? 0) * (scale[t] ?? 0)
    }
    return scores
  }

  return {
    label: (rows, width, lengths) => {
      const total = lengths.reduce((sum, n) => sum + n + 1, 0)
      const line = first.outputs
      const sums = arena.take(total * line * 4)
      apply(kernel, first, rows, width, total, sums)
      const small = arena.take(total * line * 2)
      kernel.activate(sums, total, line, gained, slopes, small)
      const arcHeads = arena.take(total * arc * 4)
      kernel.restore(sums, line * 4, total, arc, first.scale, slopes, arcHeads)
      const relHeads = arena.take(total * relWidth * 4)
      const relAt = 2 * arc * 4
      kernel.restore(sums + relAt, line * 4, total, relWidth, first.scale + relAt, slopes + relAt, relHeads)
      const arcDeps = arena.take(total * arc * 4)
      apply(kernel, arcs, small + arc * 2, line * 2, total, sums)
      kernel.restore(sums, arcs.outputs * 4, total, arc, arcs.scale, straight, arcDeps)
      const tagSums = arena.take(total * tags.outputs * 4)
      apply(kernel, tags, small + (2 * arc + relWidth + rel) * 2, line * 2, total, tagSums)
      let at = 0
      return lengths.map(n => {
        const root = at
        at += n + 1
        const mark = arena.mark()
        const scores = arena.take(n * (n + 1) * 4)
        kernel.arcs(arcDeps + (root + 1) * arc * 4, n, arcHeads + root * arc * 4, n + 1, arc, scores)
        const heads = bestTree(new Float32Array(kernel.memory.buffer, scores, n * (n + 1)), n)
        arena.reset(mark)
        const found: number[] = []
        const deps = small + (root + 1) * line * 2 + (2 * arc + relWidth) * 2
        labelRelations(deps, relHeads + root * relWidth * 4, heads, found)
        const words = Array.from({ length: n }, (_, i) => labelTags(tagSums + (root + 1 + i) * tags.outputs * 4))
        const names = bestNameTags(nameScores(tagSums + (root + 1) * tags.outputs * 4, n), labels.name)
        return { heads, relations: found, tags: words, names }
      })
    },
  }
}

interface Part {
  readonly columns: Columns
  readonly gain: number
  readonly slope: number
}

const padded = (values: readonly number[], length: number): readonly number[] =>
  Array.from({ length }, (_, i) => values[i] ?? 0)

/** Several column groups over the same inputs as one. */
const beside = (groups: readonly Columns[]): Columns => {
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
const withOne = (columns: Columns, width: number): Columns => {
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

/** The bilinear forms of all relations, int8 `[relation][dependent + bias][head + bias]`, as one matrix over the dependent. */
const relationColumns = (file: ModelFile, rel: number, width: number): Columns => {
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
