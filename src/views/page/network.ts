import type { Happening } from '../../record/happening.ts'
import type { Network } from './answers.ts'
import { pairsOf } from './dyads.ts'
import { keyOf } from './key.ts'
import { createTally, objectOf, type Tally } from './tally.ts'

const SEPARATOR = '\n'

/** Who did what to whom, added up by pair and type; who hosted or mediated between which pairs. */
export const networkOf = (happenings: Iterable<Happening>): Network => {
  const nodes = createTally()
  const edges = new Map<string, Tally>()
  const roles = createTally()
  for (const h of happenings) {
    for (const key of new Set([...h.actors, ...h.recipients, ...h.roles.filter(acts)].map(keyOf))) nodes.add(key)
    for (const pair of pairsOf(h)) {
      const key = pair.join(SEPARATOR)
      const types = edges.get(key) ?? createTally()
      types.add(h.type)
      edges.set(key, types)
      for (const role of h.roles)
        if (acts(role) && !pair.includes(keyOf(role))) roles.add([keyOf(role), role.role, ...pair].join(SEPARATOR))
    }
  }
  return {
    nodes: nodes.sorted(),
    edges: [...edges]
      .map(([key, types]) => {
        const [a = '', b = ''] = key.split(SEPARATOR)
        const byType = objectOf(types)
        return { a, b, total: Object.values(byType).reduce((sum, n) => sum + n, 0), types: byType }
      })
      .sort((x, y) => y.total - x.total || (x.a + x.b < y.a + y.b ? -1 : 1)),
    roles: roles.sorted().map(({ value, count }) => {
      const [key = '', role = '', a = '', b = ''] = value.split(SEPARATOR)
      return { key, role, a, b, total: count }
    }),
  }
}

/** A venue or a topic does nothing. */
const acts = ({ role }: { readonly role: string }): boolean => role !== 'topic' && role !== 'venue'
