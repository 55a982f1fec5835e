import { type Count, type Counts, FACETS, type Facet } from './answers.ts'
import type { ActWords, Published } from './brief.ts'
import type { Filter } from './filter.ts'
import type { Parties } from './parties.ts'
import { createTally } from './tally.ts'

const MOST_VALUES = 40

/** Counts of every field; each leaves its own choice aside, so that the alternatives to it show. Parties add to each other and do not. */
export const countsOf = async (
  select: (filter: Filter) => Promise<readonly Published[]>,
  filter: Filter,
  reports: number,
): Promise<Counts> => {
  const chosen = await select(filter)
  const shared = sharedOf(chosen)
  const facets: Partial<Record<Facet, readonly Count[]>> = {}
  for (const facet of FACETS) {
    const free = facet === 'party' || filter[facet].length === 0
    facets[facet] = countFacet(free ? shared : sharedOf(await select({ ...filter, [facet]: [] })), facet)
  }
  return { total: chosen.length, reports, facets: facets as Counts['facets'] }
}

/** How many happenings share the words of each act, the parties, the publishers: a few thousand each for a hundred thousand happenings. */
interface Shared {
  readonly acts: ReadonlyMap<ActWords, number>
  readonly parties: ReadonlyMap<Parties, number>
  readonly publishers: ReadonlyMap<readonly string[], number>
}

const sharedOf = (happenings: readonly Published[]): Shared => {
  const acts = new Map<ActWords, number>()
  const parties = new Map<Parties, number>()
  const publishers = new Map<readonly string[], number>()
  for (const brief of happenings) {
    acts.set(brief.act, (acts.get(brief.act) ?? 0) + 1)
    parties.set(brief.parties, (parties.get(brief.parties) ?? 0) + 1)
    publishers.set(brief.publishers, (publishers.get(brief.publishers) ?? 0) + 1)
  }
  return { acts, parties, publishers }
}

/** How many happenings hold each value of a field, the largest first. */
const countFacet = ({ acts, parties, publishers }: Shared, facet: Facet): readonly Count[] => {
  switch (facet) {
    case 'party':
      return largest(parties, p => p.all)
    case 'publisher':
      return largest(publishers, p => p)
    case 'place':
      return largest(acts, act => (act.country === null ? [] : [act.country]))
    default:
      return largest(acts, act => [act[facet]])
  }
}

const largest = <T>(shared: ReadonlyMap<T, number>, valuesOf: (words: T) => readonly string[]): readonly Count[] => {
  const tally = createTally()
  for (const [words, times] of shared) for (const value of valuesOf(words)) tally.add(value, times)
  return tally.sorted().slice(0, MOST_VALUES)
}
