import type { DocumentRecord } from '../model/record.ts'
import type { Quote, Span } from '../model/span.ts'

/**
 * Checks that every quotation of a record stands in its text where it says it does. Returns one sentence for each that does not;
 * a store takes only records for which there is none.
 */
export const evidenceProblems = (record: DocumentRecord): readonly string[] => {
  const { text } = record.document
  const problems: string[] = []
  const span = (what: string, { start, end }: Span): boolean => {
    if (Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length)
      return true
    problems.push(`${what}: ${start}-${end} lies outside the text`)
    return false
  }
  const quote = (what: string, q: Quote): void => {
    if (span(what, q) && text.slice(q.start, q.end) !== q.text)
      problems.push(`${what}: "${q.text}" is not at ${q.start}-${q.end}`)
  }
  for (const entity of record.entities) for (const mention of entity.mentions) span(`entity ${entity.id}`, mention)
  for (const event of record.events) {
    const at = `event ${event.id}`
    quote(`${at}, trigger`, event.trigger)
    span(`${at}, sentence`, event.sentence)
    for (const actor of event.actors) quote(`${at}, actor`, actor)
    for (const recipient of event.recipients) quote(`${at}, recipient`, recipient)
    for (const role of event.roles) quote(`${at}, ${role.role}`, role)
    if (event.place !== null) quote(`${at}, place`, event.place)
    const { date } = event
    if (date !== null && date.start !== null && date.end !== null && date.text !== null)
      quote(`${at}, date`, { start: date.start, end: date.end, text: date.text })
    for (const link of event.attribution) {
      quote(`${at}, cue`, link.cue)
      if (link.by !== null) quote(`${at}, source`, link.by)
    }
  }
  for (const statement of record.statements) {
    const at = `statement ${statement.id}`
    quote(`${at}, cue`, statement.cue)
    if (statement.source !== null) quote(`${at}, source`, statement.source)
    for (const content of statement.content) span(`${at}, content`, content)
  }
  for (const time of record.times) quote(`time "${time.text}"`, time)
  return problems
}
