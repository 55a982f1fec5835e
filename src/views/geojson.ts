import type { HappeningRow } from './rows.ts'
import type { TextLayout } from './told.ts'

/** GeoJSON: a point for each happening whose place has one. */
export const geojson: TextLayout<HappeningRow> = {
  head: '{"type":"FeatureCollection","features":[\n',
  row: (h, index) => `${index === 0 ? '' : ',\n'}${JSON.stringify(feature(h))}`,
  tail: '\n]}\n',
}

/** Whether a happening can stand on a map. */
export const hasPoint = (h: HappeningRow): boolean => h.place !== null && h.place.lat !== null && h.place.lon !== null

const feature = (h: HappeningRow): object => ({
  type: 'Feature',
  id: h.id,
  geometry: { type: 'Point', coordinates: [h.place?.lon, h.place?.lat] },
  properties: {
    type: h.type,
    mode: h.mode,
    status: h.status,
    standing: h.standing,
    date: h.date?.value ?? null,
    from: h.date?.from ?? null,
    to: h.date?.to ?? null,
    actors: h.actors.map(a => a.name),
    recipients: h.recipients.map(a => a.name),
    place: h.place?.name ?? null,
    country: h.place?.country ?? null,
    publishers: h.publishers,
    mentions: h.mentions.length,
  },
})
