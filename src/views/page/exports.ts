import { HAPPENING_COLUMNS } from '../columns.ts'
import { geojson, hasPoint } from '../geojson.ts'
import { graphml } from '../graphml.ts'
import type { HappeningRow } from '../rows.ts'
import { csvHeader, csvRow } from '../table.ts'
import type { TextLayout } from '../told.ts'

/** Formats in which what the page shows can be had, with their media types. */
export const EXPORTS = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  json: 'application/json; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  graphml: 'application/xml; charset=utf-8',
} as const
export type Export = keyof typeof EXPORTS

const csv = (): TextLayout<HappeningRow> => ({
  head: csvHeader(HAPPENING_COLUMNS),
  row: h => csvRow(HAPPENING_COLUMNS, h),
  tail: '',
})
const jsonl: TextLayout<HappeningRow> = { head: '', row: h => `${JSON.stringify(h)}\n`, tail: '' }
const json: TextLayout<HappeningRow> = {
  head: '[\n',
  row: (h, index) => `${index === 0 ? '' : ',\n'}${JSON.stringify(h)}`,
  tail: '\n]\n',
}

/** The layout of a format; a fresh one for every file, since some number what they have written. */
export const layoutOf = (format: Export): TextLayout<HappeningRow> => {
  switch (format) {
    case 'csv':
      return csv()
    case 'jsonl':
      return jsonl
    case 'json':
      return json
    case 'geojson':
      return geojson
    case 'graphml':
      return graphml()
  }
}

/** Whether a happening can stand in a format: a map has no room for what has no place. */
export const fits = (format: Export, h: HappeningRow): boolean => format !== 'geojson' || hasPoint(h)
