/**
 * Learns where sentences end from the training parts of EWT and GUM and writes data/tokens/ends.tsv:
 * `node training/sentence-ends.ts TREEBANKS [OUT]`. Half a minute; the same file every time.
 *
 * Logistic regression over what src/annotate/ends.ts knows a gap by where the rules see no end, fitted by FTRL-proximal (McMahan
 * 2013), whose L1 penalty leaves most weights at nought and so the table short enough to read.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { ALWAYS, type Gap, gapsOf } from '../src/annotate/ends.ts'
import { splitByRules } from '../src/annotate/sentences.ts'
import { tokenize } from '../src/annotate/tokens.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import type { Span } from '../src/model/span.ts'
import { readConllu } from '../src/read/conllu.ts'

const PASSES = 20
const RATE = 0.3
const PENALTY = 24
/** Features of fewer documents are not learnt: they would be names of one correspondence. */
const DOCUMENTS = 5
/** Weights are kept in hundredths; smaller ones are left out. */
const UNIT = 100
const SMALLEST = 5
/** How probable an end has to be: a wrong cut breaks a sentence that may hold an act, a missed one joins two. */
const SURE = 0.6

const data = join(import.meta.dirname, '../data')
const [treebanks = join(import.meta.dirname, '../../shared/data/treebanks'), out = join(data, 'tokens/ends.tsv')] =
  process.argv.slice(2)
const { knowledge } = loadTokens(
  new Map(
    readdirSync(join(data, 'tokens')).map(file => [`tokens/${file}`, readFileSync(join(data, 'tokens', file), 'utf8')]),
  ),
)

interface Example {
  readonly features: readonly number[]
  readonly ends: boolean
}

/** The gaps of a treebank's paragraphs by document, and whether a sentence begins after each. */
const gapsIn = (file: string): readonly (readonly (readonly [Gap, boolean])[])[] => {
  const { documents } = readConllu(gunzipSync(readFileSync(join(treebanks, file))).toString('utf8'))
  return documents.map(({ text, sentences }) => {
    const begins = new Set(sentences.map(({ start }) => start))
    const paragraphs = new Map<number, Span>()
    for (const { paragraph, start, end } of sentences)
      paragraphs.set(paragraph, { start: paragraphs.get(paragraph)?.start ?? start, end })
    return [...paragraphs.values()].flatMap(({ start, end }) => {
      const words = tokenize(text, start, end, knowledge)
      const starts = new Set(splitByRules(text, words, knowledge).map(([from]) => from))
      return [...gapsOf(words, starts)].map(gap => [gap, begins.has(words[gap.at]?.start ?? -1)] as const)
    })
  })
}

const documents = ['EWT-train.conllu.gz', 'GUM-train.conllu.gz'].flatMap(gapsIn)
const counts = new Map<string, number>()
for (const gaps of documents)
  for (const name of new Set(gaps.flatMap(([{ features }]) => features))) counts.set(name, (counts.get(name) ?? 0) + 1)
const names = [...counts].filter(([, count]) => count >= DOCUMENTS).map(([name]) => name)
const places = new Map(names.map((name, i) => [name, i]))
const examples = documents
  .flat()
  .map(([{ features }, ends]): Example => ({ features: features.flatMap(name => places.get(name) ?? []), ends }))

const weights = new Float64Array(names.length)
const pulls = new Float64Array(names.length)
const squares = new Float64Array(names.length)

const learn = ({ features, ends }: Example): void => {
  let sum = 0
  for (const i of features) sum += weights[i] ?? 0
  const slope = 1 / (1 + Math.exp(-sum)) - (ends ? 1 : 0)
  for (const i of features) {
    const before = squares[i] ?? 0
    const after = before + slope * slope
    const pull = (pulls[i] ?? 0) + slope - ((Math.sqrt(after) - Math.sqrt(before)) / RATE) * (weights[i] ?? 0)
    squares[i] = after
    pulls[i] = pull
    const free = Math.abs(pull) - PENALTY
    weights[i] = free <= 0 ? 0 : (-Math.sign(pull) * free * RATE) / (1 + Math.sqrt(after))
  }
}

/** A fixed order of the examples, another one each pass (minimal standard generator, so that every run is the same). */
let state = 1
const below = (n: number): number => {
  state = (state * 48271) % 2147483647
  return state % n
}
for (let pass = 0; pass < PASSES; pass++) {
  for (let i = examples.length - 1; i > 0; i--) {
    const j = below(i + 1)
    const [a, b] = [examples[i], examples[j]]
    if (a !== undefined && b !== undefined) [examples[i], examples[j]] = [b, a]
  }
  examples.forEach(learn)
}

const least = Math.log(SURE / (1 - SURE))
const lines = names
  .map((name, i) => [name, Math.round(((weights[i] ?? 0) - (name === ALWAYS ? least : 0)) * UNIT)] as const)
  .filter(([, weight]) => Math.abs(weight) >= SMALLEST)
  .sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(
  out,
  `# Made by training/sentence-ends.ts from UD English EWT and GUM (train); CC BY-SA 4.0, as they are. Not to be edited.
# Weight, tab, what a gap between two words is known by (src/annotate/ends.ts): a sentence ends where the weights sum to more than 0.
${lines.map(([name, weight]) => `${weight}\t${name}`).join('\n')}
`,
)
console.log(`${examples.length} gaps, ${lines.length} weights`)
