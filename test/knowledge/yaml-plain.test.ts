import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { parsePlain, parseYaml } from '../../src/knowledge/yaml-plain.ts'
import { dataFiles } from '../knowledge.ts'

/** A tree as plain data, each value with its line and, for numbers, its source. */
const shape = (node: unknown, lines: LineCounter): unknown => {
  const line = (n: unknown): number | null => {
    const range = (n as { range?: [number, number, number] } | null)?.range
    return range ? lines.linePos(range[0]).line : null
  }
  if (isMap(node))
    return { line: line(node), map: node.items.map(pair => [shape(pair.key, lines), shape(pair.value, lines)]) }
  if (isSeq(node)) return { line: line(node), list: node.items.map(item => shape(item, lines)) }
  if (isScalar(node))
    return { line: line(node), value: node.value, ...(typeof node.value === 'number' ? { source: node.source } : {}) }
  return node
}

const byPackage = (text: string): { readonly shape: unknown; readonly errors: number } => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  return { shape: shape(document.contents, lines), errors: document.errors.length + document.warnings.length }
}

/** Where the plain reader takes a text, the package must read it the same, without an error. */
const agree = (text: string): boolean => {
  if (parsePlain(text) === null) return false
  const expected = byPackage(text)
  expect(expected.errors).toBe(0)
  const { contents, lines } = parseYaml(text)
  expect(shape(contents, lines)).toEqual(expected.shape)
  return true
}

const files = [...dataFiles()].filter(([name]) => name.endsWith('.yml'))

describe('plain YAML', () => {
  test('the data files read as the package reads them', () => {
    // A file that is not plain costs time at every start, no more.
    const left = files.filter(([, text]) => !agree(text))
    expect(left.length).toBeLessThan(5)
  })

  test.each([
    'a: 1\nb: [x, "y, z", {c: 0.5}]\n',
    '- a: 1\n  b:\n  - x\n  - "y" # why\n-\n  - z\n- - p\n  - q\n',
    "a: 'it''s'\n\"b\": null\nc:\nd: ~\n",
    'a: [x,\n  y, # note\n  z]\nb: "#1"\n',
    'a: >-\n  b c\n  d: e\nf:\n  [g,\n   h]\n',
    'a: 05\nb: "05"\nc: -3.\nd: b#c\n',
  ])('is read here: %j', text => expect(agree(text)).toBe(true))

  test.each([
    'a: |\n  b\n',
    'a: >-\n  b\n\n  c\n',
    'a: >-\n  b\n   c\n',
    'a: >-\n  b\n  # c\n  d\n',
    'a: &x b\n',
    'a: b\n  c\n',
    'a: 1\na: 2\n',
    '--- a\n',
    'a: [b\nc]\n',
    'a:\tb\n',
    'a: "b',
    'a: b: c\n',
    '? a\n: b\n',
    '[a: b]\n',
    'a: 0x10\n',
    '',
    'a: "\\x41"\n',
    'word\n',
  ])('is left to the package: %j', text => expect(parsePlain(text)).toBe(null))

  test('whatever is done to a file, the two agree or the package reads it', () => {
    const texts = files.map(([, text]) => text)
    const piece = fc.constantFrom(
      ':',
      ' ',
      '- ',
      '"',
      "'",
      '#',
      ' #',
      '\n',
      '[',
      ']',
      '{',
      '}',
      ',',
      '  ',
      '|',
      '&a',
      '*a',
      '!x',
      '\\',
      '1',
      '~',
      '',
      '?',
      '%',
      '@',
      '>',
      '>-',
      'x',
    )
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(400), fc.nat(3), piece), { maxLength: 4 }),
        (which, from, edits) => {
          const source = texts[which % texts.length] ?? ''
          const lines = source.split('\n')
          const start = from % lines.length
          let text = lines.slice(start, start + 12).join('\n')
          for (const [at, cut, insert] of edits) {
            const place = at % (text.length + 1)
            text = text.slice(0, place) + insert + text.slice(place + cut)
          }
          agree(text)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
