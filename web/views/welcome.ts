import { el } from '../dom.ts'
import type { Context } from '../host.ts'

/** What an empty record says: load the sample, or bring reports. */
export const welcome = (ctx: Context): HTMLElement => {
  const bar = el('progress', { hidden: true, 'aria-label': 'Coding the sample' })
  const button = el(
    'button',
    {
      type: 'button',
      class: 'primary',
      onclick: () => {
        button.disabled = true
        bar.hidden = false
        ctx.host
          .sample((done, all) => {
            bar.max = all
            bar.value = done
          })
          .then(
            () => ctx.refresh(),
            (error: unknown) => {
              button.disabled = false
              bar.hidden = true
              ctx.say(error instanceof Error ? error.message : String(error))
            },
          )
      },
    },
    'Load the sample record',
  )
  return el(
    'div',
    { class: 'welcome' },
    el('h1', {}, 'Who did what to whom, when, where, and on whose word'),
    el(
      'p',
      {},
      'Readout reads news reports and keeps a record of the political acts they tell, each with the sentences it rests on. This record is empty.',
    ),
    el('p', { class: 'buttons' }, button, el('a', { class: 'button', href: '?view=code' }, 'Add reports of your own')),
    bar,
    el(
      'p',
      { class: 'small' },
      'The sample holds twenty-two invented reports of seven invented publishers: a shooting on a border, a quarrel over mackerel, offers refused and taken, a meeting that failed, denials.',
    ),
  )
}
