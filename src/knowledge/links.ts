import { parse } from 'yaml'
import { EVENT_TYPES, type EventType } from '../model/event.ts'
import { type Problem, suggestion } from './problem.ts'

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

interface Raw {
  readonly response?: {
    readonly offers?: unknown
    readonly answerable?: unknown
    readonly stances?: Readonly<Record<string, { readonly types?: unknown; readonly words?: unknown }>>
  }
  readonly about?: { readonly claims?: unknown }
  readonly cause?: readonly { readonly stance?: unknown; readonly markers?: unknown; readonly types?: unknown }[]
}

/** Reads `attribution/links.yml`. */
export const loadLinks = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: LinkKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const complain = (message: string): void => void problems.push({ file: FILE, line: 1, message })
  let raw: Raw = {}
  try {
    raw = (parse(files.get(FILE) ?? '') as Raw | null) ?? {}
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
  }
  const strings = (value: unknown, name: string): readonly string[] => {
    if (Array.isArray(value)) return value.map(String)
    complain(`"${name}" must be a list of words`)
    return []
  }
  const types = (value: unknown, name: string): ReadonlySet<string> => {
    const list = strings(value, name)
    for (const type of list)
      if (!EVENT_TYPES.includes(type as EventType)) complain(`unknown type "${type}"${suggestion(type, EVENT_TYPES)}`)
    return new Set(list)
  }
  const knowledge: LinkKnowledge = {
    offers: new Set(strings(raw.response?.offers, 'response.offers')),
    answerable: types(raw.response?.answerable, 'response.answerable'),
    answers: Object.entries(raw.response?.stances ?? {}).map(([stance, rule]) => ({
      stance,
      types: types(rule.types, `response.stances.${stance}.types`),
      words: new Set(strings(rule.words, `response.stances.${stance}.words`)),
    })),
    claims: new Set(strings(raw.about?.claims, 'about.claims')),
    causes: (raw.cause ?? []).map((rule, i) => ({
      stance: String(rule.stance ?? ''),
      markers: strings(rule.markers, `cause.${i}.markers`).map(m => m.split(' ')),
      types: rule.types === undefined ? null : types(rule.types, `cause.${i}.types`),
    })),
  }
  return { knowledge, problems }
}
