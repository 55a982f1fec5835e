import type { MergingKnowledge } from '../knowledge/merging.ts'
import type { EventType } from '../model/event.ts'
import { answeredBy, answeredOffer, type Exchange, stanceOf } from '../record/answers.ts'
import { monthOf } from '../record/dyads.ts'
import type { Happening } from '../record/happening.ts'
import type { Witness } from '../record/witness.ts'
import { type Database, number, text } from './database.ts'
import { mentionsOf } from './mentions.ts'
import { type SqlValue, sql } from './sql.ts'

/** Offers looked at for one answer, the latest first. */
const LOOKED_AT = 24

/**
 * Links answers to what they answer in other reports, where the coder found nothing in the same one. Looks back only: an offer told of
 * after its answer is found when the answer is told again.
 */
export const linkAnswers = async (
  db: Database,
  knowledge: MergingKnowledge,
  happenings: readonly {
    readonly seq: number
    readonly happening: Happening
    readonly witnesses: readonly Witness[]
  }[],
): Promise<void> => {
  const rows: SqlValue[][] = []
  for (const { seq, happening, witnesses } of happenings) {
    const types = answeredBy(happening.type)
    if (types.length === 0 || happening.date === null || happening.status === 'negated') continue
    const known = await db.all(
      sql`SELECT 1 AS n FROM happening_link WHERE happening = ${seq} AND kind = 'response' LIMIT 1`,
    )
    if (known.length > 0) continue
    const offers = await offersFor(db, happening, types)
    const answered = answeredOffer({ id: seq, type: happening.type, witnesses }, offers, knowledge)
    if (answered !== null) rows.push([seq, 'response', answered.id, stanceOf(happening.type)])
  }
  await db.insert('happening_link', ['happening', 'kind', 'target', 'stance'], rows)
}

const offersFor = async (
  db: Database,
  answer: Happening,
  types: readonly EventType[],
): Promise<readonly Exchange[]> => {
  const codes = (list: Happening['actors']): readonly string[] => list.flatMap(a => (a.code === null ? [] : [a.code]))
  const month = monthOf(answer.date?.from ?? '')
  const rows = await db.all(sql`SELECT DISTINCT h.seq, h.type FROM dyad d JOIN happening h ON h.seq = d.happening
    WHERE d.a IN (${codes(answer.recipients)}) AND d.b IN (${codes(answer.actors)}) AND d.month IN (${[month, month - 1, month - 2]})
    AND d.type IN (${types}) ORDER BY h.seq DESC LIMIT ${LOOKED_AT}`)
  const mentions = await mentionsOf(
    db,
    rows.map(row => number(row, 'seq')),
  )
  return rows.map(row => ({
    id: number(row, 'seq'),
    type: text(row, 'type') as EventType,
    witnesses: mentions.get(number(row, 'seq')) ?? [],
  }))
}
