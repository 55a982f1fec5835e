/**
 * Measures the segmenter on treebanks: `node bench/tokens.ts [FILE.conllu[.gz]]…` (default: EWT and GUM dev of ../shared). The raw
 * text is put together again from the forms, SpaceAfter=No and the marks of new paragraphs and documents. `--errors` lists what differs.
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { splitSentences } from '../src/annotate/sentences.ts'
import { tokenize } from '../src/annotate/tokens.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import type { Span } from '../src/model/span.ts'
import { readConllu } from '../src/read/conllu.ts'
import { dataFiles } from '../test/knowledge.ts'

const treebanks = join(import.meta.dirname, '../../shared/data/treebanks')
const { knowledge } = loadTokens(dataFiles('tokens'))

const score = (gold: readonly string[], got: readonly string[]): string => {
  const known = new Set(gold)
  const right = got.filter(span => known.has(span)).length
  return ((200 * right) / (gold.length + got.length)).toFixed(2)
}

const args = process.argv.slice(2)
const verbose = args.includes('--errors')
const files = args.filter(arg => !arg.startsWith('--'))
if (files.length === 0) files.push(join(treebanks, 'EWT-dev.conllu.gz'), join(treebanks, 'GUM-dev.conllu.gz'))
for (const file of files) {
  const bytes = readFileSync(file)
  const { documents } = readConllu((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
  const gold = { words: [] as string[], sentences: [] as string[] }
  const words: string[] = []
  const sentences: string[] = []
  let text = ''
  let seconds = 0
  for (const document of documents) {
    const key = (start: number | undefined, end: number | undefined): string =>
      `${(start ?? 0) + text.length}-${(end ?? 0) + text.length}`
    const paragraphs = new Map<number, Span>()
    for (const { paragraph, start, end, tokens } of document.sentences) {
      paragraphs.set(paragraph, { start: paragraphs.get(paragraph)?.start ?? start, end })
      gold.sentences.push(key(start, end))
      for (const token of tokens) gold.words.push(key(token.start, token.end))
    }
    for (const { start, end } of paragraphs.values()) {
      const began = performance.now()
      const found = tokenize(document.text, start, end, knowledge)
      const ranges = splitSentences(document.text, found, knowledge)
      seconds += (performance.now() - began) / 1000
      for (const word of found) words.push(key(word.start, word.end))
      for (const [from, to] of ranges) sentences.push(key(found[from]?.start, found[to - 1]?.end))
    }
    text += document.text
  }
  if (verbose) {
    const report = (kind: string, a: readonly string[], b: readonly string[]): void => {
      const has = new Set(b)
      for (const span of a) {
        const [start = 0, end = 0] = span.split('-').map(Number)
        if (!has.has(span))
          console.log(
            `${kind}\t${start}\t${JSON.stringify(text.slice(start, end))}\t…${JSON.stringify(text.slice(end, end + 30))}`,
          )
      }
    }
    report('missed word', gold.words, words)
    report('wrong word', words, gold.words)
    report('missed sentence', gold.sentences, sentences)
    report('wrong sentence', sentences, gold.sentences)
  }
  console.log(
    `${basename(file)}\twords F1 ${score(gold.words, words)}\tsentences F1 ${score(gold.sentences, sentences)}\t${Math.round(words.length / seconds)} words/s`,
  )
}
