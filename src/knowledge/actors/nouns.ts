import type { Problem } from '../problem.ts'
import { suggestion } from '../problem.ts'
import { SECTORS } from './organizations.ts'
import { type PhraseIndex, phraseIndex } from './phrases.ts'
import { readTable } from './table.ts'

/**
 * For whom the bearer of a noun acts: a `state` (minister, army), whomever he serves (`served`: spokesman, delegation, leader),
 * `self`, which is nobody's code (rebels, workers, firms; in the table `alone` for numbers that stand for people), or `flag`, whose code only its own words tell (ships, planes), or `none`: the words name no actor ("customs union").
 */
export type Acts = 'state' | 'served' | 'self' | 'flag' | 'none'

/** A common noun for an actor: an office, a body, a group of people. */
export interface ActorNoun {
  /** The noun in the singular, as the record words a role: "foreign minister". */
  readonly word: string
  readonly sector: string | null
  readonly kind: 'person' | 'organization' | 'group'
  readonly acts: Acts
  /** Key of the table of office-holders, where it names a dated office. */
  readonly office: string | null
  readonly gender: 'm' | 'f' | null
  /** Written with a capital in the table, it counts only so: "the House", not a house. */
  readonly capital: boolean
  /** Names people only where it stands alone as subject or object: "thousands marched", not "thousands of tons". */
  readonly alone: boolean
}

const KINDS = ['person', 'organization', 'group'] as const
const ACTS = ['state', 'served', 'self', 'flag', 'none'] as const
const ALONE = 'alone'

/** Reads `nouns.tsv` and the tables beside it; a word belongs to the table that has it first. */
export const readNouns = (
  tables: readonly { readonly file: string; readonly text: string }[],
  problems: Problem[],
): { readonly nouns: PhraseIndex<ActorNoun>; readonly offices: ReadonlyMap<string, ActorNoun> } => {
  const index = phraseIndex<ActorNoun>()
  const offices = new Map<string, ActorNoun>()
  const seen = new Map<string, { readonly file: string; readonly line: number }>()
  const rows = tables.flatMap(({ file, text }) =>
    readTable(file, text, ['words', 'kind', 'acts'], problems).map(row => ({ file, row })),
  )
  for (const { file, row } of rows) {
    const kind = KINDS.find(k => k === row.get('kind'))
    const alone = row.get('acts') === ALONE
    const acts = alone ? 'self' : ACTS.find(a => a === row.get('acts'))
    const sector = row.get('sector') || null
    if (!kind || !acts || (sector !== null && !SECTORS.has(sector))) {
      const wrong = !kind ? row.get('kind') : !acts ? row.get('acts') : (sector ?? '')
      const known: Iterable<string> = !kind ? KINDS : !acts ? [...ACTS, ALONE] : SECTORS
      problems.push({ file, line: row.line, message: `unknown value "${wrong}"${suggestion(wrong, known)}` })
      continue
    }
    const gender = row.get('gender')
    for (const word of row.list('words')) {
      const before = seen.get(word)
      if (before !== undefined) {
        if (before.file === file)
          problems.push({ file, line: row.line, message: `"${word}" stands on line ${before.line} already` })
        continue
      }
      seen.set(word, { file, line: row.line })
      const noun: ActorNoun = {
        word: word.toLowerCase(),
        sector,
        kind,
        acts,
        office: row.get('office') || null,
        gender: gender === 'm' || gender === 'f' ? gender : null,
        capital: word[0] !== word[0]?.toLowerCase(),
        alone,
      }
      index.add(word, noun)
      if (noun.office !== null && !offices.has(noun.office)) offices.set(noun.office, noun)
    }
  }
  return { nouns: index, offices }
}
