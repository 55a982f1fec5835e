/**
 * Measures the segmenter on treebanks: `node bench/tokens.ts [FILE.conllu[.gz]]…` (default: EWT and GUM dev of ../shared). The raw
 * text is put together again from the forms, SpaceAfter=No and the marks of new paragraphs and documents.
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { splitSentences } from '../src/annotate/sentences.ts'
import { tokenize } from '../src/annotate/tokens.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'

const data = join(import.meta.dirname, '../data')
const treebanks = join(import.meta.dirname, '../../shared/data/treebanks')
const names = ['words', 'abbreviations', 'sentences', 'zones'].map(name => `tokens/${name}.yml`)
const { knowledge } = loadTokens(new Map(names.map(name => [name, readFileSync(join(data, name), 'utf8')])))

type Gold = { readonly paragraphs: string[]; readonly words: string[]; readonly sentences: string[] }

/** Raw paragraphs, and gold words and sentences as "start-end" offsets into all paragraphs joined by two line feeds. */
const readGold = (conllu: string): Gold => {
  const gold: Gold = { paragraphs: [], words: [], sentences: [] }
  let paragraph = ''
  let offset = 0
  const flush = (): void => {
    const text = paragraph.trimEnd()
    if (text !== '') {
      gold.paragraphs.push(text)
      offset += text.length + 2
    }
    paragraph = ''
  }
  for (const block of conllu.split('\n\n')) {
    const lines = block.split('\n').filter(line => line !== '')
    if (lines.some(line => /^# new(par|doc)( |$)/.test(line))) flush()
    const first = offset + paragraph.length
    let last = first
    let inside = 0
    let parts: string[] = []
    let range = ''
    for (const line of lines) {
      if (line.startsWith('#')) continue
      const [id = '', form = '', , , , , , , , misc = ''] = line.split('\t')
      if (id.includes('.')) continue
      const span = id.split('-')
      const start = offset + paragraph.length
      if (span.length === 2) {
        inside = Number(span[1])
        range = form
        parts = []
        continue
      }
      if (inside >= Number(id)) {
        parts.push(form)
        if (inside !== Number(id)) continue
        let at = start
        const fits = parts.join('') === range
        parts.forEach((part, i) => {
          const size = fits ? part.length : i === 0 ? range.length : 0
          if (size > 0) gold.words.push(`${at}-${at + size}`)
          at += size
        })
        const whole = lines.find(l => l.startsWith(`${span[0] && inside - parts.length + 1}-${inside}\t`)) ?? ''
        paragraph += range + (/SpaceAfter=No/.test(whole) ? '' : ' ')
        last = start + range.length
        continue
      }
      gold.words.push(`${start}-${start + form.length}`)
      last = start + form.length
      paragraph += form + (/SpaceAfter=No/.test(misc) ? '' : ' ')
    }
    if (last > first) gold.sentences.push(`${first}-${last}`)
  }
  flush()
  return gold
}

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
  const gold = readGold((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
  const text = gold.paragraphs.join('\n\n')
  const words: string[] = []
  const sentences: string[] = []
  const began = performance.now()
  let at = 0
  for (const paragraph of gold.paragraphs) {
    const found = tokenize(text, at, at + paragraph.length, knowledge)
    for (const word of found) words.push(`${word.start}-${word.end}`)
    for (const [from, to] of splitSentences(text, found, knowledge)) {
      sentences.push(`${found[from]?.start}-${found[to - 1]?.end}`)
    }
    at += paragraph.length + 2
  }
  const seconds = (performance.now() - began) / 1000
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
