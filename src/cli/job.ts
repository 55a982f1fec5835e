import type { Document } from '../model/document.ts'
import type { ConlluSentence } from '../views/conllu.ts'

/** A document on its way to the coder, with the trees it came with. */
export interface Item {
  readonly document: Document
  readonly trees: readonly ConlluSentence[] | null
}

/** What to do with each document; plain data, so that it crosses to a worker thread. */
export interface Job {
  readonly command: 'code' | 'parse'
  readonly format: 'text' | 'jsonl' | 'json' | 'conllu'
  readonly rules: readonly string[]
  readonly width: number
  readonly color: boolean
}

/** What became of one document: its rendered record, or why there is none. */
export type Outcome = { readonly text: string } | { readonly failure: string }
