import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** A sentence of a treebank as the benchmark needs it; arrays run parallel. */
export interface GoldSentence {
  readonly form: readonly string[]
  readonly lemma: readonly string[]
  readonly upos: readonly string[]
  readonly xpos: readonly string[]
  readonly feats: readonly string[]
  readonly head: readonly number[]
  readonly deprel: readonly string[]
}

/** The sentences of a CoNLL-U file (.gz or plain), multiword ranges and empty nodes left out. */
export const readTreebank = (path: string): readonly GoldSentence[] => {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split(/\r?\n\r?\n/)
    .map(block => block.split(/\r?\n/).flatMap(line => (/^\d+\t/.test(line) ? [line.split('\t')] : [])))
    .filter(rows => rows.length > 0)
    .map(rows => {
      const column = (i: number): readonly string[] => rows.map(row => row[i] ?? '_')
      return {
        form: column(1),
        lemma: column(2),
        upos: column(3),
        xpos: column(4),
        feats: column(5),
        head: column(6).map(Number),
        deprel: column(7),
      }
    })
}
