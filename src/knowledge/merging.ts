import { type AnsweringKnowledge, loadAnswering } from './answering.ts'
import { loadNotices, type NoticeKnowledge } from './notices.ts'
import type { Problem } from './problem.ts'
import { cutStem, type Stemming } from './stem.ts'
import { readYaml, type YamlNode } from './yaml.ts'

/** Words that say what a number counts, by the side of the number they stand on. */
export interface Toll {
  readonly after: readonly string[]
  readonly before: readonly string[]
}

/** What merging knows of a language. */
export interface MergingKnowledge {
  readonly stemming: Stemming
  /** How telling a stem is, in bits: rare stems most. */
  readonly bits: (stem: string) => number
  /** Stems of words that set an act apart from one told before. */
  readonly again: ReadonlySet<string>
  readonly numbers: ReadonlyMap<string, number>
  readonly tolls: ReadonlyMap<string, Toll>
  /** How publishers take back and mend what they sent. */
  readonly notices: NoticeKnowledge
  /** What answers what across reports. */
  readonly answering: AnsweringKnowledge
}

/** Bits of a stem too rare to stand in the table: fewer than four reports in a thousand have it. */
const RAREST = 9

/** Reads the files of `merging/`. */
export const loadMerging = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: MergingKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const words = readWords(readYaml('merging/words.yml', files.get('merging/words.yml'), problems))
  const table = new Map<string, number>()
  const lines = (files.get('merging/words.tsv') ?? '').split('\n')
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line === '') continue
    const [stem = '', value = ''] = line.split('\t')
    const bits = Number(value)
    if (value === '' || !(bits >= 0))
      problems.push({ file: 'merging/words.tsv', line: index + 1, message: `not a number of bits: "${value}"` })
    else table.set(stem, bits)
  }
  const notices = loadNotices(files, problems)
  const answering = loadAnswering(files, problems)
  return { knowledge: { ...words, notices, answering, bits: stem => table.get(stem) ?? RAREST }, problems }
}

const readWords = (root: YamlNode): Omit<MergingKnowledge, 'bits' | 'notices' | 'answering'> => {
  const { endings, again } = root.lists(['endings', 'again'], ['letters', 'alike', 'numbers', 'tolls'])
  const cut = { endings: [...endings], letters: numberOf(root.part('letters')) }
  const alike = root
    .part('alike')
    .items()
    .flatMap(node => {
      const [first = '', ...others] = node.words().map(word => cutStem(word, cut))
      return others.map(stem => [stem, first] as const)
    })
  const numbers = root.part('numbers').entries()
  const tolls = root.part('tolls').entries()
  return {
    stemming: { ...cut, alike: new Map(alike) },
    again: new Set([...again].map(word => cutStem(word, cut))),
    numbers: new Map(numbers.map(([word, node]) => [word, numberOf(node)])),
    tolls: new Map(
      tolls.map(([name, node]) => {
        const { after, before } = node.lists(['after', 'before'])
        return [name, { after: [...after], before: [...before] }]
      }),
    ),
  }
}

const numberOf = (node: YamlNode): number => {
  const text = node.text() ?? '0'
  return Number.isNaN(Number(text)) ? (node.complain(`not a number: "${text}"`) ?? 0) : Number(text)
}
