/**
 * Measures the parser on treebanks: `node bench/parse.ts [FILE.conllu[.gz]]…` (default: EWT and GUM dev of ../shared; MODEL=FILE for
 * another model). Scores on gold words, then from raw text as CoNLL 2018 did; speed in seconds of one processor, beside wink-nlp's
 * (tags only, it has no trees). Names are scored in files whose MISC has `Name=` (training/gum_names.py writes one).
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import winkModel from 'wink-eng-lite-web-model'
import wink from 'wink-nlp'
import { splitSentences } from '../src/annotate/sentences.ts'
import { tokenize } from '../src/annotate/tokens.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import type { Span } from '../src/model/span.ts'
import type { Parse, Word } from '../src/model/token.ts'
import { createParser } from '../src/parse/parser.ts'
import { type ConlluDocument, readConllu } from '../src/read/conllu.ts'
import { dataFiles } from '../test/knowledge.ts'
import { type Scored, scoreNames, scoreSentences, scoreTrees } from './parse-scores.ts'

const root = join(import.meta.dirname, '..')
const { knowledge } = loadTokens(dataFiles('tokens'))
const model = readFileSync(process.env.MODEL ?? join(root, 'models/en.bin'))
const began = performance.now()
const parser = createParser(model)
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
console.log(
  `${parser.version}: ${megabytes(model.length)}, loaded in ${Math.round(performance.now() - began)} ms, memory ${megabytes(process.memoryUsage.rss())}`,
)

/** Runs `work` and says how many words it did a second of processor time. */
const timed = <T>(words: (result: T) => number, work: () => T): readonly [T, string] => {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  return [result, `${Math.round((words(result) * 1e6) / (user + system))} words/s`]
}

const paragraphsOf = (document: ConlluDocument): readonly Span[] => {
  const spans = new Map<number, Span>()
  for (const { paragraph, start, end } of document.sentences)
    spans.set(paragraph, { start: spans.get(paragraph)?.start ?? start, end })
  return [...spans.values()]
}

/** Raw text to trees. */
const parseText = (documents: readonly ConlluDocument[]): readonly Scored[] => {
  const sentences: (readonly Word[])[] = []
  const owner: number[] = []
  documents.forEach((document, d) => {
    for (const { start, end } of paragraphsOf(document)) {
      const words = tokenize(document.text, start, end, knowledge)
      for (const [from, to] of splitSentences(document.text, words, knowledge)) {
        sentences.push(words.slice(from, to))
        owner.push(d)
      }
    }
  })
  const parses = parser.parse(sentences.map(words => words.map(word => word.form)))
  return parses.map((parse, i) => scoredOf(owner[i] ?? 0, sentences[i] ?? [], parse))
}

const scoredOf = (document: number, words: readonly Word[], parse: Parse): Scored => ({
  keys: words.map(word => `${document}:${word.start}-${word.end}`),
  parse,
})

const files = process.argv.slice(2)
const treebanks = join(root, '../shared/data/treebanks')
if (files.length === 0) files.push(join(treebanks, 'EWT-dev.conllu.gz'), join(treebanks, 'GUM-dev.conllu.gz'))
const { readDoc, its } = wink(winkModel)
for (const file of files) {
  const bytes = readFileSync(file)
  const { documents } = readConllu((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
  const gold = documents.flatMap(({ sentences }, d) =>
    sentences.map(({ tokens, names }): Scored => {
      const column = <K extends 'lemma' | 'upos' | 'xpos' | 'feats' | 'head' | 'deprel'>(key: K) =>
        tokens.map(t => t[key])
      const parse = {
        lemma: column('lemma'),
        upos: column('upos'),
        xpos: column('xpos'),
        feats: column('feats'),
        head: column('head'),
        deprel: column('deprel'),
        names,
      }
      return scoredOf(d, tokens, parse)
    }),
  )
  const forms = documents.flatMap(({ sentences }) => sentences.map(({ tokens }) => tokens.map(token => token.form)))
  const words = forms.reduce((sum, sentence) => sum + sentence.length, 0)
  parser.parse(forms.slice(0, 400))
  const [parses, speed] = timed(
    () => words,
    () => parser.parse(forms),
  )
  const ours = gold.map(({ keys }, i): Scored => ({ keys, parse: parses[i] as Parse }))
  const show = (scores: readonly (readonly [string, number])[]): string =>
    scores.map(([name, value]) => `${name} ${value.toFixed(2)}`).join('  ')
  console.log(`\n${basename(file)}: ${gold.length} sentences, ${words} words`)
  console.log(`  gold words   ${show(scoreTrees(gold, ours))}  ${speed}`)
  if (gold.some(({ parse }) => parse.names.length > 0)) console.log(`  names        ${show(scoreNames(gold, ours))}`)
  const [fromText, textSpeed] = timed(
    (found: readonly Scored[]) => found.reduce((sum, { keys }) => sum + keys.length, 0),
    () => parseText(documents),
  )
  const cut = [['sentences', scoreSentences(gold, fromText)]] as const
  console.log(`  raw text     ${show([...scoreTrees(gold, fromText), ...cut])}  ${textSpeed}`)
  const [, winkSpeed] = timed(
    (tags: readonly string[]) => tags.length,
    () => documents.flatMap(({ text }) => readDoc(text).tokens().out(its.pos)),
  )
  console.log(`  wink-nlp     tags only  ${winkSpeed}`)
}
console.log(`memory ${megabytes(process.memoryUsage.rss())}`)
