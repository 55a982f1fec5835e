import { diffSnapshots, writeSnapshot } from '../store/snapshot.ts'
import { useStore } from './open-store.ts'
import { openOutput } from './output.ts'
import type { StoreOptions } from './store-options.ts'

/** `readout snapshot`: the state of the store under the hash of its bytes. */
export const snapshot = (options: StoreOptions & { readonly folder: string }): Promise<number> =>
  useStore(options.store, { readOnly: true }, async ({ db }) => {
    const output = openOutput(undefined)
    await output.write(`${(await writeSnapshot(db, options.folder)).path}\n`)
    await output.commit()
    return 0
  })

/** `readout diff A B`: exit status 0 when the two are the same, 1 when they differ, as diff(1) has it. */
export const diff = async (a: string, b: string, options: { readonly format: string }): Promise<number> => {
  const output = openOutput(undefined)
  let count = 0
  for await (const d of diffSnapshots(a, b)) {
    count++
    const fields = d.fields.length === 0 ? '' : ` (${d.fields.join(', ')})`
    await output.write(
      options.format === 'jsonl' ? `${JSON.stringify(d)}\n` : `${d.change} ${d.kind} ${d.id}${fields}: ${d.cause}\n`,
    )
  }
  await output.commit()
  return count === 0 ? 0 : 1
}
