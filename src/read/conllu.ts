import type { Zone } from '../model/document.ts'
import type { NameKind, NameSpan, Token } from '../model/token.ts'
import type { ConlluExtras, ConlluSentence } from '../views/conllu.ts'

/** A document of a CoNLL-U file: its text put together again, and its sentences as they stand there. */
export interface ConlluDocument {
  readonly id: string | null
  readonly text: string
  readonly sentences: readonly ConlluSentence[]
}

/** Something wrong on a line (from 1); the sentence it stands in is left out. */
export interface ConlluProblem {
  readonly line: number
  readonly message: string
}

const ZONES: ReadonlySet<string> = new Set<Zone>(['headline', 'dateline', 'caption', 'body'])
const KINDS: ReadonlySet<string> = new Set<NameKind>(['person', 'organization', 'place', 'people'])

/** Reads CoNLL-U of any origin. Columns that hold nothing ("_") stay as they are; empty nodes and DEPS are dropped. */
export const readConllu = (
  source: string,
): { readonly documents: readonly ConlluDocument[]; readonly problems: readonly ConlluProblem[] } => {
  const documents: ConlluDocument[] = []
  const problems: ConlluProblem[] = []
  let current = emptyDocument(null)
  const flush = (): void => {
    if (current.sentences.length > 0)
      documents.push({ id: current.id, text: current.text, sentences: current.sentences })
  }
  let block: { readonly text: string; readonly number: number }[] = []
  const close = (): void => {
    const comments = block.filter(line => line.text.startsWith('#')).map(line => line.text)
    const newdoc = comments.find(line => /^#\s*newdoc\b/.test(line))
    if (newdoc !== undefined) {
      flush()
      current = emptyDocument(/id\s*=\s*(.*)/.exec(newdoc)?.[1]?.trim() ?? null)
    }
    if (newdoc !== undefined || comments.some(line => /^#\s*newpar\b/.test(line))) newParagraph(current)
    const rows = block.filter(line => !line.text.startsWith('#'))
    block = []
    if (rows.length === 0) return
    const found = problems.length
    const parsed = readRows(rows, problems)
    if (problems.length === found) addSentence(current, comments, parsed)
  }
  source
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .forEach((text, i) => {
      if (text.trim() === '') close()
      else block.push({ text, number: i + 1 })
    })
  close()
  flush()
  return { documents, problems }
}

interface Draft {
  readonly id: string | null
  text: string
  paragraph: number
  /** Whether the space at the end of the text is there only because the file said nothing of it. */
  implicit: boolean
  readonly sentences: ConlluSentence[]
}

const emptyDocument = (id: string | null): Draft => ({ id, text: '', paragraph: -1, implicit: false, sentences: [] })

/** A new paragraph: two line feeds, unless the file keeps the spaces itself. */
const newParagraph = (draft: Draft): void => {
  draft.paragraph++
  if (draft.implicit) draft.text = `${draft.text.slice(0, -1)}\n\n`
}

interface Row {
  readonly token: Omit<Token, 'start' | 'end'>
  readonly misc: string
}
interface Range {
  readonly from: number
  readonly to: number
  readonly form: string
  readonly misc: string
}
interface Rows {
  readonly rows: readonly Row[]
  readonly ranges: readonly Range[]
}

const readRows = (
  lines: readonly { readonly text: string; readonly number: number }[],
  problems: ConlluProblem[],
): Rows => {
  const rows: Row[] = []
  const ranges: Range[] = []
  const heads: number[] = []
  for (const { text, number } of lines) {
    const wrong = (message: string): void => {
      problems.push({ line: number, message })
    }
    const columns = text.split('\t')
    if (columns.length !== 10) {
      wrong(`expected 10 columns parted by tabs, found ${columns.length}`)
      continue
    }
    const [id = '', form = '', lemma = '', upos = '', xpos = '', feats = '', head = '', deprel = '', , misc = ''] =
      columns
    if (/^\d+\.\d+$/.test(id)) continue
    if (form === '') {
      wrong('the form is empty')
      continue
    }
    const span = /^(\d+)-(\d+)$/.exec(id)
    if (span !== null) {
      const from = Number(span[1])
      const to = Number(span[2])
      if (from !== rows.length + 1 || to < from)
        wrong(`the range ${id} does not begin at the next word, ${rows.length + 1}`)
      ranges.push({ from, to, form, misc })
      continue
    }
    if (id !== String(rows.length + 1)) wrong(`expected the word ${rows.length + 1}, found "${id}"`)
    if (head !== '_' && !/^\d+$/.test(head)) wrong(`the head "${head}" is no number`)
    heads.push(number)
    rows.push({
      token: { id: rows.length + 1, form, lemma, upos, xpos, feats, head: head === '_' ? 0 : Number(head), deprel },
      misc,
    })
  }
  rows.forEach(({ token }, i) => {
    const line = heads[i] ?? 0
    if (token.head > rows.length)
      problems.push({ line, message: `the head ${token.head} is beyond the last word, ${rows.length}` })
    else if (token.head === token.id) problems.push({ line, message: 'the word is its own head' })
  })
  for (const range of ranges) {
    if (range.to > rows.length)
      problems.push({
        line: lines[0]?.number ?? 0,
        message: `the range ${range.from}-${range.to} is longer than the sentence`,
      })
  }
  const last = lines.at(-1)
  if (rows.length === 0 && last !== undefined && problems.at(-1)?.line !== last.number)
    problems.push({ line: last.number, message: 'the sentence has no words' })
  return { rows, ranges }
}

const addSentence = (draft: Draft, comments: readonly string[], { rows, ranges }: Rows): void => {
  const tokens: Token[] = []
  const misc: string[] = []
  const names: NameSpan[] = []
  if (draft.paragraph < 0) draft.paragraph = 0
  const first = draft.text.length
  rows.forEach((row, i) => {
    const { token } = row
    const range = ranges.find(r => r.from <= token.id && token.id <= r.to)
    const carrier = range?.misc ?? row.misc
    if (i === 0) draft.text += unescapeSpaces(value(carrier, 'SpacesBefore') ?? '')
    const start = draft.text.length
    if (range === undefined) {
      draft.text += token.form
      tokens.push({ ...token, start, end: draft.text.length })
    } else if (token.id === range.from) {
      draft.text += range.form
      tokens.push(...parts(rows.slice(range.from - 1, range.to), range, start))
    }
    if (range === undefined || token.id === range.to) {
      const spaces = value(carrier, 'SpacesAfter')
      draft.implicit = spaces === null && value(carrier, 'SpaceAfter') !== 'No'
      draft.text += spaces !== null ? unescapeSpaces(spaces) : draft.implicit ? ' ' : ''
    }
    misc.push(
      row.misc
        .split('|')
        .filter(part => !/^(?:Spaces?(?:After|Before)|Name)=/.test(part))
        .join('|') || '_',
    )
    const name = /^([BI])-(.+)$/.exec(value(row.misc, 'Name') ?? '')
    const kind = name?.[2] ?? ''
    if (name !== null && KINDS.has(kind)) {
      const open = names.at(-1)
      if (name[1] === 'I' && open?.kind === kind && open.to === token.id - 1)
        names[names.length - 1] = { ...open, to: token.id }
      else names.push({ kind: kind as NameKind, from: token.id, to: token.id })
    }
  })
  const zone = /^#\s*zone\s*=\s*(\w+)/.exec(comments.find(line => /^#\s*zone\b/.test(line)) ?? '')?.[1] ?? 'body'
  const kept = comments.filter(line => !/^#\s*(?:newdoc|newpar|zone|text)\b(?!_)/.test(line))
  const extras: ConlluExtras = {
    comments: kept,
    ranges: ranges.map(({ from, to, form }) => ({ from, to, form })),
    misc,
  }
  draft.sentences.push({
    index: draft.sentences.length,
    paragraph: draft.paragraph,
    zone: (ZONES.has(zone) ? zone : 'body') as Zone,
    start: tokens[0]?.start ?? first,
    end: tokens.at(-1)?.end ?? first,
    tokens,
    names,
    extras,
  })
}

/** The words of a range with their offsets: slices of its form where they add up to it, else the whole form for each. */
const parts = (rows: readonly Row[], range: Range, start: number): readonly Token[] => {
  const fits = rows.map(row => row.token.form).join('') === range.form
  let at = start
  return rows.map(({ token }) => {
    if (!fits) return { ...token, start, end: start + range.form.length }
    const from = at
    at += token.form.length
    return { ...token, start: from, end: at }
  })
}

const value = (misc: string, key: string): string | null => {
  const part = misc.split('|').find(p => p.startsWith(`${key}=`))
  return part === undefined ? null : part.slice(key.length + 1)
}

const UNESCAPED: Readonly<Record<string, string>> = { s: ' ', t: '\t', r: '\r', n: '\n', p: '|', '\\': '\\' }
const unescapeSpaces = (spaces: string): string =>
  spaces.replace(/\\([strnp\\])/g, (_, mark: string) => UNESCAPED[mark] ?? mark)
