import type { Quote } from '../model/span.ts'
import type { Problem } from './problem.ts'
import { readYaml } from './yaml.ts'

export type NoticeKind = 'withdraws' | 'replaces'

/** A line of advice: what becomes of which report. */
export interface Advice {
  readonly kind: NoticeKind
  /** The headline in quotation marks; null for "this report". */
  readonly headline: string | null
  readonly quote: Quote
}

/** How publishers take back and mend what they sent: `merging/notices.yml` made ready. */
export interface NoticeKnowledge {
  /** What the marks of a headline say, or null where it has none that says anything. */
  readonly mark: (title: string) => NoticeKind | null
  /** The headline without its marks. */
  readonly strip: (title: string) => string
  /** What a text advises of a report, or null. */
  readonly advice: (text: string) => Advice | null
}

interface Raw {
  readonly reports: readonly string[]
  readonly headlined: readonly string[]
  readonly others: readonly string[]
  readonly notices: readonly {
    readonly kind: NoticeKind
    readonly marks: readonly string[]
    readonly capitals: readonly string[]
    readonly sentences: readonly (readonly string[])[]
    readonly brackets: readonly string[]
  }[]
}

const FILE = 'merging/notices.yml'

/** Reads `merging/notices.yml`. */
export const loadNotices = (files: ReadonlyMap<string, string>, problems: Problem[]): NoticeKnowledge => {
  const root = readYaml(FILE, files.get(FILE), problems)
  const { reports, headlined, others } = root.lists(['reports', 'headlined', 'others'], ['notices', 'examples', 'not'])
  const notices = root
    .part('notices')
    .items()
    .map(node => {
      const { marks, capitals } = node.lists(['marks', 'capitals'], ['kind', 'sentences', 'brackets'])
      return {
        kind: node.part('kind').choice(KINDS, 'kind') ?? 'replaces',
        marks: [...marks],
        capitals: [...capitals],
        sentences: node
          .part('sentences')
          .items()
          .map(parts => parts.words()),
        brackets: node.get('brackets')?.words() ?? [],
      }
    })
  return knowledgeOf({ reports: [...reports], headlined: [...headlined], others: [...others], notices })
}

const KINDS: readonly NoticeKind[] = ['withdraws', 'replaces']

const escaped = (words: string): string =>
  words
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(' ', '\\s+')
    .replaceAll('#', '\\d+')

const anyOf = (words: readonly string[]): string =>
  `(?:${[...words]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})`

/** Before a headline: in brackets, with a colon, a bar or a dash between spaces after it, or in capitals with a hyphen: "CORRECTED-". */
const before = (words: string, capitals: string): readonly RegExp[] => [
  new RegExp(`^\\s*[[(*]+\\s*${words}\\s*[\\])*]+\\s*[:|–—-]?\\s*`, 'i'),
  new RegExp(`^\\s*${words}(?:\\s*\\([^)]{1,20}\\))?\\s*(?:[:|/—]+|\\s[–-]+\\s)\\s*`, 'i'),
  new RegExp(`^\\s*${capitals}(?:\\s*\\([^)]{1,20}\\))?(?:[:|/–—]+|\\s?-+\\s?|\\*+)\\s*`),
]

/** After it: in brackets, or in capitals after a dash. */
const after = (words: string, capitals: string): readonly RegExp[] => [
  new RegExp(`\\s*[[(*]+\\s*${words}\\s*[\\])*]+\\s*$`, 'i'),
  new RegExp(`\\s+[–—-]+\\s*${capitals}\\s*$`),
]

interface Mark {
  readonly kind: NoticeKind | null
  readonly shapes: readonly RegExp[]
}

const knowledgeOf = (raw: Raw): NoticeKnowledge => {
  const marks: readonly Mark[] = [
    ...raw.notices.map(({ kind, marks: words, capitals }) => {
      const upper = anyOf([...words.map(w => w.toUpperCase()), ...capitals])
      return { kind, shapes: [...before(anyOf(words), upper), ...after(anyOf(words), upper)] }
    }),
    { kind: null, shapes: before(anyOf(raw.others), anyOf(raw.others.map(w => w.toUpperCase()))) },
  ]
  const read = (title: string): { readonly kind: NoticeKind | null; readonly rest: string } => {
    let rest = title
    let kind: NoticeKind | null = null
    // one mark after another: "UPDATE 1-CORRECTED-Envoys meet"
    for (let found = true; found; ) {
      found = false
      for (const mark of marks)
        for (const shape of mark.shapes) {
          const cut = rest.replace(shape, '')
          if (cut === rest || cut === '') continue
          if (mark.kind === 'withdraws' || kind === null) kind = mark.kind ?? kind
          rest = cut
          found = true
        }
    }
    return { kind, rest }
  }
  const sentences = raw.notices.flatMap(({ kind, sentences: lists, brackets }) => [
    ...lists.map(parts => ({ kind, shape: sentenceOf(parts, raw) })),
    ...(brackets.length === 0
      ? []
      : [{ kind, shape: new RegExp(`^[ \\t]*[([]${anyOf(brackets)}\\b[^\\n)\\]]{0,200}[)\\]]`, 'gim') }]),
  ])
  return {
    mark: title => read(title).kind,
    strip: title => read(title).rest,
    advice: text => {
      for (const { kind, shape } of sentences)
        for (const match of text.matchAll(shape)) {
          const quote = { start: match.index, end: match.index + match[0].length, text: match[0] }
          if (shape.multiline && quote.start > TOP) continue
          return { kind, headline: match.groups?.headline ?? null, quote }
        }
      return null
    },
  }
}

/** Notes in brackets on what was mended stand within so many characters of the top. */
const TOP = 600

/** Characters between two parts of a sentence of advice. */
const GAP = 60

const sentenceOf = (parts: readonly string[], raw: Raw): RegExp => {
  const shapes = parts.map(part => {
    if (part === 'report') return `\\b${anyOf(raw.reports)}\\b`
    if (part === 'headline')
      return `\\b${anyOf(raw.headlined)}[,:]?\\s+(?:["“„«]|‘|')(?<headline>[^"”»\\n]{6,200}?),?(?:["”»]|’(?!\\p{L})|'(?!\\p{L}))`
    return `\\b${anyOf(part.split('|').map(word => word.trim()))}\\b`
  })
  const gap = `[^.!?\\n]{0,${GAP}}?`
  // "this report has been withdrawn": nothing may stand between, or it is another's
  return new RegExp(parts[0] === 'this' ? shapes.join('\\s+') : shapes.join(gap), 'giu')
}
