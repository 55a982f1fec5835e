import { ACTOR_COLUMNS, DOCUMENT_COLUMNS, EVENT_COLUMNS, HAPPENING_COLUMNS, STATEMENT_COLUMNS } from './columns.ts'
import type { Column } from './table.ts'

const TABLES: readonly (readonly [string, readonly Pick<Column<never>, 'name' | 'type' | 'about'>[]])[] = [
  ['events', EVENT_COLUMNS],
  ['happenings', HAPPENING_COLUMNS],
  ['documents', DOCUMENT_COLUMNS],
  ['statements', STATEMENT_COLUMNS],
  ['actors', ACTOR_COLUMNS],
]

/** The columns of every table, in Markdown. */
export const dictionary = (): string =>
  TABLES.map(([name, columns]) =>
    [
      `### ${name}`,
      '',
      '| column | type | what |',
      '| --- | --- | --- |',
      ...columns.map(column => `| \`${column.name}\` | ${column.type} | ${column.about.replaceAll('|', '\\|')} |`),
      '',
    ].join('\n'),
  ).join('\n')

const BEGIN = '<!-- dictionary: written by scripts/data-dictionary.ts -->'
const END = '<!-- /dictionary -->'

/** Puts the dictionary between its marks in a page. */
export const withDictionary = (page: string, tables: string): string => {
  const [before = '', rest = ''] = page.split(BEGIN)
  const [, after = ''] = rest.split(END)
  return `${before}${BEGIN}\n\n${tables}\n${END}${after}`
}
