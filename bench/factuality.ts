/**
 * Measures the status of acts (did it happen?) on ../shared/data/factuality: `npm run bench:factuality [-- uw|meantime --errors]`. UW says by a score
 * from -3 to 3 how sure readers are that an event happened, MEANTIME by certainty, polarity and time. Only the acts that the coder
 * finds count: it reads political acts and the sets hold events of every kind. See docs/benchmarks.md.
 */

import { documentOf } from '../src/model/document.ts'
import type { EventMention, Status } from '../src/model/event.ts'
import type { Span } from '../src/model/span.ts'
import { loadCoder } from '../src/read/coder.ts'
import { sharedLines } from './shared-lines.ts'
import { percent } from './tally.ts'

/** What both sets and the coder can tell apart. */
const OUTCOMES = ['occurred', 'negated', 'open'] as const
type Outcome = (typeof OUTCOMES)[number]

const OUTCOME: Readonly<Record<Status, Outcome>> = {
  occurred: 'occurred',
  negated: 'negated',
  failed: 'negated',
  planned: 'open',
  possible: 'open',
}

/** A text with the words of its events and what became of each. */
interface Story {
  readonly id: string
  readonly text: string
  readonly events: readonly (Span & { readonly outcome: Outcome })[]
}

interface UwLine {
  readonly id: number
  readonly tokens: readonly string[]
  readonly events: readonly { readonly tok: readonly [number, number]; readonly score: number }[]
}

/** Words that stand without a space before them: clitics and closing marks. */
const CLOSE = /^('s|'S|'re|'ve|'ll|'d|'m|n't|'|''|[.,;:?!)%]+)$/

/** The scale's steps are certain (3), probable (2) and possible (1); a mean of readers counts as the step it is nearest to. */
const scoredOutcome = (score: number): Outcome => (score >= 1.5 ? 'occurred' : score <= -1.5 ? 'negated' : 'open')

const uwStory = ({ id, tokens, events }: UwLine): Story => {
  let text = ''
  const spans = tokens.map(token => {
    if (text !== '' && !CLOSE.test(token)) text += ' '
    const start = text.length
    text += token
    return { start, end: text.length }
  })
  return {
    id: `uw-${id}`,
    text,
    events: events.flatMap(({ tok: [from, to], score }) => {
      const first = spans[from]
      const last = spans[to - 1]
      return first && last ? [{ start: first.start, end: last.end, outcome: scoredOutcome(score) }] : []
    }),
  }
}

interface MeantimeLine {
  readonly doc: string
  readonly text: string
  readonly events: readonly {
    readonly certainty?: string | null
    readonly polarity?: string | null
    readonly time?: string | null
    readonly spans: readonly (readonly [number, number])[]
  }[]
}

/** Null where the set does not say. */
const markedOutcome = ({ certainty, polarity, time }: MeantimeLine['events'][number]): Outcome | null => {
  if (!certainty || !polarity || !time || polarity === 'UNDERSPECIFIED') return null
  if (certainty !== 'CERTAIN' || time === 'FUTURE') return 'open'
  return polarity === 'NEG' ? 'negated' : 'occurred'
}

/** Offsets of the converted sets count code points. */
const toUnits = (text: string): ((at: number) => number) => {
  const units: number[] = []
  let at = 0
  for (const char of text) {
    units.push(at)
    at += char.length
  }
  return point => units[point] ?? text.length
}

const meantimeStory = (line: MeantimeLine): Story => {
  const { doc, text, events } = line
  const units = toUnits(text)
  return {
    id: doc,
    text,
    events: events.flatMap(event => {
      const outcome = markedOutcome(event)
      const [span] = event.spans
      return outcome && span ? [{ start: units(span[0]), end: units(span[1]), outcome }] : []
    }),
  }
}

interface Judgement {
  readonly wanted: Outcome
  readonly got: Outcome
}

const f1 = (judgements: readonly Judgement[], outcome: Outcome): number => {
  const count = (fits: (j: Judgement) => boolean): number => judgements.filter(fits).length
  const right = count(j => j.wanted === outcome && j.got === outcome)
  const all = count(j => j.wanted === outcome) + count(j => j.got === outcome)
  return all === 0 ? 0 : (2 * right) / all
}

const errors = process.argv.includes('--errors')
const { coder, problems } = await loadCoder()
for (const problem of problems) console.error(`${problem.file}:${problem.line}: ${problem.message}`)

/** The acts of a story that stand where the set has an event, each with both outcomes. */
const judge = (story: Story): readonly Judgement[] =>
  coder.annotate(documentOf(story.text, story)).events.flatMap((act: EventMention) => {
    const gold = story.events.find(e => e.start < act.trigger.end && act.trigger.start < e.end)
    if (!gold) return []
    const got = OUTCOME[act.status]
    if (errors && got !== gold.outcome) {
      const around = story.text.slice(Math.max(0, act.trigger.start - 90), act.trigger.end + 70).replaceAll('\n', ' ')
      console.log(`MISS ${gold.outcome} ← ${act.status} "${act.trigger.text}" (${act.rules.join(', ')}) :: ${around}`)
    }
    return [{ wanted: gold.outcome, got }]
  })

const show = (name: string, stories: readonly Story[]): void => {
  const judgements = stories.flatMap(judge)
  const events = stories.reduce((sum, story) => sum + story.events.length, 0)
  const right = judgements.filter(j => j.wanted === j.got).length
  // A class that the set has at none of our acts has no F1.
  const present = OUTCOMES.filter(outcome => judgements.some(j => j.wanted === outcome))
  const macro = present.reduce((sum, outcome) => sum + f1(judgements, outcome), 0) / present.length
  console.log(`\n${name}: ${judgements.length} acts at ${events} events`)
  console.log(`  accuracy ${percent(right, judgements.length)}, macro F1 ${percent(macro, 1)}`)
  for (const outcome of present) {
    const row = OUTCOMES.map(got => {
      const count = judgements.filter(j => j.wanted === outcome && j.got === got).length
      return `${got} ${count}`
    })
    console.log(`  ${outcome.padEnd(9)} F1 ${percent(f1(judgements, outcome), 1)}; read as ${row.join(', ')}`)
  }
}

const wanted = (set: string): boolean =>
  process.argv.includes(set) || !process.argv.some(arg => /^(uw|meantime)$/.test(arg))
if (wanted('uw')) show('UW', sharedLines<UwLine>('factuality/uw_dev.jsonl.gz').map(uwStory))
if (wanted('meantime')) show('MEANTIME', sharedLines<MeantimeLine>('factuality/meantime.jsonl.gz').map(meantimeStory))
