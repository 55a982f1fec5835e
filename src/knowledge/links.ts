import type { Problem } from './problem.ts'
import { eventTypes } from './rule-reader.ts'
import { readYaml } from './yaml.ts'

/** What an answer to an offer or demand says, and the acts and words that say it. */
export interface AnswerRule {
  readonly stance: string
  readonly types: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

/** Words that bind an act to the act that brought it on. */
export interface CauseRule {
  readonly stance: string
  /** Lower-case words in a row. */
  readonly markers: readonly (readonly string[])[]
  /** Types the later act must have; null: any. */
  readonly types: ReadonlySet<string> | null
}

export interface LinkKnowledge {
  readonly offers: ReadonlySet<string>
  readonly answerable: ReadonlySet<string>
  readonly answers: readonly AnswerRule[]
  readonly claims: ReadonlySet<string>
  readonly causes: readonly CauseRule[]
}

const FILE = 'attribution/links.yml'

/** Reads `attribution/links.yml`. */
export const loadLinks = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: LinkKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const root = readYaml(FILE, files.get(FILE), problems)
  root.allow(['response', 'about', 'cause'])
  const response = root.part('response')
  const { offers } = response.lists(['offers'], ['answerable', 'stances'])
  const knowledge: LinkKnowledge = {
    offers,
    answerable: new Set(eventTypes(response.part('answerable'))),
    answers: response
      .part('stances')
      .entries()
      .map(([stance, rule]) => ({
        stance,
        types: new Set(eventTypes(rule.part('types'))),
        words: rule.lists(['words'], ['types']).words,
      })),
    claims: root.part('about').lists(['claims']).claims,
    causes: root
      .part('cause')
      .items()
      .map(rule => ({
        stance: rule.part('stance').text() ?? '',
        markers: [...rule.lists(['markers'], ['stance', 'types']).markers].map(marker => marker.split(' ')),
        types: rule.get('types') ? new Set(eventTypes(rule.get('types'))) : null,
      })),
  }
  return { knowledge, problems }
}
