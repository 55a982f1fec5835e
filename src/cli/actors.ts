import { readFile } from 'node:fs/promises'
import { importActors } from '../knowledge/actors/wikidata.ts'
import { loadActors } from '../knowledge/actors.ts'
import { problemLine } from '../knowledge/problem.ts'
import { pathOf, readData } from '../read/data.ts'
import { openOutput } from './output.ts'
import { say } from './say.ts'

export interface ActorsOptions {
  readonly output?: string
  readonly rules: readonly string[]
}

/** `readout actors import FILE`: the result of a Wikidata query as a table of office-holders. */
export const importFile = async (path: string, options: ActorsOptions): Promise<number> => {
  const { knowledge } = loadActors(await readData(options.rules))
  const { table, rows, problems, contradictions } = importActors(knowledge, path, await readFile(path, 'utf8'))
  for (const problem of [...problems, ...contradictions]) say(problemLine(problem))
  if (rows === 0) {
    say(`${path}: no row could be taken`)
    return 1
  }
  const output = openOutput(options.output)
  await output.write(table)
  await output.commit()
  say(`${rows} tenures taken${problems.length > 0 ? `, ${problems.length} refused` : ''}`)
  return problems.length > 0 ? 1 : 0
}

/** `readout actors check`: every row of the actor tables, and offices that two hold at a time. */
export const checkTables = async (options: ActorsOptions): Promise<number> => {
  const { knowledge, problems } = loadActors(await readData(options.rules))
  const all = [...problems, ...knowledge.listed.check(), ...knowledge.people.check()]
  for (const problem of [...all, ...knowledge.people.contradictions()])
    say(problemLine({ ...problem, file: pathOf(problem.file, options.rules) }))
  return all.length > 0 ? 1 : 0
}
