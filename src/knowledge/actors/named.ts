import type { EntityKind } from '../../model/entity.ts'

/** How a word of the gazetteer names its actor. */
export type NameSort = 'state' | 'capital' | 'adjective' | 'people' | 'organization' | 'medium' | 'city'

/** An actor the gazetteer knows by name. */
export interface NamedActor {
  readonly kind: EntityKind
  readonly name: string
  /** What the record codes: the state acted for, an organisation's own code, or null. */
  readonly code: string | null
  readonly country: string | null
  readonly sector: string | null
}

/** One spelling of an actor's name. */
export interface Name {
  readonly sort: NameSort
  readonly actor: NamedActor
  /** The spelling must stand in capitals ("WHO", "IS"), or it is an ordinary word. */
  readonly capitals: boolean
  /** The spelling counts only before a hyphen ("Franco-German", not General Franco). */
  readonly prefix: boolean
  /** Its last word begins with a capital: "Foreign Policy" the journal, not foreign policy. */
  readonly tail: boolean
  /** It begins with "The" and is cut off where another noun follows: "The Australian oil industry". */
  readonly article: boolean
  /** The spelling may begin with a small letter ("peshmerga", "al-Shabaab"). */
  readonly small: boolean
}

/** A spelling as the index keeps it; what it may look like in the text is read off the spelling itself. */
export const nameOf = (sort: NameSort, spelling: string, actor: NamedActor): Name => {
  const upper = spelling.length <= 12 && spelling === spelling.toUpperCase()
  const first = spelling[0] ?? ''
  return {
    sort,
    actor,
    capitals: upper && !spelling.includes(' ') && spelling.replaceAll('.', '').length <= 6,
    prefix: spelling.endsWith('-'),
    tail: isCapital(spelling.slice(spelling.lastIndexOf(' ') + 1)),
    article: sort === 'medium' && spelling.startsWith('The '),
    small: first === first.toLowerCase() && first !== first.toUpperCase(),
  }
}

const isCapital = (word: string): boolean => {
  const first = word[0] ?? ''
  return first !== first.toLowerCase()
}
