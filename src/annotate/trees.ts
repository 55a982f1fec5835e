import type { LemmaKnowledge } from '../knowledge/lemmas.ts'
import type { Parser, Sentence, WordSentence } from '../model/token.ts'
import { repaired } from './treerepair.ts'

/** Words become tokens: each sentence with the tree and the names that the parser gives it; verbs get the lemma we know, and known misreadings are mended. */
export const withTrees = (
  sentences: readonly WordSentence[],
  parser: Parser,
  lemmas: LemmaKnowledge,
): readonly Sentence[] => {
  const parses = parser.parse(sentences.map(sentence => sentence.words.map(word => word.form)))
  return sentences.map(({ words, ...sentence }, i) => {
    const parse = parses[i]
    if (!parse) throw new Error(`the parser gave no tree for sentence ${sentence.index}`)
    const tokens = words.map((word, t) => ({
      ...word,
      id: t + 1,
      lemma:
        (parse.upos[t] === 'VERB' ? lemmas.forms.get(word.form.toLowerCase()) : undefined) ??
        parse.lemma[t] ??
        word.form,
      upos: parse.upos[t] ?? 'X',
      xpos: parse.xpos[t] ?? '_',
      feats: parse.feats[t] ?? '_',
      head: parse.head[t] ?? 0,
      deprel: parse.deprel[t] ?? 'dep',
    }))
    return { ...sentence, tokens: repaired(tokens, lemmas), names: parse.names }
  })
}
