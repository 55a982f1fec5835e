import { createHash } from 'node:crypto'
import type { Database } from '../store/database.ts'
import { raw } from '../store/sql.ts'

/** What tells one state of a store from another: it changes with every batch, correction and undoing. */
export const versionOf = async (db: Database): Promise<string> => {
  const [row] = await db.all(
    raw(`SELECT (SELECT max(seq) FROM event) AS e, (SELECT max(seq) FROM happening) AS h, (SELECT max(seq) FROM document) AS d,
      (SELECT count(*) FROM correction) AS c, (SELECT count(*) FROM correction WHERE undone IS NOT NULL) AS u`),
  )
  return ['e', 'h', 'd', 'c', 'u'].map(name => row?.[name] ?? 0).join('.')
}

/** The tag of an answer: of the state of the store, the question, and the program. */
export const tagOf = (parts: readonly string[]): string =>
  `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`

/** Answers kept by tag, the least recently used dropped first. */
export const answerCache = (most: number, bytes: number) => {
  const kept = new Map<string, string>()
  let size = 0
  return {
    get: (tag: string): string | undefined => {
      const answer = kept.get(tag)
      if (answer !== undefined) {
        kept.delete(tag)
        kept.set(tag, answer)
      }
      return answer
    },
    set: (tag: string, answer: string): void => {
      kept.set(tag, answer)
      size += answer.length
      for (const [old, text] of kept) {
        if (kept.size <= most && size <= bytes) break
        kept.delete(old)
        size -= text.length
      }
    },
  }
}
