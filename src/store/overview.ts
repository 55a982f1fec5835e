import type { Happening } from '../record/happening.ts'
import type { MapPlace, Places } from '../views/page/answers.ts'
import type { Filter } from '../views/page/filter.ts'
import { precisionOf } from '../views/page/places.ts'
import { type Database, number, type Row, text, textOrNull } from './database.ts'
import { finishHappenings } from './happenings.ts'
import { all, pageConditions } from './page-filter.ts'
import { sql } from './sql.ts'

/** Happenings that the filter lets through, by date, a few at a time: for files. */
export async function* pageHappenings(db: Database, filter: Filter): AsyncGenerator<Happening> {
  let batch: Row[] = []
  for await (const row of db.each(sql`SELECT h.seq, s.json FROM happening h JOIN summary s ON s.seq = h.seq WHERE ${all(pageConditions(db, filter))}
    ORDER BY h.date_from NULLS LAST, h.id`)) {
    batch.push(row)
    if (batch.length < 500) continue
    yield* finishHappenings(db, batch)
    batch = []
  }
  yield* finishHappenings(db, batch)
}

/** Where things happened. */
export const pagePlaces = async (db: Database, filter: Filter): Promise<Places> => {
  const rows =
    await db.all(sql`SELECT h.place, h.country, max(h.region) AS region, max(h.lat) AS lat, max(h.lon) AS lon,
    max(h.geonames) AS geonames, count(*) AS n FROM happening h WHERE ${all(pageConditions(db, filter))} GROUP BY h.place, h.country`)
  const places = rows
    .filter(row => row.place !== null)
    .map((row): MapPlace => {
      const real = (column: string): number | null => (row[column] === null ? null : number(row, column))
      const place = {
        region: textOrNull(row, 'region'),
        lat: real('lat'),
        lon: real('lon'),
        geonames: real('geonames'),
      }
      return {
        name: text(row, 'place'),
        country: textOrNull(row, 'country'),
        lat: place.lat,
        lon: place.lon,
        precision: precisionOf(place),
        count: number(row, 'n'),
      }
    })
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  const nowhere = rows.find(row => row.place === null)
  return { places, nowhere: number(nowhere, 'n') }
}
