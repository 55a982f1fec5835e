import { Worker } from 'node:worker_threads'
import type { Document } from '../model/document.ts'
import type { DocumentRecord } from '../model/record.ts'

export type Outcome = { readonly record: DocumentRecord } | { readonly reason: string }

/** Codes documents beside the server, which goes on answering meanwhile. */
export interface Coding {
  code(document: Document): Promise<Outcome>
  close(): Promise<void>
}

/** A coder in a thread of its own, started by the first report: who only looks pays nothing. */
export const createCoding = (): Coding => {
  const waiting = new Map<number, (outcome: Outcome) => void>()
  let worker: Worker | null = null
  let count = 0
  const start = (): Worker => {
    // The name is no import, so the compiler does not turn .ts into .js.
    const name = import.meta.url.endsWith('.ts') ? './coder-thread.ts' : './coder-thread.js'
    const started = new Worker(new URL(name, import.meta.url))
    started.on('message', ({ number, outcome }: { number: number; outcome: Outcome }) => {
      waiting.get(number)?.(outcome)
      waiting.delete(number)
      // a thread with nothing to do keeps no process alive
      if (waiting.size === 0) started.unref()
    })
    started.on('error', error => {
      worker = null
      const reason = error instanceof Error ? error.message : String(error)
      for (const answer of waiting.values()) answer({ reason })
      waiting.clear()
    })
    return started
  }
  return {
    code: document =>
      new Promise(resolve => {
        worker ??= start()
        waiting.set(++count, resolve)
        worker.ref()
        worker.postMessage({ number: count, document })
      }),
    close: async () => {
      await worker?.terminate()
      worker = null
    },
  }
}
