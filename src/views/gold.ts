import type { DocumentRecord, RecordActor, RecordEvent } from '../model/record.ts'

/**
 * A corrected record in the form of the gold files, so that what people mended can be scored against and learnt from. `in` are a few
 * words around the trigger that occur once in the text.
 */
export const goldOf = (record: DocumentRecord): object => ({
  doc: record.document.id,
  date: record.document.published?.slice(0, 10) ?? null,
  events: record.events
    .filter(event => event.zone === 'body')
    .map(event => ({
      trigger: event.trigger.text,
      in: around(record.document.text, event),
      type: event.type === event.plover ? [event.type] : [event.type, event.plover],
      status: event.status,
      actors: event.actors.map(actor),
      recipients: event.recipients.map(actor),
      roles: event.roles.map(role => ({ role: role.role, ...actor(role) })),
      date: event.date === null || event.date.basis === 'default' ? null : event.date.value,
      place: event.place?.text ?? null,
      by: event.attribution[0]?.by?.text ?? null,
      optional: false,
    })),
})

const actor = ({ code, text }: RecordActor): object => ({ code, name: text })

/** Words added on both sides, one at a time, until the stretch has four words and occurs once. */
const around = (text: string, event: RecordEvent): string => {
  let { start, end } = event.trigger
  const { sentence } = event
  for (let turn = 0; turn < 40; turn++) {
    const stretch = text.slice(start, end)
    if (stretch.split(/\s+/).length >= 4 && text.indexOf(stretch) === text.lastIndexOf(stretch)) break
    const left = text.slice(sentence.start, start).match(/\S+\s*$/)
    const right = text.slice(end, sentence.end).match(/^\s*\S+/)
    if (left === null && right === null) break
    if ((turn % 2 === 0 && left !== null) || right === null) start -= left?.[0].length ?? 0
    else end += right[0].length
  }
  return text.slice(start, end).trim()
}
