// The parser's arithmetic, in AssemblyScript: built to src/parse/kernel-bytes.ts by `npm run kernel`.
// Weights are int8 widened to int16, activations int16, sums int32: exact, so the same on every machine and in every batch.
// What is left in float32 is done one IEEE operation at a time in a fixed order (no fused multiply-add), so it is the same everywhere too.
// All arguments are byte addresses in linear memory, or counts. Rows are `ld…` bytes apart.

/**
 * c[m][n] += a[m][k] * w[k][n]. `w` is packed in blocks of eight columns; within a block, for each pair of k:
 * eight columns of two int16. n is a multiple of eight.
 */
export function multiply(a: usize, lda: usize, m: i32, pairs: i32, w: usize, n: i32, c: usize, ldc: usize): void {
  const block = <usize>pairs << 5
  for (let j = 0; j < n; j += 8) {
    let i = 0
    for (; i + 4 <= m; i += 4) four(a + <usize>i * lda, lda, pairs, w, c + <usize>i * ldc + (<usize>j << 2), ldc)
    for (; i < m; i++) one(a + <usize>i * lda, pairs, w, c + <usize>i * ldc + (<usize>j << 2))
    w += block
  }
}

// @ts-ignore: decorator
@inline
function four(a: usize, lda: usize, pairs: i32, w: usize, c: usize, ldc: usize): void {
  const a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda
  const c1 = c + ldc, c2 = c1 + ldc, c3 = c2 + ldc
  let s00 = v128.load(c), s01 = v128.load(c, 16), s10 = v128.load(c1), s11 = v128.load(c1, 16)
  let s20 = v128.load(c2), s21 = v128.load(c2, 16), s30 = v128.load(c3), s31 = v128.load(c3, 16)
  const end = <usize>pairs << 2
  for (let k: usize = 0; k < end; k += 4) {
    const w0 = v128.load(w), w1 = v128.load(w, 16)
    w += 32
    let x = v128.load32_splat(a + k)
    s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x, w0))
    s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x, w1))
    x = v128.load32_splat(a1 + k)
    s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x, w0))
    s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x, w1))
    x = v128.load32_splat(a2 + k)
    s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x, w0))
    s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x, w1))
    x = v128.load32_splat(a3 + k)
    s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x, w0))
    s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x, w1))
  }
  v128.store(c, s00); v128.store(c, s01, 16); v128.store(c1, s10); v128.store(c1, s11, 16)
  v128.store(c2, s20); v128.store(c2, s21, 16); v128.store(c3, s30); v128.store(c3, s31, 16)
}

// @ts-ignore: decorator
@inline
function one(a: usize, pairs: i32, w: usize, c: usize): void {
  let s0 = v128.load(c), s1 = v128.load(c, 16)
  const end = a + (<usize>pairs << 2)
  for (; a < end; a += 4) {
    const x = v128.load32_splat(a)
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(x, v128.load(w)))
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(x, v128.load(w, 16)))
    w += 32
  }
  v128.store(c, s0)
  v128.store(c, s1, 16)
}

/** Added to a float of small size, leaves its nearest integer in the low bits of the mantissa. */
const ROUND: f32 = 12582912
const ROUND_BITS: i32 = 0x4b400000

// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(80)), f32x4.splat(-80))
  const y = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504)), f32x4.splat(ROUND))
  const n = f32x4.sub(y, f32x4.splat(ROUND))
  const r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.69314718)))
  let p = f32x4.add(f32x4.mul(r, f32x4.splat(0.00833333)), f32x4.splat(0.04166667))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.16666667))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1))
  return i32x4.add(p, i32x4.shl(y, 23))
}

// @ts-ignore: decorator
@inline
function sigmoid(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exponential(f32x4.neg(x))))
}

// @ts-ignore: decorator
@inline
function tanh(x: v128): v128 {
  return f32x4.sub(f32x4.div(f32x4.splat(2), f32x4.add(f32x4.splat(1), exponential(f32x4.mul(x, f32x4.splat(-2))))), f32x4.splat(1))
}

// @ts-ignore: decorator
@inline
function scaled(sum: usize, scale: usize): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(v128.load(sum)), v128.load(scale))
}

/**
 * One LSTM step for `rows` sentences. `gates`: int32 sums [rows][4h] in the order input, forget, cell, output; `scale`: a float for each of 4h;
 * `cell`: float [rows][h], updated; `out`: int16 of 4096 times the output, rows `ldo` bytes apart.
 */
export function step(gates: usize, rows: i32, h: i32, scale: usize, cell: usize, out: usize, ldo: usize): void {
  const width = <usize>h << 2
  for (let i = 0; i < rows; i++) {
    for (let k: usize = 0; k < width; k += 16) {
      const g = gates + k, s = scale + k
      const input = sigmoid(scaled(g, s)), forget = sigmoid(scaled(g + width, s + width))
      const fresh = tanh(scaled(g + 2 * width, s + 2 * width)), output = sigmoid(scaled(g + 3 * width, s + 3 * width))
      const c = f32x4.add(f32x4.mul(input, fresh), f32x4.mul(forget, v128.load(cell + k)))
      v128.store(cell + k, c)
      const y = i32x4.sub(f32x4.add(f32x4.mul(f32x4.mul(output, tanh(c)), f32x4.splat(4096)), f32x4.splat(ROUND)), i32x4.splat(ROUND_BITS))
      v128.store64_lane(out + (k >> 1), i16x8.narrow_i32x4_s(y, y), 0)
    }
    gates += width << 2
    cell += width
    out += ldo
  }
}

// @ts-ignore: decorator
@inline
function activated(sum: usize, scale: usize, slope: usize): v128 {
  const x = scaled(sum, scale)
  return f32x4.pmax(x, f32x4.mul(x, v128.load(slope)))
}

/** out[i] = int16 of max(x, slope * x), x = scale * sum, kept within int16; for n columns (a multiple of four), all rows close. */
export function activate(sums: usize, rows: i32, n: i32, scale: usize, slope: usize, out: usize): void {
  const width = <usize>n << 2
  for (let i = 0; i < rows; i++) {
    for (let k: usize = 0; k < width; k += 16) {
      const q = i32x4.trunc_sat_f32x4_s(f32x4.nearest(activated(sums + k, scale + k, slope + k)))
      v128.store64_lane(out + (k >> 1), i16x8.narrow_i32x4_s(q, q), 0)
    }
    sums += width
    out += width >> 1
  }
}

/** out[i] = max(x, slope * x) in float, x = scale * sum; for n columns (a multiple of four) out of rows `ld` bytes apart. */
export function restore(sums: usize, ld: usize, rows: i32, n: i32, scale: usize, slope: usize, out: usize): void {
  const width = <usize>n << 2
  for (let i = 0; i < rows; i++) {
    for (let k: usize = 0; k < width; k += 16) v128.store(out + k, activated(sums + k, scale + k, slope + k))
    sums += ld
    out += width
  }
}

/** Copies row index[i] of `rows`, each `width` bytes, to row i of `out`. */
export function gather(rows: usize, width: usize, index: usize, count: i32, out: usize): void {
  for (let i = 0; i < count; i++) {
    memory.copy(out, rows + <usize>load<i32>(index + (<usize>i << 2)) * width, width)
    out += width
  }
}

/** Writes one row of `width` bytes `count` times. */
export function repeat(row: usize, width: usize, count: i32, out: usize): void {
  for (let i = 0; i < count; i++) {
    memory.copy(out, row, width)
    out += width
  }
}

// @ts-ignore: decorator
@inline
function total(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
}

/** scores[d][h] = deps[d] · heads[h], floats of n columns (a multiple of four); rows of both lie close. */
export function arcs(deps: usize, d: i32, heads: usize, h: i32, n: i32, scores: usize): void {
  const width = <usize>n << 2
  for (let i = 0; i < d; i++) {
    let head = heads
    let j = 0
    for (; j + 2 <= h; j += 2) {
      let s = f32x4.splat(0), t = f32x4.splat(0)
      for (let k: usize = 0; k < width; k += 16) {
        const x = v128.load(deps + k)
        s = f32x4.add(s, f32x4.mul(x, v128.load(head + k)))
        t = f32x4.add(t, f32x4.mul(x, v128.load(head + width + k)))
      }
      store<f32>(scores, total(s))
      store<f32>(scores, total(t), 4)
      head += width << 1
      scores += 8
    }
    if (j < h) {
      let s = f32x4.splat(0)
      for (let k: usize = 0; k < width; k += 16) s = f32x4.add(s, f32x4.mul(v128.load(deps + k), v128.load(head + k)))
      store<f32>(scores, total(s))
      scores += 4
    }
    deps += width
  }
}

/** The best of `count` relations: the greatest scale[r] * (sums[r] · head), with n columns a relation. */
export function relation(sums: usize, scale: usize, head: usize, count: i32, n: i32): i32 {
  const width = <usize>n << 2
  let best = 0, top: f32 = -Infinity
  for (let r = 0; r < count; r++) {
    let s = f32x4.splat(0)
    for (let k: usize = 0; k < width; k += 16) s = f32x4.add(s, f32x4.mul(f32x4.convert_i32x4_s(v128.load(sums + k)), v128.load(head + k)))
    const x = total(s) * load<f32>(scale + (<usize>r << 2))
    if (x > top) {
      top = x
      best = r
    }
    sums += width
  }
  return best
}

/** The place, from `from`, of the greatest scale[i] * sums[i] with from <= i < to. */
export function best(sums: usize, scale: usize, from: i32, to: i32): i32 {
  let at = from, top: f32 = -Infinity
  for (let i = from; i < to; i++) {
    const x = <f32>load<i32>(sums + (<usize>i << 2)) * load<f32>(scale + (<usize>i << 2))
    if (x > top) {
      top = x
      at = i
    }
  }
  return at - from
}
