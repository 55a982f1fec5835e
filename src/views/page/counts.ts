import type { Happening } from '../../record/happening.ts'
import { type Count, type Counts, FACETS, type Facet } from './answers.ts'
import type { Filter } from './filter.ts'
import { keyOf } from './key.ts'
import { createTally } from './tally.ts'

export const MOST_VALUES = 40

/** How many of the given happenings hold each value of a field. */
export const countFacet = (
  happenings: readonly Happening[],
  facet: Facet,
  publishers: (h: Happening) => readonly string[],
): readonly Count[] => {
  const tally = createTally()
  for (const h of happenings) for (const value of new Set(valuesOf(h, facet, publishers))) tally.add(value)
  return tally.sorted().slice(0, MOST_VALUES)
}

const valuesOf = (h: Happening, facet: Facet, publishers: (h: Happening) => readonly string[]): readonly string[] => {
  switch (facet) {
    case 'party':
      return [...h.actors, ...h.recipients, ...h.roles].map(keyOf)
    case 'publisher':
      return publishers(h)
    case 'place':
      return h.place?.country == null ? [] : [h.place.country]
    default:
      return [h[facet]]
  }
}

/** Counts of every field; each leaves its own choice aside, so that the alternatives to it show. Parties add to each other and do not. */
export const countsOf = (
  select: (filter: Filter) => readonly Happening[],
  filter: Filter,
  publishers: (h: Happening) => readonly string[],
  reports: number,
): Counts => {
  const chosen = select(filter)
  const facets = Object.fromEntries(
    FACETS.map(facet => {
      const own = facet === 'party' || filter[facet].length === 0
      return [facet, countFacet(own ? chosen : select({ ...filter, [facet]: [] }), facet, publishers)]
    }),
  ) as Record<Facet, readonly Count[]>
  return { total: chosen.length, reports, facets }
}
