import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force'
import type { Network, NetworkEdge } from '../../src/views/page/answers.ts'
import { isCooperative } from '../../src/views/page/filter.ts'
import { turnTo } from '../address.ts'
import { el, plural, svg } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nameOf } from '../names.ts'
import { countLink, nothing } from '../parts.ts'
import { typeName } from '../words.ts'

const MOST_NODES = 40
const WIDTH = 900
const HEIGHT = 560

interface Place {
  readonly key: string
  readonly count: number
  x: number
  y: number
}

/** Who had to do with whom: cooperation and conflict side by side, as thick as they are many; hosts and mediators with broken lines. */
export const networkView: View = async ctx => {
  const all = await ctx.answers.network(ctx.state.filter)
  if (all.nodes.length === 0) return nothing(ctx, 'happenings')
  const keep = new Set(all.nodes.slice(0, MOST_NODES).map(n => n.value))
  const network: Network = {
    nodes: all.nodes.slice(0, MOST_NODES),
    edges: all.edges.filter(e => keep.has(e.a) && keep.has(e.b)),
    roles: all.roles.filter(r => keep.has(r.key) && keep.has(r.a) && keep.has(r.b)),
  }
  const places = layout(network)
  return el(
    'div',
    { class: 'network-page' },
    el('div', { class: 'chart network' }, drawing(ctx, network, places)),
    all.nodes.length > keep.size &&
      el(
        'p',
        { class: 'small' },
        `The ${keep.size} with most happenings; ${all.nodes.length - keep.size} others below.`,
      ),
    chosenEdge(ctx, all),
    table(ctx, all),
  )
}

/** Always the same picture for the same record: the simulation starts from a circle and uses no chance. */
const layout = ({ nodes, edges, roles }: Network): ReadonlyMap<string, Place> => {
  const places = nodes.map(({ value, count }, i): Place => {
    const angle = (i / nodes.length) * Math.PI * 2
    return { key: value, count, x: WIDTH / 2 + Math.cos(angle) * 180, y: HEIGHT / 2 + Math.sin(angle) * 150 }
  })
  const index = new Map(places.map(p => [p.key, p] as const))
  const links = [
    ...edges.map(e => [e.a, e.b] as const),
    ...roles.flatMap(r => [[r.key, r.a] as const, [r.key, r.b] as const]),
  ]
  forceSimulation(places)
    .force(
      'link',
      forceLink<Place, { source: Place; target: Place }>(
        links.flatMap(([a, b]) => {
          const source = index.get(a)
          const target = index.get(b)
          return source === undefined || target === undefined ? [] : [{ source, target }]
        }),
      )
        .distance(nodes.length > 15 ? 110 : 150)
        .strength(0.25),
    )
    .force('charge', forceManyBody().strength(nodes.length > 15 ? -420 : -700))
    .force('collide', forceCollide(42))
    .force('center', forceCenter(WIDTH / 2, HEIGHT / 2))
    .force('x', forceX(WIDTH / 2).strength(0.05))
    .force('y', forceY(HEIGHT / 2).strength(0.09))
    .stop()
    .tick(300)
  return index
}

const radius = (count: number, most: number): number => 7 + 15 * Math.sqrt(count / most)

const drawing = (ctx: Context, network: Network, places: ReadonlyMap<string, Place>): SVGSVGElement => {
  const most = Math.max(...network.nodes.map(n => n.count))
  const heaviest = Math.max(1, ...network.edges.map(e => e.total))
  const all = [...places.values()]
  const box = {
    left: Math.min(...all.map(p => p.x)) - 80,
    top: Math.min(...all.map(p => p.y)) - 40,
    right: Math.max(...all.map(p => p.x)) + 80,
    bottom: Math.max(...all.map(p => p.y)) + 48,
  }
  return svg(
    'svg',
    {
      viewBox: `${box.left} ${box.top} ${box.right - box.left} ${box.bottom - box.top}`,
      role: 'group',
      'aria-label': `Network of ${plural(network.nodes.length, 'actor')}`,
    },
    network.roles.map(r => {
      const [who, a, b] = [places.get(r.key), places.get(r.a), places.get(r.b)]
      if (who === undefined || a === undefined || b === undefined) return null
      return svg(
        'path',
        { class: 'role-line', d: `M${who.x},${who.y}L${(a.x + b.x) / 2},${(a.y + b.y) / 2}` },
        svg(
          'title',
          {},
          `${nameOf(r.key)}: ${r.role} between ${nameOf(r.a)} and ${nameOf(r.b)}, ${plural(r.total, 'time')}`,
        ),
      )
    }),
    network.edges.map(e => edge(ctx, e, places, heaviest)),
    network.nodes.map(({ value, count }) => {
      const p = places.get(value)
      if (p === undefined) return null
      const r = radius(count, most)
      return svg(
        'a',
        {
          class: 'node',
          href: ctx.href(turnTo(ctx.state, 'actor', { id: value })),
          transform: `translate(${p.x},${p.y})`,
          'aria-label': `${nameOf(value)}, ${plural(count, 'happening')}`,
        },
        svg('circle', { r }),
        svg('text', { y: r + 15, 'text-anchor': 'middle' }, nameOf(value)),
      )
    }),
  )
}

/** Two strands, one for cooperation and one for conflict, that lead to what they count. */
const edge = (
  ctx: Context,
  e: NetworkEdge,
  places: ReadonlyMap<string, Place>,
  heaviest: number,
): SVGElement | null => {
  const a = places.get(e.a)
  const b = places.get(e.b)
  if (a === undefined || b === undefined) return null
  const sum = (cooperative: boolean): number =>
    Object.entries(e.types).reduce((n, [type, k]) => n + (isCooperative(type as 'AGREE') === cooperative ? k : 0), 0)
  const [good, bad] = [sum(true), sum(false)]
  const thick = (n: number): number => 1.5 + 9 * Math.sqrt(n / heaviest)
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length]
  const strand = (n: number, side: number, kind: string): SVGElement | null => {
    if (n === 0) return null
    const bow = good > 0 && bad > 0 ? side * (10 + thick(n)) : 0
    return svg('path', {
      class: kind,
      d: `M${a.x},${a.y}Q${(a.x + b.x) / 2 + nx * bow},${(a.y + b.y) / 2 + ny * bow} ${b.x},${b.y}`,
      'stroke-width': thick(n),
    })
  }
  const label = `${nameOf(e.a)} and ${nameOf(e.b)}: ${good} of cooperation, ${bad} of conflict`
  return svg(
    'a',
    { class: 'edge', href: ctx.href({ id: `${e.a}~${e.b}` }), 'aria-label': label },
    svg('title', {}, label),
    svg('path', { class: 'hit', d: `M${a.x},${a.y}L${b.x},${b.y}` }),
    strand(good, 1, 'cooperation'),
    strand(bad, -1, 'conflict'),
  )
}

/** The pair that was clicked, by type. */
const chosenEdge = (ctx: Context, network: Network): HTMLElement | null => {
  const chosen = network.edges.find(e => `${e.a}~${e.b}` === ctx.state.id)
  if (chosen === undefined) return null
  const roles = network.roles.filter(r => r.a === chosen.a && r.b === chosen.b)
  return el(
    'section',
    { class: 'chosen-edge' },
    el('h2', {}, `${nameOf(chosen.a)} and ${nameOf(chosen.b)}`),
    el('p', { class: 'types' }, typePills(ctx, chosen)),
    roles.length > 0 &&
      el(
        'p',
        {},
        roles.map((r, i) => [
          i > 0 && ', ',
          `${nameOf(r.key)} as ${r.role} `,
          countLink(ctx, r.total, { pair: [`${r.a}~${r.b}`], role: [`${r.role}:${r.key}`] }, 'time'),
        ]),
      ),
  )
}

const typePills = (ctx: Context, e: NetworkEdge): readonly HTMLElement[] =>
  Object.entries(e.types).map(([type, n]) =>
    el(
      'a',
      {
        class: `pill ${isCooperative(type as 'AGREE') ? 'cooperation' : 'conflict'}`,
        href: ctx.href(
          turnTo(ctx.state, 'happenings', { filter: { ...ctx.state.filter, pair: [`${e.a}~${e.b}`], type: [type] } }),
        ),
      },
      `${typeName(type)} `,
      el('b', {}, n),
    ),
  )

const table = (ctx: Context, network: Network): HTMLElement =>
  el(
    'table',
    { class: 'pairs' },
    el('caption', {}, 'Every pair, with what stands between them'),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        ['Pair', 'Happenings', 'By type'].map(t =>
          el('th', { scope: 'col', class: t === 'Happenings' ? 'n' : null }, t),
        ),
      ),
    ),
    el(
      'tbody',
      {},
      network.edges
        .slice(0, 100)
        .map(e =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, `${nameOf(e.a)} – ${nameOf(e.b)}`),
            el('td', { class: 'n' }, countLink(ctx, e.total, { pair: [`${e.a}~${e.b}`] }, '')),
            el('td', { class: 'types' }, typePills(ctx, e)),
          ),
        ),
    ),
  )
