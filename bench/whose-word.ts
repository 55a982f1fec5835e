import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { attributionOf } from '../src/annotate/attributing.ts'
import type { Statement } from '../src/model/attribution.ts'
import type { EventMention } from '../src/model/event.ts'
import { createReader } from './reading.ts'

/**
 * Whose word the acts of the coded reports are told on, given the gold's own triggers: `node bench/whose-word.ts [--errors]`.
 * Reports whose position in the list of file names is divisible by three are held out: they are scored, their errors are never shown.
 */
interface GoldEvent {
  readonly trigger: string
  readonly in: string
  readonly at?: readonly [number, number]
  readonly by: string | null
  readonly optional?: boolean
}

const root = join(import.meta.dirname, '../../shared/gold/dev')
const read = createReader({ entities: true })
const errors = process.argv.includes('--errors')
const STOP = new Set('the a an of and to in on for its his her their former new'.split(' '))
const words = (text: string): ReadonlySet<string> =>
  new Set(
    (
      text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? []
    ).filter(w => !STOP.has(w)),
  )
const share = (a: string, b: string): boolean => [...words(a)].some(w => words(b).has(w))

const count = { open: [0, 0], held: [0, 0], openNamed: [0, 0], heldNamed: [0, 0], openAll: [0, 0], heldAll: [0, 0] }
for (const [i, file] of readdirSync(join(root, 'docs')).sort().entries()) {
  const doc = JSON.parse(readFileSync(join(root, 'docs', file), 'utf8')) as {
    id: string
    title: string
    date: string
    dateline?: string
    text: string
  }
  const gold = JSON.parse(readFileSync(join(root, 'gold', file), 'utf8')) as { events: GoldEvent[] }
  const { found, names } = read(doc.id, doc.text, doc.date, doc.title, doc.dateline ?? null)
  const side = i % 3 === 0 ? 'held' : 'open'
  for (const event of gold.events) {
    const start = event.at ? event.at[0] : doc.text.indexOf(event.in) + event.in.indexOf(event.trigger)
    const trigger = { start, end: start + event.trigger.length, text: event.trigger }
    const chain = attributionOf({ trigger } as EventMention, found)
    const name = (s: Statement): string =>
      `${s.source?.text ?? ''} ${s.source?.name ?? ''} ${names.get(s.source?.entity ?? '') ?? ''}`
    const right = event.by === null ? chain.length === 0 : chain.some(s => share(event.by ?? '', name(s)))
    const add = (key: keyof typeof count): void => {
      const [r = 0, n = 0] = count[key]
      count[key] = [r + (right ? 1 : 0), n + 1]
    }
    add(`${side}All`)
    if (!event.optional) add(side)
    if (!event.optional && event.by !== null) add(`${side}Named`)
    if (!right && errors && side === 'open')
      console.log(
        `${doc.id}${event.optional ? ' (optional)' : ''} «${event.trigger}» want ${event.by} got ${chain.map(s => `[${name(s).trim()}] {${s.cue.text}} ${s.rule}`).join(' < ') || 'the reporter'}\n     ${doc.text.slice(Math.max(0, start - 160), start + 160).replace(/\n/g, '⏎')}`,
      )
  }
}
for (const [key, [right = 0, all = 0]] of Object.entries(count))
  console.log(`${key.padEnd(10)} ${((100 * right) / all).toFixed(1)} %  (${right} of ${all})`)
