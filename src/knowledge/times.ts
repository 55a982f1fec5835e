import { type Problem, suggestion } from './problem.ts'
import { elementsOf, firstOf } from './time-pattern.ts'
import { readRule, type TimeRule } from './time-rule.ts'
import { readYaml, type YamlNode } from './yaml.ts'

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

/** Words that tell whether an act lies behind or ahead, and what a preposition says of a time. */
export interface TenseWords {
  readonly auxiliaries: ReadonlyMap<string, 'future' | 'conditional' | 'open'>
  /** Lemmas of words that look ahead: "plan", "schedule", "due". */
  readonly ahead: ReadonlySet<string>
  /** Prepositions that lead from such a word to what it looks ahead to: "scheduled for". */
  readonly purpose: ReadonlySet<string>
  /** Adverbs that set an earlier plan apart: "originally". */
  readonly former: ReadonlySet<string>
  /** Verbs whose past is spelled like their present: "rebels hit the port on Monday". */
  readonly unmarked: ReadonlySet<string>
  /** Relative words for things, not people. */
  readonly things: ReadonlySet<string>
  /** Lemmas of verbs that only speak of an act: "called the raid a crime". */
  readonly telling: ReadonlySet<string>
  /** Prepositions and conjunctions → how the time bounds the act. */
  readonly signals: ReadonlyMap<string, Signal>
}

export const SIGNALS = ['from', 'since', 'until', 'by', 'before', 'after', 'during'] as const
export type Signal = (typeof SIGNALS)[number]

export interface TimeKnowledge {
  readonly classes: ReadonlyMap<string, WordClass>
  /** Shapes of numbers → the expression a whole word must match; its first group is the value. */
  readonly shapes: ReadonlyMap<string, RegExp>
  readonly rules: readonly TimeRule[]
  readonly tense: TenseWords
}

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
  const telling = new Set<string>()
  const things = new Set<string>()
  const unmarked = new Set<string>()

  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!file.startsWith('time/') || !file.endsWith('.yml')) continue
    const root = readYaml(file, text, problems)
    root.allow(['classes', 'shapes', 'rules', 'tense', 'signals', 'reference'], 'section')
    const reference = root.get('reference')?.text() ?? null
    for (const [name, body] of root.get('classes')?.entries() ?? []) classes.set(name, readClass(body))
    for (const [name, body] of root.get('shapes')?.entries() ?? []) readShape(name, body)
    for (const body of root.get('rules')?.items() ?? []) {
      const rule = readRule(body, reference)
      if (typeof rule === 'string') body.complain(rule)
      else rules.push(rule)
    }
    const tense = root.get('tense')
    tense?.allow(['future', 'conditional', 'open', 'ahead', 'former', 'purpose', 'telling', 'things', 'unmarked'])
    for (const kind of ['future', 'conditional', 'open'] as const)
      for (const word of wordsOf(tense, kind)) auxiliaries.set(word, kind)
    for (const word of wordsOf(tense, 'ahead')) ahead.add(word)
    for (const word of wordsOf(tense, 'former')) former.add(word)
    for (const word of wordsOf(tense, 'purpose')) purpose.add(word)
    for (const word of wordsOf(tense, 'telling')) telling.add(word)
    for (const word of wordsOf(tense, 'things')) things.add(word)
    for (const word of wordsOf(tense, 'unmarked')) unmarked.add(word)
    root.get('signals')?.allow(SIGNALS, 'signal')
    for (const signal of SIGNALS) for (const word of wordsOf(root.get('signals'), signal)) signals.set(word, signal)
  }

  function readShape(name: string, body: YamlNode): void {
    try {
      shapes.set(name, new RegExp(`^(?:${body.text() ?? ''})$`, 'i'))
    } catch {
      body.complain(`shape "${name}" is no regular expression`)
    }
  }
  checkNames(rules, classes, shapes, problems)
  const tense = { auxiliaries, ahead, former, purpose, telling, things, unmarked, signals }
  return { knowledge: { classes, shapes, rules, tense }, problems }
}

/** The words under a key, in lower case. */
const wordsOf = (body: YamlNode | null, key: string): readonly string[] =>
  body
    ?.get(key)
    ?.words()
    .map(word => word.toLowerCase()) ?? []

const readClass = (body: YamlNode): WordClass => {
  body.allow(['words', 'proper'])
  const proper = new Set(wordsOf(body, 'proper'))
  const forms = new Map<string, WordForm[]>()
  const named = body.get('words')
  for (const [key] of named?.entries() ?? []) {
    const value = /^-?\d+(\.\d+)?$/.test(key) ? Number(key) : key
    for (const form of wordsOf(named, key)) {
      const words = form.split(' ')
      const first = words[0] ?? ''
      forms.set(first, [...(forms.get(first) ?? []), { words, value, proper: proper.has(form) }])
    }
  }
  for (const list of forms.values()) list.sort((a, b) => b.words.length - a.words.length)
  return { forms }
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
