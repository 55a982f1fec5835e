import { EVENT_TYPES, type EventType, type MeetingFormat, type RoleName, type Status } from '../model/event.ts'
import { type EntityTest, indexByLemma, type Lexicon } from '../rules/lexicon.ts'
import type {
  ActRule,
  Composition,
  Effect,
  Example,
  FormatRule,
  OperatorRule,
  Origin,
  RoleRule,
  SlotPath,
  SupportRule,
  Trigger,
  WordClass,
} from '../rules/rule.ts'
import { parseSlotPath, parseTrigger } from '../rules/trigger.ts'
import { type Problem, suggestion } from './problem.ts'
import { readYaml, type YamlNode } from './yaml.ts'

/** The rules as loaded: compiled for matching, and as lists for explaining, documenting and testing. */
export interface RuleBook {
  readonly lexicon: Lexicon
  readonly acts: readonly ActRule[]
  readonly operators: readonly OperatorRule[]
  readonly roles: readonly RoleRule[]
  readonly supports: readonly SupportRule[]
}

/** What a rule may leave unsaid, by the name of its frame; from data/events/frames.yml. */
interface Frame {
  readonly actor: SlotPath
  readonly recipient: SlotPath
  readonly mutual: boolean
  readonly absorbs: readonly string[]
}

const WORD_KEYS: Readonly<Record<string, WordClass | 'modifier'>> = {
  verbs: 'verb',
  nouns: 'noun',
  adjectives: 'adjective',
  modifiers: 'modifier',
}
const ACT_KEYS = [
  'name',
  'type',
  ...Object.keys(WORD_KEYS),
  'frame',
  'actor',
  'recipient',
  'mutual',
  'absorbs',
  'mode',
  'contexts',
  'cameo',
  'format',
  'needs',
  'examples',
  'not',
  'note',
]
const OPERATOR_KEYS = ['name', ...Object.keys(WORD_KEYS), 'over', 'effect', 'types', 'when', 'examples', 'not', 'note']
const ROLE_KEYS = [
  'name',
  ...Object.keys(WORD_KEYS),
  'role',
  'holder',
  'over',
  'under',
  'types',
  'examples',
  'not',
  'note',
]
const SUPPORT_KEYS = ['name', ...Object.keys(WORD_KEYS), 'over', 'types', 'examples', 'not', 'note']
const EFFECTS: readonly Effect[] = ['planned', 'failed', 'negated', 'possible', 'attempted', 'occurred', 'none']
const NEEDS = ['any', 'actor', 'recipient', 'both', 'two', 'none'] as const

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
    const type = root.get('type')
    const fallback = type ? reader.eventType(file, type) : null
    return (root.get('rules')?.items() ?? []).flatMap(node => reader.act(file, node, fallback) ?? [])
  })
  const operators = section('operators').flatMap(({ file, node }) => reader.operator(file, node) ?? [])
  const roles = section('roles').flatMap(({ file, node }) => reader.role(file, node) ?? [])
  const supports = section('supports').flatMap(({ file, node }) => reader.support(file, node) ?? [])
  const formats = section('formats').flatMap(({ node }) => readFormat(node))
  const lexicon: Lexicon = {
    acts: indexByLemma(acts),
    operators: indexByLemma(operators),
    roles: indexByLemma(roles),
    supports: indexByLemma(supports),
    formats,
    composition: readComposition(mapping('composition')),
    classes: new Map(mapping('classes').map(({ key, node }) => [key, node.items().map(readEntityTest)] as const)),
    grammar: {
      agentCases: new Set(list(mapping('grammar'), 'agentCases')),
      subjectControl: new Set(list(mapping('grammar'), 'subjectControl')),
      joiningCases: list(mapping('grammar'), 'joiningCases'),
      ownerCase: list(mapping('grammar'), 'ownerCase')[0] ?? '',
    },
    anaphors: new Map(
      mapping('anaphors').map(
        ({ file, key, node }) => [key, new Set(node.items().flatMap(i => reader.eventType(file, i) ?? []))] as const,
      ),
    ),
    separators: new Set(list(mapping('grammar'), 'separators')),
  }
  return { knowledge: { lexicon, acts, operators, roles, supports }, problems }
}

const list = (entries: readonly { key: string; node: YamlNode }[], name: string): readonly string[] =>
  entries.filter(e => e.key === name).flatMap(e => strings(e.node))
const strings = (node: YamlNode | null): readonly string[] => node?.items().map(i => String(i.value)) ?? []
const path = (node: YamlNode | null): SlotPath => parseSlotPath(strings(node))

const readFrame = (node: YamlNode): Frame => ({
  actor: path(node.get('actor')),
  recipient: path(node.get('recipient')),
  mutual: node.get('mutual')?.value === true,
  absorbs: strings(node.get('absorbs')),
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
  coded: node.get('coded') ? node.get('coded')?.value === true : null,
})

/** Reads single rules and collects what is wrong with them. */
class RuleReader {
  readonly #problems: Problem[]
  readonly #words: ReadonlyMap<string, readonly string[]>
  readonly #frames: ReadonlyMap<string, Frame>

  constructor(problems: Problem[], words: ReadonlyMap<string, readonly string[]>, frames: ReadonlyMap<string, Frame>) {
    this.#problems = problems
    this.#words = words
    this.#frames = frames
  }

  act(file: string, node: YamlNode, fallback: EventType | null): ActRule | null {
    const base = this.#base(file, node, ACT_KEYS)
    const own = node.get('type')
    const type = own ? this.eventType(file, own) : fallback
    if (!base || base.wordClass === 'modifier') return null
    if (!type) return this.#complain(file, node.line, `rule "${base.name}" has no type, and its file names none`)
    const frameName = node.get('frame') ?? null
    const frame = this.#frames.get(String(frameName?.value ?? base.wordClass))
    if (!frame) {
      return this.#complain(
        file,
        frameName?.line ?? node.line,
        `unknown frame "${frameName?.value ?? base.wordClass}"${suggestion(String(frameName?.value), this.#frames.keys())}`,
      )
    }
    return {
      ...base,
      wordClass: base.wordClass,
      type,
      actor: node.get('actor') ? path(node.get('actor')) : frame.actor,
      recipient: node.get('recipient') ? path(node.get('recipient')) : frame.recipient,
      mutual: node.get('mutual') ? node.get('mutual')?.value === true : frame.mutual,
      absorbs: node.get('absorbs') ? strings(node.get('absorbs')) : frame.absorbs,
      mode: (node.get('mode')?.value as string | undefined) ?? null,
      contexts: strings(node.get('contexts')),
      cameo: node.get('cameo') ? String(node.get('cameo')?.value) : null,
      format: strings(node.get('format')) as readonly MeetingFormat[],
      needs: this.#choice(file, node.get('needs'), NEEDS) ?? 'any',
      examples: this.#examples(file, node),
    }
  }

  operator(file: string, node: YamlNode): OperatorRule | null {
    const base = this.#base(file, node, OPERATOR_KEYS)
    if (!base) return null
    const effect = this.#choice(file, node.get('effect'), EFFECTS)
    if (!effect)
      return this.#complain(file, node.line, `operator "${base.name}" has no effect; one of ${EFFECTS.join(', ')}`)
    return {
      ...base,
      over: strings(node.get('over')),
      effect,
      types: this.#types(file, node),
      when: this.#choice(file, node.get('when'), ['past', 'present'] as const),
      examples: this.#examples(file, node),
    }
  }

  role(file: string, node: YamlNode): RoleRule | null {
    const base = this.#base(file, node, ROLE_KEYS)
    if (!base || base.wordClass === 'modifier') return null
    return {
      ...base,
      wordClass: base.wordClass,
      role: String(node.get('role')?.value) as RoleName,
      holder: path(node.get('holder')),
      over: strings(node.get('over')),
      under: strings(node.get('under')),
      types: this.#types(file, node),
      examples: this.#examples(file, node),
    }
  }

  support(file: string, node: YamlNode): SupportRule | null {
    const base = this.#base(file, node, SUPPORT_KEYS)
    if (!base || base.wordClass === 'modifier') return null
    return {
      ...base,
      wordClass: base.wordClass,
      over: strings(node.get('over')),
      types: this.#types(file, node),
      examples: this.#examples(file, node),
    }
  }

  eventType(file: string, node: YamlNode): EventType | null {
    return this.#choice(file, node, EVENT_TYPES, 'type')
  }

  #base(
    file: string,
    node: YamlNode,
    keys: readonly string[],
  ): (Origin & { name: string; wordClass: WordClass | 'modifier'; triggers: readonly Trigger[] }) | null {
    for (const [key, value] of node.entries()) {
      if (!keys.includes(key)) this.#complain(file, value.line, `unknown key "${key}"${suggestion(key, keys)}`)
    }
    const name = node.get('name')?.value
    if (typeof name !== 'string') return this.#complain(file, node.line, 'a rule needs a name')
    const given = Object.keys(WORD_KEYS).filter(key => node.get(key))
    const [key] = given
    if (key === undefined || given.length > 1) {
      return this.#complain(file, node.line, `rule "${name}" needs exactly one of ${Object.keys(WORD_KEYS).join(', ')}`)
    }
    const triggers = (node.get(key)?.items() ?? []).flatMap(item => this.#trigger(file, item))
    return { name, wordClass: WORD_KEYS[key] ?? 'verb', triggers, file, line: node.line }
  }

  #trigger(file: string, node: YamlNode): readonly Trigger[] {
    const expanded = String(node.value).replace(/\$([a-z-]+)/g, (whole, name: string) => {
      const words = this.#words.get(name)
      if (!words) this.#complain(file, node.line, `unknown word list "${whole}"${suggestion(name, this.#words.keys())}`)
      return words?.join('|') ?? name
    })
    const trigger = parseTrigger(expanded)
    if (typeof trigger !== 'string') return [trigger]
    this.#complain(file, node.line, trigger)
    return []
  }

  #types(file: string, node: YamlNode): readonly EventType[] {
    return (
      node
        .get('types')
        ?.items()
        .flatMap(item => this.eventType(file, item) ?? []) ?? []
    )
  }

  #choice<T extends string>(file: string, node: YamlNode | null, choices: readonly T[], what = 'value'): T | null {
    if (!node) return null
    const value = String(node.value)
    const found = choices.find(choice => choice === value)
    return found ?? this.#complain(file, node.line, `unknown ${what} "${value}"${suggestion(value, choices)}`)
  }

  #examples(file: string, node: YamlNode): readonly Example[] {
    const good =
      node
        .get('examples')
        ?.items()
        .map(item => readExample(file, item, String(item.value))) ?? []
    const bad =
      node
        .get('not')
        ?.items()
        .map(item => ({ file, line: item.line, text: String(item.value), expected: [] })) ?? []
    return [...good, ...bad]
  }

  #complain(file: string, line: number, message: string): null {
    this.#problems.push({ file: `data/${file}`, line, message })
    return null
  }
}

const readExample = (file: string, node: YamlNode, text: string): Example => {
  const [sentence = '', expected = ''] = text.split('==>').map(part => part.trim())
  return { file, line: node.line, text: sentence, expected: expected.split(';').map(part => part.trim()) }
}
