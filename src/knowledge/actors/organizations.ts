import type { EntityKind } from '../../model/entity.ts'
import type { Problem } from '../problem.ts'
import { type Name, type NameSort, nameOf } from './named.ts'
import type { PhraseIndex } from './phrases.ts'
import { withoutArticle } from './states.ts'
import { readTable } from './table.ts'

export const ENTITY_KINDS: readonly EntityKind[] = ['person', 'country', 'organization', 'group', 'place']

/** PLOVER's sectors. */
export const SECTORS: ReadonlySet<string> = new Set(
  'COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC NGO'.split(' '),
)

/** Reads a table of organisations, armed groups, parties, seats of government or media into the name index. */
export const readOrganizations = (
  file: string,
  text: string,
  sort: NameSort,
  names: PhraseIndex<Name>,
  problems: Problem[],
): void => {
  for (const row of readTable(file, text, ['name'], problems)) {
    const kind = ENTITY_KINDS.find(k => k === (row.get('kind') || 'organization'))
    const sector = row.get('sector') || null
    if (!kind || (sector !== null && !SECTORS.has(sector))) {
      problems.push({
        file,
        line: row.line,
        message: `unknown ${kind ? 'sector' : 'kind'} "${kind ? sector : row.get('kind')}"`,
      })
      continue
    }
    const name = row.get('name')
    const actor = { kind, name, code: row.get('code') || null, country: row.get('country') || null, sector }
    for (const spelling of [name, ...row.list('aliases')]) {
      // "The Times" keeps its article: without it the word is an ordinary one.
      const bare = sort === 'medium' ? spelling : withoutArticle(spelling)
      names.add(bare, nameOf(sort, bare, actor))
    }
  }
}
