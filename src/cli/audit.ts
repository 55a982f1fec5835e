import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import {
  auditSheet,
  JUDGED,
  type Judgement,
  keepJudgements,
  type Precision,
  precisionOf,
  readSheet,
  sampleEvents,
} from '../store/audit.ts'
import { checkFilter } from '../store/check-filter.ts'
import { actText } from '../views/happening-text.ts'
import type { Column } from '../views/table.ts'
import { writeRows } from './listing.ts'
import { useStore } from './open-store.ts'
import { openOutput } from './output.ts'
import { say } from './say.ts'
import { filterOf, type ListOptions } from './store-options.ts'

export interface AuditOptions extends ListOptions {
  readonly perType: number
  readonly seed: number
  readonly author?: string
}

/** `readout audit sheet`: a stratified sample as CSV, with empty cells for the judge. */
export const sheet = (options: AuditOptions): Promise<number> =>
  useStore(options.store, { readOnly: true }, async ({ db }) => {
    const filter = filterOf(options)
    await checkFilter(db, filter)
    const output = openOutput(options.output)
    await output.write(auditSheet(await sampleEvents(db, filter, options.perType, options.seed)))
    await output.commit()
    return 0
  })

const signed = (options: AuditOptions) => ({
  author: options.author ?? userInfo().username,
  made: new Date().toISOString(),
})

/** `readout audit keep FILE`: judgements of a filled sheet back into the store. */
export const keepSheet = (path: string, options: AuditOptions): Promise<number> =>
  useStore(options.store, { readOnly: false }, async ({ db }) => {
    const judgements = readSheet(await readFile(path, 'utf8'))
    const lost = await keepJudgements(db, judgements, signed(options))
    say(
      `${judgements.length - lost} judgements kept${lost > 0 ? `; ${lost} name events that are no longer in the store` : ''}`,
    )
    return lost > 0 ? 1 : 0
  })

/** `readout audit ask`: the sample one event after another on the terminal. */
export const ask = (options: AuditOptions): Promise<number> =>
  useStore(options.store, { readOnly: false }, async ({ db }) => {
    if (!process.stdin.isTTY) throw new Error('there is nobody to ask: "readout audit sheet" writes a file instead')
    const filter = filterOf(options)
    await checkFilter(db, filter)
    const sample = await sampleEvents(db, filter, options.perType, options.seed)
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    try {
      for (const [index, row] of sample.entries()) {
        process.stdout.write(`\n[${index + 1} of ${sample.length}]\n${actText(row)}\n`)
        const answer = (
          await terminal.question(`wrong fields (${JUDGED.join(' ')}), enter if all is right, s to skip, q to stop: `)
        ).trim()
        if (answer === 'q') break
        if (answer === 's') continue
        const wrong = answer.split(/[\s,]+/).filter(word => word !== '')
        const unknown = wrong.find(word => !JUDGED.some(field => field === word))
        if (unknown !== undefined) {
          process.stdout.write(`"${unknown}" is no field; this event is left out\n`)
          continue
        }
        // of what is no event nothing else can be right or wrong
        const asked = wrong.includes('event') ? (['event'] as const) : JUDGED
        const judgements = asked.map((field): Judgement => ({ key: row.act.key, field, right: !wrong.includes(field) }))
        await keepJudgements(db, judgements, signed(options))
      }
    } finally {
      terminal.close()
    }
    return 0
  })

const PERCENT = (share: number): number => Math.round(share * 1000) / 10

const COLUMNS: readonly Column<Precision>[] = [
  { name: 'field', type: 'text', about: 'What was judged', value: p => p.field },
  { name: 'type', type: 'text', about: 'PLOVER type, or all', value: p => p.stratum ?? 'all' },
  { name: 'judged', type: 'integer', about: 'Judgements', value: p => p.judged },
  { name: 'right', type: 'integer', about: 'Of them right', value: p => p.right },
  {
    name: 'precision',
    type: 'real',
    about: 'Percent; over all types weighted by their size',
    value: p => PERCENT(p.precision),
  },
  { name: 'low', type: 'real', about: '95 % interval, lower end', value: p => PERCENT(p.low) },
  { name: 'high', type: 'real', about: '95 % interval, upper end', value: p => PERCENT(p.high) },
]

/** `readout audit report`: precision by field and type, with 95 % intervals. */
export const precision = (options: AuditOptions): Promise<number> =>
  useStore(options.store, { readOnly: true }, async ({ db }) => {
    const rows = await precisionOf(db)
    const each = async function* (): AsyncGenerator<Precision> {
      yield* rows
    }
    await writeRows(
      each(),
      COLUMNS,
      COLUMNS.map(c => c.name),
      row => row,
      options,
    )
    return 0
  })
