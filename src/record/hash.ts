/** Murmur's finisher: every bit of the result depends on every bit of `x`. */
export const mix = (x: number): number => {
  let h = x
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** FNV-1a of the UTF-16 units, 32 bits. */
export const hash32 = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** Two 32-bit halves as one whole number a double holds exactly. */
export const join53 = (high: number, low: number): number => (high & 0x1fffff) * 0x100000000 + (low >>> 0)

/** A key of 53 bits for a text. */
export const hash53 = (text: string): number => {
  let low = 0x811c9dc5
  let high = 0x9e3779b1
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x5bd1e995)
  }
  return join53(mix(high), mix(low))
}
