import { beside, columnsOf } from './columns.ts'
import type { Arena, Kernel } from './kernel.ts'
import type { ModelFile } from './model-file.ts'
import { bestNameTags } from './names.ts'
import { apply, placeMatrix } from './weights.ts'

/** Tagging tasks, in the order of `Tags.words`. */
export const TASKS = ['upos', 'xpos', 'feats', 'lemma'] as const

/** Label numbers of one sentence. */
export interface Tags {
  /** For each word, the numbers of its labels in the order of `TASKS`. */
  readonly words: readonly (readonly number[])[]
  /** For each word, the number of its name tag. */
  readonly names: readonly number[]
}

/** Tags and names. */
export interface Tagger {
  /** Scores rows of int16 vectors, `ld` bytes apart; returns where the scores lie, for `tags`. */
  score(vectors: number, ld: number, rows: number): number
  /** Tags of the `n` words whose scores begin at row `from`. */
  tags(scores: number, from: number, n: number): Tags
}

/** The tagger of a model, its weights placed in the kernel's memory. */
export const createTagger = (kernel: Kernel, arena: Arena, file: ModelFile): Tagger => {
  const { gains, labels } = file.header
  const layers = beside([...TASKS, 'name'].map(task => columnsOf(file, `out.${task}`)))
  const matrix = placeMatrix(kernel, arena, layers, gains.tag)
  const starts = TASKS.map((_, i) => TASKS.slice(0, i).reduce((sum, task) => sum + labels[task].length, 0))
  const nameStart = (starts.at(-1) ?? 0) + labels.lemma.length
  const kinds = labels.name.length

  const wordTags = (sums: number): readonly number[] =>
    TASKS.map((task, i) => {
      const start = starts[i] ?? 0
      return kernel.best(sums, matrix.scale, start, start + labels[task].length)
    })

  const nameTags = (sums: number, n: number): readonly number[] => {
    const scale = new Float32Array(kernel.memory.buffer, matrix.scale + nameStart * 4, kinds)
    const scores = new Float32Array(n * kinds)
    for (let i = 0; i < n; i++) {
      const row = new Int32Array(kernel.memory.buffer, sums + (i * matrix.outputs + nameStart) * 4, kinds)
      for (let t = 0; t < kinds; t++) scores[i * kinds + t] = (row[t] ?? 0) * (scale[t] ?? 0)
    }
    return bestNameTags(scores, labels.name)
  }

  return {
    score: (vectors, ld, rows) => {
      const sums = arena.take(rows * matrix.outputs * 4)
      apply(kernel, matrix, vectors, ld, rows, sums)
      return sums
    },
    tags: (scores, from, n) => {
      const line = matrix.outputs * 4
      const first = scores + from * line
      return { words: Array.from({ length: n }, (_, i) => wordTags(first + i * line)), names: nameTags(first, n) }
    },
  }
}
