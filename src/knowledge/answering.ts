import { EVENT_TYPES, type EventType } from '../model/event.ts'
import type { Problem } from './problem.ts'
import { readYaml, type YamlNode } from './yaml.ts'

/** One way in which an act may answer another. */
export interface Answering {
  readonly stance: string
  readonly types: ReadonlySet<EventType>
  /** Words of the trigger, one of which it must have; none for any. */
  readonly words: readonly string[]
  readonly of: readonly EventType[]
}

/** What answers what across reports: `merging/answers.yml` made ready. */
export interface AnsweringKnowledge {
  /** Words that make an offer. */
  readonly offers: readonly string[]
  readonly answers: readonly Answering[]
}

const FILE = 'merging/answers.yml'

/** Reads `merging/answers.yml`. */
export const loadAnswering = (files: ReadonlyMap<string, string>, problems: Problem[]): AnsweringKnowledge => {
  const root = readYaml(FILE, files.get(FILE), problems)
  const { offers } = root.lists(['offers'], ['answers'])
  return { offers: [...offers], answers: root.part('answers').items().map(answeringOf) }
}

const answeringOf = (node: YamlNode): Answering => {
  node.allow(['stance', 'types', 'words', 'of'])
  const types = (key: string): readonly EventType[] =>
    node
      .part(key)
      .items()
      .flatMap(item => item.choice(EVENT_TYPES, 'type') ?? [])
  return {
    stance: node.part('stance').text() ?? '',
    types: new Set(types('types')),
    words: node.part('words').words(),
    of: types('of'),
  }
}
