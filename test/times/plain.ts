import type { Sentence, Token } from '../../src/model/token.ts'

/** A sentence cut into words without a tree, for what needs none: rules, spans, robustness. */
export const plainSentence = (text: string): Sentence => {
  const words = [
    ...text.matchAll(/\d+(?:[.,:]\d+)+|[ap]\.m\.|(?:Oct|Sept)\.|'s\b|'?\p{L}+\d*(?:'\p{L}+(?<!'s))?|'?\d+\p{L}*|\S/giu),
  ]
  const tokens = words.map(
    (word, i): Token => ({
      id: i + 1,
      start: word.index,
      end: word.index + word[0].length,
      form: word[0],
      lemma: word[0].toLowerCase(),
      upos: '_',
      xpos: '_',
      feats: '_',
      head: 0,
      deprel: 'root',
    }),
  )
  return { index: 0, start: 0, end: text.length, zone: 'body', paragraph: 0, tokens, names: [] }
}
