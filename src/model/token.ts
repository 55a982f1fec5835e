import type { Zone } from './document.ts'
import type { Span } from './span.ts'

/** A word as the tokenizer cuts it (UD v2: "Moscow" + "'s", "did" + "n't"). */
export interface Word extends Span {
  readonly form: string
}

/** A sentence cut into words, before tagging and parsing. */
export interface WordSentence extends Span {
  /** Position in the document, from 0. */
  readonly index: number
  readonly zone: Zone
  /** Number of the paragraph it stands in, from 0. */
  readonly paragraph: number
  readonly words: readonly Word[]
}

/** A word with its UD v2 annotation; relation names are UD's, verbatim. */
export interface Token extends Word {
  /** Position in the sentence, from 1 as in CoNLL-U. */
  readonly id: number
  readonly lemma: string
  readonly upos: string
  readonly xpos: string
  /** UD features as written in CoNLL-U ("Number=Sing|Tense=Past"), or "_". */
  readonly feats: string
  /** `id` of the head, 0 for the root. */
  readonly head: number
  readonly deprel: string
}

export type NameKind = 'person' | 'organization' | 'place' | 'people'

/** A proper name found by the tagger: tokens `from` to `to` inclusive (ids, from 1). */
export interface NameSpan {
  readonly kind: NameKind
  readonly from: number
  readonly to: number
}

/** A sentence with its tree and names. `tokens[i].id === i + 1`. */
export interface Sentence extends Span {
  readonly index: number
  readonly zone: Zone
  readonly paragraph: number
  readonly tokens: readonly Token[]
  readonly names: readonly NameSpan[]
}

/** What a parser adds to the words of one sentence; arrays run parallel to the words. */
export interface Parse {
  readonly lemma: readonly string[]
  readonly upos: readonly string[]
  readonly xpos: readonly string[]
  readonly feats: readonly string[]
  readonly head: readonly number[]
  readonly deprel: readonly string[]
  readonly names: readonly NameSpan[]
}

/** Any parser: ours, or trees read from CoNLL-U. Same sentences, same parses, whatever the batch. */
export interface Parser {
  /** Hash or version of the weights, part of `coder.knowledge`. */
  readonly version: string
  /** One parse a sentence, in order. Never throws for odd input; an empty sentence gets an empty parse. */
  parse(sentences: readonly (readonly string[])[]): readonly Parse[]
}
