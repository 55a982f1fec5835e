import { isoDay } from '../record/day.ts'
import type { ActorRow, ActRow, HappeningRow, ReportRow, StatementRow } from './rows.ts'
import type { Cell, Column } from './table.ts'

interface Named {
  readonly name: string
  readonly code: string | null
}

/** `Hassan Rouhani [IRN]; EU`: names with their codes, `;` between. */
const names = (parties: readonly Named[]): Cell =>
  parties.length === 0 ? null : parties.map(p => (p.code === null ? p.name : `${p.name} [${p.code}]`)).join('; ')

const codes = (parties: readonly Named[]): Cell => {
  const list = [...new Set(parties.flatMap(p => (p.code === null ? [] : [p.code])))]
  return list.length === 0 ? null : list.join(';')
}

const list = (values: readonly string[]): Cell => (values.length === 0 ? null : values.join(';'))

/** One row an event a report: `readout events`. */
export const EVENT_COLUMNS: readonly Column<ActRow>[] = [
  { name: 'id', type: 'text', about: 'Report and event, `report#event`', value: r => r.id },
  { name: 'happening', type: 'text', about: 'Id of the happening the event belongs to', value: r => r.happening },
  {
    name: 'date',
    type: 'text',
    about: 'When the act was: YYYY, YYYY-MM or YYYY-MM-DD',
    value: r => r.act.date?.value ?? null,
  },
  {
    name: 'date_from',
    type: 'date',
    about: 'First day of it',
    value: r => (r.act.date === null ? null : isoDay(r.act.date.from)),
  },
  {
    name: 'date_to',
    type: 'date',
    about: 'Last day of it',
    value: r => (r.act.date === null ? null : isoDay(r.act.date.to)),
  },
  {
    name: 'date_basis',
    type: 'text',
    about: '`stated` in the act’s own words, `sentence`, `context`, or `default`: the report’s date',
    value: r => r.act.date?.basis ?? null,
  },
  {
    name: 'type',
    type: 'text',
    about: 'PLOVER type; of a planned cooperative act its own type',
    value: r => r.act.type,
  },
  {
    name: 'plover',
    type: 'text',
    about: 'Type by the PLOVER manual’s rule, which makes planned cooperation AGREE',
    value: r => r.act.plover,
  },
  { name: 'mode', type: 'text', about: 'PLOVER mode', value: r => r.act.mode },
  { name: 'cameo', type: 'text', about: 'CAMEO code', value: r => r.act.cameo },
  {
    name: 'status',
    type: 'text',
    about: '`occurred`, `planned`, `failed`, `negated` or `possible`',
    value: r => r.act.status,
  },
  {
    name: 'standing',
    type: 'text',
    about: '`asserted`, `attributed`, `confirmed`, `denied`, `unrefuted` or `disputed`, within the report',
    value: r => r.act.standing,
  },
  { name: 'actors', type: 'text', about: 'Who did it: names with codes, `;` between', value: r => names(r.act.actors) },
  { name: 'actor_codes', type: 'text', about: 'Their codes, each once', value: r => codes(r.act.actors) },
  { name: 'recipients', type: 'text', about: 'To whom', value: r => names(r.act.recipients) },
  { name: 'recipient_codes', type: 'text', about: 'Their codes', value: r => codes(r.act.recipients) },
  {
    name: 'roles',
    type: 'text',
    about: 'Others who take part: `host Qatar [QAT]`',
    value: r => list(r.act.roles.map(role => `${role.role} ${names([role])}`)),
  },
  {
    name: 'format',
    type: 'text',
    about: 'Of meetings: `bilateral`, `phone`, `summit` …',
    value: r => list(r.act.format),
  },
  { name: 'contexts', type: 'text', about: 'PLOVER contexts', value: r => list(r.act.contexts) },
  { name: 'place', type: 'text', about: 'Where', value: r => r.act.place?.name ?? null },
  { name: 'country', type: 'text', about: 'ISO 3166 alpha-3 of the place', value: r => r.act.place?.country ?? null },
  { name: 'lat', type: 'real', about: 'Latitude of the place', value: r => r.act.place?.lat ?? null },
  { name: 'lon', type: 'real', about: 'Longitude of the place', value: r => r.act.place?.lon ?? null },
  {
    name: 'geonames',
    type: 'integer',
    about: 'GeoNames number of the place',
    value: r => r.act.place?.geonames ?? null,
  },
  { name: 'dead', type: 'integer', about: 'Dead, as the sentence counts them', value: r => r.act.tolls.dead ?? null },
  { name: 'injured', type: 'integer', about: 'Injured', value: r => r.act.tolls.injured ?? null },
  { name: 'arrested', type: 'integer', about: 'Arrested', value: r => r.act.tolls.arrested ?? null },
  {
    name: 'sources',
    type: 'text',
    about: 'Who says so, the nearest first; empty for the report’s own voice',
    value: r => list(r.act.sources.map(s => s.name || '(unnamed)')),
  },
  { name: 'trigger', type: 'text', about: 'Words that name the act', value: r => r.act.trigger.text },
  {
    name: 'trigger_start',
    type: 'integer',
    about: 'Where they begin in the text, in UTF-16 units',
    value: r => r.act.trigger.start,
  },
  { name: 'trigger_end', type: 'integer', about: 'Where they end', value: r => r.act.trigger.end },
  { name: 'sentence', type: 'text', about: 'The sentence', value: r => r.sentence },
  { name: 'rule', type: 'text', about: 'Rule that read it', value: r => r.act.rule },
  { name: 'confidence', type: 'real', about: 'From 0 to 1', value: r => r.act.confidence },
  { name: 'corrected', type: 'text', about: 'Fields people corrected', value: r => r.corrected },
  { name: 'document', type: 'text', about: 'Id of the report', value: r => r.report.id },
  { name: 'copy_of', type: 'text', about: 'Id of the report it repeats; its own if none', value: r => r.report.copyOf },
  { name: 'title', type: 'text', about: 'Title of the report', value: r => r.report.title },
  { name: 'publisher', type: 'text', about: 'Who published it', value: r => r.report.publisher },
  { name: 'published', type: 'text', about: 'When, ISO 8601', value: r => r.report.published },
  { name: 'url', type: 'text', about: 'Where it can be read', value: r => r.report.url },
  { name: 'coder', type: 'text', about: 'Version of the coder', value: r => r.coder },
]

/** One row a happening: `readout happenings`. */
export const HAPPENING_COLUMNS: readonly Column<HappeningRow>[] = [
  { name: 'id', type: 'text', about: 'Id, stable for good', value: h => h.id },
  {
    name: 'date',
    type: 'text',
    about: 'When: the date most independent sources can agree to',
    value: h => h.date?.value ?? null,
  },
  { name: 'date_from', type: 'date', about: 'First day of it', value: h => h.date?.from ?? null },
  { name: 'date_to', type: 'date', about: 'Last day of it', value: h => h.date?.to ?? null },
  { name: 'type', type: 'text', about: 'PLOVER type', value: h => h.type },
  { name: 'plover', type: 'text', about: 'Type by the PLOVER manual’s rule', value: h => h.plover },
  { name: 'mode', type: 'text', about: 'PLOVER mode', value: h => h.mode },
  { name: 'cameo', type: 'text', about: 'CAMEO code', value: h => h.cameo },
  { name: 'status', type: 'text', about: 'What became of it', value: h => h.status },
  {
    name: 'standing',
    type: 'text',
    about:
      'How it stands by all reports: `asserted`, `attributed`, `confirmed`, `denied`, `unrefuted`, `disputed` or `retracted`',
    value: h => h.standing,
  },
  { name: 'actors', type: 'text', about: 'Who did it', value: h => names(h.actors) },
  { name: 'actor_codes', type: 'text', about: 'Their codes', value: h => codes(h.actors) },
  { name: 'recipients', type: 'text', about: 'To whom', value: h => names(h.recipients) },
  { name: 'recipient_codes', type: 'text', about: 'Their codes', value: h => codes(h.recipients) },
  {
    name: 'roles',
    type: 'text',
    about: 'Others who take part',
    value: h => list(h.roles.map(role => `${role.role} ${names([role])}`)),
  },
  { name: 'format', type: 'text', about: 'Of meetings', value: h => list(h.format) },
  { name: 'contexts', type: 'text', about: 'PLOVER contexts', value: h => list(h.contexts) },
  { name: 'place', type: 'text', about: 'Where', value: h => h.place?.name ?? null },
  { name: 'country', type: 'text', about: 'ISO 3166 alpha-3 of the place', value: h => h.place?.country ?? null },
  { name: 'lat', type: 'real', about: 'Latitude', value: h => h.place?.lat ?? null },
  { name: 'lon', type: 'real', about: 'Longitude', value: h => h.place?.lon ?? null },
  { name: 'dead', type: 'integer', about: 'Dead, as most sources count', value: h => h.tolls.dead ?? null },
  { name: 'injured', type: 'integer', about: 'Injured', value: h => h.tolls.injured ?? null },
  { name: 'arrested', type: 'integer', about: 'Arrested', value: h => h.tolls.arrested ?? null },
  {
    name: 'publishers',
    type: 'integer',
    about: 'Independent publishers that tell it: copies of a dispatch count once',
    value: h => h.publishers,
  },
  { name: 'mentions', type: 'integer', about: 'Mentions in all reports', value: h => h.mentions.length },
  {
    name: 'disagreements',
    type: 'text',
    about: 'Fields in which reports contradict each other: `date 2024-10-08 (2) / 2024-10-07 (1)`',
    value: h =>
      list(
        h.disagreements.map(d => `${d.field} ${d.values.map(v => `${v.value} (${v.mentions.length})`).join(' / ')}`),
      ),
  },
  {
    name: 'documents',
    type: 'text',
    about: 'Ids of the reports',
    value: h => list([...new Set(h.mentions.map(m => m.document))]),
  },
]

/** One row a report: `readout documents`. */
export const DOCUMENT_COLUMNS: readonly Column<ReportRow>[] = [
  { name: 'id', type: 'text', about: 'Id of the report', value: r => r.id },
  { name: 'published', type: 'text', about: 'When, ISO 8601', value: r => r.published },
  { name: 'publisher', type: 'text', about: 'Who published it', value: r => r.publisher },
  { name: 'title', type: 'text', about: 'Title', value: r => r.title },
  { name: 'events', type: 'integer', about: 'Events read in it', value: r => r.events },
  {
    name: 'state',
    type: 'text',
    about: '`current`, `superseded` by a later text, `withdrawn`, or `notice`: it takes another back',
    value: r => r.state,
  },
  { name: 'copy_of', type: 'text', about: 'Id of the report it repeats; its own if none', value: r => r.copyOf },
  { name: 'language', type: 'text', about: 'Language', value: r => r.language },
  { name: 'url', type: 'text', about: 'Where it can be read', value: r => r.url },
]

/** One row a statement: `readout statements`. */
export const STATEMENT_COLUMNS: readonly Column<StatementRow>[] = [
  { name: 'id', type: 'text', about: 'Report and statement, `report#statement`', value: s => s.id },
  { name: 'source', type: 'text', about: 'Who says it; empty when nobody is named', value: s => s.source },
  { name: 'code', type: 'text', about: 'Code of the source', value: s => s.code },
  {
    name: 'stance',
    type: 'text',
    about: '`asserts`, `denies`, `unrefuted`, `confirms` or `doubts`',
    value: s => s.stance,
  },
  { name: 'direct', type: 'boolean', about: 'Whether the words are quoted', value: s => s.direct },
  { name: 'cue', type: 'text', about: 'Word of saying', value: s => s.cue },
  { name: 'content', type: 'text', about: 'What is said', value: s => s.content },
  { name: 'document', type: 'text', about: 'Id of the report', value: s => s.document },
  { name: 'publisher', type: 'text', about: 'Who published it', value: s => s.publisher },
  { name: 'published', type: 'text', about: 'When', value: s => s.published },
]

/** One row an actor: `readout actors`. */
export const ACTOR_COLUMNS: readonly Column<ActorRow>[] = [
  { name: 'name', type: 'text', about: 'Canonical name', value: a => a.name },
  { name: 'code', type: 'text', about: 'State it acts for, or UN, EU, NATO …', value: a => a.code },
  { name: 'country', type: 'text', about: 'State it belongs to', value: a => a.country },
  { name: 'sector', type: 'text', about: 'PLOVER sector', value: a => a.sector },
  { name: 'acts', type: 'integer', about: 'Acts it takes part in', value: a => a.acts },
  { name: 'as_actor', type: 'integer', about: 'As actor', value: a => a.asActor },
  { name: 'as_recipient', type: 'integer', about: 'As recipient', value: a => a.asRecipient },
  { name: 'reports', type: 'integer', about: 'Reports that tell of them', value: a => a.reports },
  { name: 'first', type: 'date', about: 'First day of the earliest act', value: a => a.first },
  { name: 'last', type: 'date', about: 'First day of the latest act', value: a => a.last },
]
