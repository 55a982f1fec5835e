import type { Problem } from '../problem.ts'
import { type Name, type NameSort, nameOf } from './named.ts'
import { ENTITY_KINDS } from './organizations.ts'
import { type Hit, pieces } from './phrases.ts'
import { type Row, readTable, sortedTable } from './table.ts'

/** Names out of big tables, found without reading them. */
export interface ListedNames {
  /** The longest name that starts at a piece, as `PhraseIndex` answers. */
  longest(words: readonly string[], at: number, accept: (name: Name, length: number) => boolean): Hit<Name> | null
  /** Reads every row and answers what is wrong with the tables. */
  check(): readonly Problem[]
}

interface Source {
  readonly file: string
  readonly text: string
  readonly sort: NameSort
}

/**
 * Tables sorted by the first piece of the name (column `key`), with the columns of organisations; towns among them, whose kind is `place`.
 * A key is looked up once and kept.
 */
export const listedNames = (sources: readonly Source[]): ListedNames => {
  const tables = sources.map(source => ({ ...source, table: sortedTable(source.text) }))
  const cache = new Map<string, readonly (readonly [readonly string[], Name])[]>()
  const entries = (key: string): readonly (readonly [readonly string[], Name])[] => {
    const known = cache.get(key)
    if (known) return known
    const found = tables.flatMap(({ table, sort }) =>
      table.rows(key).flatMap(row => {
        const name = entryOf(row, sort)
        return name ? [[pieces(row.get('name')), name] as const] : []
      }),
    )
    cache.set(key, found)
    return found
  }
  return {
    longest(words, at, accept) {
      let length = 0
      let values: Name[] = []
      for (const [parts, name] of entries(words[at] ?? '')) {
        if (parts.length < length || !parts.every((part, i) => part === words[at + i]) || !accept(name, parts.length))
          continue
        if (parts.length > length) values = []
        length = parts.length
        values.push(name)
      }
      return length === 0 ? null : { length, values }
    },
    check: () =>
      sources.flatMap(({ file, text, sort }) => {
        const problems: Problem[] = []
        let before = ''
        for (const row of readTable(file, text, ['key', 'name'], problems)) {
          const key = row.get('key')
          if (!entryOf(row, sort)) problems.push({ file, line: row.line, message: `unknown kind "${row.get('kind')}"` })
          if (key < before || key !== pieces(row.get('name'))[0]) {
            problems.push({
              file,
              line: row.line,
              message: `"${key}" is out of order or not the first word of the name`,
            })
          }
          before = key
        }
        return problems
      }),
  }
}

const entryOf = (row: Row, sort: NameSort): Name | null => {
  const kind = ENTITY_KINDS.find(k => k === (row.get('kind') || 'place'))
  if (!kind) return null
  const name = row.get('name')
  const country = row.get('country') || null
  // A town stands for its state where it is attacked or visited.
  const code = kind === 'place' ? country : row.get('code') || null
  return nameOf(sort, name, { kind, name, code, country, sector: row.get('sector') || null })
}
