import { type Found, fromFields } from './fields.ts'

/** One JSON object of the contract: `{"id","title","date","source","dateline","url","text"}`, all but `text` optional. */
const readObject = (value: unknown, fallbackId: string): Found => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { document: null, problems: ['expected an object with a "text"'] }
  }
  const fields = value as Readonly<Record<string, unknown>>
  if (typeof fields.text !== 'string') {
    return { document: null, problems: [fields.text === undefined ? '"text" is missing' : '"text" must be text'] }
  }
  if (fields.text.trim() === '') return { document: null, problems: ['"text" is empty'] }
  return fromFields(fields, fields.text, fallbackId)
}

/** A JSON file: one object, or an array of them. */
export const readJson = (source: string, fallbackId: string): readonly Found[] => {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    return [{ document: null, problems: [`broken JSON: ${reason(error)}`] }]
  }
  if (!Array.isArray(value)) return [readObject(value, fallbackId)]
  return value.map((item, i) => {
    const found = readObject(item, `${fallbackId}-${i + 1}`)
    return { ...found, problems: found.problems.map(problem => `item ${i + 1}: ${problem}`) }
  })
}

/** One line of JSON Lines. */
export const readLine = (line: string, fallbackId: string): Found => {
  try {
    return readObject(JSON.parse(line), fallbackId)
  } catch (error) {
    return { document: null, problems: [`broken JSON: ${reason(error)}`] }
  }
}

const reason = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  return message
    .replace(/\s+/g, ' ')
    .replace(/, ".*" is not valid JSON$/, '')
    .replace(/ \(line \d+ column \d+\)$/, '')
    .slice(0, 120)
}
