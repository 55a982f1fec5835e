import type { Layers } from '../src/annotate/layers.ts'
import { documentOf } from '../src/model/document.ts'
import type { EventMention, EventType, Participant } from '../src/model/event.ts'
import type { Coder } from '../src/pipeline.ts'
import { ploverType, ROOTS } from './plover.ts'
import { sharedLines } from './shared-lines.ts'
import { createTally } from './tally.ts'

interface GsrLine {
  readonly id: string
  readonly date: string
  readonly text: string
  readonly gold: readonly [
    { readonly source: readonly string[]; readonly target: readonly string[]; readonly code_current: EventType },
  ]
}

/** Codes of the set that are not ISO's, and states of the past whose heirs the set names. */
const ISO: Readonly<Record<string, string>> = { JAP: 'JPN', SUN: 'RUS', YUG: 'SRB', CSK: 'CZE', DDR: 'DEU' }
const iso = (code: string): string => ISO[code] ?? code

/** The country of "PSE GOV"; organisations of states are all IGO to the set. */
const goldCountries = (codes: readonly string[]): ReadonlySet<string> =>
  new Set(codes.map(code => iso(code.slice(0, 3))))

/** Countries of one side of an act; an organisation with a code and without a country is an IGO, what has neither an NGO. */
const countries = (layers: Layers, side: readonly Participant[]): ReadonlySet<string> =>
  new Set(
    side.map(({ entity }) => {
      const known = layers.entities.entities.find(e => e.id === entity)
      if (!known) return '---'
      return known.country === null ? (known.code === null ? 'NGO' : 'IGO') : iso(known.country)
    }),
  )

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(x => b.has(x))

/** The countries agree side by side; of a mutual act, which has no sides, all together. */
const isBetween = (layers: Layers, act: EventMention, source: ReadonlySet<string>, target: ReadonlySet<string>) => {
  const actors = countries(layers, act.actors)
  const recipients = countries(layers, act.recipients)
  if (recipients.size === 0 || target.size === 0) {
    return same(new Set([...actors, ...recipients]), new Set([...source, ...target]))
  }
  return same(actors, source) && same(recipients, target)
}

const show = (layers: Layers, act: EventMention): string =>
  `${act.type} ${act.status} "${act.trigger.text}" ${[...countries(layers, act.actors)]}→${[...countries(layers, act.recipients)]}`

/**
 * PLOVER's gold standard records: each names one act of a sentence that may tell several, so the act of the right type is looked
 * for; how many acts we read a sentence says how far that flatters.
 */
export const measureGsr = (coder: Coder, miss: (line: string) => void): readonly string[] => {
  const type = createTally('plover_gsr_dev: type')
  const sides = createTally('  countries, whatever the type')
  const both = createTally('  type and countries in one act')
  let acts = 0
  const lines = sharedLines<GsrLine>('coding/plover_gsr_dev.jsonl')
  for (const { id, date, text, gold } of lines) {
    const [{ source, target, code_current: wanted }] = gold
    const layers = coder.annotate(documentOf(text, { id, published: date }))
    const between = (act: EventMention): boolean => isBetween(layers, act, goldCountries(source), goldCountries(target))
    const typed = layers.events.filter(act => ploverType(act) === wanted || act.type === wanted)
    acts += layers.events.length
    type.add(wanted, typed.length > 0)
    sides.add(wanted, layers.events.some(between))
    if (both.add(wanted, typed.some(between))) continue
    const found = layers.events.map(act => show(layers, act)).join('; ')
    miss(`${wanted} ${[...goldCountries(source)]}→${[...goldCountries(target)]} ← ${found || 'no act'} :: ${text}`)
  }
  return [
    type.total(),
    ...type.byKind(),
    sides.total(),
    both.total(),
    `  acts read a sentence: ${(acts / lines.length).toFixed(2)}`,
  ]
}

interface CameoLine {
  readonly id: string
  readonly text: string
  readonly gold: readonly [{ readonly code: string; readonly label: string }]
}

/** The codebook's example sentences: one CAMEO code each and no actors. Root 01 is no act to PLOVER and is told apart. */
export const measureCodebook = (coder: Coder, miss: (line: string) => void): readonly string[] => {
  const root = createTally('cameo_codebook_examples_dev: root')
  const silent = createTally('  statements (01) read as no act')
  for (const { id, text, gold } of sharedLines<CameoLine>('coding/cameo_codebook_examples_dev.jsonl')) {
    const [{ code, label }] = gold
    const wanted = ROOTS[code.slice(0, 2)]
    const { events } = coder.annotate(documentOf(text, { id }))
    if (!wanted) {
      silent.add('01', events.length === 0)
      continue
    }
    const right = events.some(act => wanted.includes(ploverType(act)) || wanted.includes(act.type))
    if (root.add(`${code.slice(0, 2)} ${wanted.join('/')}`, right)) continue
    const found = events.map(act => `${act.type} ${act.status} "${act.trigger.text}"`).join(', ')
    miss(`${code} ${label} (${wanted.join('/')}) ← ${found || 'no act'} :: ${text}`)
  }
  return [root.total(), ...root.byKind(), silent.total()]
}
