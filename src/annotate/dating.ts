import type { TenseWords } from '../knowledge/times.ts'
import type { Dateline, Document } from '../model/document.ts'
import type { EventMention } from '../model/event.ts'
import type { RecordDate } from '../model/record.ts'
import type { TimeMention } from '../model/time.ts'
import type { Sentence } from '../model/token.ts'
import { treeOf } from '../model/tree.ts'
import { fromContext, toldAt } from './dating/context.ts'
import { fromSentence } from './dating/neighbours.ts'
import { counted, countOffsets } from './dating/offsets.ts'
import type { Scene } from './dating/scene.ts'
import { qualifies } from './dating/sharing.ts'
import { stated } from './dating/ties.ts'
import { reportDay } from './times.ts'

/** What the dates of acts are read from. */
export interface DatingInput {
  readonly document: Pick<Document, 'published'>
  readonly dateline: Dateline | null
  readonly sentences: readonly Sentence[]
  readonly times: readonly TimeMention[]
  readonly events: readonly EventMention[]
}

/**
 * The date of each act, by event id: from its own words (`stated`), else from its sentence, else from what the text has set (`context`),
 * else the report's day for what the report tells as its news (`default`); null where nothing fixes it.
 */
export const dateEvents = (input: DatingInput, words: TenseWords): ReadonlyMap<string, RecordDate | null> => {
  const reference = reportDay(input.document, input.dateline)
  const eventsAt = bySentence(input.events)
  const timesAt = bySentence(input.times)
  const scenes = input.sentences.map((sentence): Scene => {
    const events = eventsAt.get(sentence.index) ?? []
    const here = timesAt.get(sentence.index) ?? []
    const tree = treeOf(sentence)
    const heads = new Set(events.map(event => event.head))
    return {
      tree,
      words,
      times: here.filter(time => time.anchors && time.from !== null && !qualifies(tree, time, heads, words)),
      offsets: here.filter(time => time.offset !== null),
      events,
      heads,
    }
  })
  const dates = new Map<string, RecordDate>()
  const set = (event: EventMention, date: RecordDate | null): void => {
    if (date !== null) dates.set(event.id, date)
  }
  const undated = (scene: Scene): readonly EventMention[] => scene.events.filter(event => !dates.has(event.id))

  for (const scene of scenes) for (const event of scene.events) set(event, stated(scene, event, words, reference))
  for (const scene of scenes) countOffsets(scene, dates)
  // Twice: a verb may share the date of a noun that has it from its own neighbour.
  for (const scene of [...scenes, ...scenes]) {
    for (const event of undated(scene)) set(event, fromSentence(scene, event, dates, words, reference))
  }
  for (const scene of scenes) {
    const [offset] = scene.offsets.flatMap(time => counted(scene, time) ?? [])
    const before = scenes[scene.tree.sentence.index - 1]
    countOffsets(scene, dates, offset ? toldAt(before, offset.other, dates) : null)
    const waiting = new Set(scene.offsets.flatMap(offset => counted(scene, offset)?.other ?? []))
    for (const event of undated(scene)) {
      if (!waiting.has(event)) set(event, fromContext(scenes, scene, event, dates, words, reference))
    }
    countOffsets(scene, dates)
  }
  return new Map(input.events.map(event => [event.id, dates.get(event.id) ?? null]))
}

const bySentence = <T extends { readonly sentence: number }>(list: readonly T[]): ReadonlyMap<number, readonly T[]> => {
  const found = new Map<number, T[]>()
  for (const item of list) {
    const here = found.get(item.sentence)
    if (here) here.push(item)
    else found.set(item.sentence, [item])
  }
  return found
}
