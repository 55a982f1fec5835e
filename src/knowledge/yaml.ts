import { isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import type { Problem } from './problem.ts'
import { parseYaml } from './yaml-plain.ts'

/** A YAML value that knows its line, so that every complaint can name the place. */
export interface YamlNode {
  readonly line: number
  /** The value as plain data. */
  readonly value: unknown
  /** Entries of a mapping, in order; [] for anything else. */
  entries(): readonly (readonly [key: string, value: YamlNode])[]
  /** Items of a list; a single value counts as a list of one. */
  items(): readonly YamlNode[]
  /** The entry of this name, or null. */
  get(key: string): YamlNode | null
}

/** Reads a YAML file. A syntax error is reported as a problem and gives null. */
export const readYaml = (
  file: string,
  text: string,
): { readonly root: YamlNode | null; readonly problems: readonly Problem[] } => {
  const { contents, errors, lines } = parseYaml(text)
  const problems = errors.map(error => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    message: error.message.split('\n')[0] ?? 'not YAML',
  }))
  const root = problems.length > 0 || contents === null ? null : wrap(contents, lines)
  return { root, problems }
}

const wrap = (node: Node | null, lines: LineCounter): YamlNode => {
  const entries = (): readonly (readonly [string, YamlNode])[] =>
    isMap(node)
      ? node.items.map(
          pair =>
            [String(isScalar(pair.key) ? pair.key.value : pair.key), wrap(pair.value as Node | null, lines)] as const,
        )
      : []
  return {
    line: node?.range ? lines.linePos(node.range[0]).line : 1,
    get value() {
      return node?.toJSON() as unknown
    },
    entries,
    items: () =>
      isSeq(node) ? node.items.map(item => wrap(item as Node, lines)) : node === null ? [] : [wrap(node, lines)],
    get: key => entries().find(([name]) => name === key)?.[1] ?? null,
  }
}
