import type { Sentence, Token } from '../model/token.ts'

/** What a CoNLL-U file holds beside tokens and trees, kept when such a file is written again. */
export interface ConlluExtras {
  /** Comment lines with their `#`, save those the writer makes itself (newdoc, newpar, text, zone). */
  readonly comments: readonly string[]
  /** Words the file wrote as one: token ids from and to, and the surface form. */
  readonly ranges: readonly { readonly from: number; readonly to: number; readonly form: string }[]
  /** MISC of each token without what tells of spaces and names, or "_". */
  readonly misc: readonly string[]
}

/** A sentence as CoNLL-U has it: `extras` is absent where it does not come from such a file. */
export interface ConlluSentence extends Sentence {
  readonly extras?: ConlluExtras
}

/**
 * Writes a document's sentences as UD v2 CoNLL-U. The text between the words is kept in `SpaceAfter` and `SpacesAfter`, so that
 * reading the result gives the same text and offsets; names are kept as `Name=B-person`, zones other than the body as `# zone`.
 */
export const writeConllu = (id: string, text: string, sentences: readonly ConlluSentence[]): string => {
  const out: string[] = []
  let paragraph = -1
  sentences.forEach((sentence, i) => {
    const { tokens } = sentence
    const next = sentences[i + 1]?.tokens[0]?.start ?? text.length
    if (i === 0) out.push(`# newdoc id = ${oneLine(id)}`)
    if (sentence.paragraph !== paragraph) out.push('# newpar')
    paragraph = sentence.paragraph
    const comments = sentence.extras?.comments ?? []
    if (!comments.some(line => /^# sent_id\b/.test(line))) out.push(`# sent_id = ${oneLine(id)}-${sentence.index + 1}`)
    out.push(...comments)
    if (sentence.zone !== 'body') out.push(`# zone = ${sentence.zone}`)
    out.push(`# text = ${oneLine(text.slice(sentence.start, sentence.end))}`)
    const before = i === 0 ? text.slice(0, tokens[0]?.start ?? 0) : ''
    const ranges = sentence.extras?.ranges ?? contractions(tokens)
    const names = nameMarks(sentence)
    tokens.forEach((token, t) => {
      const range = ranges.find(r => r.from === token.id)
      const inside = ranges.find(r => r.from <= token.id && token.id <= r.to)
      const after = (end: number): string => text.slice(end, tokens[t + 1]?.start ?? next)
      if (range !== undefined) {
        const last = tokens[range.to - 1] ?? token
        const gap = text.slice(last.end, tokens[range.to]?.start ?? next)
        out.push(
          `${range.from}-${range.to}\t${range.form}\t_\t_\t_\t_\t_\t_\t_\t${misc('_', null, t === 0 ? before : '', gap)}`,
        )
      }
      const own = sentence.extras?.misc[t] ?? '_'
      const spaces = inside === undefined ? after(token.end) : ' '
      out.push(line(token, misc(own, names[t] ?? null, t === 0 && range === undefined ? before : '', spaces)))
    })
    out.push('')
  })
  return out.length === 0 ? '' : `${out.join('\n')}\n`
}

const line = (token: Token, extra: string): string =>
  [token.id, token.form, token.lemma, token.upos, token.xpos, token.feats, token.head, token.deprel, '_', extra].join(
    '\t',
  )

const misc = (own: string, name: string | null, before: string, after: string): string => {
  const parts = own === '_' ? [] : [own]
  if (name !== null) parts.push(`Name=${name}`)
  if (after === '') parts.push('SpaceAfter=No')
  else if (after !== ' ') parts.push(`SpacesAfter=${escapeSpaces(after)}`)
  if (before !== '') parts.push(`SpacesBefore=${escapeSpaces(before)}`)
  return parts.length === 0 ? '_' : parts.join('|')
}

const ESCAPES: Readonly<Record<string, string>> = {
  ' ': '\\s',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  '|': '\\p',
  '\\': '\\\\',
}
const escapeSpaces = (spaces: string): string => spaces.replace(/[ \t\r\n|\\]/g, mark => ESCAPES[mark] ?? mark)
const oneLine = (words: string): string => words.replace(/\s+/g, ' ')

/** Words cut out of one written word ("do" + "n't", "Oslo" + "'s") are one surface token in UD. */
const contractions = (tokens: readonly Token[]): ConlluExtras['ranges'] => {
  const ranges: { from: number; to: number; form: string }[] = []
  tokens.forEach((token, i) => {
    const previous = tokens[i - 1]
    if (previous === undefined || previous.end !== token.start || !/[\p{L}\p{N}.]$/u.test(previous.form)) return
    const clitic =
      token.xpos === 'POS' ||
      /^['’‘`ʼ]\p{L}/u.test(token.form) ||
      (/\p{L}$/u.test(previous.form) && /^\p{L}/u.test(token.form))
    if (!clitic) return
    const last = ranges.at(-1)
    if (last?.to === previous.id)
      ranges[ranges.length - 1] = { from: last.from, to: token.id, form: last.form + token.form }
    else ranges.push({ from: previous.id, to: token.id, form: previous.form + token.form })
  })
  return ranges
}

const nameMarks = (sentence: Sentence): readonly (string | null)[] => {
  const marks: (string | null)[] = sentence.tokens.map(() => null)
  for (const name of sentence.names) {
    for (let id = name.from; id <= name.to; id++) marks[id - 1] = `${id === name.from ? 'B' : 'I'}-${name.kind}`
  }
  return marks
}
