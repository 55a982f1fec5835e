import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force'
import type { Network, NetworkEdge } from '../../src/views/page/answers.ts'
import { isCooperative } from '../../src/views/page/filter.ts'
import { turnTo } from '../address.ts'
import { el, plural, svg } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { nameOf, pairName } from '../names.ts'
import { countLink, nothing } from '../parts.ts'
import { table } from '../table.ts'
import { typeName } from '../words.ts'

const MOST_NODES = 40
/** Width and height to lay out in: upright on a narrow screen, so that all of it is seen. */
const canvas = (): readonly [number, number] => (innerWidth < 640 ? [420, 560] : [900, 560])

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
    pairTable(ctx, all),
  )
}

/** Always the same picture for the same record: the simulation starts from a circle and uses no chance. */
const layout = ({ nodes, edges, roles }: Network): ReadonlyMap<string, Place> => {
  const [width, height] = canvas()
  const crowded = nodes.length > 15 || width < 600
  const places = nodes.map(({ value, count }, i): Place => {
    const angle = (i / nodes.length) * Math.PI * 2
    return { key: value, count, x: width / 2 + Math.cos(angle) * 180, y: height / 2 + Math.sin(angle) * 150 }
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
        .distance(width < 600 ? 80 : crowded ? 110 : 150)
        .strength(0.25),
    )
    .force('charge', forceManyBody().strength(crowded ? -420 : -700))
    .force('collide', forceCollide(42))
    .force('center', forceCenter(width / 2, height / 2))
    .force('x', forceX(width / 2).strength(width < 600 ? 0.22 : 0.05))
    .force('y', forceY(height / 2).strength(0.09))
    .stop()
    .tick(300)
  return index
}

/** About half the width of a name below its circle. */
const halfName = ({ key }: Place): number => Math.max(24, nameOf(key).length * 4)

const radius = (count: number, most: number): number => 7 + 15 * Math.sqrt(count / most)

const drawing = (ctx: Context, network: Network, places: ReadonlyMap<string, Place>): SVGSVGElement => {
  const most = Math.max(...network.nodes.map(n => n.count))
  const heaviest = Math.max(1, ...network.edges.map(e => e.total))
  const all = [...places.values()]
  const box = {
    left: Math.min(...all.map(p => p.x - halfName(p))) - 8,
    top: Math.min(...all.map(p => p.y)) - 40,
    right: Math.max(...all.map(p => p.x + halfName(p))) + 8,
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

/** The pair that was clicked: who did what to whom, and what both did together. */
const chosenEdge = (ctx: Context, network: Network): HTMLElement | null => {
  const chosen = network.edges.find(e => `${e.a}~${e.b}` === ctx.state.id)
  if (chosen === undefined) return null
  const { a, b } = chosen
  const roles = network.roles.filter(r => r.a === a && r.b === b)
  const way = (pair: string, types: NetworkEdge['types']): HTMLElement | false =>
    Object.keys(types).length > 0 &&
    el('p', { class: 'types' }, el('span', { class: 'way' }, pairName(pair)), typePills(ctx, pair, types))
  return el(
    'section',
    { class: 'chosen-edge' },
    el('h2', {}, `${nameOf(a)} and ${nameOf(b)} `, countLink(ctx, chosen.total, { pair: [`${a}~${b}`] })),
    way(`${a}>${b}`, chosen.forth),
    way(`${b}>${a}`, chosen.back),
    way(`${a}=${b}`, chosen.together),
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

const typePills = (ctx: Context, pair: string, types: NetworkEdge['types']): readonly HTMLElement[] =>
  Object.entries(types).map(([type, n]) =>
    el(
      'a',
      {
        class: `pill ${isCooperative(type as 'AGREE') ? 'cooperation' : 'conflict'}`,
        href: ctx.href(
          turnTo(ctx.state, 'happenings', { filter: { ...ctx.state.filter, pair: [pair], type: [type] } }),
        ),
      },
      `${typeName(type)} `,
      el('b', {}, n),
    ),
  )

const pairTable = (ctx: Context, network: Network): HTMLElement =>
  table(
    ['Pair', { number: 'Happenings' }, 'By type'],
    network.edges
      .slice(0, 100)
      .map(e => [
        pairName(`${e.a}~${e.b}`),
        countLink(ctx, e.total, { pair: [`${e.a}~${e.b}`] }, ''),
        el('div', { class: 'types' }, typePills(ctx, `${e.a}~${e.b}`, e.types)),
      ]),
    { name: 'pairs', caption: 'Every pair, with what stands between them' },
  )
