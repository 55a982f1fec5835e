import type { Problem } from '../problem.ts'
import { readYaml, type WordLists, type YamlNode } from '../yaml.ts'

type Gender = 'm' | 'f'

const LISTS = [
  'particles',
  'former',
  'serves',
  'lives',
  'quantities',
  'of',
  'own',
  'employs',
  'things',
  'definite',
  'moves',
  'leads',
  'lists',
  'stately',
  'calendar',
  'partners',
  'represents',
  'descent',
  'hollow',
  'companies',
  'speakers',
  'counterpart',
  'members',
  'capital',
  'abroad',
  'neighbours',
  'where',
  'men',
  'travels',
  'arrives',
] as const
const PAIRS = ['of', 'plain', 'parties', 'states', 'people'] as const
const PRONOUN_KINDS = ['m', 'f', 'n', 'p', 'first', 'first-plural'] as const

export type PronounKind = (typeof PRONOUN_KINDS)[number]

/** The closed-class words of `actors/words.yml`, which says what each list is for. */
export interface ActorWords extends WordLists<(typeof LISTS)[number]> {
  readonly honorifics: ReadonlyMap<string, Gender | null>
  /** Short title of rank → the noun it stands for. */
  readonly titles: ReadonlyMap<string, string>
  /** Modifier → sector of those who stand against the state. */
  readonly against: ReadonlyMap<string, string>
  /** Points of the compass → the half of a divided land they stand for. */
  readonly halves: ReadonlyMap<string, string>
  readonly pronouns: ReadonlyMap<string, PronounKind>
  readonly possessive: ReadonlySet<string>
  readonly relative: ReadonlySet<string>
  readonly pairs: WordLists<(typeof PAIRS)[number]>
  /** Words for more than two told together → how many. */
  readonly several: ReadonlyMap<string, number>
  readonly resumeCountry: ReadonlySet<string>
  readonly resumeOrganization: ReadonlySet<string>
  readonly resumePerson: ReadonlySet<string>
  /** Countries whose people's names put the family first. */
  readonly familyFirst: ReadonlySet<string>
}

/** Reads `words.yml`; what is missing or misplaced is named, and empty. */
export const readWords = (file: string, text: string | undefined, problems: Problem[]): ActorWords => {
  const root = readYaml(file, text, problems)
  const {
    person,
    'family-first': familyFirst,
    ...lists
  } = root.lists(
    [...LISTS, 'person', 'family-first'],
    ['honorifics', 'titles', 'against', 'halves', 'pronouns', 'pairs', 'several', 'resume'],
  )
  const honorifics = root.part('honorifics').lists(['m', 'f', 'any'])
  const pronouns = root.part('pronouns').lists([...PRONOUN_KINDS, 'possessive', 'relative'])
  const resume = root.part('resume').lists(['country', 'organization'])
  return {
    ...lists,
    honorifics: new Map<string, Gender | null>([
      ...[...honorifics.m].map(word => [word, 'm'] as const),
      ...[...honorifics.f].map(word => [word, 'f'] as const),
      ...[...honorifics.any].map(word => [word, null] as const),
    ]),
    titles: wordMap(root.part('titles')),
    against: wordMap(root.part('against')),
    halves: wordMap(root.part('halves')),
    pronouns: new Map(PRONOUN_KINDS.flatMap(kind => [...pronouns[kind]].map(word => [word, kind] as const))),
    possessive: pronouns.possessive,
    relative: pronouns.relative,
    pairs: root.part('pairs').lists(PAIRS),
    several: new Map([...wordMap(root.part('several'))].map(([word, count]) => [word, Number(count)] as const)),
    resumeCountry: resume.country,
    resumeOrganization: resume.organization,
    resumePerson: person,
    familyFirst,
  }
}

const wordMap = (node: YamlNode): ReadonlyMap<string, string> =>
  new Map(node.entries().map(([word, value]) => [word, value.text() ?? '']))
