import { parseDocument } from 'yaml'
import { type Found, fromFields } from './fields.ts'

/** Plain text, maybe with YAML front matter between two lines `---`: title, date, publisher, url, dateline, id. */
export const readText = (source: string, fallbackId: string): Found => {
  const front = /^---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(source)
  if (front === null || front.index !== 0) return finish({}, source, fallbackId, [])
  const yaml = parseDocument(front[1] ?? '', { schema: 'failsafe' })
  const fields: unknown = yaml.errors.length === 0 ? yaml.toJS() : plainFields(front[1] ?? '')
  // A text may begin with a rule of dashes; what follows is front matter only when it is a mapping.
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    const error = yaml.errors[0]?.message.split('\n')[0]
    const looks = /^\w+:/.test(front[1] ?? '')
    return finish({}, source, fallbackId, error !== undefined && looks ? [`front matter: ${error}`] : [])
  }
  return finish(
    fields as Record<string, unknown>,
    source.slice(front[0].length).replace(/^(?:[ \t]*\r?\n)+/, ''),
    fallbackId,
    [],
  )
}

/** `title: Djibouti: no talks`: a headline with a colon of its own is no YAML, but what is meant is plain. */
const plainFields = (lines: string): Readonly<Record<string, string>> | null => {
  const fields = lines
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
    .map(line => /^([A-Za-z]\w*):[ \t]+(.*\S)[ \t]*$/.exec(line))
  return fields.every(field => field !== null)
    ? Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
    : null
}

const finish = (
  fields: Readonly<Record<string, unknown>>,
  text: string,
  fallbackId: string,
  before: readonly string[],
): Found => {
  if (text.trim() === '') return { document: null, problems: ['holds no text'] }
  const { document, problems } = fromFields(fields, text, fallbackId)
  return { document, problems: [...before, ...problems] }
}
