import type { Export } from '../src/views/page/exports.ts'
import { el } from './dom.ts'
import type { Context } from './host.ts'

const NAMES: Readonly<Record<Export, string>> = {
  csv: 'Table (CSV)',
  jsonl: 'JSON Lines',
  json: 'JSON',
  geojson: 'Map (GeoJSON)',
  graphml: 'Network (GraphML)',
}

/** Takes what is shown out of the page. */
export const exportMenu = (ctx: Context): HTMLElement =>
  el(
    'details',
    { class: 'export' },
    el('summary', {}, 'Export'),
    el(
      'ul',
      {},
      ctx.host.exports.map(format =>
        el('li', {}, el('button', { type: 'button', onclick: () => void save(ctx, format) }, NAMES[format])),
      ),
    ),
  )

const save = async (ctx: Context, format: Export): Promise<void> => {
  try {
    const blob = await ctx.host.export(format, ctx.state.filter)
    const link = el('a', { href: URL.createObjectURL(blob), download: `readout.${format}` })
    link.click()
    URL.revokeObjectURL(link.href)
    ctx.say(`Saved readout.${format}`)
  } catch (error) {
    ctx.say(error instanceof Error ? error.message : String(error))
  }
}
