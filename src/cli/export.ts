import { suggestion } from '../knowledge/problem.ts'
import { checkFilter, known } from '../store/check-filter.ts'
import { eventRows } from '../store/events.ts'
import { happeningRows } from '../store/happenings.ts'
import { toldRows } from '../store/told.ts'
import { actJson } from '../views/act-json.ts'
import { EVENT_COLUMNS, HAPPENING_COLUMNS } from '../views/columns.ts'
import { gdeltEvents, gdeltMentions } from '../views/gdelt.ts'
import { geojson, hasPoint } from '../views/geojson.ts'
import { graphml } from '../views/graphml.ts'
import { icews } from '../views/icews.ts'
import { jsonLd } from '../views/json-ld.ts'
import { ploverJson } from '../views/plover-json.ts'
import { polecat } from '../views/polecat.ts'
import type { HappeningRow } from '../views/rows.ts'
import { writeLayout, writeRows } from './listing.ts'
import { exportKnowledge, numbering, useStore } from './open-store.ts'
import { say } from './say.ts'
import { filterOf, type ListOptions, listingOf } from './store-options.ts'

/** Every layout, and what its rows are made of; null where the user says. */
const LAYOUTS: Readonly<Record<string, 'events' | 'happenings' | null>> = {
  csv: null,
  parquet: null,
  jsonl: null,
  'json-ld': 'happenings',
  graphml: 'happenings',
  geojson: 'happenings',
  polecat: 'events',
  icews: 'events',
  'gdelt-events': 'happenings',
  'gdelt-mentions': 'happenings',
  plover: 'events',
}

export interface ExportOptions extends ListOptions {
  readonly of?: string
}

/** `readout export LAYOUT`. */
export const exportAs = (layout: string, options: ExportOptions): Promise<number> => {
  const names = Object.keys(LAYOUTS)
  if (!names.includes(layout))
    throw new Error(`there is no layout "${layout}"${suggestion(layout, names) || `; there are ${names.join(', ')}`}`)
  if (options.of !== undefined) known('--of', options.of, ['events', 'happenings'])
  return useStore(options.store, { readOnly: true }, async ({ db }) => {
    const filter = filterOf(options)
    await checkFilter(db, filter)
    const knowledge = await exportKnowledge()
    const listing = listingOf(options)
    const acts = () => eventRows(db, filter, listing)
    const happenings = () => happeningRows(db, filter, listing)
    const told = () => toldRows(db, happenings())
    const { output } = options
    const write = async (): Promise<number> => {
      switch (layout) {
        case 'json-ld':
          return writeLayout(told(), jsonLd, output)
        case 'graphml':
          return writeLayout(happenings(), graphml(), output)
        case 'geojson':
          return writeLayout(keep(happenings(), hasPoint), geojson, output)
        case 'polecat':
          return writeLayout(acts(), polecat(knowledge), output)
        case 'icews':
          return writeLayout(acts(), icews(knowledge, await numbering()), output)
        case 'gdelt-events':
          return writeLayout(told(), gdeltEvents(knowledge), output)
        case 'gdelt-mentions':
          return writeLayout(told(), gdeltMentions(await numbering()), output)
        case 'plover':
          return writeLayout(acts(), ploverJson(knowledge), output)
        default: {
          const form = { format: layout, ...(output === undefined ? {} : { output }) }
          return options.of === 'happenings'
            ? writeRows(happenings(), HAPPENING_COLUMNS, [], h => h, form)
            : writeRows(acts(), EVENT_COLUMNS, [], actJson, form)
        }
      }
    }
    const count = await write()
    if (output !== undefined) say(`${count} ${LAYOUTS[layout] ?? options.of ?? 'events'}; ${output}`)
    return 0
  })
}

async function* keep(
  rows: AsyncIterable<HappeningRow>,
  wanted: (row: HappeningRow) => boolean,
): AsyncGenerator<HappeningRow> {
  for await (const row of rows) if (wanted(row)) yield row
}
