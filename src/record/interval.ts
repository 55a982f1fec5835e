/** Wilson's 95 % interval of a share: `hits` of `of`, from 0 to 1; the whole range when nothing was judged. */
export const wilson = (hits: number, of: number): { readonly low: number; readonly high: number } => {
  if (of === 0) return { low: 0, high: 1 }
  const z = 1.959964
  const p = hits / of
  const centre = p + (z * z) / (2 * of)
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  const whole = 1 + (z * z) / of
  return { low: Math.max(0, (centre - spread) / whole), high: Math.min(1, (centre + spread) / whole) }
}
