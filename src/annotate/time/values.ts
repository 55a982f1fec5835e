import type { Meaning } from '../../knowledge/time-meaning.ts'
import { CALENDAR_OPERATIONS } from './calendar-operations.ts'
import { MOMENT_OPERATIONS } from './moment-operations.ts'
import {
  type Arg,
  type Catch,
  isReading,
  type Nested,
  type Operation,
  type Reading,
  type TimeContext,
} from './reading.ts'
import { RELATIVE_OPERATIONS } from './relative-operations.ts'

/** Everything a rule's meaning may call; `OPERATIONS` of the knowledge lists the same names. */
export const OPERATION: Readonly<Record<string, Operation>> = {
  ...CALENDAR_OPERATIONS,
  ...RELATIVE_OPERATIONS,
  ...MOMENT_OPERATIONS,
}

/** Reads an expression; null where it names a day that cannot be, or is marked in the rules as no time at all. */
export const readTime = (nested: Nested, context: TimeContext): Reading | null => {
  const result = evaluate(nested.meaning, nested.caught, context)
  return isReading(result) ? result : null
}

const evaluate = (meaning: Meaning, caught: ReadonlyMap<string, Catch>, context: TimeContext): Arg => {
  if (meaning.kind === 'constant') return meaning.value
  if (meaning.kind === 'capture') {
    const value = caught.get(meaning.name) ?? null
    const read = typeof value === 'object' && value !== null ? evaluate(value.meaning, value.caught, context) : value
    const plain =
      isReading(read) && typeof value === 'object' && value !== null ? { ...read, extent: value.extent } : read
    return meaning.negative ? (typeof plain === 'number' ? -plain : plain === 'X' ? -Infinity : plain) : plain
  }
  const args = meaning.args.map(arg => evaluate(arg, caught, context))
  const result = OPERATION[meaning.name]?.(args, context) ?? null
  return isReading(result) && result.extent ? { ...result, extent: null } : result
}
