import type { Problem } from '../problem.ts'
import { parseYaml } from '../yaml-plain.ts'

type Gender = 'm' | 'f'

/** The closed-class words of `words.yml`. */
export interface ActorWords {
  readonly honorifics: ReadonlyMap<string, Gender | null>
  readonly titles: ReadonlyMap<string, string>
  readonly particles: ReadonlySet<string>
  readonly former: ReadonlySet<string>
  /** Modifier → sector of those who stand against the state. */
  readonly against: ReadonlyMap<string, string>
  readonly serves: ReadonlySet<string>
  readonly lives: ReadonlySet<string>
  /** Words that count what follows an "of". */
  readonly quantities: ReadonlySet<string>
  readonly of: ReadonlySet<string>
  /** Case words of a noun's own complement. */
  readonly own: ReadonlySet<string>
  readonly employs: ReadonlySet<string>
  readonly things: ReadonlySet<string>
  readonly definite: ReadonlySet<string>
  /** Verbs whose object is the subject's own ("moved two battalions"). */
  readonly moves: ReadonlySet<string>
  readonly leads: ReadonlySet<string>
  readonly lists: ReadonlySet<string>
  readonly stately: ReadonlySet<string>
  /** Proper nouns that name nobody: months, days. */
  readonly calendar: ReadonlySet<string>
  readonly partners: ReadonlySet<string>
  readonly hollow: ReadonlySet<string>
  readonly companies: ReadonlySet<string>
  readonly speakers: ReadonlySet<string>
  readonly pronouns: ReadonlyMap<string, PronounKind>
  readonly possessive: ReadonlySet<string>
  readonly relative: ReadonlySet<string>
  readonly counterpart: ReadonlySet<string>
  readonly pairs: {
    readonly of: ReadonlySet<string>
    readonly parties: ReadonlySet<string>
    readonly states: ReadonlySet<string>
    readonly people: ReadonlySet<string>
  }
  readonly members: ReadonlySet<string>
  readonly capital: ReadonlySet<string>
  readonly resumeCountry: ReadonlySet<string>
  readonly resumeOrganization: ReadonlySet<string>
  readonly resumePerson: ReadonlySet<string>
}

export type PronounKind = 'm' | 'f' | 'n' | 'p' | 'first' | 'first-plural'

const PRONOUN_KINDS: readonly PronounKind[] = ['m', 'f', 'n', 'p', 'first', 'first-plural']

/** Reads `words.yml`; what is missing or misplaced is named, and empty. */
export const readWords = (file: string, text: string, problems: Problem[]): ActorWords => {
  const { contents, errors, lines } = parseYaml(text)
  for (const error of errors) {
    problems.push({ file, line: lines.linePos(error.pos[0]).line, message: error.message.split('\n')[0] ?? '' })
  }
  const root: unknown = errors.length > 0 ? {} : contents?.toJSON()
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), root)
  const list = (...path: readonly string[]): readonly string[] => {
    const value = at(...path)
    if (Array.isArray(value) && value.every(v => typeof v === 'string')) return value
    problems.push({ file, line: 1, message: `${path.join('.')} must be a list of words` })
    return []
  }
  const set = (...path: readonly string[]): ReadonlySet<string> => new Set(list(...path))
  const map = (...path: readonly string[]): ReadonlyMap<string, string> => {
    const value = at(...path)
    if (isRecord(value)) return new Map(Object.entries(value).map(([k, v]) => [k, String(v)]))
    problems.push({ file, line: 1, message: `${path.join('.')} must map words to words` })
    return new Map()
  }
  return {
    honorifics: new Map<string, Gender | null>([
      ...list('honorifics', 'm').map(w => [w, 'm'] as const),
      ...list('honorifics', 'f').map(w => [w, 'f'] as const),
      ...list('honorifics', 'any').map(w => [w, null] as const),
    ]),
    titles: map('titles'),
    particles: set('particles'),
    former: set('former'),
    against: map('against'),
    serves: set('serves'),
    lives: set('lives'),
    quantities: set('quantities'),
    of: set('of'),
    own: set('own'),
    employs: set('employs'),
    things: set('things'),
    definite: set('definite'),
    moves: set('moves'),
    leads: set('leads'),
    lists: set('lists'),
    stately: set('stately'),
    calendar: set('calendar'),
    partners: set('partners'),
    hollow: set('hollow'),
    companies: set('companies'),
    speakers: set('speakers'),
    pronouns: new Map(PRONOUN_KINDS.flatMap(kind => list('pronouns', kind).map(w => [w, kind] as const))),
    possessive: set('pronouns', 'possessive'),
    relative: set('pronouns', 'relative'),
    counterpart: set('counterpart'),
    pairs: {
      of: set('pairs', 'of'),
      parties: set('pairs', 'parties'),
      states: set('pairs', 'states'),
      people: set('pairs', 'people'),
    },
    members: set('members'),
    capital: set('capital'),
    resumeCountry: set('resume', 'country'),
    resumeOrganization: set('resume', 'organization'),
    resumePerson: set('person'),
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
