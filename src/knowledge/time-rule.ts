import { suggestion } from './problem.ts'
import { type Meaning, parseMeaning, partsOf } from './time-meaning.ts'
import { elementsOf, type Pattern, parsePattern } from './time-pattern.ts'
import type { YamlNode } from './yaml.ts'

/** One time rule. */
export interface TimeRule {
  readonly name: string
  readonly file: string
  readonly line: number
  /** The group of expressions it belongs to, or null. */
  readonly group: string | null
  /** False for what is only a part of other expressions, such as a number. */
  readonly whole: boolean
  readonly pattern: Pattern
  readonly meaning: Meaning
  /** Words, `<classes>`, UPOS tags, START or END next to the expression, one of which must stand there, or none of which may; empty: no condition. */
  readonly after: readonly string[]
  readonly notAfter: readonly string[]
  readonly before: readonly string[]
  readonly notBefore: readonly string[]
  /** False for expressions that are never the time of an act: ages, lengths, reference points. */
  readonly anchors: boolean
  readonly examples: readonly TimeExample[]
}

/** `On {8 October 2024} they met. = 2024-10-08`; a `not` example has no value and must yield nothing of this rule. */
export interface TimeExample {
  readonly line: number
  readonly text: string
  readonly expected: string | null
  /** The report's date, or null. */
  readonly reference: string | null
}

/** Operations a meaning may call, with the least and the greatest number of arguments; `src/annotate/time/*-operations.ts` carry them out. */
export const OPERATIONS: Readonly<Record<string, readonly [number, number]>> = {
  date: [3, 4],
  year: [1, 1],
  month: [1, 2],
  weekday: [1, 2],
  'weekday-in': [2, 2],
  season: [1, 2],
  holiday: [1, 2],
  quarter: [1, 2],
  half: [2, 2],
  decade: [1, 1],
  century: [1, 1],
  weekend: [1, 1],
  shift: [2, 2],
  back: [2, 2],
  'in-count': [2, 2],
  'week-of': [2, 2],
  onward: [2, 2],
  'soon-after': [1, 1],
  latest: [0, 0],
  'onward-weekday': [2, 2],
  again: [1, 1],
  offset: [3, 4],
  reference: [1, 1],
  duration: [2, 2],
  'and-duration': [4, 4],
  lately: [3, 3],
  every: [1, 2],
  'every-month': [1, 1],
  'every-daypart': [2, 2],
  'every-other': [2, 2],
  hour: [2, 2],
  'hour-of': [2, 2],
  clock: [2, 2],
  at: [2, 2],
  daypart: [2, 2],
  night: [1, 2],
  range: [2, 2],
  between: [2, 2],
  'same-year': [2, 2],
  edge: [2, 2],
  'so-far': [2, 2],
  number: [1, 3],
  nothing: [0, 0],
}

const TAGS = new Set(
  'ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X START END'.split(' '),
)

const RULE_KEYS = 'name group part pattern means after not_after before not_before anchors examples not'.split(' ')

/** Reads one rule, or says what is wrong with it; `reference` is the date its examples are read on. */
export const readRule = (body: YamlNode, reference: string | null): TimeRule | string => {
  const name = body.get('name')?.text() ?? ''
  if (name === '') return 'a rule without a name'
  const odd = body.entries().find(([key]) => !RULE_KEYS.includes(key))?.[0]
  if (odd !== undefined) return `rule ${name}: unknown key "${odd}"${suggestion(odd, RULE_KEYS)}`
  const pattern = parsePattern(body.get('pattern')?.text() ?? '')
  if (typeof pattern === 'string') return `rule ${name}: ${pattern}`
  const meaning = parseMeaning(body.get('means')?.text() ?? '')
  if (typeof meaning === 'string') return `rule ${name}: ${meaning}`
  const wrong = checkMeaning(pattern, meaning)
  if (wrong !== null) return `rule ${name}: ${wrong}`
  const neighbours = (key: string): readonly string[] => body.get(key)?.text()?.split(/\s+/).filter(Boolean) ?? []
  const sides = ['after', 'not_after', 'before', 'not_before'].flatMap(neighbours)
  const strange = sides.find(word => word !== word.toLowerCase() && !TAGS.has(word))
  if (strange !== undefined) return `rule ${name}: "${strange}" is neither a word in lower case nor a tag`
  const examples = (key: string): readonly TimeExample[] =>
    (body.get(key)?.items() ?? []).map(item => readExample(item, key === 'not', reference))
  const part = body.get('part')?.text() ?? null
  return {
    name,
    file: body.file,
    line: body.line,
    group: part ?? body.get('group')?.text() ?? null,
    whole: part === null,
    pattern,
    meaning,
    after: neighbours('after'),
    notAfter: neighbours('not_after'),
    before: neighbours('before'),
    notBefore: neighbours('not_before'),
    anchors: body.get('anchors')?.text() !== 'false',
    examples: [...examples('examples'), ...examples('not')],
  }
}

/** What is wrong with the names in a meaning, or null. */
const checkMeaning = (pattern: Pattern, meaning: Meaning): string | null => {
  const captured = elementsOf(pattern).flatMap(e => (e.kind === 'class' || e.kind === 'group' ? [e.capture] : []))
  for (const part of partsOf(meaning)) {
    if (part.kind === 'capture' && !captured.includes(part.name)) {
      return `nothing is caught as $${part.name}${suggestion(part.name, captured)}`
    }
    if (part.kind !== 'call') continue
    const arity = OPERATIONS[part.name]
    if (!arity) return `unknown operation "${part.name}"${suggestion(part.name, Object.keys(OPERATIONS))}`
    if (part.args.length < arity[0] || part.args.length > arity[1]) {
      return `${part.name} takes ${[...new Set(arity)].join(' to ')} arguments`
    }
  }
  return null
}

const readExample = (item: YamlNode, negative: boolean, reference: string | null): TimeExample => {
  const source = item.text() ?? ''
  const dated = /^\((\d{4}-\d\d-\d\d|-)\) (.*)$/.exec(source)
  const body = dated?.[2] ?? source
  const equals = negative ? -1 : body.lastIndexOf(' = ')
  return {
    line: item.line,
    text: equals < 0 ? body : body.slice(0, equals),
    expected: equals < 0 ? null : body.slice(equals + 3),
    reference: dated ? (dated[1] === '-' ? null : (dated[1] ?? null)) : reference,
  }
}
