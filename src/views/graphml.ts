import type { HappeningActor } from '../record/happening.ts'
import type { HappeningRow } from './rows.ts'
import { dyadic, type TextLayout } from './told.ts'

const KEYS: readonly (readonly [string, 'node' | 'edge', string])[] = [
  ['name', 'node', 'string'],
  ['code', 'node', 'string'],
  ['sector', 'node', 'string'],
  ['happening', 'edge', 'string'],
  ['type', 'edge', 'string'],
  ['mode', 'edge', 'string'],
  ['status', 'edge', 'string'],
  ['standing', 'edge', 'string'],
  ['date', 'edge', 'string'],
  ['place', 'edge', 'string'],
  ['publishers', 'edge', 'int'],
  ['mutual', 'edge', 'boolean'],
]

/**
 * GraphML: a node for each who takes part, an edge for each act between two; mutual acts say so, since readers take no graph with
 * edges of both kinds. Nodes are written before the
 * first edge that needs them, so that nothing has to be held back.
 */
export const graphml = (): TextLayout<HappeningRow> => {
  const ids = new Map<string, string>()
  const node = (actor: HappeningActor): readonly [string, string] => {
    const key = `${actor.code ?? ''}|${actor.name}`
    const known = ids.get(key)
    if (known !== undefined) return [known, '']
    const id = `n${ids.size}`
    ids.set(key, id)
    const data = [datum('name', actor.name), datum('code', actor.code), datum('sector', actor.sector)].join('')
    return [id, `<node id="${id}">${data}</node>\n`]
  }
  return {
    head: `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${KEYS.map(
      ([name, of, type]) => `<key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`,
    ).join('')}<graph id="happenings" edgedefault="directed">\n`,
    row: h =>
      dyadic<HappeningActor>(h)
        .map(([a, b]) => {
          if (a === null || b === null) return a === null ? '' : node(a)[1]
          const [from, one] = node(a)
          const [to, two] = node(b)
          const data = [
            datum('happening', h.id),
            datum('type', h.type),
            datum('mode', h.mode),
            datum('status', h.status),
            datum('standing', h.standing),
            datum('date', h.date?.value ?? null),
            datum('place', h.place?.name ?? null),
            datum('publishers', String(h.publishers)),
            datum('mutual', String(h.recipients.length === 0 || h.type === 'CONSULT')),
          ].join('')
          return `${one}${two}<edge source="${from}" target="${to}">${data}</edge>\n`
        })
        .join(''),
    tail: '</graph>\n</graphml>\n',
  }
}

const datum = (key: string, value: string | null): string =>
  value === null ? '' : `<data key="${key}">${escaped(value)}</data>`

const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
