import { expect, test } from 'vitest'
import { repaired } from '../../src/annotate/treerepair.ts'
import { loadLemmas } from '../../src/knowledge/lemmas.ts'
import type { Token } from '../../src/model/token.ts'
import { dataFiles } from '../knowledge.ts'

const lemmas = loadLemmas(dataFiles('lemmas'), ['shell', 'march', 'target']).knowledge

/** Tokens of lines "form upos head deprel"; what the repair looks at besides is left empty. */
const tokensOf = (lines: readonly string[]): readonly Token[] =>
  lines.map((line, i) => {
    const [form = '', upos = '', head = '0', deprel = ''] = line.split(' ')
    return {
      form,
      upos,
      deprel,
      head: Number(head),
      lemma: form,
      id: i + 1,
      start: i,
      end: i + 1,
      xpos: '_',
      feats: '_',
    } as Token
  })
const arcs = (lines: readonly string[]): string =>
  repaired(tokensOf(lines), lemmas)
    .map(token => `${token.form}>${token.head}:${token.deprel}`)
    .join(' ')
const unchanged = (lines: readonly string[]): string =>
  tokensOf(lines)
    .map(token => `${token.form}>${token.head}:${token.deprel}`)
    .join(' ')

test('what an army is doing', () => {
  expect(arcs(['army NOUN 4 nsubj', 'is AUX 4 cop', 'shelling NOUN 4 compound', 'villages NOUN 0 root'])).toBe(
    'army>3:nsubj is>3:aux shelling>0:root villages>3:obj',
  )
})

test('a verb behind its mark', () => {
  expect(arcs(['vowed VERB 0 root', 'to ADP 3 case', 'march PROPN 1 obl'])).toBe('vowed>0:root to>3:mark march>1:xcomp')
})

test('the subject of what is said', () => {
  expect(arcs(['envoy NOUN 4 nsubj', 'fell VERB 4 ccomp', 'police NOUN 4 nsubj', 'said VERB 0 root'])).toBe(
    'envoy>2:nsubj fell>4:ccomp police>4:nsubj said>0:root',
  )
})

test.each([
  [['army NOUN 5 nsubj', 'is AUX 5 cop', 'a DET 5 det', 'shelling NOUN 5 compound', 'force NOUN 0 root']],
  [['They PRON 4 nsubj', 'are AUX 4 cop', 'shelling NOUN 4 compound', 'grounds NOUN 0 root']],
  [['met VERB 0 root', 'in ADP 3 case', 'March PROPN 1 obl']],
  [['met VERB 0 root', 'targeting VERB 3 amod', 'officers NOUN 1 obj']],
  [['envoy NOUN 3 nsubj', 'police NOUN 3 nsubj', 'said VERB 0 root', 'left VERB 3 ccomp']],
])('%s stays', lines => {
  expect(arcs(lines)).toBe(unchanged(lines))
})
