import { parentPort } from 'node:worker_threads'
import { problemLine } from '../knowledge/problem.ts'
import type { Document } from '../model/document.ts'
import { loadCoder } from '../read/coder.ts'
import type { Outcome } from './coding.ts'

/** A thread that codes: a document comes in with a number, its record or a sentence on what went wrong goes out with it. */
const loaded = loadCoder()

parentPort?.on('message', async ({ number, document }: { readonly number: number; readonly document: Document }) => {
  let outcome: Outcome
  try {
    const { coder, problems } = await loaded
    const [first] = problems
    if (first !== undefined) throw new Error(`the knowledge has errors: ${problemLine(first)}`)
    outcome = { record: coder.code(document) }
  } catch (error) {
    outcome = { reason: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage({ number, outcome })
})
