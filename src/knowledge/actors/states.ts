import type { Problem } from '../problem.ts'
import type { Misspelt } from './misspelt.ts'
import { type Name, type NamedActor, type NameSort, nameOf } from './named.ts'
import { fold, type PhraseIndex } from './phrases.ts'
import { readTable } from './table.ts'

/** A state of the world, or of the past. */
export interface State {
  readonly code: string
  readonly name: string
  /** First and last day of a state of the past, null where it still is or always was. */
  readonly from: string | null
  readonly to: string | null
  /** Of a state of the past: the state of today whose names then meant it ("Moscow" in 1987 is the Soviet Union). */
  readonly heir: string | null
}

/** Reads `states.tsv` into the name index; answers the states by code. */
export const readStates = (
  file: string,
  text: string,
  names: PhraseIndex<Name>,
  misspelt: Misspelt,
  problems: Problem[],
): ReadonlyMap<string, State> => {
  const states = new Map<string, State>()
  for (const row of readTable(file, text, ['code', 'name'], problems)) {
    const code = row.get('code')
    if (!/^[A-Z]{3}$/.test(code)) {
      problems.push({ file, line: row.line, message: `"${code}" is no code of three capitals` })
      continue
    }
    if (states.has(code)) {
      problems.push({ file, line: row.line, message: `a second row for ${code}` })
      continue
    }
    const name = row.get('name')
    states.set(code, {
      code,
      name,
      from: row.get('from') || null,
      to: row.get('to') || null,
      heir: row.get('heir') || null,
    })
    const actor: NamedActor = { kind: 'country', name, code, country: code, sector: null }
    const add = (sort: NameSort, spellings: readonly string[]): void => {
      for (const spelling of spellings) {
        const found = nameOf(sort, spelling, actor)
        names.add(spelling, found)
        misspelt.add(fold(spelling), found)
      }
    }
    add('state', [name, ...row.list('aliases')].map(withoutArticle))
    add('capital', row.list('capitals'))
    add('adjective', row.list('adjectives'))
    add('people', row.list('people'))
  }
  return states
}

/** The article is the sentence's, not the name's: "the Kremlin" and "The Kremlin" are found from "Kremlin" on. */
export const withoutArticle = (spelling: string): string => spelling.replace(/^the /i, '')
