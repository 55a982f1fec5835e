import type { Problem } from './problem.ts'
import { readYaml, type YamlNode } from './yaml.ts'

/** Word lists of the segmenter, from `data/tokens/*.yml`. Words are as written in the files unless said otherwise. */
export interface TokenKnowledge {
  /** Endings cut off a word, lower case, straight apostrophe. */
  readonly clitics: readonly string[]
  /** Whole word in lower case → lengths of the parts it is cut into. */
  readonly splits: ReadonlyMap<string, readonly number[]>
  /** Possessive in lower case, written for a pronoun and a verb → lengths of its parts, where one of `unpossessed` follows. */
  readonly misspelt: ReadonlyMap<string, readonly number[]>
  /** One or two words in lower case before which no possessive stands. */
  readonly unpossessed: ReadonlySet<string>
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
  /** What a gap between two words is known by → how much it speaks for (above 0) or against an end there. */
  readonly ends: ReadonlyMap<string, number>
  readonly captionHead: readonly string[]
  readonly captionMarks: ReadonlySet<string>
  readonly captionSources: ReadonlySet<string>
  readonly bylines: readonly string[]
  readonly agencies: ReadonlySet<string>
  /** Month name, lower case → 1 to 12. */
  readonly months: ReadonlyMap<string, number>
  readonly weekdays: ReadonlySet<string>
}

const WORDS = [
  'clitics',
  'splits',
  'misspelt',
  'unpossessed',
  'elisions',
  'prefixes',
  'suffixes',
  'whole',
  'units',
] as const
const SENTENCES = ['openers', 'firm-openers', 'continuers', 'speaking'] as const
/** A word in several lists is of the last kind. */
const KINDS = ['ending', 'stop-ends', 'inner', 'calendar', 'before-number', 'before-name', 'dotted'] as const

export type AbbreviationKind = (typeof KINDS)[number]

const ENDS = 'tokens/ends.tsv'

/** Reads the segmenter's word lists and weights; `files` is keyed by path below `data/`. */
export const loadTokens = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: TokenKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const open = (file: string): YamlNode => readYaml(file, files.get(file), problems)
  const words = open('tokens/words.yml').lists(WORDS)
  const kinds = open('tokens/abbreviations.yml').lists(KINDS)
  const sentences = open('tokens/sentences.yml').lists(SENTENCES)
  const zones = open('tokens/zones.yml')
  const { byline, agencies, weekdays } = zones.lists(['byline', 'agencies', 'weekdays'], ['caption', 'months'])
  const caption = zones.part('caption').lists(['head', 'marks', 'sources'])
  const months = zones.part('months').items()
  const knowledge: TokenKnowledge = {
    clitics: [...lower(words.clitics)].sort((a, b) => b.length - a.length),
    splits: new Map([...words.splits].map(cutEntry)),
    misspelt: new Map([...words.misspelt].map(cutEntry)),
    unpossessed: lower(words.unpossessed),
    elisions: lower(words.elisions),
    prefixes: lower(words.prefixes),
    suffixes: lower(words.suffixes),
    whole: lower(words.whole),
    units: lower(words.units),
    abbreviations: new Map(KINDS.flatMap(kind => [...kinds[kind]].map(word => [word, kind] as const))),
    openers: lower(sentences.openers),
    firmOpeners: lower(sentences['firm-openers']),
    continuers: lower(sentences.continuers),
    speaking: lower(sentences.speaking),
    ends: readWeights(files.get(ENDS), problems),
    captionHead: [...caption.head],
    captionMarks: caption.marks,
    captionSources: caption.sources,
    bylines: [...byline],
    agencies,
    months: new Map(months.flatMap((names, i) => names.words().map(name => [name.toLowerCase(), i + 1] as const))),
    weekdays: lower(weekdays),
  }
  return { knowledge, problems }
}

const lower = (words: ReadonlySet<string>): ReadonlySet<string> => new Set([...words].map(word => word.toLowerCase()))

/** "can not" → "cannot" and the lengths of its parts. */
const cutEntry = (entry: string): readonly [word: string, lengths: readonly number[]] => {
  const parts = entry.toLowerCase().split(' ')
  return [parts.join(''), parts.map(part => part.length)]
}

/** Lines of a whole number, a tab and a feature; `#` begins a comment line. */
const readWeights = (text: string | undefined, problems: Problem[]): ReadonlyMap<string, number> => {
  if (text === undefined) problems.push({ file: ENDS, line: 1, message: 'the file is missing' })
  const weights = new Map<string, number>()
  ;(text ?? '').split('\n').forEach((line, i) => {
    if (line === '' || line.startsWith('#')) return
    const [weight, feature] = line.split('\t')
    if (feature === undefined || !/^-?\d+$/.test(weight ?? ''))
      problems.push({ file: ENDS, line: i + 1, message: 'expected a whole number, a tab and a feature' })
    else weights.set(feature, Number(weight))
  })
  return weights
}
