import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { type Problem, suggestion } from './problem.ts'
import { parseYaml } from './yaml-plain.ts'

/** Word lists of the segmenter, from `data/tokens/*.yml`. Words are as written in the files unless said otherwise. */
export interface TokenKnowledge {
  /** Endings cut off a word, lower case, straight apostrophe. */
  readonly clitics: readonly string[]
  /** Whole word in lower case → lengths of the parts it is cut into. */
  readonly splits: ReadonlyMap<string, readonly number[]>
  /** Lower case, straight apostrophe. */
  readonly elisions: ReadonlySet<string>
  readonly prefixes: ReadonlySet<string>
  readonly suffixes: ReadonlySet<string>
  readonly whole: ReadonlySet<string>
  readonly units: ReadonlySet<string>
  /** Abbreviation without its last stop → what it allows to follow. */
  readonly abbreviations: ReadonlyMap<string, AbbreviationKind>
  /** Lower case. */
  readonly openers: ReadonlySet<string>
  readonly firmOpeners: ReadonlySet<string>
  readonly continuers: ReadonlySet<string>
  readonly speaking: ReadonlySet<string>
  readonly captionHead: readonly string[]
  readonly captionMarks: ReadonlySet<string>
  readonly captionSources: ReadonlySet<string>
  readonly bylines: readonly string[]
  readonly agencies: ReadonlySet<string>
  /** Month name, lower case → 1 to 12. */
  readonly months: ReadonlyMap<string, number>
  readonly weekdays: ReadonlySet<string>
}

export type AbbreviationKind =
  | 'before-name'
  | 'before-number'
  | 'calendar'
  | 'inner'
  | 'ending'
  | 'stop-ends'
  | 'dotted'

/** Which lists each file holds; dots lead into a mapping. The schemas in `data/schema/tokens-*.json` say the same. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'tokens/words.yml': ['clitics', 'splits', 'elisions', 'prefixes', 'suffixes', 'whole', 'units'],
  'tokens/abbreviations.yml': ['before-name', 'before-number', 'calendar', 'inner', 'ending', 'stop-ends', 'dotted'],
  'tokens/sentences.yml': ['openers', 'firm-openers', 'continuers', 'speaking'],
  'tokens/zones.yml': ['caption.head', 'caption.marks', 'caption.sources', 'byline', 'agencies', 'months', 'weekdays'],
}
const KINDS: readonly AbbreviationKind[] = [
  'ending',
  'stop-ends',
  'inner',
  'calendar',
  'before-number',
  'before-name',
  'dotted',
]

/** Reads the segmenter's word lists; `files` is keyed by path below `data/`. */
export const loadTokens = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: TokenKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const lists = new Map<string, readonly (readonly string[])[]>()
  for (const [file, names] of Object.entries(FILES)) {
    const text = files.get(file)
    if (text === undefined) problems.push({ file, line: 1, message: 'the file is missing' })
    else for (const [name, list] of readLists(file, text, names, problems)) lists.set(name, list)
  }
  const list = (name: string): readonly string[] => (lists.get(name) ?? []).flat()
  const lower = (name: string): ReadonlySet<string> => new Set(list(name).map(word => word.toLowerCase()))
  const abbreviations = new Map<string, AbbreviationKind>()
  for (const kind of KINDS) for (const word of list(kind)) abbreviations.set(word, kind)
  const knowledge: TokenKnowledge = {
    clitics: [...lower('clitics')].sort((a, b) => b.length - a.length),
    splits: new Map(
      list('splits').map(entry => {
        const parts = entry.toLowerCase().split(' ')
        return [parts.join(''), parts.map(part => part.length)]
      }),
    ),
    elisions: lower('elisions'),
    prefixes: lower('prefixes'),
    suffixes: lower('suffixes'),
    whole: lower('whole'),
    units: lower('units'),
    abbreviations,
    openers: lower('openers'),
    firmOpeners: lower('firm-openers'),
    continuers: lower('continuers'),
    speaking: lower('speaking'),
    captionHead: list('caption.head'),
    captionMarks: new Set(list('caption.marks')),
    captionSources: new Set(list('caption.sources')),
    bylines: list('byline'),
    agencies: new Set(list('agencies')),
    months: new Map(
      (lists.get('months') ?? []).flatMap((names, i) => names.map(n => [n.toLowerCase(), i + 1] as const)),
    ),
    weekdays: lower('weekdays'),
  }
  return { knowledge, problems }
}

/** The named lists of one file; entries that are lists themselves (names of one month) stay together. */
const readLists = (
  file: string,
  text: string,
  names: readonly string[],
  problems: Problem[],
): readonly (readonly [string, readonly (readonly string[])[]])[] => {
  const { contents, errors, lines } = parseYaml(text)
  const lineOf = (node: unknown): number => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line
  const complain = (node: unknown, message: string): void => {
    problems.push({ file, line: lineOf(node), message })
  }
  for (const error of errors) {
    problems.push({ file, line: lines.linePos(error.pos[0]).line, message: error.message.split('\n')[0] ?? '' })
  }
  const words = (node: unknown): readonly string[] => {
    if (isScalar(node) && typeof node.value === 'string' && node.value.trim() !== '') return [node.value]
    if (isSeq(node)) return node.items.flatMap(words)
    complain(node, 'expected a word; words such as no, 1.0 or null need quotes')
    return []
  }
  const found: [string, readonly (readonly string[])[]][] = []
  const walk = (node: unknown, prefix: string): void => {
    if (!isMap(node)) {
      complain(node, 'expected a mapping of list names to lists')
      return
    }
    for (const pair of node.items) {
      const name = prefix + String(isScalar(pair.key) ? pair.key.value : '')
      if (isMap(pair.value)) walk(pair.value, `${name}.`)
      else if (!names.includes(name)) complain(pair.key, `unknown list "${name}"${suggestion(name, names)}`)
      else if (!isSeq(pair.value)) complain(pair.value ?? pair.key, `"${name}" must be a list of words`)
      else found.push([name, pair.value.items.map(words)])
    }
  }
  walk(contents, '')
  for (const name of names) {
    if (!found.some(([n]) => n === name)) problems.push({ file, line: 1, message: `the list "${name}" is missing` })
  }
  return found
}
