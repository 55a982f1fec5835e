import type { Problem } from './problem.ts'

/** What the layouts of other programs need to know beside the record. */
export interface ExportKnowledge {
  /** PLOVER's quad (1 to 4) and score, and the CAMEO code that stands for a type and mode when the coder gave none. */
  readonly score: (
    type: string,
    mode: string | null,
  ) => { readonly quad: number; readonly score: number; readonly cameo: string }
  /** CAMEO's label and Goldstein score of a code. */
  readonly cameo: (code: string) => { readonly label: string; readonly goldstein: number | null }
  /** A state's name, its FIPS 10-4 code and its Correlates of War number. */
  readonly country: (
    iso3: string | null,
  ) => { readonly name: string; readonly fips: string | null; readonly cow: string | null } | null
}

/** Reads `exports/scores.tsv`, `exports/cameo.tsv` and `exports/countries.tsv`. */
export const loadExports = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: ExportKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const table = (file: string, width: number): readonly (readonly string[])[] => {
    const lines = (files.get(file) ?? '').replace(/\n$/, '').split('\n')
    if (lines.length < 2) problems.push({ file, line: 1, message: 'the table is missing or empty' })
    return lines.slice(1).map((line, index) => {
      const cells = line.split('\t')
      if (cells.length !== width)
        problems.push({ file, line: index + 2, message: `${cells.length} cells where ${width} belong` })
      return cells
    })
  }
  const scores = new Map(
    table('exports/scores.tsv', 5).map(([type, mode, quad, score, cameo]) => [
      `${type} ${mode}`,
      { quad: Number(quad), score: Number(score), cameo: cameo ?? '' },
    ]),
  )
  const codes = new Map(
    table('exports/cameo.tsv', 3).map(([code = '', label = '', goldstein = '']) => [
      code,
      { label, goldstein: goldstein === '' ? null : Number(goldstein) },
    ]),
  )
  const countries = new Map(
    table('exports/countries.tsv', 4).map(([iso3 = '', name = '', fips = '', cow = '']) => [
      iso3,
      { name, fips: fips || null, cow: cow || null },
    ]),
  )
  const none = { quad: 0, score: 0, cameo: '' }
  return {
    knowledge: {
      score: (type, mode) => scores.get(`${type} ${mode ?? ''}`) ?? scores.get(`${type} `) ?? none,
      cameo: code => {
        const own = codes.get(code)
        // the roots "03", "04" … bear no score of their own; "030" has it
        return {
          label: own?.label ?? '',
          goldstein: own?.goldstein ?? codes.get(code.padEnd(3, '0'))?.goldstein ?? null,
        }
      },
      country: iso3 => (iso3 === null ? null : (countries.get(iso3) ?? null)),
    },
    problems,
  }
}
