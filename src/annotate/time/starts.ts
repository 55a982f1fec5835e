import type { Element, Pattern } from '../../knowledge/time-pattern.ts'
import type { TimeRule } from '../../knowledge/time-rule.ts'
import type { TimeKnowledge } from '../../knowledge/times.ts'

/** Rules by the first two words they may begin with: what makes most words of a text cost one look-up. */
export type Starts = ReadonlyMap<string, ReadonlyMap<string, readonly TimeRule[]>>

/** Names under which a word may be looked up: itself, `<class>` for each class it alone is a form of, `<shape>` for a figure. */
export type KeysOf = (word: string) => readonly string[]

/** Stands for the second word of a rule that may consist of one. */
export const END = ''

/** The first one or two keys of what a pattern matches; one where the match may end there. */
type Lead = readonly [string] | readonly [string, string]

/** Indexes the rules that count as expressions of their own, and those of each group. */
export const indexStarts = (
  knowledge: TimeKnowledge,
): { readonly whole: Starts; readonly groups: ReadonlyMap<string, Starts>; readonly keysOf: KeysOf } => {
  const groups = new Map<string, TimeRule[]>()
  for (const rule of knowledge.rules) {
    if (rule.group !== null) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule])
  }
  const groupLeads = new Map<string, readonly Lead[]>()

  /** With `depth` 1 only the first keys are wanted: groups may hold themselves further in. */
  const leadsOf = (element: Element, depth: 1 | 2): readonly Lead[] => {
    switch (element.kind) {
      case 'word':
        return element.words.map((word): Lead => [word])
      case 'class': {
        const forms = [...(knowledge.classes.get(element.name)?.forms.values() ?? [])].flat()
        const longer = forms.flatMap(({ words: [first = '', second] }): readonly Lead[] =>
          second === undefined ? [] : depth === 1 ? [[first]] : [[first, second]],
        )
        return [[`<${element.name}>`], ...longer]
      }
      case 'group': {
        const key = `${element.name} ${depth}`
        const known = groupLeads.get(key)
        if (known) return known
        const found = distinct((groups.get(element.name) ?? []).flatMap(rule => leads(rule.pattern, depth)))
        groupLeads.set(key, found)
        return found
      }
      case 'choice':
        return element.options.flatMap(option => leads(option, depth))
      default:
        return []
    }
  }

  const leads = (pattern: Pattern, depth: 1 | 2): readonly Lead[] => {
    const done: Lead[] = []
    let begun = true
    let open: readonly Lead[] = []
    for (const element of pattern) {
      if (element.kind === 'open' || element.kind === 'close') continue
      const next: Lead[] = element.optional ? [...open] : []
      if (begun) {
        for (const lead of leadsOf(element, depth)) (lead.length === depth ? done : next).push(lead)
      }
      if (open.length > 0) {
        for (const [second] of leadsOf(element, 1)) for (const [first] of open) done.push([first, second])
      }
      begun &&= element.optional
      open = distinct(next)
      if (!begun && open.length === 0) break
    }
    return distinct([...done, ...open])
  }

  const index = (rules: readonly TimeRule[]): Starts => {
    const starts = new Map<string, Map<string, TimeRule[]>>()
    for (const rule of rules) {
      for (const [first, second = END] of leads(rule.pattern, 2)) {
        const seconds = starts.get(first) ?? new Map<string, TimeRule[]>()
        starts.set(first, seconds)
        seconds.set(second, [...(seconds.get(second) ?? []), rule])
      }
    }
    return starts
  }

  return {
    whole: index(knowledge.rules.filter(rule => rule.whole)),
    groups: new Map([...groups].map(([name, rules]) => [name, index(rules)])),
    keysOf: keysOf(knowledge),
  }
}

const distinct = (list: readonly Lead[]): readonly Lead[] => [
  ...new Map(list.map(lead => [lead.join('\t'), lead])).values(),
]

/** Remembers the keys of words of the lists; figures are tested against the shapes. */
const keysOf = (knowledge: TimeKnowledge): KeysOf => {
  const words = new Map<string, string[]>()
  for (const [name, { forms }] of knowledge.classes) {
    for (const [word, list] of forms) {
      if (list.some(form => form.words.length === 1)) words.set(word, [...(words.get(word) ?? [word]), `<${name}>`])
    }
  }
  const shapes = [...knowledge.shapes]
  return word => {
    const known = words.get(word)
    if (known) return known
    if (!startsWithFigure(word)) return [word]
    return [word, ...shapes.flatMap(([name, shape]) => (shape.test(word) ? [`<${name}>`] : []))]
  }
}

/** True for figures, also after an apostrophe ("'86"). */
export const startsWithFigure = (word: string): boolean => {
  const code = word.charCodeAt(word.charCodeAt(0) === 39 ? 1 : 0)
  return code >= 48 && code <= 57
}
