import { type EventType, MEETING_FORMATS, STATUSES } from '../model/event.ts'
import { type EntityTest, indexByLemma, type Lexicon } from '../rules/lexicon.ts'
import type { ActRule, Composition, FormatRule, OperatorRule, RoleRule, SupportRule } from '../rules/rule.ts'
import type { Problem } from './problem.ts'
import { eventTypes, type Frame, RuleReader, readDefaults, readTurn, slotPath, strings } from './rule-reader.ts'
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
    .map(([file, text]) => readYaml(file, text, problems))
  for (const root of roots) root.allow(SECTIONS, 'section')
  const items = (name: string): readonly YamlNode[] => roots.flatMap(root => root.get(name)?.items() ?? [])
  const entries = (name: string): readonly (readonly [string, YamlNode])[] =>
    roots.flatMap(root => root.get(name)?.entries() ?? [])
  const all = (section: string, name: string): readonly YamlNode[] =>
    entries(section).flatMap(([key, node]) => (key === name ? [node] : []))
  const words = (section: string, name: string): readonly string[] => all(section, name).flatMap(strings)
  const types = (section: string, name: string): ReadonlySet<EventType> =>
    new Set(all(section, name).flatMap(eventTypes))

  const reader = new RuleReader(
    new Map(entries('words').map(([key, node]) => [key, node.words()])),
    new Map(entries('frames').map(([key, node]) => [key, readFrame(node)])),
  )
  const acts = roots.flatMap(root => {
    const defaults = readDefaults(root)
    return (root.get('rules')?.items() ?? []).flatMap(node => reader.act(node, defaults) ?? [])
  })
  const operators = items('operators').flatMap(node => reader.operator(node) ?? [])
  const roles = items('roles').flatMap(node => reader.role(node) ?? [])
  const supports = items('supports').flatMap(node => reader.support(node) ?? [])
  const lexicon: Lexicon = {
    acts: indexByLemma(acts),
    operators: indexByLemma(operators),
    roles: indexByLemma(roles),
    supports: indexByLemma(supports),
    formats: items('formats').flatMap(readFormat),
    turns: items('turns').flatMap(node => readTurn(node) ?? []),
    composition: readComposition(entries('composition')),
    classes: new Map(entries('classes').map(([key, node]) => [key, node.items().map(readEntityTest)])),
    grammar: {
      agentCases: new Set(words('grammar', 'agentCases')),
      subjectControl: new Set(words('grammar', 'subjectControl')),
      documents: new Set(words('grammar', 'documents')),
      locativeCases: new Set(words('grammar', 'locativeCases')),
      quantities: new Set(words('grammar', 'quantities')),
      objectControlCases: new Set(words('grammar', 'objectControlCases')),
      namingCases: words('grammar', 'namingCases'),
      settingCases: new Set(words('grammar', 'settingCases')),
      purposeCases: words('grammar', 'purposeCases'),
      joiningCases: words('grammar', 'joiningCases'),
      carrierCases: words('grammar', 'carrierCases'),
      ownerCase: words('grammar', 'ownerCase')[0] ?? '',
      judgingCases: new Set(words('grammar', 'judgingCases')),
      authorCases: words('grammar', 'authorCases'),
    },
    anaphors: new Map(entries('anaphors').map(([key, node]) => [key, new Set(eventTypes(node))])),
    understood: {
      speaker: types('understood', 'speaker'),
      force: types('understood', 'force'),
      authority: types('understood', 'authority'),
      towns: types('understood', 'towns'),
      opponent: types('understood', 'opponent'),
      counterpart: types('understood', 'counterpart'),
      asked: types('understood', 'asked'),
      crowd: types('understood', 'crowd'),
    },
    touching: types('understood', 'touching'),
    judged: types('understood', 'judged'),
    mediated: types('understood', 'mediated'),
    awaited: types('understood', 'awaited'),
    promises: types('understood', 'promises'),
    promising: new Set(words('understood', 'promising')),
    separators: new Set(words('grammar', 'separators')),
    deeds: new Set(words('grammar', 'deeds')),
  }
  return { knowledge: { lexicon, acts, operators, roles, supports }, problems }
}

/** What may stand at the top of a file; any of it in any file, so that a user's own may add to each. */
const SECTIONS = [
  'type',
  'needs',
  'rules',
  'frames',
  'words',
  'classes',
  'anaphors',
  'understood',
  'operators',
  'roles',
  'supports',
  'formats',
  'turns',
  'composition',
  'grammar',
]

const readFrame = (node: YamlNode): Frame => ({
  actor: slotPath(node.get('actor')),
  recipient: slotPath(node.get('recipient')),
  mutual: node.get('mutual')?.isTrue() ?? false,
  absorbs: strings(node.get('absorbs')),
  turns: node.get('turns'),
})

const readFormat = (node: YamlNode): readonly FormatRule[] => {
  const format = node.part('format').choice(MEETING_FORMATS, 'format')
  if (!format) return []
  return [{ format, under: strings(node.get('under')), words: new Set(strings(node.get('words'))) }]
}

const readComposition = (entries: readonly (readonly [string, YamlNode])[]): Composition => {
  const rows = entries.map(
    ([key, node]) =>
      [key, Object.fromEntries(node.entries().map(([from, to]) => [from, to.choice(STATUSES, 'status')]))] as const,
  )
  return Object.fromEntries(rows) as unknown as Composition
}

const readEntityTest = (node: YamlNode): EntityTest => ({
  kinds: new Set(strings(node.get('kinds'))) as EntityTest['kinds'],
  sectors: new Set(strings(node.get('sectors'))),
  without: new Set(strings(node.get('without'))),
  coded: node.get('coded')?.isTrue() ?? null,
})
