import { type Problem, suggestion } from './problem.ts'
import { type Meaning, parseMeaning, partsOf } from './time-meaning.ts'
import { elementsOf, firstOf, type Pattern, parsePattern } from './time-pattern.ts'
import { readYaml, type YamlEntry } from './yaml-file.ts'

/** A set of words that mean the same kind of thing: months, units, numbers. */
export interface WordClass {
  /** First word of a form, lower case → forms that begin with it, longest first. */
  readonly forms: ReadonlyMap<string, readonly WordForm[]>
}

export interface WordForm {
  readonly words: readonly string[]
  readonly value: string | number
  /** Also a common word or a first name ("May", "March", "Sun"): counts only where written and tagged as a name. */
  readonly proper: boolean
}

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

/** Words that tell whether an act lies behind or ahead, and what a preposition says of a time. */
export interface TenseWords {
  readonly auxiliaries: ReadonlyMap<string, 'future' | 'conditional' | 'open'>
  /** Lemmas of words that look ahead: "plan", "schedule", "due". */
  readonly ahead: ReadonlySet<string>
  /** Prepositions that lead from such a word to what it looks ahead to: "scheduled for". */
  readonly purpose: ReadonlySet<string>
  /** Adverbs that set an earlier plan apart: "originally". */
  readonly former: ReadonlySet<string>
  /** Prepositions and conjunctions → how the time bounds the act. */
  readonly signals: ReadonlyMap<string, Signal>
}

export const SIGNALS = ['from', 'until', 'by', 'before', 'after', 'during'] as const
export type Signal = (typeof SIGNALS)[number]

export interface TimeKnowledge {
  readonly classes: ReadonlyMap<string, WordClass>
  /** Shapes of numbers → the expression a whole word must match; its first group is the value. */
  readonly shapes: ReadonlyMap<string, RegExp>
  readonly rules: readonly TimeRule[]
  readonly tense: TenseWords
}

/** Operations a meaning may call, with the least and the greatest number of arguments; `src/annotate/time-values.ts` carries them out. */
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

/** Reads `data/time/**.yml`; `files` is keyed by path below `data/`. What is wrong is reported and left out. */
export const loadTimes = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: TimeKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const classes = new Map<string, WordClass>()
  const shapes = new Map<string, RegExp>()
  const rules: TimeRule[] = []
  const auxiliaries = new Map<string, 'future' | 'conditional' | 'open'>()
  const signals = new Map<string, Signal>()
  const ahead = new Set<string>()
  const former = new Set<string>()
  const purpose = new Set<string>()

  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!file.startsWith('time/') || !file.endsWith('.yml')) continue
    const root = readYaml(file, text, problems)
    if (!root) continue
    const complain = (line: number, message: string): void => {
      problems.push({ file, line, message })
    }
    const reference = root.get('reference')?.text() ?? null
    for (const [key, entry] of root.entries()) {
      if (key === 'classes') for (const [name, body] of entry.entries()) classes.set(name, readClass(body))
      else if (key === 'shapes') for (const [name, body] of entry.entries()) readShape(name, body)
      else if (key === 'rules') {
        for (const body of entry.items()) {
          const rule = readRule(file, body, reference)
          if (typeof rule === 'string') complain(body.line, rule)
          else rules.push(rule)
        }
      } else if (key === 'tense') readTense(entry)
      else if (key === 'signals') readSignals(entry)
      else if (key !== 'reference') {
        const known = ['classes', 'shapes', 'rules', 'tense', 'signals', 'reference']
        complain(entry.line, `unknown section "${key}"${suggestion(key, known)}`)
      }
    }

    function readShape(name: string, body: YamlEntry): void {
      try {
        shapes.set(name, new RegExp(`^(?:${body.text() ?? ''})$`, 'i'))
      } catch {
        complain(body.line, `shape "${name}" is no regular expression`)
      }
    }

    function readTense(entry: YamlEntry): void {
      for (const kind of ['future', 'conditional', 'open'] as const) {
        for (const word of entry.get(kind)?.words() ?? []) auxiliaries.set(word, kind)
      }
      for (const word of entry.get('ahead')?.words() ?? []) ahead.add(word)
      for (const word of entry.get('former')?.words() ?? []) former.add(word)
      for (const word of entry.get('purpose')?.words() ?? []) purpose.add(word)
    }

    function readSignals(entry: YamlEntry): void {
      for (const [kind, body] of entry.entries()) {
        const signal = SIGNALS.find(s => s === kind)
        if (!signal) complain(body.line, `unknown signal "${kind}"${suggestion(kind, SIGNALS)}`)
        else for (const word of body.words()) signals.set(word, signal)
      }
    }
  }
  checkNames(rules, classes, shapes, problems)
  return { knowledge: { classes, shapes, rules, tense: { auxiliaries, ahead, former, purpose, signals } }, problems }
}

const RULE_KEYS = 'name group part pattern means after not_after before not_before anchors examples not'.split(' ')

/** Reads one rule, or says what is wrong with it. */
const readRule = (file: string, body: YamlEntry, reference: string | null): TimeRule | string => {
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
    file,
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

const readClass = (body: YamlEntry): WordClass => {
  const proper = new Set(body.get('proper')?.words() ?? [])
  const forms = new Map<string, WordForm[]>()
  for (const [key, entry] of body.get('words')?.entries() ?? []) {
    const value = /^-?\d+(\.\d+)?$/.test(key) ? Number(key) : key
    for (const form of entry.words()) {
      const words = form.split(' ')
      const first = words[0] ?? ''
      forms.set(first, [...(forms.get(first) ?? []), { words, value, proper: proper.has(form) }])
    }
  }
  for (const list of forms.values()) list.sort((a, b) => b.words.length - a.words.length)
  return { forms }
}

const readExample = (item: YamlEntry, negative: boolean, reference: string | null): TimeExample => {
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

/** Reports classes and groups that nothing defines, names used twice, and groups that begin with themselves. */
const checkNames = (
  rules: readonly TimeRule[],
  classes: ReadonlyMap<string, WordClass>,
  shapes: ReadonlyMap<string, RegExp>,
  problems: Problem[],
): void => {
  const groups = new Set(rules.flatMap(rule => rule.group ?? []))
  const words = new Set([...classes.keys(), ...shapes.keys()])
  const seen = new Set<string>()
  for (const rule of rules) {
    const complain = (message: string): void => {
      problems.push({ file: rule.file, line: rule.line, message: `rule ${rule.name}: ${message}` })
    }
    if (seen.has(rule.name)) complain('the name is taken')
    seen.add(rule.name)
    for (const element of elementsOf(rule.pattern)) {
      if (element.kind === 'class' && !words.has(element.name)) {
        complain(`unknown class <${element.name}>${suggestion(element.name, words)}`)
      }
      if (element.kind === 'group' && !groups.has(element.name)) {
        complain(`unknown group {${element.name}}${suggestion(element.name, groups)}`)
      }
    }
  }
  const begins = (group: string, seenGroups: readonly string[]): boolean =>
    rules
      .filter(rule => rule.group === group)
      .flatMap(rule => firstOf(rule.pattern))
      .some(e => e.kind === 'group' && (seenGroups.includes(e.name) || begins(e.name, [...seenGroups, e.name])))
  for (const group of groups) {
    const rule = rules.find(r => r.group === group)
    if (rule && begins(group, [group])) {
      problems.push({ file: rule.file, line: rule.line, message: `group {${group}} begins with itself` })
    }
  }
}
