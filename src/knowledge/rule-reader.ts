import { EVENT_TYPES, type EventType, type MeetingFormat, type RoleName, type Status } from '../model/event.ts'
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
import { type Problem, suggestion } from './problem.ts'
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

/** The items of a list as strings; [] for nothing. */
export const strings = (node: YamlNode | null): readonly string[] => node?.items().map(i => String(i.value)) ?? []

/** A slot path as a rule file writes it. */
export const slotPath = (node: YamlNode | null): SlotPath => parseSlotPath(strings(node))

/** Reads single rules and collects what is wrong with them. */
export class RuleReader {
  readonly #problems: Problem[]
  readonly #words: ReadonlyMap<string, readonly string[]>
  readonly #frames: ReadonlyMap<string, Frame>

  constructor(problems: Problem[], words: ReadonlyMap<string, readonly string[]>, frames: ReadonlyMap<string, Frame>) {
    this.#problems = problems
    this.#words = words
    this.#frames = frames
  }

  act(file: string, node: YamlNode, defaults: FileDefaults): ActRule | null {
    const base = this.#base(file, node, ACT_KEYS)
    const own = node.get('type')
    const type = own ? this.eventType(file, own) : defaults.type
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
      actor: node.get('actor') ? slotPath(node.get('actor')) : frame.actor,
      recipient: node.get('recipient') ? slotPath(node.get('recipient')) : frame.recipient,
      mutual: node.get('mutual') ? node.get('mutual')?.value === true : frame.mutual,
      absorbs: node.get('absorbs') ? strings(node.get('absorbs')) : frame.absorbs,
      mode: (node.get('mode')?.value as string | undefined) ?? null,
      contexts: strings(node.get('contexts')),
      cameo: node.get('cameo') ? String(node.get('cameo')?.value) : null,
      format: strings(node.get('format')) as readonly MeetingFormat[],
      turns: this.#turns(file, node.get('turns') ?? frame.turns),
      needs: this.#choice(file, node.get('needs'), NEEDS) ?? defaults.needs,
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
      when:
        node
          .get('when')
          ?.items()
          .flatMap(item => this.#choice(file, item, FORM_CONDITIONS) ?? []) ?? [],
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
      holder: slotPath(node.get('holder')),
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

  /** The head of a file of acts. */
  defaults(file: string, root: YamlNode): FileDefaults {
    const type = root.get('type')
    return {
      type: type ? this.eventType(file, type) : null,
      needs: this.#choice(file, root.get('needs'), NEEDS) ?? 'any',
    }
  }

  turn(file: string, node: YamlNode): TurnRule | null {
    const type = node.get('type')
    const target = type ? this.eventType(file, type) : null
    if (!target) return null
    return {
      file,
      line: node.line,
      name: String(node.get('name')?.value),
      after: strings(node.get('after')).map(group => group.split('|')),
      types: this.#types(file, node),
      type: target,
      status: String(node.get('status')?.value) as Status,
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

  /** `{ THREATEN: [ASSAULT, …], content: [SANCTION] }`, read from the content's type to what the act turns into. */
  #turns(file: string, node: YamlNode | null): ReadonlyMap<EventType, EventType | 'content'> {
    return new Map(
      (node?.entries() ?? []).flatMap(([target, types]) =>
        types.items().flatMap(item => {
          const from = this.eventType(file, item)
          return from ? [[from, target as EventType | 'content'] as const] : []
        }),
      ),
    )
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
