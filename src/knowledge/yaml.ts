import { isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import { type Problem, suggestion } from './problem.ts'
import { parseYaml } from './yaml-plain.ts'

/**
 * Reads a YAML file, whose top must be a mapping or nothing. A file that is missing, cannot be parsed or holds something else is
 * reported once and reads as an empty one, whose gaps are not reported besides.
 */
export const readYaml = (file: string, text: string | undefined, problems: Problem[]): YamlNode => {
  if (text === undefined) return unread(file, [{ line: 1, message: 'the file is missing' }], problems)
  const { contents, errors, lines } = parseYaml(text)
  const wrong = errors.map(error => ({
    line: lines.linePos(error.pos[0]).line,
    message: error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'not YAML',
  }))
  if (wrong.length > 0) return unread(file, wrong, problems)
  if (contents === null || isMap(contents)) return new YamlNode({ file, lines, problems }, contents, 0)
  return unread(file, [{ line: 1, message: 'expected a mapping' }], problems)
}

const unread = (
  file: string,
  wrong: readonly { readonly line: number; readonly message: string }[],
  problems: Problem[],
): YamlNode => {
  problems.push(...wrong.map(problem => ({ file, ...problem })))
  return new YamlNode({ file, lines: null, problems: [] }, null, 0)
}

interface Source {
  readonly file: string
  readonly lines: LineCounter | null
  readonly problems: Problem[]
}

/** Sets of words, as they are written, by name. */
export type WordLists<Names extends string> = Readonly<Record<Names, ReadonlySet<string>>>

/** A value in a YAML file that knows its place; asking for another kind of value than is there reports a problem and gives nothing. */
export class YamlNode {
  readonly #source: Source
  readonly #node: Node | null
  readonly #at: number

  constructor(source: Source, node: Node | null, at: number) {
    this.#source = source
    this.#node = node
    this.#at = at
  }

  get file(): string {
    return this.#source.file
  }

  get line(): number {
    return this.#lineOf(this.#at)
  }

  /** Entries of a mapping, in order. */
  entries(): readonly (readonly [key: string, value: YamlNode])[] {
    if (isMap(this.#node)) return this.#node.items.map(pair => [textOf(pair.key) ?? '', this.#child(pair)] as const)
    if (!this.#isNothing()) this.complain('expected a mapping')
    return []
  }

  /** Items of a list; a single value counts as a list of one. */
  items(): readonly YamlNode[] {
    if (isSeq(this.#node)) return this.#node.items.map(item => this.#wrap(item))
    return this.#isNothing() ? [] : [this]
  }

  /** The entry of this name, or null. */
  get(key: string): YamlNode | null {
    const pair = isMap(this.#node) ? this.#node.items.find(p => textOf(p.key) === key) : undefined
    return pair ? this.#child(pair) : null
  }

  /** The entry of this name, which must be there. */
  part(key: string): YamlNode {
    const found = this.get(key)
    if (found) return found
    this.complain(`"${key}" is missing`)
    return new YamlNode({ ...this.#source, problems: [] }, null, this.#at)
  }

  /** A single value as it is written ("05"); null for nothing. */
  text(): string | null {
    return this.#isNothing() ? null : (textOf(this.#node) ?? this.complain('expected a word'))
  }

  /** The words of a list, or of one text with commas between them. */
  words(): readonly string[] {
    if (isSeq(this.#node)) return this.items().flatMap(item => item.#word() ?? [])
    if (this.#isNothing()) return []
    const words = this.text()?.split(',') ?? []
    return words.map(word => word.trim()).filter(word => word !== '')
  }

  /** True for `true`. */
  isTrue(): boolean {
    return isScalar(this.#node) && this.#node.value === true
  }

  /** The value, which must be one of these. */
  choice<T extends string>(known: readonly T[], what: string): T | null {
    const text = this.text()
    if (text === null) return null
    return known.find(one => one === text) ?? this.complain(`unknown ${what} "${text}"${suggestion(text, known)}`)
  }

  /** The values of a list, each of which must be one of these. */
  choices<T extends string>(known: readonly T[], what: string): readonly T[] {
    return this.items().flatMap(item => item.choice(known, what) ?? [])
  }

  /** The words under each of these names, all of which must be there, and none but these and `others`. */
  lists<Names extends string>(names: readonly Names[], others: readonly string[] = []): WordLists<Names> {
    this.allow([...names, ...others], 'list')
    for (const name of names) if (!this.get(name)) this.complain(`the list "${name}" is missing`)
    const lists = names.map(name => [name, new Set(this.get(name)?.words() ?? [])] as const)
    return Object.fromEntries(lists) as unknown as WordLists<Names>
  }

  /** Reports every key but these, each at its own line. */
  allow(known: readonly string[], what = 'key'): void {
    for (const { key } of isMap(this.#node) ? this.#node.items : []) {
      const name = textOf(key) ?? ''
      if (known.includes(name)) continue
      this.#report(this.#lineOf(placeOf(key) ?? this.#at), `unknown ${what} "${name}"${suggestion(name, known)}`)
    }
  }

  /** Reports what is wrong with the value. */
  complain(message: string): null {
    this.#report(this.line, message)
    return null
  }

  #word(): string | null {
    return this.#isNothing() ? this.complain('expected a word; "null" and "~" need quotes') : this.text()
  }

  #isNothing(): boolean {
    return this.#node === null || (isScalar(this.#node) && this.#node.value === null)
  }

  #child(pair: { readonly key: unknown; readonly value: unknown }): YamlNode {
    return this.#wrap(pair.value, placeOf(pair.key) ?? this.#at)
  }

  #wrap(node: unknown, near = this.#at): YamlNode {
    return new YamlNode(this.#source, node as Node | null, placeOf(node) ?? near)
  }

  #lineOf(at: number): number {
    return this.#source.lines?.linePos(at).line ?? 1
  }

  #report(line: number, message: string): void {
    this.#source.problems.push({ file: this.#source.file, line, message })
  }
}

/** Where a node begins, or null. */
const placeOf = (node: unknown): number | null => (node as Node | null)?.range?.[0] ?? null

/** A scalar as text, as written where it is a plain number ("05"); null for null and for anything else. */
const textOf = (node: unknown): string | null => {
  if (!isScalar(node) || node.value === null) return null
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}
