import { type People, readPeople } from '../src/knowledge/actors/people.ts'
import { loadMerging } from '../src/knowledge/merging.ts'
import type { DocumentRecord } from '../src/model/record.ts'
import type { OfficesOf } from '../src/views/page/actor.ts'
import { EXPORTS, type Export, fits, layoutOf } from '../src/views/page/exports.ts'
import { start } from './app.ts'
import type { Reply } from './coder.ts'
import { createCorrections } from './corrections.ts'
import type { Coded, Host, Input } from './host.ts'
import { createMemory, type Memory } from './memory.ts'
import { unpack } from './unpack.ts'
import { worldMap } from './world.ts'

/** The page on its own: the coder runs in a thread beside it, the record lives in memory, no text leaves the machine. */
const browserHost = (memory: Memory): Host => {
  const code = coderThread()
  const take = async (inputs: readonly Input[], progress: (done: number) => void): Promise<Coded> => {
    const records: DocumentRecord[] = []
    const refused: { name: string; reason: string }[] = []
    for (const [index, input] of inputs.entries()) {
      const reply = await code(input)
      records.push(...reply.records)
      refused.push(...reply.problems.map(reason => ({ name: input.name, reason })))
      progress(index + 1)
    }
    memory.add(records)
    return { records, refused }
  }
  return {
    answers: memory,
    where:
      'Everything happens in this page: no text leaves this machine. Reports are gone when it is closed; corrections stay in this browser and hold when the same report comes again.',
    code: take,
    sample: async progress => {
      const samples = await unpacked('samples.bin')
      const inputs = Object.entries(samples).map(([name, text]) => ({ name, text, published: null, publisher: null }))
      await take(inputs, done => progress(done, inputs.length))
    },
    correct: asked => memory.correct(asked),
    exports: Object.keys(EXPORTS) as Export[],
    export: async (format, filter) => {
      const { items } = await memory.happenings(filter, { limit: Number.MAX_SAFE_INTEGER })
      const layout = layoutOf(format)
      const rows = items.map(({ lead: _, ...happening }) => happening).filter(h => fits(format, h))
      return new Blob([layout.head, ...rows.map((h, i) => layout.row(h, i)), layout.tail], { type: EXPORTS[format] })
    },
    watch: null,
  }
}

/** Starts the thread with the first report. */
const coderThread = (): ((input: Input) => Promise<Reply>) => {
  let worker: Worker | null = null
  let count = 0
  const waiting = new Map<number, (reply: Reply) => void>()
  const run = (): Worker => {
    const started = new Worker('coder.js', { type: 'module' })
    started.onmessage = ({ data }: MessageEvent<Reply>) => {
      waiting.get(data.number)?.(data)
      waiting.delete(data.number)
    }
    started.onerror = event => {
      worker = null
      for (const [number, answer] of waiting)
        answer({ number, records: [], problems: [event.message || 'the coder could not be started'] })
      waiting.clear()
    }
    return started
  }
  return input =>
    new Promise(resolve => {
      worker ??= run()
      waiting.set(++count, resolve)
      worker.postMessage({ number: count, input })
    })
}

const unpacked = async (name: string): Promise<Readonly<Record<string, string>>> =>
  JSON.parse(new TextDecoder().decode(await unpack(name))) as Readonly<Record<string, string>>

/** Who held which office when, fetched with the first actor looked at. */
const officesOf = (): OfficesOf => {
  let people: Promise<People> | null = null
  return async (country, first, last) => {
    people ??= unpacked('offices.bin').then(tables =>
      readPeople(
        Object.entries(tables).map(([file, text]) => ({ file, text })),
        new Set(),
      ),
    )
    return (await people).during(country, first, last)
  }
}

const merging = new Map(Object.entries(await unpacked('merging.bin')))
const shelf = {
  read: () => localStorage.getItem('readout-corrections'),
  write: (text: string) => localStorage.setItem('readout-corrections', text),
}
const corrections = createCorrections(shelf, () => new Date().toISOString())
start(browserHost(createMemory(loadMerging(merging).knowledge, officesOf(), corrections)))
// the network may be cut before anybody looks at the map
void Promise.all([worldMap(), import('./views/map.ts')]).catch(() => undefined)
