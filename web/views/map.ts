import { geoContains, geoGraticule10, geoNaturalEarth1, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { MapPlace } from '../../src/views/page/answers.ts'
import { turnTo } from '../address.ts'
import { el, plural, svg } from '../dom.ts'
import type { Context, View } from '../host.ts'
import { middleOf, nameOf } from '../names.ts'
import { countLink, nothing } from '../parts.ts'
import { table } from '../table.ts'
import { worldMap } from '../world.ts'

/** Width and height to draw in: upright on a narrow screen, so that all of it is seen. */
const canvas = (): readonly [number, number] => (innerWidth < 640 ? [440, 480] : [960, 500])

/** Where it happened, as exactly as the reports say: a dot for a town, a soft disc for a region, hatching for a country and no more. */
export const mapView: View = async ctx => {
  const { places, nowhere } = await ctx.answers.places(ctx.state.filter)
  if (places.length === 0 && nowhere === 0) return nothing(ctx, 'happenings')
  const zoomed = ctx.state.id !== 'world'
  const land = await worldMap()
  return el(
    'div',
    { class: 'map-page' },
    el(
      'div',
      { class: 'tools' },
      el(
        'nav',
        { class: 'choice', 'aria-label': 'Part of the world' },
        el('a', { href: ctx.href({ id: null }), 'aria-current': zoomed ? 'true' : null }, 'Where it happened'),
        el('a', { href: ctx.href({ id: 'world' }), 'aria-current': zoomed ? null : 'true' }, 'The world'),
      ),
    ),
    places.length > 0 && el('div', { class: 'chart map' }, drawing(ctx, land, places, zoomed)),
    el(
      'p',
      { class: 'small' },
      nowhere > 0 ? `${plural(nowhere, 'happening')} without a place named. ` : '',
      'A dot is a town; a disc a region; a hatched country means that no report says where in it.',
    ),
    placeTable(ctx, places),
  )
}

const at = (p: MapPlace): readonly [number, number] | null =>
  p.lat !== null && p.lon !== null ? [p.lon, p.lat] : middleOf(p.country)

const drawing = (ctx: Context, land: Topology, places: readonly MapPlace[], zoomed: boolean): SVGSVGElement => {
  const countries = land.objects.countries as GeometryCollection
  const [width, height] = canvas()
  const points = places.flatMap(p => at(p) ?? [])
  const projection = geoNaturalEarth1()
  if (zoomed && points.length > 0) {
    const spots = places.flatMap(p => {
      const spot = at(p)
      return spot === null ? [] : around(spot, p.precision === 'country' ? 9 : 5)
    })
    projection.fitExtent(
      [
        [30, 30],
        [width - 30, height - 30],
      ],
      { type: 'MultiPoint', coordinates: spots },
    )
  } else
    projection.fitExtent(
      [
        [4, 4],
        [width - 4, height - 4],
      ],
      { type: 'Sphere' },
    )
  projection.clipExtent([
    [-20, -20],
    [width + 20, height + 20],
  ])
  const path = geoPath(projection)
  const line = (d: string | null, name: string): SVGElement | null =>
    d === null ? null : svg('path', { class: name, d })
  const most = Math.max(1, ...places.map(p => p.count))
  const shapes = feature(land, countries).features
  const whole = places.filter(p => p.precision === 'country')
  const spots = places.filter(p => p.precision !== 'country')
  const label = (p: MapPlace): string =>
    `${p.name}${p.country !== null && nameOf(p.country) !== p.name ? `, ${nameOf(p.country)}` : ''}: ${plural(p.count, 'happening')}${p.precision === 'country' ? ', somewhere in the country' : p.precision === 'region' ? ', somewhere in the region' : ''}`
  const link = (p: MapPlace, ...inner: readonly (SVGElement | null)[]): SVGElement =>
    svg(
      'a',
      {
        class: `place ${p.precision}`,
        href: ctx.href(turnTo(ctx.state, 'happenings', { filter: { ...ctx.state.filter, place: [p.name] } })),
        'aria-label': label(p),
      },
      svg('title', {}, label(p)),
      inner,
    )
  const named: { x: number; y: number }[] = []
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': `Map of ${plural(places.length, 'place')}` },
    svg(
      'defs',
      {},
      svg(
        'pattern',
        { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        svg('line', { x1: 0, y1: 0, x2: 0, y2: 6, class: 'hatch' }),
      ),
    ),
    line(path({ type: 'Sphere' }), 'sphere'),
    line(path(geoGraticule10()), 'graticule'),
    line(path(feature(land, countries)), 'land'),
    line(path(mesh(land, countries, (a, b) => a !== b)), 'borders'),
    whole.map(p => {
      const spot = at(p)
      const shape = spot === null ? undefined : shapes.find(s => geoContains(s, [spot[0], spot[1]]))
      const d = shape === undefined ? null : path(shape)
      return d === null ? null : link(p, svg('path', { class: 'hatched', d }))
    }),
    spots.toReversed().map(p => {
      const spot = at(p)
      const xy = spot === null ? null : projection([spot[0], spot[1]])
      if (xy === null) return null
      const r = 3.5 + 13 * Math.sqrt(p.count / most)
      return link(p, svg('circle', { cx: xy[0], cy: xy[1], r: p.precision === 'region' ? r + 12 : r }))
    }),
    spots.map(p => {
      const spot = at(p)
      const xy = spot === null ? null : projection([spot[0], spot[1]])
      // a name is left out where it would cover another
      if (xy === null || named.some(n => Math.abs(n.y - xy[1]) < 14 && Math.abs(n.x - xy[0]) < 90)) return null
      named.push({ x: xy[0], y: xy[1] })
      const away = 6 + 13 * Math.sqrt(p.count / most)
      const left = xy[0] + away + p.name.length * 8 > width
      return svg(
        'text',
        {
          class: 'place-name',
          x: left ? xy[0] - away : xy[0] + away,
          y: xy[1] + 4,
          'text-anchor': left ? 'end' : null,
        },
        p.name,
      )
    }),
  )
}

const around = ([lon, lat]: readonly [number, number], degrees: number): [number, number][] => [
  [lon - degrees, lat],
  [lon + degrees, lat],
  [lon, Math.max(-85, lat - degrees)],
  [lon, Math.min(85, lat + degrees)],
]

const placeTable = (ctx: Context, places: readonly MapPlace[]): HTMLElement =>
  table(
    ['Place', 'Country', 'Known to the', { number: 'Happenings' }],
    places
      .slice(0, 100)
      .map(p => [
        p.name,
        p.country === null ? '' : nameOf(p.country),
        p.precision === 'point' ? 'town' : p.precision,
        countLink(ctx, p.count, { place: [p.name] }, ''),
      ]),
  )
