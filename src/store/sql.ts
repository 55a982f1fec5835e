/** A value a database takes. */
export type SqlValue = string | number | null

/** A statement, or a part of one, with the values that belong to its question marks. */
export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/**
 * Writes SQL with values kept apart from words: sql`SELECT * FROM event WHERE type = ${type}`. Another `Sql` is put in as it is,
 * a list becomes `?, ?, ?`, filled up with its last value to the next power of two so that few statements have to be prepared.
 */
export const sql = (parts: TemplateStringsArray, ...args: readonly (SqlValue | Sql | readonly SqlValue[])[]): Sql => {
  let text = parts[0] ?? ''
  const values: SqlValue[] = []
  for (const [index, arg] of args.entries()) {
    if (isList(arg)) {
      const filled = arg.length === 0 ? [] : fill(arg)
      text += filled.length === 0 ? 'NULL' : `?${', ?'.repeat(filled.length - 1)}`
      for (const value of filled) values.push(value)
    } else if (typeof arg === 'object' && arg !== null) {
      text += arg.text
      values.push(...arg.values)
    } else {
      text += '?'
      values.push(arg)
    }
    text += parts[index + 1] ?? ''
  }
  return { text, values }
}

const fill = (list: readonly SqlValue[]): readonly SqlValue[] => {
  const size = 2 ** Math.ceil(Math.log2(list.length))
  return size === list.length ? list : [...list, ...new Array<SqlValue>(size - list.length).fill(list.at(-1) ?? null)]
}

const isList = (arg: SqlValue | Sql | readonly SqlValue[]): arg is readonly SqlValue[] => Array.isArray(arg)

/** Words put in as they are: names of tables and columns, never what a user typed. */
export const raw = (text: string): Sql => ({ text, values: [] })

/** Parts put together with words between. */
export const join = (parts: readonly Sql[], between: string): Sql => ({
  text: parts.map(part => part.text).join(between),
  values: parts.flatMap(part => part.values),
})

/** `WHERE a AND b`, or nothing. */
export const where = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? raw('') : sql`WHERE ${join(conditions, ' AND ')}`
