import { type Count, type Counts, FACETS, type Facet } from './answers.ts'
import type { Brief } from './brief.ts'
import type { Filter } from './filter.ts'
import { createTally, type Tally } from './tally.ts'

const MOST_VALUES = 40

/** Counts of every field; each leaves its own choice aside, so that the alternatives to it show. Parties add to each other and do not. */
export const countsOf = async (
  select: (filter: Filter) => Promise<readonly Brief[]>,
  publishers: (filter: Filter) => Promise<Tally>,
  filter: Filter,
  reports: number,
): Promise<Counts> => {
  const chosen = await select(filter)
  const facets: Partial<Record<Facet, readonly Count[]>> = {}
  for (const facet of FACETS) {
    const without = { ...filter, [facet]: [] }
    if (facet === 'publisher') facets[facet] = largest(await publishers(without))
    else
      facets[facet] = countFacet(
        facet === 'party' || filter[facet].length === 0 ? chosen : await select(without),
        facet,
      )
  }
  return { total: chosen.length, reports, facets: facets as Counts['facets'] }
}

/** How many happenings hold each value of a field, the largest first. */
const countFacet = (happenings: readonly Brief[], facet: Exclude<Facet, 'publisher'>): readonly Count[] => {
  const tally = createTally()
  for (const brief of happenings) for (const value of valuesOf(brief, facet)) tally.add(value)
  return largest(tally)
}

const largest = (tally: Tally): readonly Count[] => tally.sorted().slice(0, MOST_VALUES)

const valuesOf = ({ act, parties }: Brief, facet: Exclude<Facet, 'publisher'>): readonly string[] => {
  switch (facet) {
    case 'party':
      return parties.all
    case 'place':
      return act.country === null ? [] : [act.country]
    default:
      return [act[facet]]
  }
}
