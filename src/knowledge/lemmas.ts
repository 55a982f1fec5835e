import type { Problem } from './problem.ts'

/** What is known of verbs that the parser may get wrong. */
export interface LemmaKnowledge {
  /** Form → lemma: "froze" → "freeze", "decried" → "decry". */
  readonly forms: ReadonlyMap<string, string>
  /** Those of the forms that are present participles: "decrying". */
  readonly participles: ReadonlySet<string>
  /** Those of the forms that are third persons of the present: "decries". */
  readonly thirds: ReadonlySet<string>
  /** Verbs that take a gerund: "deny". */
  readonly gerunds: ReadonlySet<string>
  /** Words that stand before the bare form of a verb: "to". */
  readonly marks: ReadonlySet<string>
  /** Plural nouns that do not look like one: "police". */
  readonly plurals: ReadonlySet<string>
  /** Plural nouns that describe another noun, though they look like verbs: "arms". */
  readonly describing: ReadonlySet<string>
}

const IRREGULAR = 'lemmas/verbs.tsv'
const ENDINGS = 'lemmas/endings.tsv'
const GERUNDS = 'lemmas/gerunds.txt'
const MARKS = 'lemmas/marks.txt'
const PLURALS = 'lemmas/plurals.txt'
const DESCRIBING = 'lemmas/describing.txt'

/**
 * Reads `lemmas/verbs.tsv` (form and lemma, tab between; lines with `#` are comments) and adds the forms of `verbs` by the spelling
 * of `lemmas/endings.tsv`: the parser guesses at verbs rare in its treebanks, and the rules are found by lemma.
 */
export const loadLemmas = (
  files: ReadonlyMap<string, string>,
  verbs: Iterable<string> = [],
): { readonly knowledge: LemmaKnowledge; readonly problems: readonly Problem[] } => {
  const irregular = rows(files, IRREGULAR, ['form', 'lemma'])
  const endings = rows(files, ENDINGS, ['end of the lemma', 'third person', 'past', 'participle'])
  const gerunds = rows(files, GERUNDS, ['verb'])
  const marks = rows(files, MARKS, ['word'])
  const plurals = rows(files, PLURALS, ['noun'])
  const describing = rows(files, DESCRIBING, ['noun'])
  const forms = new Map<string, string>()
  const participles = new Set<string>()
  const thirds = new Set<string>()
  for (const verb of verbs) {
    forms.set(verb, verb)
    const [end, ...columns] = endings.rows.find(([pattern]) => new RegExp(pattern ?? '').test(verb)) ?? []
    if (end === undefined) continue
    const inflected = columns.map(column => column.split(' ').map(ending => verb.replace(new RegExp(end), ending)))
    for (const form of inflected.flat()) forms.set(form, verb)
    for (const form of inflected.at(-1) ?? []) participles.add(form)
    for (const form of inflected[0] ?? []) thirds.add(form)
  }
  for (const [form, lemma] of irregular.rows) if (form && lemma) forms.set(form, lemma)
  return {
    knowledge: {
      forms,
      participles,
      thirds,
      gerunds: new Set(gerunds.rows.flat()),
      marks: new Set(marks.rows.flat()),
      plurals: new Set(plurals.rows.flat()),
      describing: new Set(describing.rows.flat()),
    },
    problems: [irregular, endings, gerunds, marks, plurals, describing].flatMap(read => read.problems),
  }
}

/** The rows of a file of columns; a row of another shape is reported. */
const rows = (
  files: ReadonlyMap<string, string>,
  file: string,
  columns: readonly string[],
): { readonly rows: readonly (readonly string[])[]; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const read = (files.get(file) ?? '').split('\n').flatMap((line, i) => {
    if (line === '' || line.startsWith('#')) return []
    const cells = line.split('\t')
    if (cells.length === columns.length && cells.every(cell => cell !== '')) return [cells]
    problems.push({
      file: `data/${file}`,
      line: i + 1,
      message: `a row is ${columns.join(', tab, ')}; this is "${line}"`,
    })
    return []
  })
  return { rows: read, problems }
}
