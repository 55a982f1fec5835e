import { userInfo } from 'node:os'
import { applyCorrections } from '../record/correction.ts'
import {
  allCorrections,
  correctField,
  dropEvent,
  mergeHappenings,
  type Signature,
  splitMention,
  standReport,
  undoCorrection,
  withdrawReport,
} from '../store/correct.ts'
import { findRecord } from '../store/documents.ts'
import { goldOf } from '../views/gold.ts'
import { useStore } from './open-store.ts'
import { openOutput } from './output.ts'
import { say } from './say.ts'
import type { StoreOptions } from './store-options.ts'

export interface CorrectOptions extends StoreOptions {
  readonly author?: string
  readonly note?: string
  readonly output?: string
}

const signature = (options: CorrectOptions): Signature => ({
  author: options.author ?? userInfo().username,
  made: new Date().toISOString(),
  note: options.note ?? null,
})

export type Act = 'field' | 'drop' | 'merge' | 'split' | 'withdraw' | 'stand' | 'undo'

/** `readout correct ACT …`: says what is wrong; the coder's own word stays beside it. */
export const correct = (act: Act, args: readonly string[], options: CorrectOptions): Promise<number> =>
  useStore(options.store, { readOnly: false }, async store => {
    const [first = '', second = '', third] = args
    const signed = signature(options)
    if (act === 'undo') {
      await undoCorrection(store, first, signed.made)
      say(`${first} is taken back`)
      return 0
    }
    const kept: Readonly<Record<Exclude<Act, 'undo'>, () => Promise<string>>> = {
      field: () => correctField(store, first, second, third ?? null, signed),
      drop: () => dropEvent(store, first, signed),
      merge: () => mergeHappenings(store, first, second, signed),
      split: () => splitMention(store, first, signed),
      withdraw: () => withdrawReport(store, first, signed),
      stand: () => standReport(store, first, signed),
    }
    say(`kept as ${await kept[act]()}`)
    return 0
  })

/** `readout correct list`: every correction, a JSON line each. */
export const listCorrections = (options: CorrectOptions): Promise<number> =>
  useStore(options.store, { readOnly: true }, async ({ db }) => {
    const output = openOutput(options.output)
    for (const correction of await allCorrections(db)) await output.write(`${JSON.stringify(correction)}\n`)
    await output.commit()
    return 0
  })

/** `readout correct gold`: the reports people corrected, in the form of the gold files, a line each. */
export const exportGold = (options: CorrectOptions): Promise<number> =>
  useStore(options.store, { readOnly: true }, async ({ db }) => {
    const output = openOutput(options.output)
    const corrections = (await allCorrections(db)).filter(c => c.undone === null)
    const documents = [
      ...new Set(
        corrections.map(c => (c.target.includes('#') ? c.target.slice(0, c.target.lastIndexOf('#')) : c.target)),
      ),
    ].sort()
    for (const id of documents) {
      const record = await findRecord(db, id)
      if (record !== null)
        await output.write(`${JSON.stringify(goldOf(applyCorrections(record, corrections).record))}\n`)
    }
    await output.commit()
    return 0
  })
