import type { Problem } from './problem.ts'
import { readYaml, type WordLists, type YamlNode } from './yaml.ts'

/** Kinds of place that a common noun can tell. */
export type NamedKind = 'region' | 'city' | 'water' | 'facility'

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
  'posted',
  'until',
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

/** Word lists of data/places/words.yml, which says what each is for. */
export type PlaceWords = WordLists<(typeof SETS)[number]> &
  Readonly<Record<(typeof MAPS)[number], ReadonlyMap<string, NamedKind>>>

/** Word lists of data/places/placing.yml, which says what each is for: how a place hangs on an act. */
export type PlacingWords = WordLists<(typeof PLACING)[number]>

/** Reads words.yml. What is broken is reported; a list that is missing is reported and empty. */
export const loadPlaceWords = (file: string, text: string | undefined, problems: Problem[]): PlaceWords => {
  const root = readYaml(file, text, problems)
  return {
    ...root.lists(SETS, MAPS),
    after: byKind(root.part('after')),
    before: byKind(root.part('before')),
    territory: byKind(root.part('territory')),
  }
}

/** Reads placing.yml in the same way. */
export const loadPlacingWords = (file: string, text: string | undefined, problems: Problem[]): PlacingWords =>
  readYaml(file, text, problems).lists(PLACING)

const byKind = (lists: YamlNode): ReadonlyMap<string, NamedKind> => {
  lists.allow(KINDS, 'kind')
  const entries = lists.entries().map(([label, words]) => [KINDS.find(kind => kind === label), words] as const)
  return new Map(entries.flatMap(([kind, words]) => (kind ? words.words().map(word => [word, kind] as const) : [])))
}
