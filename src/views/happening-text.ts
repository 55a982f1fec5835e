import { isoDay } from '../record/day.ts'
import type { HistoryStep } from '../record/standing.ts'
import type { ActRow } from './rows.ts'
import type { Told } from './told.ts'

interface Named {
  readonly name: string
  readonly code: string | null
}

const names = (parties: readonly Named[]): string =>
  parties.map(p => (p.code === null || p.code === p.name ? p.name : `${p.name} [${p.code}]`)).join(', ')

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

const line = (name: string, value: string | null): readonly string[] =>
  value === null || value === '' ? [] : [`  ${name.padEnd(12)}${value}`]

/** Everything known of a happening, for reading: fields, contradictions, its standing step by step, and every mention's sentence. */
export const happeningText = ({ happening: h, mentions }: Told): string => {
  const titled = new Map(mentions.map(m => [m.id, m] as const))
  const told = (index: number): string => {
    const mention = h.mentions[index]
    const row = titled.get(`${mention?.document}#${mention?.event}`)
    return row === undefined ? `${mention?.document}` : `${row.report.publisher ?? row.report.id}`
  }
  return [
    `${h.id}  ${h.type}${h.mode === null ? '' : ` (${h.mode})`}, ${h.status}, ${h.standing}`,
    ...line('actors', names(h.actors)),
    ...line('recipients', names(h.recipients)),
    ...h.roles.flatMap(role => line(role.role, names([role]))),
    ...line('date', h.date === null ? null : `${h.date.value}${h.date.basis === 'default' ? ' (the report’s)' : ''}`),
    ...line('place', h.place === null ? null : [h.place.name, h.place.country].filter(Boolean).join(', ')),
    ...line('meeting', h.format.join(', ')),
    ...line('contexts', h.contexts.join(', ')),
    ...line(
      'counts',
      Object.entries(h.tolls)
        .map(([name, n]) => `${name} ${n}`)
        .join(', '),
    ),
    ...line(
      'told by',
      `${h.publishers} independent ${h.publishers === 1 ? 'publisher' : 'publishers'}, ${h.mentions.length} ${h.mentions.length === 1 ? 'mention' : 'mentions'}`,
    ),
    ...h.disagreements.flatMap(d =>
      line(
        `! ${d.field}`,
        d.values.map(v => `${v.mentions.length} ${v.mentions.length === 1 ? 'says' : 'say'} ${v.value}`).join(', '),
      ),
    ),
    ...h.links.flatMap(l => line(l.kind, `${l.to}${l.stance === null ? '' : ` (${l.stance})`}`)),
    '',
    'Standing',
    ...h.history.map(
      step =>
        `  ${step.date ?? '?'}  ${step.step}${step.by === null ? '' : ` by ${step.by}`} (${told(step.mention)}), so ${step.standing}${noticed(step)}`,
    ),
    '',
    'Mentions',
    ...h.mentions.flatMap((mention, i) => {
      const row = titled.get(`${mention.document}#${mention.event}`)
      return row === undefined ? [] : [`  ${i + 1}. ${heading(row)}`, `     ${marked(row)}`]
    }),
  ].join('\n')
}

const noticed = ({ notice }: HistoryStep): string =>
  notice === undefined
    ? ''
    : `\n              in ${notice.document}${notice.quote === null ? '' : `: «${flat(notice.quote.text)}»`}`

const heading = ({ id, report, act }: ActRow): string =>
  [
    id,
    report.publisher,
    report.published?.slice(0, 10),
    report.copyOf === report.id ? null : `copy of ${report.copyOf}`,
    report.state === 'current' ? null : report.state,
    act.sources.length === 0 ? null : `says ${act.sources.map(s => s.name || 'somebody unnamed').join(', says ')}`,
  ]
    .filter(part => part !== null && part !== undefined)
    .join(' · ')

/** The sentence with the trigger between guillemets. */
const marked = ({ sentence, act }: ActRow): string => {
  const at = act.trigger.start - act.sentence.start
  const length = act.trigger.end - act.trigger.start
  if (at < 0 || at + length > sentence.length) return flat(sentence)
  return flat(`${sentence.slice(0, at)}«${sentence.slice(at, at + length)}»${sentence.slice(at + length)}`)
}

/** One event of one report, for reading, with the words behind each field. */
export const actText = (row: ActRow): string => {
  const { act, report } = row
  const worded = (parties: readonly (Named & { readonly text: string })[]): string =>
    parties.map(p => `${names([p])} «${p.text}»`).join(', ')
  return [
    `${row.id}  ${act.type}${act.mode === null ? '' : ` (${act.mode})`}, ${act.status}, ${act.standing}`,
    `  ${marked(row)}`,
    ...line('actors', worded(act.actors)),
    ...line('recipients', worded(act.recipients)),
    ...act.roles.flatMap(role => line(role.role, worded([role]))),
    ...line(
      'date',
      act.date === null
        ? null
        : `${act.date.value} (${isoDay(act.date.from)} to ${isoDay(act.date.to)}, ${act.date.basis})${act.date.quote === null ? '' : ` «${act.date.quote.text}»`}`,
    ),
    ...line(
      'place',
      act.place === null
        ? null
        : `${[act.place.name, act.place.country].filter(Boolean).join(', ')} «${act.place.text}»`,
    ),
    ...line('says', act.sources.map(s => `${s.name || 'somebody unnamed'} «${s.cue.text}»`).join(', ')),
    ...line('rule', act.rule),
    ...line('corrected', row.corrected),
    ...line('happening', row.happening),
    ...line(
      'report',
      [report.id, report.publisher, report.published?.slice(0, 10), report.title, report.url]
        .filter(Boolean)
        .join(' · '),
    ),
  ].join('\n')
}
