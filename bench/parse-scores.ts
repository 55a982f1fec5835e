import type { Parse } from '../src/model/token.ts'
import type { GoldSentence } from './treebank.ts'

/** Relations of function words and punctuation, left out of CLAS (CoNLL 2018). */
const FUNCTIONAL = new Set(['aux', 'case', 'cc', 'clf', 'cop', 'det', 'mark', 'punct'])

/** Arguments on which an act's actor and recipient hang. */
const CORE = new Set(['nsubj', 'obj', 'iobj', 'ccomp', 'xcomp', 'obl'])

const universal = (relation: string): string => relation.split(':')[0] ?? relation

/** Scores in per cent, on gold words: attachment without relation subtypes, tags and lemmas. */
export const scoreParses = (
  gold: readonly GoldSentence[],
  parses: readonly Parse[],
): readonly (readonly [name: string, value: number])[] => {
  const hits = new Map<string, { right: number; all: number; said: number }>()
  const count = (name: string, right: boolean, inGold = true, said = true): void => {
    const c = hits.get(name) ?? { right: 0, all: 0, said: 0 }
    hits.set(name, { right: c.right + (right ? 1 : 0), all: c.all + (inGold ? 1 : 0), said: c.said + (said ? 1 : 0) })
  }
  gold.forEach((sentence, s) => {
    const parse = parses[s]
    sentence.form.forEach((_, i) => {
      const want = universal(sentence.deprel[i] ?? '')
      const got = universal(parse?.deprel[i] ?? '')
      const attached = parse?.head[i] === sentence.head[i]
      const right = attached && want === got
      count('LAS', right)
      count('UAS', attached)
      if (!FUNCTIONAL.has(want) || !FUNCTIONAL.has(got))
        count('CLAS', right && !FUNCTIONAL.has(want), !FUNCTIONAL.has(want), !FUNCTIONAL.has(got))
      if (CORE.has(want)) count('core', right)
      for (const tag of ['upos', 'xpos', 'feats', 'lemma'] as const) count(tag, parse?.[tag][i] === sentence[tag][i])
    })
  })
  return [...hits].map(([name, c]) => [name, (200 * c.right) / Math.max(1, c.all + c.said)])
}
