import { EVENT_TYPES, type EventType, MEETING_FORMATS, ROLE_NAMES, STATUSES } from '../model/event.ts'
import type {
  ActRule,
  Effect,
  Example,
  OperatorRule,
  Origin,
  RoleRule,
  SlotPath,
  SupportRule,
  Trigger,
  TurnRule,
  WordClass,
} from '../rules/rule.ts'
import { parseSlotPath, parseTrigger } from '../rules/trigger.ts'
import { suggestion } from './problem.ts'
import type { YamlNode } from './yaml.ts'

/** What a rule may leave unsaid, by the name of its frame; from data/events/frames.yml. */
export interface Frame {
  readonly actor: SlotPath
  readonly recipient: SlotPath
  readonly mutual: boolean
  readonly absorbs: readonly string[]
  readonly turns: YamlNode | null
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
  'status',
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
const EFFECTS: readonly Effect[] = [
  'planned',
  'failed',
  'negated',
  'possible',
  'attempted',
  'occurred',
  'unreal',
  'none',
]
const FORM_CONDITIONS = ['past', 'present', 'infinitive', 'perfect'] as const
const NEEDS = ['any', 'actor', 'recipient', 'both', 'two', 'none'] as const

/** What the head of a file says for all its rules. */
export interface FileDefaults {
  readonly type: EventType | null
  readonly needs: ActRule['needs']
}

/** The words of a list; [] for nothing. */
export const strings = (node: YamlNode | null): readonly string[] => node?.words() ?? []

/** A slot path as a rule file writes it. */
export const slotPath = (node: YamlNode | null): SlotPath => parseSlotPath(strings(node))

/** Types of act; [] for nothing. */
export const eventTypes = (node: YamlNode | null): readonly EventType[] => node?.choices(EVENT_TYPES, 'type') ?? []

/** Reads single rules; what is wrong with one is reported at its place. */
export class RuleReader {
  readonly #words: ReadonlyMap<string, readonly string[]>
  readonly #frames: ReadonlyMap<string, Frame>

  constructor(words: ReadonlyMap<string, readonly string[]>, frames: ReadonlyMap<string, Frame>) {
    this.#words = words
    this.#frames = frames
  }

  act(node: YamlNode, defaults: FileDefaults): ActRule | null {
    const base = this.#base(node, ACT_KEYS)
    const type = node.get('type') ? typeOf(node) : defaults.type
    if (!base || base.wordClass === 'modifier') return null
    if (!type) return node.complain(`rule "${base.name}" has no type, and its file names none`)
    const frameNode = node.get('frame')
    const frameName = frameNode?.text() ?? base.wordClass
    const frame = this.#frames.get(frameName)
    if (!frame)
      return (frameNode ?? node).complain(`unknown frame "${frameName}"${suggestion(frameName, this.#frames.keys())}`)
    const has = (key: string): boolean => node.get(key) !== null
    return {
      ...base,
      wordClass: base.wordClass,
      type,
      status: node.get('status')?.choice(STATUSES, 'status') ?? 'occurred',
      actor: has('actor') ? slotPath(node.get('actor')) : frame.actor,
      recipient: has('recipient') ? slotPath(node.get('recipient')) : frame.recipient,
      mutual: node.get('mutual')?.isTrue() ?? frame.mutual,
      absorbs: has('absorbs') ? strings(node.get('absorbs')) : frame.absorbs,
      mode: node.get('mode')?.text() ?? null,
      contexts: strings(node.get('contexts')),
      cameo: node.get('cameo')?.text() ?? null,
      format: node.get('format')?.choices(MEETING_FORMATS, 'format') ?? [],
      turns: readTurns(node.get('turns') ?? frame.turns),
      needs: node.get('needs')?.choice(NEEDS, 'need') ?? defaults.needs,
      examples: readExamples(node),
    }
  }

  operator(node: YamlNode): OperatorRule | null {
    const base = this.#base(node, OPERATOR_KEYS)
    if (!base) return null
    const effect = node.get('effect')?.choice(EFFECTS, 'effect')
    if (!effect) return node.complain(`operator "${base.name}" has no effect; one of ${EFFECTS.join(', ')}`)
    return {
      ...base,
      over: strings(node.get('over')),
      effect,
      types: eventTypes(node.get('types')),
      when: node.get('when')?.choices(FORM_CONDITIONS, 'form') ?? [],
      examples: readExamples(node),
    }
  }

  role(node: YamlNode): RoleRule | null {
    const base = this.#base(node, ROLE_KEYS)
    if (!base || base.wordClass === 'modifier') return null
    const role = node.get('role')?.choice(ROLE_NAMES, 'role')
    if (!role) return node.complain(`rule "${base.name}" has no role; one of ${ROLE_NAMES.join(', ')}`)
    return {
      ...base,
      wordClass: base.wordClass,
      role,
      holder: slotPath(node.get('holder')),
      over: strings(node.get('over')),
      under: strings(node.get('under')),
      types: eventTypes(node.get('types')),
      examples: readExamples(node),
    }
  }

  support(node: YamlNode): SupportRule | null {
    const base = this.#base(node, SUPPORT_KEYS)
    if (!base || base.wordClass === 'modifier') return null
    return {
      ...base,
      wordClass: base.wordClass,
      over: strings(node.get('over')),
      types: eventTypes(node.get('types')),
      examples: readExamples(node),
    }
  }

  #base(
    node: YamlNode,
    keys: readonly string[],
  ): (Origin & { name: string; wordClass: WordClass | 'modifier'; triggers: readonly Trigger[] }) | null {
    node.allow(keys)
    const name = node.get('name')?.text()
    if (!name) return node.complain('a rule needs a name')
    const given = Object.keys(WORD_KEYS).filter(key => node.get(key))
    const [key] = given
    if (key === undefined || given.length > 1)
      return node.complain(`rule "${name}" needs exactly one of ${Object.keys(WORD_KEYS).join(', ')}`)
    const triggers = (node.get(key)?.items() ?? []).flatMap(item => this.#trigger(item))
    return { name, wordClass: WORD_KEYS[key] ?? 'verb', triggers, file: node.file, line: node.line }
  }

  #trigger(node: YamlNode): readonly Trigger[] {
    const text = node.text()
    if (text === null) return []
    // `$stopping +object:CONSULT`: a trigger for each word of the list.
    const [, list, rest = ''] = /^\$([a-z-]+)(.*)$/.exec(text) ?? []
    if (list !== undefined && this.#words.has(list))
      return (this.#words.get(list) ?? []).flatMap(word => this.#parsed(node, word + rest))
    return this.#parsed(node, text)
  }

  #parsed(node: YamlNode, text: string): readonly Trigger[] {
    const expanded = text.replace(/\$([a-z-]+)/g, (whole, name: string) => {
      const words = this.#words.get(name)
      if (!words) node.complain(`unknown word list "${whole}"${suggestion(name, this.#words.keys())}`)
      return words?.join('|') ?? name
    })
    const trigger = parseTrigger(expanded)
    if (typeof trigger !== 'string') return [trigger]
    node.complain(trigger)
    return []
  }
}

const typeOf = (node: YamlNode): EventType | null => node.get('type')?.choice(EVENT_TYPES, 'type') ?? null

/** The head of a file of acts. */
export const readDefaults = (root: YamlNode): FileDefaults => {
  return {
    type: typeOf(root),
    needs: root.get('needs')?.choice(NEEDS, 'need') ?? 'any',
  }
}

/** What an act turns into after certain operators. */
export const readTurn = (node: YamlNode): TurnRule | null => {
  const type = typeOf(node)
  const status = node.part('status').choice(STATUSES, 'status')
  if (!type || !status) return null
  return {
    file: node.file,
    line: node.line,
    name: node.get('name')?.text() ?? '',
    after: strings(node.get('after')).map(group => group.split('|')),
    types: eventTypes(node.get('types')),
    type,
    status,
  }
}

/** `{ THREATEN: [ASSAULT, …], content: [SANCTION] }`, read from the content's type to what the act turns into. */
const readTurns = (node: YamlNode | null): ReadonlyMap<EventType, EventType | 'content'> =>
  new Map(
    (node?.entries() ?? []).flatMap(([target, types]) =>
      eventTypes(types).map(from => [from, target as EventType | 'content'] as const),
    ),
  )

const readExamples = (node: YamlNode): readonly Example[] => [
  ...(node.get('examples')?.items() ?? []).map(item => readExample(item, true)),
  ...(node.get('not')?.items() ?? []).map(item => readExample(item, false)),
]

/** `SENTENCE ==> ACT; ACT`; of a `not` example the rule must make nothing. */
const readExample = (node: YamlNode, wanted: boolean): Example => {
  const { file, line } = node
  const text = node.text() ?? ''
  if (!wanted) return { file, line, text, expected: [] }
  const [sentence = '', expected = ''] = text.split('==>').map(part => part.trim())
  return { file, line, text: sentence, expected: expected.split(';').map(part => part.trim()) }
}
