import type { Happening } from '../../record/happening.ts'
import { keyOf } from './key.ts'

/** The pairs a happening stands between, each in alphabetical order: those who act with those acted upon, or among themselves. */
export const pairsOf = (h: Pick<Happening, 'actors' | 'recipients'>): readonly (readonly [string, string])[] => {
  const actors = [...new Set(h.actors.map(keyOf))]
  const recipients = [...new Set(h.recipients.map(keyOf))]
  const pairs = new Map<string, readonly [string, string]>()
  const add = (a: string, b: string): void => {
    if (a === b) return
    const pair = a < b ? ([a, b] as const) : ([b, a] as const)
    pairs.set(pair.join('\n'), pair)
  }
  for (const [i, a] of actors.entries())
    for (const b of recipients.length > 0 ? recipients : actors.slice(i + 1)) add(a, b)
  return [...pairs.values()]
}
