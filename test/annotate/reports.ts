import { type Dateline, type Document, documentOf } from '../../src/model/document.ts'
import type { NameSpan, Sentence, Token } from '../../src/model/token.ts'

/** A parsed report written out in a test case. */
export interface Report {
  readonly document: Document
  readonly dateline: Dateline | null
  readonly sentences: readonly Sentence[]
}

const KIND: Readonly<Record<string, NameSpan['kind']>> = { P: 'person', O: 'organization', L: 'place', G: 'people' }

/**
 * Reads a report: lines `date:`, `title:`, `dateline:`, then a line a token, `form lemma UPOS XPOS head deprel feats`, a blank line between
 * sentences. A last column may hold `+` (no space after the word) and `P O L G` (the word belongs to a name of a person, organisation,
 * place or people).
 */
export const readReport = (input: string): Report => {
  const fields = new Map<string, string>()
  let text = ''
  const sentences: Sentence[] = []
  let tokens: Token[] = []
  let kinds: string[] = []
  let start = 0
  const close = (): void => {
    if (tokens.length === 0) return
    const names: NameSpan[] = []
    kinds.forEach((kind, i) => {
      const known = KIND[kind]
      const last = names.at(-1)
      if (!known) return
      if (last && last.to === i && last.kind === known) names[names.length - 1] = { ...last, to: i + 1 }
      else names.push({ kind: known, from: i + 1, to: i + 1 })
    })
    const end = tokens.at(-1)?.end ?? start
    sentences.push({ start, end, index: sentences.length, zone: 'body', paragraph: 0, tokens, names })
    tokens = []
    kinds = []
  }
  for (const line of input.split('\n')) {
    const field = /^(date|title|dateline): (.*)$/.exec(line)
    if (field) {
      fields.set(field[1] ?? '', field[2] ?? '')
      continue
    }
    if (line.trim() === '') {
      close()
      continue
    }
    const [form = '', lemma = '', upos = '', xpos = '', head = '0', deprel = 'dep', feats = '_', marks = ''] = line
      .trim()
      .split(/\s+/)
    if (tokens.length === 0) start = text.length
    const from = text.length
    text += form
    tokens.push({
      id: tokens.length + 1,
      form,
      lemma,
      upos,
      xpos,
      feats,
      head: Number(head),
      deprel,
      start: from,
      end: text.length,
    })
    kinds.push(marks.replace('+', ''))
    if (!marks.includes('+')) text += ' '
  }
  close()
  const place = fields.get('dateline') ?? null
  return {
    document: documentOf(text, {
      id: 'case',
      title: fields.get('title') ?? null,
      published: fields.get('date') ?? null,
      dateline: place,
    }),
    dateline: place === null ? null : { place, date: null, span: null },
    sentences,
  }
}
