/**
 * Makes data/merging/words.tsv: how telling a stem is, in bits, from the share of reports it occurs in.
 * `node scripts/word-weights.ts ../shared/data > data/merging/words.tsv`; a table of counts, no text of the reports.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { loadMerging } from '../src/knowledge/merging.ts'
import { stemOf, wordsOf } from '../src/knowledge/stem.ts'

const shared = process.argv[2] ?? '../shared/data'
const words = readFileSync('data/merging/words.yml', 'utf8')
const { stemming } = loadMerging(new Map([['merging/words.yml', words]])).knowledge
const lines = (file: string): readonly { text: string }[] =>
  gunzipSync(readFileSync(join(shared, file)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { text: string })

/** Share of the texts in which each stem occurs. */
const shares = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const stem of new Set(wordsOf(text).map(word => stemOf(word, stemming))))
      counts.set(stem, (counts.get(stem) ?? 0) + 1)
  return new Map([...counts].map(([stem, n]) => [stem, n / texts.length]))
}

const wire = shares(lines('raw/newswire.jsonl.gz').map(r => r.text))
const politics = shares(
  ['attribution/polnear.train.jsonl.gz', 'entities/re3d.jsonl.gz', 'entities/gum_news_train.jsonl.gz'].flatMap(f =>
    lines(f).map(r => r.text),
  ),
)
const rows = [...new Set([...wire.keys(), ...politics.keys()])]
  .filter(stem => !/^\d/.test(stem))
  .map(stem => [stem, ((wire.get(stem) ?? 0) + (politics.get(stem) ?? 0)) / 2] as const)
  .filter(([, share]) => share >= 0.004)
  .sort(([a], [b]) => (a < b ? -1 : 1))
process.stdout.write('stem\tbits\n')
for (const [stem, share] of rows) process.stdout.write(`${stem}\t${(-Math.log2(share)).toFixed(1)}\n`)
