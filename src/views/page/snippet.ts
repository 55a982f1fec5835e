/** Words to be looked for, in small letters. */
export const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Some words before and after the first finding, which stands between U+E000 and U+E001. */
export const snippetOf = (text: string, words: readonly string[]): string => {
  const lower = text.toLowerCase()
  const first = words.map(w => [lower.indexOf(w), w.length] as const).find(([at]) => at >= 0)
  if (first === undefined) return text.slice(0, 160)
  const [at, length] = first
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - 80)) + 1)
  const end = endOfWord(text, at + length + 90)
  return `${from > 0 ? '… ' : ''}${text.slice(from, at)}\ue000${text.slice(at, at + length)}\ue001${text.slice(at + length, end)}${end < text.length ? ' …' : ''}`
}

/** The last space before a place, or the end of a text that ends before it. */
const endOfWord = (text: string, at: number): number => {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return space < 0 ? at : space
}
