import type { Network, NetworkEdge } from './answers.ts'
import type { Brief } from './brief.ts'
import { acts, type Tie } from './parties.ts'
import { createTally, objectOf, type Tally } from './tally.ts'

const SEPARATOR = '\n'
const MOST_NODES = 500

interface Sums {
  readonly tie: Tie
  readonly types: Tally
  readonly forth: Tally
  readonly back: Tally
  readonly together: Tally
}

/** Who did what to whom, added up by pair, direction and type; who hosted or mediated between which pairs. */
export const networkOf = (happenings: readonly Brief[]): Network => {
  const nodes = createTally()
  const edges = new Map<string, Sums>()
  const roles = createTally()
  for (const { act, parties } of happenings) {
    for (const key of parties.acting) nodes.add(key)
    for (const tie of parties.ties) {
      const sums = edges.get(tie.pair) ?? startSums(tie)
      edges.set(tie.pair, sums)
      sums.types.add(act.type)
      if (tie.forth) sums.forth.add(act.type)
      if (tie.back) sums.back.add(act.type)
      if (tie.together) sums.together.add(act.type)
      for (const role of parties.roles)
        if (acts(role) && role.key !== tie.a && role.key !== tie.b)
          roles.add([role.key, role.role, tie.a, tie.b].join(SEPARATOR))
    }
  }
  return {
    nodes: nodes.sorted().slice(0, MOST_NODES),
    edges: [...edges.values()].map(edgeOf).sort((x, y) => y.total - x.total || (x.a + x.b < y.a + y.b ? -1 : 1)),
    roles: roles.sorted().map(({ value, count }) => {
      const [key = '', role = '', a = '', b = ''] = value.split(SEPARATOR)
      return { key, role, a, b, total: count }
    }),
  }
}

const startSums = (tie: Tie): Sums => ({
  tie,
  types: createTally(),
  forth: createTally(),
  back: createTally(),
  together: createTally(),
})

const edgeOf = ({ tie, types, forth, back, together }: Sums): NetworkEdge => ({
  a: tie.a,
  b: tie.b,
  total: [...types.counts.values()].reduce((sum, n) => sum + n, 0),
  types: objectOf(types),
  forth: objectOf(forth),
  back: objectOf(back),
  together: objectOf(together),
})
