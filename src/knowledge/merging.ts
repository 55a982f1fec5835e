import { parse } from 'yaml'
import type { Problem } from './problem.ts'

/** How words are cut to stems. */
export interface Stemming {
  readonly endings: readonly string[]
  readonly letters: number
}

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
  readonly numbers: ReadonlyMap<string, number>
  readonly tolls: ReadonlyMap<string, Toll>
}

/** Bits of a stem too rare to stand in the table: fewer than four reports in a thousand have it. */
const RAREST = 9

/** Reads `merging/words.yml` and `merging/words.tsv`. */
export const loadMerging = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: MergingKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const words = readWords(files.get('merging/words.yml') ?? '', problems)
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
  return { knowledge: { ...words, bits: stem => table.get(stem) ?? RAREST }, problems }
}

const readWords = (text: string, problems: Problem[]): Omit<MergingKnowledge, 'bits'> => {
  const file = 'merging/words.yml'
  let raw: Record<string, unknown> = {}
  try {
    raw = (parse(text) as Record<string, unknown> | null) ?? {}
  } catch (error) {
    problems.push({ file, line: 1, message: error instanceof Error ? error.message : String(error) })
  }
  for (const key of ['endings', 'letters', 'numbers', 'tolls'])
    if (!(key in raw)) problems.push({ file, line: 1, message: `"${key}" is missing` })
  const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
  const tolls = Object.entries((raw.tolls as Record<string, Record<string, unknown>> | undefined) ?? {})
  return {
    stemming: { endings: strings(raw.endings), letters: Number(raw.letters ?? 6) },
    numbers: new Map(Object.entries((raw.numbers as Record<string, number> | undefined) ?? {})),
    tolls: new Map(tolls.map(([name, t]) => [name, { after: strings(t.after), before: strings(t.before) }] as const)),
  }
}
