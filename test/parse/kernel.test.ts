import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileKernel } from '../../scripts/kernel.ts'
import { createArena, createKernel } from '../../src/parse/kernel.ts'
import { apply, placeMatrix } from '../../src/parse/weights.ts'

const kernel = createKernel()
const arena = createArena(kernel)

/** Small whole numbers that look random and are the same each time. */
const numbers = (length: number, seed: number, top: number): number[] => {
  let x = seed
  return Array.from({ length }, () => {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff
    return ((x >> 8) % (2 * top + 1)) - top
  })
}

const floats = (values: readonly number[]): number => {
  const at = arena.take(values.length * 4)
  new Float32Array(kernel.memory.buffer, at, values.length).set(values)
  return at
}

test('the compiled kernel in the repository is that of its source', async () => {
  expect(readFileSync(join(import.meta.dirname, '../../src/parse/kernel-bytes.ts'), 'utf8')).toBe(await compileKernel())
})

test.each([
  [1, 2, 8],
  [3, 16, 5],
  [4, 48, 24],
  [9, 212, 17],
])('multiplies %i rows of %i by %i columns exactly', (rows, inputs, columns) => {
  const weights = Int8Array.from(numbers(inputs * columns, 5, 127))
  const input = numbers(rows * inputs, 9, 32767)
  const bias = numbers(columns, 3, 1000)
  const matrix = placeMatrix(
    kernel,
    arena,
    { inputs, columns, weights, scale: Array<number>(columns).fill(1), bias },
    1,
  )
  const a = arena.take(rows * inputs * 2)
  const out = arena.take(rows * matrix.outputs * 4)
  new Int16Array(kernel.memory.buffer, a, rows * inputs).set(input)
  apply(kernel, matrix, a, inputs * 2, rows, out)
  const sums = new Int32Array(kernel.memory.buffer, out, rows * matrix.outputs)
  for (let i = 0; i < rows; i++) {
    for (let n = 0; n < columns; n++) {
      let want = bias[n] ?? 0
      for (let k = 0; k < inputs; k++) want += (input[i * inputs + k] ?? 0) * (weights[k * columns + n] ?? 0)
      expect(sums[i * matrix.outputs + n]).toBe(want)
    }
  }
})

test('steps an LSTM cell', () => {
  const h = 8
  const sums = numbers(4 * h, 21, 300)
  const cell = numbers(h, 4, 20).map(v => v / 10)
  const gates = arena.take(16 * h)
  new Int32Array(kernel.memory.buffer, gates, 4 * h).set(sums)
  const at = floats(cell)
  const out = arena.take(2 * h)
  kernel.step(gates, 1, h, floats(Array<number>(4 * h).fill(0.01)), at, out, 2 * h)
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
  for (let k = 0; k < h; k++) {
    const x = (gate: number): number => (sums[gate * h + k] ?? 0) * 0.01
    const c = sigmoid(x(0)) * Math.tanh(x(2)) + sigmoid(x(1)) * (cell[k] ?? 0)
    expect(new Float32Array(kernel.memory.buffer, at, h)[k]).toBeCloseTo(c, 4)
    expect(
      Math.abs((new Int16Array(kernel.memory.buffer, out, h)[k] ?? 0) - 4096 * sigmoid(x(3)) * Math.tanh(c)),
    ).toBeLessThan(1.5)
  }
})

test('scores arcs, relations and tags', () => {
  const [d, h, n] = [3, 4, 8]
  const deps = numbers(d * n, 1, 9)
  const heads = numbers(h * n, 2, 9)
  const scores = arena.take(d * h * 4)
  kernel.arcs(floats(deps), d, floats(heads), h, n, scores)
  const dot = (i: number, j: number): number =>
    deps.slice(i * n, (i + 1) * n).reduce((sum, x, k) => sum + x * (heads[j * n + k] ?? 0), 0)
  const want = Array.from({ length: d * h }, (_, i) => dot(Math.floor(i / h), i % h))
  expect([...new Float32Array(kernel.memory.buffer, scores, d * h)]).toEqual(want)

  const sums = arena.take(4 * n * 4)
  new Int32Array(kernel.memory.buffer, sums, 4 * n).set(heads)
  const byRelation = Array.from({ length: 4 }, (_, r) => (r + 1) * dot(0, r))
  const scale = floats([1, 2, 3, 4])
  expect(kernel.relation(sums, scale, floats(deps), 4, n)).toBe(byRelation.indexOf(Math.max(...byRelation)))
  expect(kernel.best(sums, floats(Array<number>(4 * n).fill(1)), 8, 16)).toBe(
    heads.slice(8, 16).indexOf(Math.max(...heads.slice(8, 16))),
  )
})
