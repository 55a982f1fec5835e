import { type Problem, suggestion } from './problem.ts'
import { readYaml, type YamlEntry } from './yaml-file.ts'

/** Kinds of place that a common noun can tell. */
export type NamedKind = 'region' | 'city' | 'water' | 'facility'

/** Word lists of data/places/words.yml, all in lower case; the file says what each is for. */
export interface PlaceWords {
  readonly after: ReadonlyMap<string, NamedKind>
  readonly before: ReadonlyMap<string, NamedKind>
  readonly territory: ReadonlyMap<string, NamedKind>
  readonly title: ReadonlySet<string>
  readonly article: ReadonlySet<string>
  readonly direction: ReadonlySet<string>
  readonly weak: ReadonlySet<string>
  readonly bearer: ReadonlySet<string>
  readonly sure: ReadonlySet<string>
  readonly done: ReadonlySet<string>
  readonly strong: ReadonlySet<string>
  readonly locative: ReadonlySet<string>
  readonly here: ReadonlySet<string>
  readonly there: ReadonlySet<string>
  readonly capital: ReadonlySet<string>
  readonly never: ReadonlySet<string>
  readonly division: ReadonlySet<string>
}

/** Word lists of data/places/placing.yml: how a place hangs on an act. */
export interface PlacingWords {
  readonly where: ReadonlySet<string>
  readonly force: ReadonlySet<string>
  readonly whither: ReadonlySet<string>
  readonly whence: ReadonlySet<string>
  readonly of: ReadonlySet<string>
  readonly within: ReadonlySet<string>
  readonly during: ReadonlySet<string>
  readonly apart: ReadonlySet<string>
  readonly going: ReadonlySet<string>
  readonly object: ReadonlySet<string>
  readonly nouns: ReadonlySet<string>
  readonly distance: ReadonlySet<string>
  readonly relative: ReadonlySet<string>
  readonly witness: ReadonlySet<string>
  readonly definite: ReadonlySet<string>
  readonly set: ReadonlySet<string>
  readonly setting: ReadonlySet<string>
  readonly meetings: ReadonlySet<string>
  readonly seats: ReadonlySet<string>
  readonly papers: ReadonlySet<string>
  readonly things: ReadonlySet<string>
  readonly speaking: ReadonlySet<string>
  readonly inviting: ReadonlySet<string>
}

const SETS = [
  'title',
  'article',
  'direction',
  'weak',
  'bearer',
  'sure',
  'done',
  'strong',
  'locative',
  'here',
  'there',
  'capital',
  'never',
  'division',
] as const
const MAPS = ['after', 'before', 'territory'] as const
const PLACING = [
  'where',
  'force',
  'whither',
  'whence',
  'of',
  'within',
  'during',
  'apart',
  'going',
  'object',
  'nouns',
  'distance',
  'relative',
  'witness',
  'definite',
  'set',
  'setting',
  'meetings',
  'seats',
  'papers',
  'things',
  'speaking',
  'inviting',
] as const
const KINDS: readonly NamedKind[] = ['region', 'city', 'water', 'facility']

/** Reads words.yml. What is broken is reported; a list that is missing is reported and empty. */
export const loadPlaceWords = (file: string, text: string, problems: Problem[]): PlaceWords => {
  const root = readRoot(file, text, [...SETS, ...MAPS], problems)
  const set = (name: string): ReadonlySet<string> => new Set(wordsOf(root.get(name)))
  return {
    after: byKind(file, root.get('after'), problems),
    before: byKind(file, root.get('before'), problems),
    territory: byKind(file, root.get('territory'), problems),
    title: set('title'),
    article: set('article'),
    direction: set('direction'),
    weak: set('weak'),
    bearer: set('bearer'),
    sure: set('sure'),
    done: set('done'),
    strong: set('strong'),
    locative: set('locative'),
    here: set('here'),
    there: set('there'),
    capital: set('capital'),
    never: set('never'),
    division: set('division'),
  }
}

/** Reads placing.yml in the same way. */
export const loadPlacingWords = (file: string, text: string, problems: Problem[]): PlacingWords => {
  const root = readRoot(file, text, PLACING, problems)
  const set = (name: string): ReadonlySet<string> => new Set(wordsOf(root.get(name)))
  return {
    where: set('where'),
    force: set('force'),
    whither: set('whither'),
    whence: set('whence'),
    of: set('of'),
    within: set('within'),
    during: set('during'),
    apart: set('apart'),
    going: set('going'),
    object: set('object'),
    nouns: set('nouns'),
    distance: set('distance'),
    relative: set('relative'),
    witness: set('witness'),
    definite: set('definite'),
    set: set('set'),
    setting: set('setting'),
    meetings: set('meetings'),
    seats: set('seats'),
    papers: set('papers'),
    things: set('things'),
    speaking: set('speaking'),
    inviting: set('inviting'),
  }
}

const readRoot = (
  file: string,
  text: string,
  lists: readonly string[],
  problems: Problem[],
): ReadonlyMap<string, YamlEntry> => {
  const entries = readYaml(file, text, problems)?.entries() ?? []
  for (const [name, { line }] of entries) {
    if (!lists.includes(name))
      problems.push({ file, line, message: `unknown list "${name}"${suggestion(name, lists)}` })
  }
  const root = new Map(entries)
  for (const name of lists)
    if (!root.has(name)) problems.push({ file, line: 1, message: `the list "${name}" is missing` })
  return root
}

/** Lists are written as one text with commas: one word a line would make the files endless. */
const wordsOf = (entry: YamlEntry | undefined): readonly string[] =>
  (entry?.text() ?? '')
    .toLowerCase()
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')

const byKind = (file: string, entry: YamlEntry | undefined, problems: Problem[]): ReadonlyMap<string, NamedKind> =>
  new Map(
    (entry?.entries() ?? []).flatMap(([label, words]) => {
      const kind = KINDS.find(k => k === label)
      if (kind !== undefined) return wordsOf(words).map(word => [word, kind] as const)
      problems.push({ file, line: words.line, message: `unknown kind "${label}"${suggestion(label, KINDS)}` })
      return []
    }),
  )
