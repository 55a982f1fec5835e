import type { Problem } from './problem.ts'

/** Lemmas of verb forms that no rule of spelling gives: "froze" → "freeze". */
export type LemmaKnowledge = ReadonlyMap<string, string>

const FILE = 'lemmas/verbs.tsv'

/** Reads `lemmas/verbs.tsv`: form and lemma, tab between; lines with `#` are comments. */
export const loadLemmas = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: LemmaKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const knowledge = new Map<string, string>()
  for (const [i, line] of (files.get(FILE) ?? '').split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const [form, lemma, more] = line.split('\t')
    if (form && lemma && more === undefined) knowledge.set(form, lemma)
    else problems.push({ file: `data/${FILE}`, line: i + 1, message: `a row is form, tab, lemma; this is "${line}"` })
  }
  return { knowledge, problems }
}
