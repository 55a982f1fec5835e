import { isMap, isScalar, isSeq, type Node } from 'yaml'
import type { Problem } from './problem.ts'
import { parseYaml } from './yaml-plain.ts'

/** A value in a YAML file that knows its line; asking for another kind than is there reports a problem and gives nothing. */
export interface YamlEntry {
  readonly line: number
  entries(): readonly (readonly [string, YamlEntry])[]
  items(): readonly YamlEntry[]
  get(key: string): YamlEntry | null
  /** A scalar as written. */
  text(): string | null
  /** A scalar or a list of them, in lower case unless told otherwise. */
  words(lower?: boolean): readonly string[]
}

/** Reads one YAML file, whose top must be a mapping; syntax errors are reported with their lines. */
export const readYaml = (file: string, source: string, problems: Problem[]): YamlEntry | null => {
  const { contents, errors, lines } = parseYaml(source)
  for (const error of errors) {
    problems.push({ file, line: lines.linePos(error.pos[0]).line, message: error.message.split('\n')[0] ?? '' })
  }
  const wrap = (node: unknown, line: number): YamlEntry => {
    const own = lineOf(node) ?? line
    const complain = (wanted: string): void => {
      problems.push({ file, line: own, message: `expected ${wanted}` })
    }
    const entry: YamlEntry = {
      line: own,
      entries: () => {
        if (!isMap(node)) {
          complain('a mapping')
          return []
        }
        return node.items.map(pair => [scalar(pair.key) ?? '', wrap(pair.value, lineOf(pair.key) ?? own)] as const)
      },
      items: () => {
        if (!isSeq(node)) {
          complain('a list')
          return []
        }
        return node.items.map(item => wrap(item, own))
      },
      get: key => {
        const pair = isMap(node) ? node.items.find(p => scalar(p.key) === key) : undefined
        return pair ? wrap(pair.value, lineOf(pair.key) ?? own) : null
      },
      text: () => {
        const value = scalar(node)
        if (value === null) complain('a word')
        return value
      },
      words: (lower = true) => {
        const words = isSeq(node) ? node.items.map(scalar) : [scalar(node)]
        return words.flatMap(word => {
          if (word === null) complain('words')
          return word === null ? [] : [lower ? word.toLowerCase() : word]
        })
      },
    }
    return entry
  }
  const lineOf = (node: unknown): number | null => {
    const range = (node as Node | null)?.range
    return range ? lines.linePos(range[0]).line : null
  }
  if (!isMap(contents)) {
    problems.push({ file, line: 1, message: 'expected a mapping' })
    return null
  }
  return wrap(contents, 1)
}

/** A scalar as text, as written where it is a plain number ("05"). */
const scalar = (node: unknown): string | null => {
  if (!isScalar(node) || node.value === null) return null
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}
