import type { DocumentRecord, RecordActor, RecordEvent } from '../src/model/record.ts'
import type { CorrectedActor } from '../src/record/correction.ts'
import { el } from './dom.ts'

/** Those on one side of an act, to be changed by hand. */
export interface SideEditor {
  readonly node: HTMLElement
  /** Who stands there now; null where nothing was changed. */
  changed(): readonly CorrectedActor[] | null
}

/** Rows of who it is, by which code, in which words of the report; whoever the report names can be chosen. */
export const sideEditor = (
  name: string,
  record: DocumentRecord,
  act: RecordEvent,
  actors: readonly RecordActor[],
): SideEditor => {
  const known = `named-${act.id}`
  const rows = el('ol', { class: 'side-rows' })
  const row = (actor: CorrectedActor): HTMLElement => {
    const input = (of: string, value: string, more: Readonly<Record<string, string>>): HTMLInputElement =>
      el('input', { name: of, value, 'aria-label': `${name}: ${of}`, autocomplete: 'off', ...more })
    const who = input('name', actor.name, { list: known, placeholder: 'name' })
    const code = input('code', actor.code ?? '', { placeholder: 'code', size: '4', pattern: '[A-Z][A-Z0-9]{1,5}' })
    const words = input('words', actor.text ?? '', { placeholder: 'words in the report' })
    who.addEventListener('change', () => {
      const found = record.entities.find(e => e.name === who.value)
      code.value = found?.code ?? ''
      words.value = found === undefined ? who.value : wordsFor(record, act, found.mentions)
    })
    const item = el(
      'li',
      {},
      who,
      code,
      words,
      el(
        'button',
        { type: 'button', 'aria-label': `Take out this ${name.toLowerCase()}`, onclick: () => item.remove() },
        '×',
      ),
    )
    return item
  }
  const read = (): readonly CorrectedActor[] =>
    [...rows.children].flatMap(item => {
      const [who = '', code = '', words = ''] = [...item.querySelectorAll('input')].map(field => field.value.trim())
      return who === '' ? [] : [{ name: who, code: code === '' ? null : code, text: words === '' ? who : words }]
    })
  rows.append(...actors.map(a => row({ name: a.name, code: a.code, text: a.text })))
  const before = JSON.stringify(read())
  const add = (): void => {
    const added = row({ name: '', code: null })
    rows.append(added)
    added.querySelector('input')?.focus()
  }
  return {
    node: el(
      'fieldset',
      {},
      el('legend', {}, name),
      el(
        'datalist',
        { id: known },
        [...new Set(record.entities.map(e => e.name))].map(value => el('option', { value })),
      ),
      rows,
      el('button', { type: 'button', onclick: add }, `Add ${name.toLowerCase()}`),
    ),
    changed: () => {
      const now = read()
      return JSON.stringify(now) === before ? null : now
    },
  }
}

/** The words of a mention: of the first in the act's sentence, else of the first in the report. */
const wordsFor = (
  { document }: DocumentRecord,
  { sentence }: RecordEvent,
  mentions: readonly { readonly start: number; readonly end: number }[],
): string => {
  const near = mentions.find(m => m.start >= sentence.start && m.end <= sentence.end) ?? mentions[0]
  return near === undefined ? '' : document.text.slice(near.start, near.end)
}
