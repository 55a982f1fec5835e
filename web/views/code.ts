import type { DocumentRecord } from '../../src/model/record.ts'
import { turnTo } from '../address.ts'
import { el, plural } from '../dom.ts'
import type { Context, Input, View } from '../host.ts'
import { reportArticle } from './report.ts'

/** Paste a text or drop files: they are coded at once and taken into the record. */
export const codeView: View = async ctx => {
  const result = el('div', { class: 'coded', 'aria-live': 'polite' })
  const bar = el('progress', { hidden: true, 'aria-label': 'Coding' })
  const text = el('textarea', { rows: 10, required: true, placeholder: 'Paste the text of a report', name: 'text' })
  const date = el('input', { type: 'date', name: 'published' })
  const publisher = el('input', { type: 'text', name: 'publisher', autocomplete: 'off' })
  const files = el('input', { type: 'file', multiple: true, accept: '.txt,.md,.html,.htm,.json,.jsonl,text/*' })

  const run = async (inputs: readonly Input[]): Promise<void> => {
    if (inputs.length === 0) return
    bar.hidden = false
    bar.max = inputs.length
    bar.value = 0
    result.replaceChildren(el('p', {}, `Coding ${plural(inputs.length, 'report')} …`))
    try {
      const { records, refused } = await ctx.host.code(inputs, done => {
        bar.value = done
      })
      const acts = records.reduce((n, r) => n + r.events.length, 0)
      result.replaceChildren(
        el(
          'p',
          { class: 'sum' },
          `${plural(acts, 'act')} in ${plural(records.length, 'report')}, taken into the record.`,
        ),
        ...(refused.length > 0
          ? [
              el(
                'ul',
                { class: 'refused' },
                refused.map(r => el('li', {}, el('b', {}, r.name), `: ${r.reason}`)),
              ),
            ]
          : []),
        ...(records.length === 1 && records[0] !== undefined ? [one(ctx, records[0])] : [many(ctx, records)]),
      )
      ctx.say(`${plural(acts, 'act')} in ${plural(records.length, 'report')}`)
    } catch (error) {
      result.replaceChildren(
        el('p', { class: 'failure', role: 'alert' }, error instanceof Error ? error.message : String(error)),
      )
    } finally {
      bar.hidden = true
    }
  }
  const read = async (list: FileList | readonly File[]): Promise<void> =>
    run(
      await Promise.all(
        [...list].map(async file => ({
          name: file.name,
          text: await file.text(),
          published: date.value || null,
          publisher: publisher.value || null,
        })),
      ),
    )
  files.addEventListener('change', () => void read(files.files ?? []))
  const form = el(
    'form',
    {
      class: 'code-form',
      onsubmit: (event: Event) => {
        event.preventDefault()
        void run([
          { name: 'pasted', text: text.value, published: date.value || null, publisher: publisher.value || null },
        ])
      },
      ondragover: (event: DragEvent) => {
        event.preventDefault()
        form.classList.add('over')
      },
      ondragleave: () => form.classList.remove('over'),
      ondrop: (event: DragEvent) => {
        event.preventDefault()
        form.classList.remove('over')
        void read(event.dataTransfer?.files ?? [])
      },
    },
    el('label', {}, el('span', {}, 'Text'), text),
    el(
      'div',
      { class: 'fields' },
      el('label', {}, el('span', {}, 'Published on'), date),
      el('label', {}, el('span', {}, 'Publisher'), publisher),
      el('button', { type: 'submit', class: 'primary' }, 'Code it'),
      el('label', { class: 'files' }, el('span', {}, 'or choose files, or drop them here'), files),
    ),
  )
  return el('div', {}, form, bar, result)
}

const one = (ctx: Context, record: DocumentRecord): HTMLElement =>
  reportArticle(
    { ...ctx, go: () => undefined, state: { ...ctx.state, act: null } },
    { record, happenings: {}, copyOf: null, copies: [], corrections: [] },
  )

const many = (ctx: Context, records: readonly DocumentRecord[]): HTMLElement =>
  el(
    'ol',
    { class: 'reports' },
    records.map(r =>
      el(
        'li',
        {},
        el(
          'a',
          { class: 'title', href: ctx.href(turnTo(ctx.state, 'report', { id: r.document.id })) },
          r.document.title ?? r.document.id,
        ),
        el('span', { class: 'n' }, plural(r.events.length, 'act')),
      ),
    ),
  )
