import type { Document } from '../model/document.ts'
import type { DocumentRecord } from '../model/record.ts'
import { type Overrides, type Reading, readSources } from '../read/sources.ts'
import { ingest, knownReports } from '../store/ingest.ts'
import type { Store } from '../store/open.ts'
import type { Job } from './job.ts'
import { useStore } from './open-store.ts'
import { type Step, workAll } from './pool.ts'
import { createProgress } from './progress.ts'
import { say } from './say.ts'
import type { StoreOptions } from './store-options.ts'

export interface IngestOptions extends StoreOptions {
  readonly date?: string
  readonly publisher?: string
  readonly jobs?: number
  readonly recode?: true
  readonly coded?: true
  readonly rules: readonly string[]
}

/** Reports asked about at a time, whether they are kept already. */
const AHEAD = 200

/** After so many new reports the database looks at its tables anew. */
const MANY = 1000

/** `readout ingest`: codes what is new and keeps it. Returns the exit status. */
export const ingestPaths = async (paths: readonly string[], options: IngestOptions): Promise<number> =>
  useStore(options.store, { readOnly: false }, async store => {
    const overrides: Overrides = {
      ...(options.date === undefined ? {} : { published: options.date }),
      ...(options.publisher === undefined ? {} : { publisher: options.publisher }),
    }
    const progress = await createProgress(paths, false)
    const began = performance.now()
    let failed = 0
    let passed = 0
    const problem = (message: string): void => {
      failed++
      progress.clear()
      say(message)
    }
    const skip = (): void => {
      passed++
      progress.step()
    }
    const records =
      options.coded === true
        ? coded(paths, problem)
        : codeNew(store, readSources(paths, overrides), options, skip, problem)
    const totals = await ingest(store, records, {
      refused: (id, reason) => problem(`${id}: not kept: ${reason}`),
      kept: count => {
        for (let i = 0; i < count; i++) progress.step()
      },
    })
    progress.clear()
    if (totals.added + totals.renewed >= MANY) await store.db.settle()
    const known = totals.known + passed
    const seconds = (performance.now() - began) / 1000
    const parts = [
      `${totals.added} new`,
      ...(totals.renewed > 0 ? [`${totals.renewed} renewed`] : []),
      ...(known > 0 ? [`${known} known before`] : []),
      ...(failed > 0 ? [`${failed} not kept`] : []),
    ]
    say(`${parts.join(', ')}; ${totals.events} acts in ${seconds.toFixed(1)} s; ${options.store}`)
    return failed > 0 ? 1 : 0
  })

/** Records of the reports that are not kept yet, coded over worker threads, in the order of the input. */
async function* codeNew(
  store: Store,
  readings: AsyncIterable<Reading>,
  options: IngestOptions,
  skip: () => void,
  problem: (message: string) => void,
): AsyncGenerator<DocumentRecord> {
  const job: Job = { command: 'code', format: 'jsonl', rules: options.rules, width: 100, color: false }
  const steps = fresh(store, readings, options.recode === true, skip)
  for await (const outcome of workAll(steps, job, options.jobs)) {
    if ('failure' in outcome) problem(outcome.failure)
    else yield JSON.parse(outcome.text) as DocumentRecord
  }
}

async function* fresh(
  store: Store,
  readings: AsyncIterable<Reading>,
  recode: boolean,
  skip: () => void,
): AsyncGenerator<Step> {
  let waiting: Reading[] = []
  const ask = async function* (): AsyncGenerator<Step> {
    const list = waiting
    waiting = []
    const documents = list.flatMap((r): readonly Document[] => (r.kind === 'document' ? [r.document] : []))
    const known = recode ? new Set<string>() : await knownReports(store.db, documents)
    for (const reading of list) {
      if (reading.kind === 'problem') yield { failure: reading.message }
      else if (known.has(reading.document.id)) skip()
      else yield { item: { document: reading.document, trees: reading.trees } }
    }
  }
  for await (const reading of readings) {
    waiting.push(reading)
    if (waiting.length >= AHEAD) yield* ask()
  }
  yield* ask()
}

/** Records that were coded before: `readout code --format jsonl`. */
async function* coded(paths: readonly string[], problem: (message: string) => void): AsyncGenerator<DocumentRecord> {
  const { readRecords } = await import('../read/records.ts')
  for await (const reading of readRecords(paths)) {
    if ('problem' in reading) problem(reading.problem)
    else yield reading.record
  }
}
