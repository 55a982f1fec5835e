import { join } from 'node:path'
import type { Layers } from '../src/annotate/layers.ts'
import { documentOf } from '../src/model/document.ts'
import type { EventMention } from '../src/model/event.ts'
import { loadCoder } from '../src/read/coder.ts'
import { sharedLines } from './shared-lines.ts'
import { createTally } from './tally.ts'

interface Line {
  readonly id: string
  readonly date: string
  readonly text: string
  readonly category: string
  readonly evaluate: 'true' | 'false'
  readonly gold: readonly { readonly source: readonly string[]; readonly target: readonly string[] }[]
}

/** Real states by the codes the set gives them. */
const OWN_CODES: Readonly<Record<string, string>> = { NZL: 'NZE', ZWE: 'ZBW' }

/** The state of a code, without the agents the set appends to it ("GONMIL"); "---" for the codeless. */
const state = (code: string | null | undefined): string => {
  const own = code?.slice(0, 3) ?? ''
  return /^[A-Z]{2,3}$/.test(own) ? (OWN_CODES[own] ?? own) : '---'
}

/** Who did it to whom: "ARN→GON", or "ARN↔GON" for each two sides of a mutual act, which names no direction. */
const pairs = (layers: Layers, { actors, recipients }: EventMention): readonly string[] => {
  const states = (side: typeof actors): readonly string[] =>
    side.map(({ entity }) => {
      const known = layers.entities.entities.find(e => e.id === entity)
      return state(known?.country ?? known?.code)
    })
  const from = states(actors)
  if (recipients.length > 0) return from.flatMap(a => states(recipients).map(b => `${a}→${b}`))
  const sides = [...new Set(from)].sort()
  return sides.flatMap((a, i) => sides.slice(i + 1).map(b => `${a}↔${b}`))
}

const undirected = (pair: string): string => pair.split('→').sort().join('↔')

/** Exactly the pairs wanted; a mutual act stands for one or both directions. */
const agrees = (found: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every(pair => found.includes(pair) || found.includes(undirected(pair))) &&
  found.every(pair => wanted.includes(pair) || wanted.some(other => undirected(other) === pair))

/** Pairs with a side unknown are left out of both: the drills have them by accident of their dictionary. */
const known = (found: readonly string[]): readonly string[] =>
  [...new Set(found)].filter(pair => !pair.includes('---')).sort()

/**
 * PETRARCH's unit texts: drills in who does it to whom among invented states, read with a dictionary of our own for them
 * (`bench/drills/`, laid over the data like `--rules`). A sentence is right when exactly the pairs of states of the gold are found; the
 * codes, private to the set ("345"), are not compared.
 */
export const measureDrills = async (miss: (line: string) => void): Promise<readonly string[]> => {
  const { coder, problems } = await loadCoder([join(import.meta.dirname, 'drills')])
  for (const problem of problems) console.error(`${problem.file}:${problem.line}: ${problem.message}`)
  const sentence = createTally('petrarch_unit_dev: whole sentence')
  for (const { id, date, text, category, evaluate, gold } of sharedLines<Line>('coding/petrarch_unit_dev.jsonl')) {
    if (evaluate === 'false') continue
    const published = date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
    const layers = coder.annotate(documentOf(text, { id, published }))
    const found = known(layers.events.flatMap(act => pairs(layers, act)))
    const wanted = known(gold.map(({ source, target }) => `${state(source[0])}→${state(target[0])}`))
    if (sentence.add(category, agrees(found, wanted))) continue
    const acts = layers.events.map(act => `"${act.trigger.text}" ${act.type}`).join(', ')
    miss(`${id} wants ${wanted.join(' ') || 'nothing'} ← ${found.join(' ') || 'nothing'} (${acts}) :: ${text}`)
  }
  return [sentence.total(), ...sentence.byKind()]
}
