import { existsSync } from 'node:fs'
import type { MergingKnowledge } from '../knowledge/merging.ts'
import { type Database, number, StoreError } from './database.ts'
import { MIGRATIONS, statementsOf } from './schema.ts'
import { raw, sql } from './sql.ts'

/** A place where reports and what was read in them are kept. */
export interface Store {
  readonly db: Database
  readonly knowledge: MergingKnowledge
}

/**
 * Opens a store: a file name is SQLite, `postgres://…` PostgreSQL. A new one is made, an old one brought up to date, unless `readOnly`;
 * one made by a later version is refused.
 */
export const openStore = async (
  location: string,
  knowledge: MergingKnowledge,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<Store> => {
  const remote = /^postgres(ql)?:\/\//.test(location)
  if (readOnly && !remote && !existsSync(location))
    throw new StoreError(`there is no store at ${location}; "readout ingest PATH --store ${location}" makes one`)
  // loaded only when asked for: the driver of the other database costs start-up time
  const db = remote
    ? await (await import('./postgres.ts')).openPostgres(location)
    : (await import('./sqlite.ts')).openSqlite(location, readOnly)
  try {
    await migrate(db, location, readOnly)
  } catch (error) {
    await db.close()
    throw error
  }
  return { db, knowledge }
}

const migrate = async (db: Database, location: string, readOnly: boolean): Promise<void> => {
  const latest = MIGRATIONS.at(-1)?.number ?? 0
  const version = await versionOf(db)
  if (version > latest)
    throw new StoreError(
      `${location} was made by a later version of Readout (schema ${version}, this one knows ${latest}): use that version`,
    )
  if (version === latest) return
  if (readOnly)
    throw new StoreError(
      `${location} is of an earlier version (schema ${version}): any writing command brings it up to date`,
    )
  await db.write(async () => {
    const before = await versionOf(db)
    if (before === 0)
      await db.run(raw('CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL, name TEXT NOT NULL)'))
    for (const migration of MIGRATIONS.filter(m => m.number > before)) {
      await db.run(raw(statementsOf(migration, db.dialect)))
      await db.insert('migration', ['number', 'name'], [[migration.number, migration.name]])
    }
  })
}

/** Number of the last step taken, 0 for an empty database. */
const versionOf = async (db: Database): Promise<number> => {
  const tables =
    db.dialect === 'sqlite'
      ? sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migration'`
      : sql`SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'migration'`
  if ((await db.all(tables)).length === 0) return 0
  return number((await db.all(sql`SELECT max(number) AS number FROM migration`))[0], 'number')
}
