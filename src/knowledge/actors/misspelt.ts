import type { Name } from './named.ts'

/** Shorter words have too many neighbours: "Roland" is not Poland. */
const SHORTEST = 7

/** Names of states, capitals and peoples by what is left of them when one letter is struck out: a slip of the pen meets them there. */
export interface Misspelt {
  add(word: string, name: Name): void
  /** The name a folded word is one slip from (a letter too many, too few, another, or two swapped), or null when none or several are. */
  find(word: string): Name | null
}

export const createMisspelt = (): Misspelt => {
  const names: (readonly [string, Name])[] = []
  let index: Map<string, Name | null> | null = null
  const build = (): Map<string, Name | null> => {
    const map = new Map<string, Name | null>()
    for (const [word, name] of names) {
      for (const part of struck(word)) {
        const known = map.get(part)
        map.set(part, known === undefined || known?.actor === name.actor ? name : null)
      }
    }
    return map
  }
  return {
    add(word, name) {
      if (word.length >= SHORTEST && !/[^a-z]/.test(word)) names.push([word, name])
    },
    find(word) {
      if (word.length < SHORTEST) return null
      index ??= build()
      let found: Name | null = null
      for (const part of struck(word)) {
        const name = index.get(part)
        if (name === undefined) continue
        if (name === null || (found !== null && found.actor !== name.actor)) return null
        found = name
      }
      return found
    },
  }
}

/** The word itself and the word without one of its letters, the first kept. */
const struck = (word: string): ReadonlySet<string> => {
  const parts = new Set([word])
  for (let i = 1; i < word.length; i++) parts.add(word.slice(0, i) + word.slice(i + 1))
  return parts
}
