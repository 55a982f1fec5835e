import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type People, readPeople } from '../knowledge/actors/people.ts'
import type { OfficesOf } from '../views/page/actor.ts'

const TABLES = join(import.meta.dirname, '../../data/actors')

/** Who held which office when, by the tables that come with the program; read when first asked for. */
export const officeTables = (): OfficesOf => {
  let people: Promise<People> | null = null
  return async (country, first, last) => {
    people ??= load()
    return (await people).during(country, first, last)
  }
}

const load = async (): Promise<People> => {
  const names = (await readdir(TABLES)).filter(name => /(^|\.)officeholders\.tsv$/.test(name)).sort()
  const tables = names.map(async file => ({ file, text: await readFile(join(TABLES, file), 'utf8') }))
  // nobody is looked up by name here
  return readPeople(await Promise.all(tables), new Set())
}
