import type { Pattern } from '../../knowledge/time-pattern.ts'
import type { TimeRule } from '../../knowledge/time-rule.ts'
import type { TimeKnowledge } from '../../knowledge/times.ts'
import type { Atom } from './atoms.ts'
import type { Catch, Nested } from './reading.ts'
import { END, indexStarts, type Starts, startsWithFigure } from './starts.ts'

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

const NO_RULES: readonly TimeRule[] = []
/** How deep expressions nest in one another; nobody says more than "late on the second day of early May". */
const MAX_DEPTH = 5
const NO_KEYS: readonly string[] = []
const NO_MATCHES: readonly TimeMatch[] = []
const IS_TAG = /^[A-Z]+$/

/** A matcher over the rules of the knowledge. */
export const timeMatcher = (knowledge: TimeKnowledge): TimeMatcher => {
  const { whole, groups, keysOf } = indexStarts(knowledge)
  const order = new Map(knowledge.rules.map((rule, i) => [rule, i]))

  return atoms => {
    const memo = new Map<string, readonly TimeMatch[]>()
    const keys: (readonly string[] | undefined)[] = []
    const keysAt = (at: number): readonly string[] => {
      const atom = atoms[at]
      if (!atom) return NO_KEYS
      keys[at] ??= keysOf(atom.word)
      return keys[at] ?? NO_KEYS
    }

    const candidates = (starts: Starts, at: number): readonly TimeRule[] => {
      let found: readonly TimeRule[] = NO_RULES
      for (const key of keysAt(at)) {
        const seconds = starts.get(key)
        if (!seconds) continue
        found = join(found, seconds.get(END))
        for (const second of keysAt(at + 1)) found = join(found, seconds.get(second))
      }
      return found
    }
    const join = (a: readonly TimeRule[], b: readonly TimeRule[] | undefined): readonly TimeRule[] =>
      b === undefined
        ? a
        : a.length === 0
          ? b
          : [...new Set([...a, ...b])].sort((x, y) => (order.get(x) ?? 0) - (order.get(y) ?? 0))

    let depth = 0
    const inGroup = (name: string, at: number): readonly TimeMatch[] => {
      const starts = groups.get(name)
      const rules = starts && depth < MAX_DEPTH ? candidates(starts, at) : NO_RULES
      if (rules.length === 0) return NO_MATCHES
      const key = `${name} ${at}`
      const known = memo.get(key)
      if (known) return known
      depth++
      const found = rules.flatMap(rule => match(rule, at) ?? [])
      depth--
      memo.set(key, found)
      return found
    }

    const besideFigure = (at: number): boolean =>
      [atoms[at - 1], atoms[at + 1]].some(atom => atom !== undefined && startsWithFigure(atom.word))

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
        const name = !form.proper || isName(atom) || (atom.tag === 'NOUN' && besideFigure(at))
        if (fits && name) found.push([form.words.length, form.value])
      }
      return found
    }

    /** A word without a tag fulfils a condition that asks for one, and none that forbids one. */
    const stands = (condition: string, at: number, edge: string): boolean => {
      const atom = atoms[at]
      return atom === undefined ? condition === edge : condition === atom.tag || keysAt(at).includes(condition)
    }
    const mayStand = (condition: string, at: number, edge: string): boolean =>
      stands(condition, at, edge) || (atoms[at]?.tag === '' && condition !== edge && IS_TAG.test(condition))

    const allowed = (rule: TimeRule, from: number, to: number): boolean => {
      return (
        (rule.after.length === 0 || rule.after.some(c => mayStand(c, from - 1, 'START'))) &&
        !rule.notAfter.some(c => stands(c, from - 1, 'START')) &&
        (rule.before.length === 0 || rule.before.some(c => mayStand(c, to, 'END'))) &&
        !rule.notBefore.some(c => stands(c, to, 'END'))
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
      let best: TimeMatch | null = null
      for (const rule of candidates(whole, at)) {
        const found = match(rule, at)
        if (found && (!best || found.end > best.end)) best = found
      }
      return best
    }
  }
}

const isName = (atom: Atom): boolean => atom.tag === 'PROPN' || (atom.capital && atom.tag === '')
