import type { EventType, MeetingFormat, Status } from '../model/event.ts'
import { type EntityTest, indexByLemma, type Lexicon } from '../rules/lexicon.ts'
import type { ActRule, Composition, FormatRule, OperatorRule, RoleRule, SupportRule } from '../rules/rule.ts'
import type { Problem } from './problem.ts'
import { type Frame, RuleReader, slotPath, strings } from './rule-reader.ts'
import { readYaml, type YamlNode } from './yaml.ts'

/** The rules as loaded: compiled for matching, and as lists for explaining, documenting and testing. */
export interface RuleBook {
  readonly lexicon: Lexicon
  readonly acts: readonly ActRule[]
  readonly operators: readonly OperatorRule[]
  readonly roles: readonly RoleRule[]
  readonly supports: readonly SupportRule[]
}

/**
 * Loads the rules from the files below `events/` and `operators/` (keys are paths below data/, values their text). Whatever is
 * wrong is left out and reported with file, line and, where there is a near name, a suggestion; the rest is loaded.
 */
export const loadRules = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: RuleBook; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const roots = [...files]
    .filter(([file]) => /^(events|operators)\/.*\.ya?ml$/.test(file))
    .flatMap(([file, text]) => {
      const { root, problems: found } = readYaml(file, text)
      problems.push(...found)
      return root ? [{ file, root }] : []
    })
  const section = (name: string): readonly { file: string; node: YamlNode }[] =>
    roots.flatMap(({ file, root }) => (root.get(name)?.items() ?? []).map(node => ({ file, node })))
  const mapping = (name: string): readonly { file: string; key: string; node: YamlNode }[] =>
    roots.flatMap(({ file, root }) => (root.get(name)?.entries() ?? []).map(([key, node]) => ({ file, key, node })))

  const words = new Map(mapping('words').map(({ key, node }) => [key, node.items().map(i => String(i.value))] as const))
  const frames = new Map(mapping('frames').map(({ key, node }) => [key, readFrame(node)] as const))
  const reader = new RuleReader(problems, words, frames)
  const acts = roots.flatMap(({ file, root }) => {
    const defaults = reader.defaults(file, root)
    return (root.get('rules')?.items() ?? []).flatMap(node => reader.act(file, node, defaults) ?? [])
  })
  const operators = section('operators').flatMap(({ file, node }) => reader.operator(file, node) ?? [])
  const roles = section('roles').flatMap(({ file, node }) => reader.role(file, node) ?? [])
  const supports = section('supports').flatMap(({ file, node }) => reader.support(file, node) ?? [])
  const formats = section('formats').flatMap(({ node }) => readFormat(node))
  const understoodTypes = (key: string): ReadonlySet<EventType> =>
    new Set(
      mapping('understood')
        .filter(e => e.key === key)
        .flatMap(({ file, node }) => node.items().flatMap(item => reader.eventType(file, item) ?? [])),
    )
  const lexicon: Lexicon = {
    acts: indexByLemma(acts),
    operators: indexByLemma(operators),
    roles: indexByLemma(roles),
    supports: indexByLemma(supports),
    formats,
    turns: section('turns').flatMap(({ file, node }) => reader.turn(file, node) ?? []),
    composition: readComposition(mapping('composition')),
    classes: new Map(mapping('classes').map(({ key, node }) => [key, node.items().map(readEntityTest)] as const)),
    grammar: {
      agentCases: new Set(list(mapping('grammar'), 'agentCases')),
      subjectControl: new Set(list(mapping('grammar'), 'subjectControl')),
      verbParticles: new Set(list(mapping('grammar'), 'verbParticles')),
      documents: new Set(list(mapping('grammar'), 'documents')),
      locativeCases: new Set(list(mapping('grammar'), 'locativeCases')),
      quantities: new Set(list(mapping('grammar'), 'quantities')),
      objectControlCases: new Set(list(mapping('grammar'), 'objectControlCases')),
      namingCases: list(mapping('grammar'), 'namingCases'),
      joiningCases: list(mapping('grammar'), 'joiningCases'),
      ownerCase: list(mapping('grammar'), 'ownerCase')[0] ?? '',
      authorCases: list(mapping('grammar'), 'authorCases'),
    },
    anaphors: new Map(
      mapping('anaphors').map(
        ({ file, key, node }) => [key, new Set(node.items().flatMap(i => reader.eventType(file, i) ?? []))] as const,
      ),
    ),
    understood: {
      speaker: understoodTypes('speaker'),
      force: understoodTypes('force'),
      opponent: understoodTypes('opponent'),
      counterpart: understoodTypes('counterpart'),
      named: understoodTypes('named'),
      asked: understoodTypes('asked'),
      crowd: understoodTypes('crowd'),
    },
    touching: understoodTypes('touching'),
    promises: understoodTypes('promises'),
    promising: new Set(list(mapping('understood'), 'promising')),
    separators: new Set(list(mapping('grammar'), 'separators')),
  }
  return { knowledge: { lexicon, acts, operators, roles, supports }, problems }
}

const list = (entries: readonly { key: string; node: YamlNode }[], name: string): readonly string[] =>
  entries.filter(e => e.key === name).flatMap(e => strings(e.node))

const readFrame = (node: YamlNode): Frame => ({
  actor: slotPath(node.get('actor')),
  recipient: slotPath(node.get('recipient')),
  mutual: node.get('mutual')?.value === true,
  absorbs: strings(node.get('absorbs')),
  turns: node.get('turns'),
})

const readFormat = (node: YamlNode): readonly FormatRule[] => [
  {
    format: String(node.get('format')?.value) as MeetingFormat,
    under: strings(node.get('under')),
    words: new Set(strings(node.get('words'))),
  },
]

const readComposition = (entries: readonly { key: string; node: YamlNode }[]): Composition => {
  const rows = entries.map(
    ({ key, node }) =>
      [key, Object.fromEntries(node.entries().map(([from, to]) => [from, to.value as Status]))] as const,
  )
  return Object.fromEntries(rows) as unknown as Composition
}

const readEntityTest = (node: YamlNode): EntityTest => ({
  kinds: new Set(strings(node.get('kinds'))) as EntityTest['kinds'],
  sectors: new Set(strings(node.get('sectors'))),
  without: new Set(strings(node.get('without'))),
  coded: node.get('coded') ? node.get('coded')?.value === true : null,
})
