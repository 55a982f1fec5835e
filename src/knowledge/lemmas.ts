import type { Problem } from './problem.ts'

/** Lemmas of verb forms that the parser may get wrong: "froze" → "freeze", "decried" → "decry". */
export type LemmaKnowledge = ReadonlyMap<string, string>

const IRREGULAR = 'lemmas/verbs.tsv'
const ENDINGS = 'lemmas/endings.tsv'

/**
 * Reads `lemmas/verbs.tsv` (form and lemma, tab between; lines with `#` are comments) and adds the forms of `verbs` by the spelling
 * of `lemmas/endings.tsv`: the parser guesses at verbs rare in its treebanks, and the rules are found by lemma.
 */
export const loadLemmas = (
  files: ReadonlyMap<string, string>,
  verbs: Iterable<string> = [],
): { readonly knowledge: LemmaKnowledge; readonly problems: readonly Problem[] } => {
  const irregular = rows(files, IRREGULAR, 'form, tab, lemma')
  const endings = rows(files, ENDINGS, 'end of the lemma, tab, endings of its forms')
  const spelling = endings.pairs.map(([end, forms]) => [new RegExp(end), forms.split(' ')] as const)
  const knowledge = new Map<string, string>()
  for (const verb of verbs) for (const form of regularForms(verb, spelling)) knowledge.set(form, verb)
  for (const [form, lemma] of irregular.pairs) knowledge.set(form, lemma)
  return { knowledge, problems: [...irregular.problems, ...endings.problems] }
}

const regularForms = (verb: string, spelling: readonly (readonly [RegExp, readonly string[]])[]): readonly string[] => {
  const [end, forms] = spelling.find(([pattern]) => pattern.test(verb)) ?? []
  return end && forms ? forms.map(form => verb.replace(end, form)) : []
}

/** The pairs of a file of two columns; a row of another shape is reported. */
const rows = (
  files: ReadonlyMap<string, string>,
  file: string,
  shape: string,
): { readonly pairs: readonly (readonly [string, string])[]; readonly problems: readonly Problem[] } => {
  const pairs: (readonly [string, string])[] = []
  const problems: Problem[] = []
  for (const [i, line] of (files.get(file) ?? '').split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const [left, right, more] = line.split('\t')
    if (left && right && more === undefined) pairs.push([left, right])
    else problems.push({ file: `data/${file}`, line: i + 1, message: `a row is ${shape}; this is "${line}"` })
  }
  return { pairs, problems }
}
