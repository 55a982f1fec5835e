import { type Document, documentOf } from '../src/model/document.ts'
import type { EntityLayer } from '../src/model/entity.ts'
import type { NameKind, NameSpan, Sentence, Token } from '../src/model/token.ts'

/** What a case in tree notation describes. */
export interface Treed {
  readonly document: Document
  readonly dateline: string | null
  readonly sentences: readonly Sentence[]
  readonly layer: EntityLayer
  /** The lines of the case that are no trees: for the test itself. */
  readonly rest: readonly string[]
}

/**
 * Reads sentences written as trees, so that cases do not hang on the parser of the day:
 * `S form|UPOS|head|relation[|lemma] …` is a sentence, `N place 3-4` a name in the last one, `A 5 KWT` an adjective of a country in it,
 * `dateline: NICOSIA` and `date: 1987-10-19` belong to the report.
 */
export const readTrees = (input: string): Treed => {
  let text = ''
  let dateline: string | null = null
  let published: string | null = null
  const sentences: Sentence[] = []
  const names: NameSpan[][] = []
  const adjectives: { sentence: number; token: number; code: string }[] = []
  const rest: string[] = []
  for (const line of input.split('\n').filter(l => l.trim() !== '')) {
    const [, kind = '', from = '', to = ''] = /^N (\w+) (\d+)-(\d+)$/.exec(line) ?? []
    if (line.startsWith('S ')) {
      if (text !== '') text += '\n'
      const start = text.length
      const tokens = line
        .slice(2)
        .split(' ')
        .map((word, i): Token => {
          const [form = '', upos = '', head = '', deprel = '', lemma = form.toLowerCase()] = word.split('|')
          if (i > 0) text += ' '
          const at = text.length
          text += form
          return {
            id: i + 1,
            form,
            start: at,
            end: text.length,
            lemma,
            upos,
            xpos: '',
            feats: '_',
            head: Number(head),
            deprel,
          }
        })
      names.push([])
      sentences.push({
        index: sentences.length,
        zone: 'body',
        paragraph: 0,
        start,
        end: text.length,
        tokens,
        names: names.at(-1) ?? [],
      })
    } else if (kind !== '') names.at(-1)?.push({ kind: kind as NameKind, from: Number(from), to: Number(to) })
    else if (line.startsWith('A ')) {
      const [, token = '', code = ''] = line.split(' ')
      adjectives.push({ sentence: sentences.length - 1, token: Number(token), code })
    } else if (line.startsWith('dateline: ')) dateline = line.slice(10)
    else if (line.startsWith('date: ')) published = line.slice(6)
    else rest.push(line)
  }
  const codes = [...new Set(adjectives.map(a => a.code))]
  const layer: EntityLayer = {
    entities: codes.map(code => ({
      id: code,
      kind: 'country',
      name: code,
      code,
      country: code,
      sector: 'GOV',
      role: null,
      wikidata: null,
    })),
    mentions: adjectives.map(({ sentence, token, code }) => {
      const { start = 0, end = 0 } = sentences[sentence]?.tokens[token - 1] ?? {}
      return { sentence, head: token, start, end, form: 'modifier', entities: [code] }
    }),
  }
  const document = documentOf(text, { id: 'case', published, dateline })
  return { document, dateline, sentences, layer, rest }
}
