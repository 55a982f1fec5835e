import type { Happening } from '../../record/happening.ts'
import type { MapPlace, Places, Precision } from './answers.ts'

/** Where things happened, each place once, the busiest first; a country or region stays one and is not passed off as a point. */
export const placesOf = (happenings: Iterable<Happening>): Places => {
  const places = new Map<string, MapPlace>()
  let nowhere = 0
  for (const { place } of happenings) {
    if (place === null) {
      nowhere++
      continue
    }
    const key = `${place.name}\n${place.country}`
    const known = places.get(key)
    places.set(key, {
      name: place.name,
      country: place.country,
      lat: place.lat,
      lon: place.lon,
      precision: precisionOf(place),
      count: (known?.count ?? 0) + 1,
    })
  }
  return { places: [...places.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)), nowhere }
}

/** How exactly a place is known: by its own point, or only by its region or country. */
export const precisionOf = (place: Pick<NonNullable<Happening['place']>, 'region' | 'lat' | 'geonames'>): Precision => {
  if (place.geonames !== null) return 'point'
  if (place.region !== null && place.lat !== null) return 'region'
  return 'country'
}
