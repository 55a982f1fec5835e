import { KERNEL } from './kernel-bytes.ts'

/** The exports of kernel/kernel.ts, where each is described; every pointer is a byte address in `memory`. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  multiply(a: number, lda: number, m: number, pairs: number, w: number, n: number, c: number, ldc: number): void
  step(gates: number, rows: number, h: number, scale: number, cell: number, out: number, ldo: number): void
  activate(sums: number, rows: number, n: number, scale: number, slope: number, out: number): void
  restore(sums: number, ld: number, rows: number, n: number, scale: number, slope: number, out: number): void
  gather(rows: number, width: number, index: number, count: number, out: number): void
  repeat(row: number, width: number, count: number, out: number): void
  arcs(deps: number, d: number, heads: number, h: number, n: number, scores: number): void
  relation(sums: number, scale: number, head: number, count: number, n: number): number
  best(sums: number, scale: number, from: number, to: number): number
}

/** The little of WebAssembly's interface used here: the core compiles without the DOM library that declares it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

const PAGE = 65536

/** A fresh kernel with its own memory. */
export const createKernel = (): Kernel => {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }
  const bytes = Uint8Array.from(KERNEL.join('').match(/../g) ?? [], pair => Number.parseInt(pair, 16))
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Kernel
}

/** Hands out stretches of a kernel's memory, one after the other. */
export interface Arena {
  /** The address of `bytes` fresh bytes, aligned to 16. Views of the kernel's memory may be stale after it. */
  take(bytes: number): number
  /** Where the next stretch begins: give it to `reset` to hand out again what was taken since. */
  mark(): number
  reset(mark: number): void
}

/** An arena over all the memory of a kernel, which grows as needed. */
export const createArena = (kernel: Kernel): Arena => {
  let top = 1024
  return {
    take: bytes => {
      const at = top
      top += (bytes + 15) & ~15
      const missing = top - kernel.memory.buffer.byteLength
      if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE))
      return at
    },
    mark: () => top,
    reset: mark => {
      top = mark
    },
  }
}
