import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Item, Job, Outcome } from './job.ts'
import { createWork } from './work.ts'

/** As many reports as are awaited before threads are started: a few are done sooner without. */
const FEW = 12
/** Characters of text that go to a thread at once, at least; a message costs more than a short report. */
const PORTION = 30_000

/** A report to work on, or a problem on the way to it, which keeps its place among them. */
export type Step = { readonly item: Item } | { readonly failure: string }

/** Does the job for every step, in the order of the steps whatever the number of threads. */
export const workAll = async function* (
  steps: AsyncIterable<Step>,
  job: Job,
  jobs: number | undefined,
): AsyncGenerator<Outcome> {
  const iterator = steps[Symbol.asyncIterator]()
  const first: Step[] = []
  let items = 0
  let ended = false
  while (items <= FEW && !ended) {
    const next = await iterator.next()
    if (next.done) ended = true
    else {
      first.push(next.value)
      if ('item' in next.value) items++
    }
  }
  const rest = async function* (): AsyncGenerator<Step> {
    yield* first
    while (!ended) {
      const next = await iterator.next()
      if (next.done) ended = true
      else yield next.value
    }
  }
  const threads = jobs ?? (ended ? 1 : availableParallelism())
  if (items === 0) {
    for await (const step of rest()) if ('failure' in step) yield step
  } else yield* threads === 1 ? workHere(rest(), job) : workThere(rest(), job, threads)
}

const workHere = async function* (steps: AsyncIterable<Step>, job: Job): AsyncGenerator<Outcome> {
  const work = await createWork(job)
  for await (const step of steps) yield 'item' in step ? work(step.item) : step
}

/** Portions of steps go round the threads; their outcomes are yielded in order, so at most a few portions wait. */
const workThere = async function* (steps: AsyncIterable<Step>, job: Job, threads: number): AsyncGenerator<Outcome> {
  const workers = Array.from({ length: threads }, () => startWorker(job))
  const waiting: Promise<readonly Outcome[]>[] = []
  try {
    let turn = 0
    for await (const portion of portions(steps)) {
      const worker = workers[turn++ % threads]
      if (worker === undefined) break
      waiting.push(worker.send(portion))
      if (waiting.length > threads * 2) yield* (await waiting.shift()) ?? []
    }
    while (waiting.length > 0) yield* (await waiting.shift()) ?? []
  } finally {
    for (const outcome of waiting) outcome.catch(() => undefined)
    await Promise.all(workers.map(worker => worker.stop()))
  }
}

const portions = async function* (steps: AsyncIterable<Step>): AsyncGenerator<readonly Step[]> {
  let portion: Step[] = []
  let size = 0
  for await (const step of steps) {
    portion.push(step)
    size += 'item' in step ? step.item.document.text.length : 0
    if (size < PORTION) continue
    yield portion
    portion = []
    size = 0
  }
  if (portion.length > 0) yield portion
}

interface Thread {
  send(portion: readonly Step[]): Promise<readonly Outcome[]>
  stop(): Promise<unknown>
}

interface Waiter {
  readonly resolve: (outcomes: readonly Outcome[]) => void
  readonly reject: (error: Error) => void
}

const startWorker = (job: Job): Thread => {
  // The name is no import, so the compiler does not turn .ts into .js.
  const name = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
  const worker = new Worker(new URL(name, import.meta.url), { workerData: job })
  const queue: Waiter[] = []
  let broken: Error | null = null
  worker.on('message', (outcomes: readonly Outcome[]) => queue.shift()?.resolve(outcomes))
  worker.on('error', error => {
    broken = error instanceof Error ? error : new Error(String(error))
    for (const waiter of queue.splice(0)) waiter.reject(broken)
  })
  return {
    send: portion =>
      new Promise((resolve, reject) => {
        if (broken !== null) {
          reject(broken)
          return
        }
        queue.push({ resolve, reject })
        worker.postMessage(portion)
      }),
    stop: () => worker.terminate(),
  }
}
