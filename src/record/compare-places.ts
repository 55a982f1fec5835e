import type { Reason } from './reason.ts'
import type { Witness } from './witness.ts'

type Place = NonNullable<Witness['place']>

/** Within this two names are one place and its outskirts; beyond the other, two towns. */
const NEAR_KM = 50
const FAR_KM = 150

/** Where it was: the same town, a town within the country named, or two towns. */
export const comparePlaces = (a: Witness, b: Witness): readonly Reason[] => {
  if (a.place === null || b.place === null) return []
  const [x, y] = [a.place, b.place]
  const note = `${x.name} / ${y.name}`
  if (isSame(x, y)) return [{ feature: 'place', bits: isCountry(x) ? 1 : 3, note: x.name }]
  if (x.country !== null && y.country !== null && x.country !== y.country) return [{ feature: 'place', bits: -4, note }]
  if (isCountry(x) || isCountry(y) || x.name === y.region || y.name === x.region)
    return [{ feature: 'place', bits: 0.5, note }]
  const km = kilometres(x, y)
  if (km === null) return [{ feature: 'place', bits: -1, note }]
  return [
    { feature: 'place', bits: km <= NEAR_KM ? 1.5 : km <= FAR_KM ? -2 : -5, note: `${note}, ${Math.round(km)} km` },
  ]
}

/** A place that no gazetteer knows has its country by a guess from the words around it: its name says more. */
const isSame = (x: Place, y: Place): boolean =>
  (x.geonames !== null && x.geonames === y.geonames) ||
  (x.name === y.name && (x.country === y.country || isUnmapped(x) || isUnmapped(y)))

const isUnmapped = (place: Place): boolean => place.geonames === null && place.lat === null

/** A place without a region that bears coordinates of a whole country is one: the gazetteer gives towns a region. */
const isCountry = (place: Place): boolean => place.country !== null && place.region === null && place.geonames === null

/** Great-circle distance, or null where a point is missing. */
export const kilometres = (
  a: { readonly lat: number | null; readonly lon: number | null },
  b: { readonly lat: number | null; readonly lon: number | null },
): number | null => {
  if (a.lat === null || a.lon === null || b.lat === null || b.lon === null) return null
  const rad = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)))
}
