import { firstOf, type Pattern } from '../../knowledge/time-pattern.ts'
import type { TimeKnowledge, TimeRule } from '../../knowledge/times.ts'
import type { Atom } from './atoms.ts'
import type { Catch, Nested } from './reading.ts'

/** A stretch of atoms a rule matched: `[from, to)` is the expression, `end` where the whole pattern ended. */
export interface TimeMatch {
  readonly rule: TimeRule
  readonly from: number
  readonly to: number
  readonly end: number
  readonly nested: Nested
}

/** Finds the best match that begins at an atom, or null. */
export type TimeMatcher = (atoms: readonly Atom[]) => (at: number) => TimeMatch | null

interface Starts {
  readonly words: ReadonlyMap<string, readonly TimeRule[]>
  readonly shapes: readonly (readonly [RegExp, readonly TimeRule[]])[]
}

const NO_RULES: readonly TimeRule[] = []
const IS_TAG = /^[A-Z]+$/

/** Indexes the rules by the words they may begin with, so that most words of a text cost one look-up. */
export const timeMatcher = (knowledge: TimeKnowledge): TimeMatcher => {
  const groups = new Map<string, TimeRule[]>()
  for (const rule of knowledge.rules) {
    if (rule.group !== null) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule])
  }
  const firsts = (pattern: Pattern): readonly string[] =>
    firstOf(pattern).flatMap(element => {
      if (element.kind === 'word') return element.words
      if (element.kind === 'group') return (groups.get(element.name) ?? []).flatMap(rule => firsts(rule.pattern))
      if (element.kind !== 'class') return []
      return knowledge.shapes.has(element.name)
        ? [`#${element.name}`]
        : [...(knowledge.classes.get(element.name)?.forms.keys() ?? [])]
    })
  const index = (rules: readonly TimeRule[]): Starts => {
    const words = new Map<string, TimeRule[]>()
    for (const rule of rules) {
      for (const first of new Set(firsts(rule.pattern))) words.set(first, [...(words.get(first) ?? []), rule])
    }
    const shapes = [...knowledge.shapes].flatMap(([name, shape]) => {
      const list = words.get(`#${name}`)
      return list ? [[shape, list] as const] : []
    })
    return { words, shapes }
  }
  const whole = index(knowledge.rules.filter(rule => rule.whole))
  const byGroup = new Map([...groups].map(([name, rules]) => [name, index(rules)]))

  return atoms => {
    const memo = new Map<string, readonly TimeMatch[]>()

    const candidates = (starts: Starts, atom: Atom): readonly TimeRule[] => {
      const byWord = starts.words.get(atom.word) ?? NO_RULES
      if (!startsWithFigure(atom.word)) return byWord
      const byShape = starts.shapes.flatMap(([shape, rules]) => (shape.test(atom.word) ? rules : NO_RULES))
      return byShape.length === 0 ? byWord : [...new Set([...byWord, ...byShape])]
    }

    const inGroup = (name: string, at: number): readonly TimeMatch[] => {
      const key = `${name} ${at}`
      const known = memo.get(key)
      if (known) return known
      const atom = atoms[at]
      const starts = byGroup.get(name)
      const found = atom && starts ? candidates(starts, atom).flatMap(rule => match(rule, at) ?? []) : []
      memo.set(key, found)
      return found
    }

    /** Words or values of a class at an atom, with the number of atoms they take. */
    const inClass = (name: string, at: number): readonly (readonly [number, string | number])[] => {
      const atom = atoms[at]
      if (!atom || atom.named) return []
      const shape = knowledge.shapes.get(name)
      if (shape) {
        const parts = startsWithFigure(atom.word) ? shape.exec(atom.word) : null
        if (!parts) return []
        const value = Number((parts[1] ?? atom.word).replaceAll(',', ''))
        return [[1, parts[2] === undefined ? value : value * 100 + Number(parts[2])]]
      }
      const found: [number, string | number][] = []
      for (const form of knowledge.classes.get(name)?.forms.get(atom.word) ?? []) {
        const fits = form.words.every((word, i) => atoms[at + i]?.word === word)
        const name = !form.proper || (atom.capital && (atom.tag === '' || atom.tag === 'PROPN'))
        if (fits && name) found.push([form.words.length, form.value])
      }
      return found
    }

    /** A word without a tag fulfils a condition that asks for one, and none that forbids one. */
    const stands = (condition: string, atom: Atom | undefined, edge: string): boolean =>
      atom === undefined ? condition === edge : condition === atom.word || condition === atom.tag
    const mayStand = (condition: string, atom: Atom | undefined, edge: string): boolean =>
      stands(condition, atom, edge) || (atom?.tag === '' && condition !== edge && IS_TAG.test(condition))

    const allowed = (rule: TimeRule, from: number, to: number): boolean => {
      const left = atoms[from - 1]
      const right = atoms[to]
      return (
        (rule.after.length === 0 || rule.after.some(c => mayStand(c, left, 'START'))) &&
        !rule.notAfter.some(c => stands(c, left, 'START')) &&
        (rule.before.length === 0 || rule.before.some(c => mayStand(c, right, 'END'))) &&
        !rule.notBefore.some(c => stands(c, right, 'END'))
      )
    }

    const match = (rule: TimeRule, at: number): TimeMatch | null => {
      const caught: [string, Catch][] = []
      let open = at
      let close = -1
      let best: TimeMatch | null = null

      const step = (pattern: Pattern, i: number, pos: number, done: (pos: number) => void): void => {
        const element = pattern[i]
        if (!element) {
          done(pos)
          return
        }
        const atom = atoms[pos]
        switch (element.kind) {
          case 'open': {
            const was = open
            open = pos
            step(pattern, i + 1, pos, done)
            open = was
            return
          }
          case 'close': {
            const was = close
            close = pos
            step(pattern, i + 1, pos, done)
            close = was
            return
          }
          case 'word':
            if (atom && element.words.includes(atom.word)) step(pattern, i + 1, pos + 1, done)
            break
          case 'class':
            for (const [length, value] of inClass(element.name, pos)) {
              caught.push([element.capture, value])
              step(pattern, i + 1, pos + length, done)
              caught.pop()
            }
            break
          case 'group':
            for (const inner of inGroup(element.name, pos)) {
              caught.push([element.capture, inner.nested])
              step(pattern, i + 1, inner.end, done)
              caught.pop()
            }
            break
          case 'choice':
            for (const option of element.options) step(option, 0, pos, end => step(pattern, i + 1, end, done))
            break
        }
        if (element.optional) step(pattern, i + 1, pos, done)
      }

      step(rule.pattern, 0, at, end => {
        const to = close < 0 ? end : close
        if (to <= open || (best && best.end >= end) || !allowed(rule, at, end)) return
        best = {
          rule,
          from: open,
          to,
          end,
          nested: { meaning: rule.meaning, caught: new Map(caught), extent: [open, to] },
        }
      })
      return best
    }

    return at => {
      const atom = atoms[at]
      if (!atom) return null
      let best: TimeMatch | null = null
      for (const rule of candidates(whole, atom)) {
        const found = match(rule, at)
        if (found && (!best || found.end > best.end)) best = found
      }
      return best
    }
  }
}

const startsWithFigure = (word: string): boolean => {
  const code = word.charCodeAt(word.charCodeAt(0) === 39 ? 1 : 0)
  return code >= 48 && code <= 57
}
