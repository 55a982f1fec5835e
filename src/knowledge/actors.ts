import { type ListedNames, listedNames } from './actors/listed.ts'
import { createMisspelt, type Misspelt } from './actors/misspelt.ts'
import type { Name } from './actors/named.ts'
import type { ActorNoun } from './actors/nouns.ts'
import { readNouns } from './actors/nouns.ts'
import { readOrganizations } from './actors/organizations.ts'
import type { People } from './actors/people.ts'
import { readPeople } from './actors/people.ts'
import { fold, type PhraseIndex, phraseIndex } from './actors/phrases.ts'
import type { State } from './actors/states.ts'
import { readStates } from './actors/states.ts'
import type { ActorWords } from './actors/words.ts'
import { readWords } from './actors/words.ts'
import type { Problem } from './problem.ts'

/** What the program knows of who acts: names, nouns, office-holders by date, and the words that refer back. */
export interface ActorKnowledge {
  readonly names: PhraseIndex<Name>
  readonly nouns: PhraseIndex<ActorNoun>
  /** Towns and organisations of big tables. */
  readonly listed: ListedNames
  readonly misspelt: Misspelt
  /** The first noun for each key of an office. */
  readonly offices: ReadonlyMap<string, ActorNoun>
  readonly people: People
  readonly states: ReadonlyMap<string, State>
  readonly words: ActorWords
  /** Gender of given names, by folded name. */
  readonly givenNames: ReadonlyMap<string, 'm' | 'f'>
}

/**
 * The actor knowledge from the files below `actors/` (keys are paths below `data/`). Tables a user adds under any other name in that
 * folder are read by their ending: `*.organizations.tsv` and `*.people.tsv`.
 */
export const loadActors = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: ActorKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const text = (file: string): string => {
    const found = files.get(file)
    if (found !== undefined) return found
    problems.push({ file, line: 1, message: 'the file is missing' })
    return ''
  }
  const names = phraseIndex<Name>()
  const misspelt = createMisspelt()
  const states = readStates('actors/states.tsv', text('actors/states.tsv'), names, misspelt, problems)
  readOrganizations('actors/organizations.tsv', text('actors/organizations.tsv'), 'organization', names, problems)
  readOrganizations('actors/media.tsv', text('actors/media.tsv'), 'medium', names, problems)
  const listed = listedNames([
    { file: 'actors/cities.tsv', text: text('actors/cities.tsv'), sort: 'city' },
    { file: 'actors/phoenix.organizations.tsv', text: text('actors/phoenix.organizations.tsv'), sort: 'organization' },
  ])
  for (const [file, content] of files) {
    if (/^actors\/.*[./]organizations\.tsv$/.test(file) && !OWN.has(file)) {
      readOrganizations(file, content, 'organization', names, problems)
    }
  }
  const tables = [...files]
    .filter(([file]) => /^actors\/(.*[./-])?(people|officeholders)\.tsv$/.test(file))
    .map(([file, content]) => ({ file, text: content }))
  const nouns = [...files]
    .filter(([file]) => /^actors\/.+\.nouns\.tsv$/.test(file))
    .map(([file, content]) => ({ file, text: content }))
  const words = readWords('actors/words.yml', files.get('actors/words.yml'), problems)
  return {
    knowledge: {
      names,
      ...readNouns([{ file: 'actors/nouns.tsv', text: text('actors/nouns.tsv') }, ...nouns], problems),
      listed,
      misspelt,
      people: readPeople(tables, words.familyFirst),
      states,
      words,
      givenNames: readGivenNames(text('actors/given-names.tsv')),
    },
    problems,
  }
}

/** Tables that are read otherwise than a user's own. */
const OWN: ReadonlySet<string> = new Set(['actors/organizations.tsv', 'actors/phoenix.organizations.tsv'])

const readGivenNames = (text: string): ReadonlyMap<string, 'm' | 'f'> => {
  const names = new Map<string, 'm' | 'f'>()
  for (const line of text.split('\n')) {
    const [gender, list] = line.split('\t')
    if ((gender !== 'm' && gender !== 'f') || list === undefined) continue
    for (const name of list.split(' ')) names.set(fold(name), gender)
  }
  return names
}
