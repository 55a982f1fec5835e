import { parentPort, workerData } from 'node:worker_threads'
import type { Job, Outcome } from './job.ts'
import type { Step } from './pool.ts'
import { createWork } from './work.ts'

/** A worker thread: portions of steps come in, their outcomes go out. */
const work = createWork(workerData as Job)

parentPort?.on('message', async (portion: readonly Step[]) => {
  const run = await work
  parentPort?.postMessage(portion.map((step): Outcome => ('item' in step ? run(step.item) : step)))
})
