import type { Problem } from './problem.ts'
import { readYaml, type YamlNode } from './yaml.ts'

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

const WORDS = ['clitics', 'splits', 'elisions', 'prefixes', 'suffixes', 'whole', 'units'] as const
const SENTENCES = ['openers', 'firm-openers', 'continuers', 'speaking'] as const
/** A word in several lists is of the last kind. */
const KINDS = ['ending', 'stop-ends', 'inner', 'calendar', 'before-number', 'before-name', 'dotted'] as const

export type AbbreviationKind = (typeof KINDS)[number]

/** Reads the segmenter's word lists; `files` is keyed by path below `data/`. */
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
    splits: new Map(
      [...words.splits].map(entry => {
        const parts = entry.toLowerCase().split(' ')
        return [parts.join(''), parts.map(part => part.length)]
      }),
    ),
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
