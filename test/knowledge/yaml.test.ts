import { describe, expect, test } from 'vitest'
import { type Problem, problemLine } from '../../src/knowledge/problem.ts'
import { readYaml, type YamlNode } from '../../src/knowledge/yaml.ts'

/** What `look` finds in a text, and the problems that come of it. */
const reading = (
  text: string | undefined,
  look: (root: YamlNode) => unknown,
): readonly [unknown, readonly string[]] => {
  const problems: Problem[] = []
  const found = look(readYaml('x.yml', text, problems))
  return [found, problems.map(problemLine)]
}

describe('a YAML file', () => {
  test.each<[string, string, (root: YamlNode) => unknown, unknown]>([
    ['a number as it is written', 'a: 05', root => root.get('a')?.text(), '05'],
    ['a list of words', 'a: [x, "y, z"]', root => root.get('a')?.words(), ['x', 'y, z']],
    ['words with commas between', 'a: x, y z', root => root.get('a')?.words(), ['x', 'y z']],
    ['one value as a list of one', 'a: x', root => root.get('a')?.items().length, 1],
    ['nothing as no word', 'a: null', root => root.get('a')?.text(), null],
    ['nothing as an empty list', 'a:', root => root.get('a')?.items(), []],
    ['nothing as an empty mapping', '', root => root.entries(), []],
    [
      'entries in order',
      'b: 1\na: 2',
      root => root.entries().map(([key, node]) => [key, node.line]),
      [
        ['b', 1],
        ['a', 2],
      ],
    ],
    ['a truth', 'a: true\nb: "true"', root => [root.get('a')?.isTrue(), root.get('b')?.isTrue()], [true, false]],
    ['sets of words', 'a: [x, x]', root => [...root.lists(['a']).a], ['x']],
  ])('gives %s', (_, text, look, expected) => {
    expect(reading(text, look)).toEqual([expected, []])
  })

  test.each<[string, string | undefined, (root: YamlNode) => unknown, readonly string[]]>([
    ['a missing file, once', undefined, root => root.lists(['a']), ['x.yml:1: the file is missing']],
    ['a broken file, once', 'b: 1\na: "x', root => root.part('c').text(), ['x.yml:2: Missing closing "quote']],
    ['a file that is a list', '- a', root => root.entries(), ['x.yml:1: expected a mapping']],
    ['a list where a mapping belongs', 'a:\n  - b', root => root.get('a')?.entries(), ['x.yml:2: expected a mapping']],
    ['a mapping where a word belongs', 'a:\n  b: c', root => root.get('a')?.text(), ['x.yml:2: expected a word']],
    [
      'null among words',
      'a: [x,\n  ~]',
      root => root.get('a')?.words(),
      ['x.yml:2: expected a word; "null" and "~" need quotes'],
    ],
    [
      'a strange choice',
      'a: blak',
      root => root.get('a')?.choice(['black', 'white'], 'colour'),
      ['x.yml:1: unknown colour "blak"; did you mean black?'],
    ],
    [
      'a strange key at its own line',
      'a: 1\nbetta:\n  - 1',
      root => root.allow(['a', 'beta']),
      ['x.yml:2: unknown key "betta"; did you mean beta?'],
    ],
    [
      'a missing part, and not what it would hold',
      'a: 1',
      root => root.part('b').lists(['c']),
      ['x.yml:1: "b" is missing'],
    ],
    [
      'a missing list and a strange one',
      '\nalfa: [x]',
      root => root.lists(['alpha']),
      ['x.yml:2: unknown list "alfa"; did you mean alpha?', 'x.yml:1: the list "alpha" is missing'],
    ],
  ])('names %s', (_, text, look, expected) => {
    expect(reading(text, look)[1]).toEqual(expected)
  })
})
