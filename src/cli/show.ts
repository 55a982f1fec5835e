import type { Reason } from '../record/reason.ts'
import { findRecord, statementRows } from '../store/documents.ts'
import { eventRows } from '../store/events.ts'
import { explainHappening, findHappening, type Why } from '../store/happenings.ts'
import type { Store } from '../store/open.ts'
import { toldRows } from '../store/told.ts'
import { actText, happeningText } from '../views/happening-text.ts'
import { useStore } from './open-store.ts'
import { openOutput } from './output.ts'
import type { StoreOptions } from './store-options.ts'

export interface ShowOptions extends StoreOptions {
  readonly why?: true
  readonly format?: string
}

/** `readout show ID`: a happening, an event, a statement or a report, with all there is. */
export const show = (id: string, options: ShowOptions): Promise<number> =>
  useStore(options.store, { readOnly: true }, async store => {
    const output = openOutput(undefined)
    const json = options.format === 'json'
    const text = id.startsWith('h_')
      ? await happening(store, id, options.why === true, json)
      : id.includes('#')
        ? await part(store, id, json)
        : await report(store, id, json)
    await output.write(`${text}\n`)
    await output.commit()
    return 0
  })

const happening = async (store: Store, id: string, why: boolean, json: boolean): Promise<string> => {
  const found = await findHappening(store.db, id)
  if (found === null) throw new Error(`there is no happening "${id}" in the store`)
  const reasons = why ? await explainHappening(store, found.seq) : null
  if (json) return JSON.stringify(reasons === null ? found.happening : { ...found.happening, why: reasons }, null, 2)
  const parts: string[] = found.forwarded ? [`${id} is ${found.happening.id} now\n`] : []
  for await (const told of toldRows(store.db, one(found.happening))) parts.push(happeningText(told))
  if (reasons !== null) parts.push(whyText(reasons))
  return parts.join('\n')
}

async function* one<T>(value: T): AsyncGenerator<T> {
  yield value
}

const part = async (store: Store, id: string, json: boolean): Promise<string> => {
  const document = [id.slice(0, id.lastIndexOf('#'))]
  for await (const row of eventRows(store.db, { document }))
    if (row.id === id) return json ? JSON.stringify(row.act, null, 2) : actText(row)
  for await (const row of statementRows(store.db, { document }))
    if (row.id === id)
      return json
        ? JSON.stringify(row, null, 2)
        : `${row.id}  ${row.source ?? 'somebody unnamed'} «${row.cue}», ${row.stance}${row.direct ? ', in quotation marks' : ''}\n  ${row.content.replace(/\s+/g, ' ')}`
  throw new Error(`there is no event or statement "${id}" in the store`)
}

const report = async (store: Store, id: string, json: boolean): Promise<string> => {
  const record = await findRecord(store.db, id)
  if (record === null)
    throw new Error(`there is no report "${id}" in the store; happenings are named h_…, events report#ev1`)
  if (json) return JSON.stringify(record, null, 2)
  const { document } = record
  const acts: string[] = []
  for await (const row of eventRows(store.db, { document: [id] })) acts.push(actText(row))
  return [
    [document.title, document.publisher, document.published, document.url].filter(Boolean).join(' · '),
    '',
    document.text.trim(),
    '',
    ...acts,
  ].join('\n')
}

const whyText = ({ threshold, mentions, apart }: Why): string =>
  [
    '',
    `Why these are one (${threshold.toFixed(1)} bits are needed)`,
    ...mentions.flatMap(m =>
      m.measured === null || m.like === null
        ? [`  ${m.key}: the only mention`]
        : [`  ${m.key} and ${m.like}: ${m.measured.best.bits} bits`, ...m.measured.best.reasons.map(reasonLine)],
    ),
    ...(apart.length === 0 ? [] : ['', 'Kept apart']),
    ...apart.flatMap(a => [
      `  ${a.id} (${a.type}): ${a.best.bits} bits${a.veto ? ', ruled out' : ''}`,
      ...a.best.reasons.filter(r => r.bits < 0).map(reasonLine),
    ]),
  ].join('\n')

const reasonLine = (reason: Reason): string =>
  `    ${reason.bits >= 0 ? '+' : '-'}${Math.abs(reason.bits).toFixed(1).padStart(4)}  ${reason.feature.padEnd(10)} ${reason.note}${reason.veto === true ? ' (rules it out)' : ''}`
