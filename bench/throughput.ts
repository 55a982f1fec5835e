/**
 * Speed of whole coding, raw report to record, on one thread: `npm run bench:speed [-- --seconds N]`. Reads the reports of samples/ again
 * and again and, where it is there, a piece of ../shared/data/raw. Counts processor time (of the process: the collector and the compiler
 * too), not the clock, so that a busy machine spoils it less. It never judges the figures.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadKnowledge } from '../src/knowledge/knowledge.ts'
import type { Document } from '../src/model/document.ts'
import type { Parser } from '../src/model/token.ts'
import { createParser } from '../src/parse/parser.ts'
import { createCoder } from '../src/pipeline.ts'
import { readData, readModel } from '../src/read/data.ts'
import { readSources } from '../src/read/sources.ts'
import { sharedData } from './shared-lines.ts'
import { percent } from './tally.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '5' } } })
const budget = Number(values.seconds)

/** Seconds of processor time this process has used. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** What went through the parser so far, and the processor time it took. */
const meter = { seconds: 0, sentences: 0, tokens: 0 }
const metered = (parser: Parser): Parser => ({
  version: parser.version,
  parse(sentences) {
    const from = cpu()
    const parses = parser.parse(sentences)
    meter.seconds += cpu() - from
    meter.sentences += sentences.length
    for (const words of sentences) meter.tokens += words.length
    return parses
  },
})

const documentsOf = async (path: string, limit: number): Promise<readonly Document[]> => {
  const documents: Document[] = []
  for await (const reading of readSources([path])) {
    if (reading.kind === 'document') documents.push(reading.document)
    if (documents.length >= limit) break
  }
  return documents
}

const began = { clock: performance.now(), cpu: cpu() }
const { knowledge } = loadKnowledge(await readData())
const parser = metered(createParser(await readModel()))
const coder = createCoder(knowledge, parser, { version: 'bench', knowledge: parser.version })
const clock = Math.round(performance.now() - began.clock)
console.log(
  `start-up: ${clock} ms by the clock, ${Math.round(1000 * (cpu() - began.cpu))} ms of processor; memory ${megabytes(process.memoryUsage.rss())}`,
)

/** Codes the documents, from the first again when they are through, for so many seconds of processor time; answers the reports coded. */
const codeFor = (documents: readonly Document[], seconds: number): number => {
  const until = cpu() + seconds
  let reports = 0
  for (; cpu() < until || reports === 0; reports++) {
    const document = documents[reports % documents.length]
    if (document) coder.code(document)
  }
  return reports
}

const measure = (name: string, documents: readonly Document[]): void => {
  codeFor(documents, budget / 2)
  const before = { ...meter }
  const from = cpu()
  const reports = codeFor(documents, budget)
  const seconds = cpu() - from
  const sentences = meter.sentences - before.sentences
  const inModel = meter.seconds - before.seconds
  const rate = (count: number): string => Math.round(count / seconds).toString()
  const { rss, heapUsed } = process.memoryUsage()
  console.log(`\n${name}: ${reports} reports, ${sentences} sentences in ${seconds.toFixed(1)} s of processor time`)
  console.log(
    `  ${rate(sentences)} sentences/s, ${rate(meter.tokens - before.tokens)} tokens/s, ${rate(reports)} reports/s`,
  )
  console.log(
    `  in the model ${percent(inModel, seconds)}; the model alone ${Math.round(sentences / inModel)} sentences/s`,
  )
  console.log(`  memory ${megabytes(rss)}, heap ${megabytes(heapUsed)}`)
}

const root = resolve(import.meta.dirname, '..')
measure('samples/', await documentsOf(resolve(root, 'samples'), Number.POSITIVE_INFINITY))
const raw = resolve(sharedData, 'raw/newswire.jsonl.gz')
if (existsSync(raw)) measure('newswire of 1987', await documentsOf(raw, 1000))
else console.log(`\n${raw} is not here: samples only`)
