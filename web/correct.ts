import { EVENT_TYPES } from '../src/model/event.ts'
import type { RecordEvent } from '../src/model/record.ts'
import type { Correction, CorrectionNote, ReportDetail } from '../src/views/page/answers.ts'
import { sayDate } from './dates.ts'
import { el } from './dom.ts'
import type { Context } from './host.ts'
import { sideEditor } from './side-editor.ts'
import { FIELD_NAMES, STATUSES, statusName, typeName } from './words.ts'

/** Sets one act right: any of its fields, that it is none, or that it is another happening. */
export const correctionForm = (ctx: Context, { record }: ReportDetail, act: RecordEvent): HTMLElement => {
  const at = { document: record.document.id, event: act.id }
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
  const before = act.date?.value ?? ''
  const date = el('input', {
    value: before,
    size: 10,
    pattern: '\\d{4}(-\\d{2}(-\\d{2})?)?.*',
    placeholder: 'YYYY-MM-DD',
    autocomplete: 'off',
  })
  const actors = sideEditor('Actor', record, act, act.actors)
  const recipients = sideEditor('Recipient', record, act, act.recipients)
  const signature = signatureFields()
  const changes = (): readonly Correction[] => {
    const field = (name: Extract<Correction, { kind: 'field' }>['field'], value: string | null): Correction => ({
      ...at,
      kind: 'field',
      field: name,
      value,
    })
    const [acting, acted] = [actors.changed(), recipients.changed()]
    return [
      ...(type.value === act.type ? [] : [field('type', type.value)]),
      ...(status.value === act.status ? [] : [field('status', status.value)]),
      ...(date.value.trim() === before ? [] : [field('date', date.value.trim() || null)]),
      ...(acting === null ? [] : [{ ...at, kind: 'field' as const, field: 'actors' as const, value: acting }]),
      ...(acted === null ? [] : [{ ...at, kind: 'field' as const, field: 'recipients' as const, value: acted }]),
    ]
  }
  const wrong = el('p', { role: 'alert' })
  const send = async (corrections: readonly Correction[]): Promise<void> => {
    wrong.textContent = await keep(ctx, corrections, signature.read())
  }
  return el(
    'details',
    { class: 'correct' },
    el('summary', {}, 'Correct'),
    el(
      'form',
      {
        onsubmit: (event: Event) => {
          event.preventDefault()
          send(changes())
        },
      },
      el('label', {}, 'Type ', type),
      el('label', {}, 'Outcome ', status),
      el('label', {}, 'Date ', date),
      actors.node,
      recipients.node,
      signature.node,
      wrong,
      el('button', { type: 'submit', class: 'primary' }, 'Save'),
      el('button', { type: 'button', onclick: () => send([{ ...at, kind: 'drop' }]) }, 'No act at all'),
      el('button', { type: 'button', onclick: () => send([{ ...at, kind: 'apart' }]) }, 'Another happening'),
    ),
  )
}

/** Keeps corrections one after another and draws the page anew; gives back what was refused, in a sentence. */
export const keep = async (
  ctx: Context,
  corrections: readonly Correction[],
  signature: Readonly<Record<string, string>> = {},
): Promise<string | null> => {
  try {
    for (const correction of corrections) await ctx.host.correct({ ...correction, ...signature })
    if (corrections.length === 0) ctx.say('Nothing was changed')
    else {
      ctx.say('Corrected')
      ctx.refresh()
    }
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const SIGNED = 'readout-author'

/** Who says so, remembered by this browser, and why. */
export const signatureFields = (): { readonly node: HTMLElement; read(): Readonly<Record<string, string>> } => {
  const author = el('input', { name: 'author', value: localStorage.getItem(SIGNED) ?? '', autocomplete: 'name' })
  const note = el('input', { name: 'note', autocomplete: 'off' })
  return {
    node: el('div', { class: 'signature' }, el('label', {}, 'Your name ', author), el('label', {}, 'Why ', note)),
    read: () => {
      const [name, why] = [author.value.trim(), note.value.trim()]
      if (name !== '') localStorage.setItem(SIGNED, name)
      return { ...(name === '' ? {} : { author: name }), ...(why === '' ? {} : { note: why }) }
    },
  }
}

/** What people set right, each with what the coder had read, by whom and when; any of it can be taken back. */
export const correctionNotes = (ctx: Context, notes: readonly CorrectionNote[]): HTMLElement | null =>
  notes.length === 0
    ? null
    : el(
        'ul',
        { class: 'corrections', 'aria-label': 'Corrections' },
        notes.map(note =>
          el(
            'li',
            {},
            sayNote(note),
            el('small', {}, ` ${note.author}, ${sayDate(note.made)}${note.note === null ? '' : `: ${note.note}`} `),
            el(
              'button',
              { type: 'button', onclick: () => void keep(ctx, [{ kind: 'undo', id: note.id }]) },
              'Take back',
            ),
          ),
        ),
      )

const sayNote = ({ kind, field, previous, words }: CorrectionNote): string => {
  if (kind === 'field')
    return `${FIELD_NAMES[field ?? ''] ?? field} corrected; read as ${sayPrevious(field, previous)}.`
  if (kind === 'drop') return `“${words ?? ''}” is no act.`
  if (kind === 'apart') return 'Held to be another happening.'
  if (kind === 'together') return 'Held to be one happening with another.'
  return 'The report is taken back.'
}

/** What the coder had read, which is kept as JSON. */
const sayPrevious = (field: string | null, previous: string | null): string => {
  const value = JSON.parse(previous ?? 'null') as unknown
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'none'
  if (Array.isArray(value)) return value.map(a => (a as { name: string }).name).join(', ')
  if (typeof value === 'object') {
    const { value: date, name } = value as { value?: string; name?: string }
    return date === undefined ? (name ?? '') : sayDate(date)
  }
  return field === 'type' ? typeName(String(value)) : field === 'status' ? statusName(String(value)) : String(value)
}
