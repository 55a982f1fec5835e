import type { TimeRule } from '../knowledge/time-rule.ts'
import type { TimeKnowledge } from '../knowledge/times.ts'
import type { Dateline, Document } from '../model/document.ts'
import type { TimeMention } from '../model/time.ts'
import type { Sentence } from '../model/token.ts'
import { type Tree, treeOf } from '../model/tree.ts'
import { type Atom, atomsOf } from './time/atoms.ts'
import { type Day, dayOfIso, isoOf } from './time/calendar.ts'
import { timeMatcher } from './time/matching.ts'
import type { Reading, Tense, TimeContext } from './time/reading.ts'
import { tenseAt } from './time/tense.ts'
import { readTime } from './time/values.ts'

/** Finds the time expressions of a report. */
export type TimeTagger = (
  document: Pick<Document, 'text' | 'published'>,
  dateline: Dateline | null,
  sentences: readonly Sentence[],
) => readonly TimeMention[]

/** How many sentences back "the day before" may reach for the day it counts from, and over how many dates. */
const REACH = 3
const MEMORY = 12

/** A date told before, and the sentence that told it. */
interface Told {
  readonly reading: Reading
  readonly sentence: number
}

/** The time stage: TIMEX3 expressions with their values, in text order. */
export const timeTagger = (knowledge: TimeKnowledge): TimeTagger => {
  const matcher = timeMatcher(knowledge)
  return (document, dateline, sentences) => {
    const reference = reportDay(document, dateline)
    const mentions: TimeMention[] = []
    let told: readonly Told[] = []
    for (const sentence of sentences) {
      told = told.filter(({ sentence: s }) => sentence.index - s <= REACH)
      let grown: Tree | null = null
      const tree = (): Tree => {
        grown ??= treeOf(sentence)
        return grown
      }
      const atoms = atomsOf(sentence)
      const matchAt = matcher(atoms)
      for (let at = 0; at < atoms.length; ) {
        const match = matchAt(at)
        if (!match) {
          at++
          continue
        }
        at = Math.max(match.to, at + 1)
        const context = contextOf(tree, atoms.slice(match.from, match.to), reference, told, knowledge)
        const reading = readTime(match.nested, context)
        if (!reading) continue
        for (const part of reading.ends ?? [reading]) {
          const [from, to] = part.extent ?? [match.from, match.to]
          mentions.push(mentionOf(document.text, sentence, atoms.slice(from, to), part, match.rule))
          if (part.period && part.grain && match.rule.anchors) {
            told = [{ reading: part, sentence: sentence.index }, ...told].slice(0, MEMORY)
          }
        }
      }
    }
    return mentions
  }
}

/** The day that relative times of a report count from: the dateline's, else the day of publication. */
export const reportDay = (document: Pick<Document, 'published'>, dateline: Dateline | null): Day | null =>
  dayOfIso(dateline?.date ?? null) ?? dayOfIso(document.published)

const contextOf = (
  tree: () => Tree,
  atoms: readonly Atom[],
  reference: Day | null,
  told: readonly Told[],
  knowledge: TimeKnowledge,
): TimeContext => {
  let tense: Tense | null = null
  return {
    reference,
    told: told.map(({ reading }) => reading),
    // Most expressions need no tense, and no tree then.
    get tense() {
      tense ??= tenseAt(tree(), headOf(tree().sentence, atoms), knowledge.tense)
      return tense
    },
  }
}

const mentionOf = (
  text: string,
  sentence: Sentence,
  atoms: readonly Atom[],
  reading: Reading,
  rule: TimeRule,
): TimeMention => {
  const start = atoms[0]?.start ?? sentence.start
  const end = atoms.at(-1)?.end ?? sentence.end
  const inName = sentence.names.some(name => {
    const [first, last] = [sentence.tokens[name.from - 1], sentence.tokens[name.to - 1]]
    return first && last && first.start <= start && end <= last.end && last.end - first.start > end - start
  })
  return {
    start,
    end,
    text: text.slice(start, end),
    sentence: sentence.index,
    head: headOf(sentence, atoms),
    type: reading.type,
    value: reading.value,
    from: reading.period && isoOf(reading.period.from),
    to: reading.period && isoOf(reading.period.to),
    anchors: rule.anchors && reading.period !== null && sentence.zone !== 'dateline' && !inName,
    offset: reading.offset,
    cycle: reading.cycle,
    rule: rule.name,
  }
}

/** The token of the expression that hangs on a word outside it. */
const headOf = (sentence: Sentence, atoms: readonly Atom[]): number => {
  const first = atoms[0]?.token ?? 1
  const last = atoms.at(-1)?.token ?? first
  for (let id = first; id <= last; id++) {
    const head = sentence.tokens[id - 1]?.head ?? 0
    if (head < first || head > last) return id
  }
  return last
}
