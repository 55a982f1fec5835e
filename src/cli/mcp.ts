import { createInterface } from 'node:readline'
import { storeAnswers } from '../http/answers.ts'
import { checkPageFilter } from '../http/check.ts'
import { createMcp } from '../http/mcp.ts'
import { officeTables } from '../http/offices.ts'
import { readingRoutes } from '../http/routes.ts'
import { useStore } from './open-store.ts'
import type { StoreOptions } from './store-options.ts'
import { readVersion } from './version.ts'

/** `readout mcp`: answers a language model over standard input and output, a message a line, until the input ends. Reads only. */
export const mcp = (options: StoreOptions): Promise<number> =>
  useStore(options.store, { readOnly: true }, async store => {
    const answer = createMcp(
      readingRoutes(storeAnswers(store, officeTables()), checkPageFilter(store.db)),
      await readVersion(),
    )
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() === '') continue
      const reply = await answer(line)
      if (reply !== null) process.stdout.write(`${reply}\n`)
    }
    return 0
  })
