import type { Span } from '../model/span.ts'
import type { HappeningActor } from '../record/happening.ts'
import type { ActRow } from './rows.ts'
import type { TextLayout, Told } from './told.ts'

const CONTEXT = {
  oa: 'http://www.w3.org/ns/oa#',
  prov: 'http://www.w3.org/ns/prov#',
  schema: 'https://schema.org/',
  dcterms: 'http://purl.org/dc/terms/',
  geo: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  rd: 'urn:readout:terms#',
}

/** Characters quoted before and after, so that the words are found again in a text that has moved a little. */
const AROUND = 24

/**
 * JSON-LD, one graph: each happening a `schema:Event`, each mention a web annotation whose target are the words in the report, by
 * position and by quotation, and which PROV says was derived from the report and made by the coder.
 */
export const jsonLd: TextLayout<Told> = {
  head: `{"@context":${JSON.stringify(CONTEXT)},"@graph":[\n`,
  row: (told, index) =>
    `${index === 0 ? '' : ',\n'}${[happeningNode(told), ...told.mentions.map(m => mentionNode(told, m))].map(n => JSON.stringify(n)).join(',\n')}`,
  tail: '\n]}\n',
}

const idOf = (kind: string, id: string): string => `urn:readout:${kind}:${encodeURIComponent(id)}`

const happeningNode = ({ happening: h, mentions }: Told): object => ({
  '@id': idOf('happening', h.id),
  '@type': ['schema:Event', 'prov:Entity'],
  'rd:type': h.type,
  'rd:mode': h.mode ?? undefined,
  'rd:cameo': h.cameo ?? undefined,
  'rd:status': h.status,
  'rd:standing': h.standing,
  'schema:startDate': h.date === null ? undefined : { '@value': h.date.from, '@type': 'xsd:date' },
  'schema:endDate': h.date === null ? undefined : { '@value': h.date.to, '@type': 'xsd:date' },
  'schema:actor': h.actors.map(actorNode),
  'rd:recipient': h.recipients.map(actorNode),
  'rd:role': h.roles.map(role => ({ ...actorNode(role), 'rd:as': role.role })),
  'schema:location':
    h.place === null
      ? undefined
      : {
          '@type': 'schema:Place',
          '@id': h.place.geonames === null ? undefined : `https://sws.geonames.org/${h.place.geonames}/`,
          'schema:name': h.place.name,
          'schema:addressCountry': h.place.country ?? undefined,
          'geo:lat': h.place.lat ?? undefined,
          'geo:long': h.place.lon ?? undefined,
        },
  'rd:independentPublishers': h.publishers,
  'rd:disagreement': h.disagreements.map(d => ({
    'rd:field': d.field,
    'rd:value': d.values.map(v => ({ 'schema:value': v.value, 'rd:mentions': v.mentions.length })),
  })),
  'prov:wasDerivedFrom': [...new Set(mentions.map(m => reportId(m)))].map(id => ({ '@id': id })),
  ...Object.fromEntries(
    (['response', 'about', 'cause'] as const).flatMap(kind => {
      const to = h.links.filter(link => link.kind === kind).map(link => ({ '@id': idOf('happening', link.to) }))
      return to.length === 0 ? [] : [[`rd:${kind}`, to]]
    }),
  ),
})

const actorNode = (actor: HappeningActor): object => ({
  'schema:name': actor.name,
  'rd:code': actor.code ?? undefined,
  'rd:sector': actor.sector ?? undefined,
})

const reportId = ({ report }: ActRow): string => report.url ?? idOf('report', report.id)

const mentionNode = ({ happening }: Told, row: ActRow): object => ({
  '@id': idOf('mention', row.act.key),
  '@type': ['oa:Annotation', 'prov:Entity'],
  'oa:motivatedBy': { '@id': 'oa:identifying' },
  'oa:hasBody': { '@id': idOf('happening', happening.id) },
  'oa:hasTarget': {
    'oa:hasSource': {
      '@id': reportId(row),
      '@type': ['schema:NewsArticle', 'prov:Entity'],
      'dcterms:identifier': row.report.id,
      'dcterms:title': row.report.title ?? undefined,
      'dcterms:publisher': row.report.publisher ?? undefined,
      'dcterms:issued': row.report.published ?? undefined,
    },
    'oa:hasSelector': [...selectors(row.text, row.act.trigger), ...selectors(row.text, row.act.sentence)],
  },
  'prov:wasDerivedFrom': { '@id': reportId(row) },
  'prov:wasAttributedTo': {
    '@type': 'prov:SoftwareAgent',
    'schema:name': 'Readout',
    'schema:softwareVersion': row.coder,
  },
  'rd:rule': row.act.rule,
  'rd:confidence': row.act.confidence,
  'rd:saidBy': row.act.sources.map(source => source.name || 'unnamed'),
})

/** A position in code points, as the web annotation model counts, and the words with a little around them. */
const selectors = (text: string, { start, end }: Span): readonly object[] => [
  { '@type': 'oa:TextPositionSelector', 'oa:start': codePoints(text, start), 'oa:end': codePoints(text, end) },
  {
    '@type': 'oa:TextQuoteSelector',
    'oa:exact': text.slice(start, end),
    'oa:prefix': text.slice(Math.max(0, start - AROUND), start),
    'oa:suffix': text.slice(end, end + AROUND),
  },
]

const codePoints = (text: string, until: number): number => {
  let count = until
  for (let i = 0; i + 1 < until; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xd800 && unit < 0xdc00) count--
  }
  return count
}
