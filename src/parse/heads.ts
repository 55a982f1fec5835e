import { beside, type Columns, columnsOf, withOne } from './columns.ts'
import { uncross } from './crossing.ts'
import type { Arena, Kernel } from './kernel.ts'
import type { ModelFile } from './model-file.ts'
import { createRelations, relationWidth } from './relations.ts'
import { bestTree } from './spanning-tree.ts'
import { createTagger, type Tags } from './tagger.ts'
import { UNIT } from './units.ts'
import { apply, placeFloats, placeMatrix } from './weights.ts'

/** Slope of the activations below zero. */
const LEAK = 0.1

/** Label numbers of one sentence, running parallel to its words. */
export interface Labels extends Tags {
  readonly heads: readonly number[]
  readonly relations: readonly number[]
}

/** What is read off the encoded words: tags, trees, relations. */
export interface Heads {
  /** `rows`: encoded rows, `width` bytes each, the root before the words of each sentence; lengths without root. */
  label(rows: number, width: number, lengths: readonly number[]): readonly Labels[]
}

/** Columns of the first output layer that serve one purpose. */
interface Part {
  readonly columns: Columns
  /** What 1 is as int16 where the part is written as int16. */
  readonly gain: number
  readonly slope: number
}

/** The output layers of a model, their weights placed in the kernel's memory. */
export const createHeads = (kernel: Kernel, arena: Arena, file: ModelFile): Heads => {
  const { arc, rel, gains } = file.header
  const relWidth = relationWidth(rel)
  const parts: readonly Part[] = [
    { columns: columnsOf(file, 'arc.head'), gain: 1, slope: LEAK },
    { columns: columnsOf(file, 'arc.dep'), gain: gains.arc, slope: LEAK },
    { columns: withOne(columnsOf(file, 'rel.head'), relWidth), gain: 1, slope: LEAK },
    { columns: columnsOf(file, 'rel.dep'), gain: gains.rel, slope: LEAK },
    { columns: columnsOf(file, 'tag'), gain: gains.tag, slope: 0 },
  ]
  /** First column of each part. */
  const arcDep = arc
  const relHead = 2 * arc
  const relDep = relHead + relWidth
  const tag = relDep + rel
  const first = placeMatrix(kernel, arena, beside(parts.map(part => part.columns)), UNIT)
  const line = first.outputs
  const perColumn = (value: (part: Part) => number): readonly number[] => {
    const values = parts.flatMap(part => Array<number>(part.columns.columns).fill(value(part)))
    return Array.from({ length: line }, (_, n) => values[n] ?? 0)
  }
  const slopes = placeFloats(
    kernel,
    arena,
    perColumn(part => part.slope),
  )
  const scales = Array.from(new Float32Array(kernel.memory.buffer, first.scale, line))
  const gained = placeFloats(
    kernel,
    arena,
    perColumn(part => part.gain).map((gain, n) => gain * (scales[n] ?? 0)),
  )
  const arcs = placeMatrix(kernel, arena, columnsOf(file, 'arc.w'), gains.arc)
  const straight = placeFloats(kernel, arena, Array<number>(arcs.outputs).fill(1))
  const relationsOf = createRelations(kernel, arena, file)
  const tagger = createTagger(kernel, arena, file)

  return {
    label: (rows, width, lengths) => {
      const total = lengths.reduce((sum, n) => sum + n + 1, 0)
      const sums = arena.take(total * line * 4)
      apply(kernel, first, rows, width, total, sums)
      const small = arena.take(total * line * 2)
      kernel.activate(sums, total, line, gained, slopes, small)
      const part = (column: number): number => small + column * 2
      const floats = (column: number, columns: number): number => {
        const at = arena.take(total * columns * 4)
        const byte = column * 4
        kernel.restore(sums + byte, line * 4, total, columns, first.scale + byte, slopes + byte, at)
        return at
      }
      const arcHeads = floats(0, arc)
      const relHeads = floats(relHead, relWidth)
      const arcDeps = arena.take(total * arc * 4)
      apply(kernel, arcs, part(arcDep), line * 2, total, sums)
      kernel.restore(sums, arcs.outputs * 4, total, arc, arcs.scale, straight, arcDeps)
      const tagScores = tagger.score(part(tag), line * 2, total)
      let next = 0
      return lengths.map(n => {
        const root = next
        next += n + 1
        const mark = arena.mark()
        const scores = arena.take(n * (n + 1) * 4)
        kernel.arcs(arcDeps + (root + 1) * arc * 4, n, arcHeads + root * arc * 4, n + 1, arc, scores)
        const arcScores = new Float32Array(kernel.memory.buffer, scores, n * (n + 1))
        const heads = uncross(arcScores, bestTree(arcScores, n))
        arena.reset(mark)
        const deps = part(relDep) + (root + 1) * line * 2
        const relations = relationsOf(deps, line * 2, relHeads + root * relWidth * 4, heads)
        return { heads, relations, ...tagger.tags(tagScores, root + 1, n) }
      })
    },
  }
}
