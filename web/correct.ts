import { EVENT_TYPES } from '../src/model/event.ts'
import type { RecordEvent } from '../src/model/record.ts'
import type { Correction } from '../src/views/page/answers.ts'
import { el } from './dom.ts'
import type { Context } from './host.ts'
import { STATUSES, typeName } from './words.ts'

/** Sets one act right: its type, its outcome, or that it is none; null where corrections cannot be kept. */
export const correctionForm = (ctx: Context, document: string, act: RecordEvent): HTMLElement | null => {
  const { correct } = ctx.host
  if (correct === null) return null
  const type = el(
    'select',
    {},
    EVENT_TYPES.map(t => el('option', { value: t, selected: t === act.type }, typeName(t))),
  )
  const status = el(
    'select',
    {},
    Object.entries(STATUSES).map(([s, [name]]) => el('option', { value: s, selected: s === act.status }, name)),
  )
  const send = (correction: Correction): void => {
    correct(correction).then(
      () => {
        ctx.say('Corrected')
        ctx.refresh()
      },
      (error: unknown) => ctx.say(error instanceof Error ? error.message : String(error)),
    )
  }
  const field = (name: 'type' | 'status', value: string): void =>
    send({ kind: 'field', document, event: act.id, field: name, value })
  return el(
    'details',
    { class: 'correct' },
    el('summary', {}, 'Correct'),
    el(
      'form',
      {
        onsubmit: (event: Event) => {
          event.preventDefault()
          if (type.value !== act.type) field('type', type.value)
          if (status.value !== act.status) field('status', status.value)
        },
      },
      el('label', {}, 'Type ', type),
      el('label', {}, 'Outcome ', status),
      el('button', { type: 'submit' }, 'Save'),
      el('button', { type: 'button', onclick: () => send({ kind: 'drop', document, event: act.id }) }, 'No act at all'),
      el(
        'button',
        { type: 'button', onclick: () => send({ kind: 'apart', document, event: act.id }) },
        'Another happening',
      ),
    ),
  )
}
