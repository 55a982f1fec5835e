import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segment } from '../../src/annotate/segment.ts'
import { loadTokens } from '../../src/knowledge/tokens.ts'
import { documentOf } from '../../src/model/document.ts'
import type { NameKind, Sentence } from '../../src/model/token.ts'
import { readConllu } from '../../src/read/conllu.ts'
import { writeConllu } from '../../src/views/conllu.ts'
import { dataFiles } from '../knowledge.ts'

const { knowledge } = loadTokens(dataFiles('tokens'))

/** Sentences of a text with arbitrary, but well-formed, annotation drawn from `pick`. */
const annotate = (text: string, pick: (below: number) => number): readonly Sentence[] => {
  return segment(documentOf(text), knowledge).sentences.map(sentence => {
    const size = sentence.words.length
    const root = pick(size)
    const kinds: readonly NameKind[] = ['person', 'organization', 'place', 'people']
    const from = pick(size) + 1
    const { words, ...rest } = sentence
    return {
      ...rest,
      names: pick(2) === 0 ? [] : [{ kind: kinds[pick(4)] ?? 'person', from, to: Math.min(size, from + pick(3)) }],
      tokens: words.map((word, i) => ({
        ...word,
        id: i + 1,
        lemma: word.form.toLowerCase(),
        upos: 'NOUN',
        xpos: pick(5) === 0 ? 'POS' : 'NN',
        feats: 'Number=Sing',
        head: i === root ? 0 : root + 1,
        deprel: i === root ? 'root' : 'dep',
      })),
    }
  })
}

const wellFormed = fc
  .string({ unit: 'binary', maxLength: 200 })
  .map(text => text.replace(/[\ud800-\udfff]/g, 'x'))
  .filter(text => /[^\p{White_Space}\p{Cc}\p{Cf}]/u.test(text))
const newsy = fc
  .array(
    fc.constantFrom(
      'Oslo’s ',
      "can't ",
      'Gen. ',
      'it. ',
      '"',
      '.',
      ' (',
      ')',
      '\n\n',
      '  ',
      '\t',
      '|',
      '\\',
      'The ',
      'dont ',
      'OSLO - ',
      '5pm',
      '_',
      ' # ',
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map(parts => `A${parts.join('')}`)

describe('CoNLL-U', () => {
  test('what is written reads back the same: text, offsets, paragraphs, zones, names, trees', () => {
    fc.assert(
      fc.property(fc.oneof(wellFormed, newsy), fc.infiniteStream(fc.nat()), (text, numbers) => {
        const pick = (below: number): number => (numbers.next().value ?? 0) % below
        const sentences = annotate(text, pick)
        const { documents, problems } = readConllu(writeConllu('d', text, sentences))
        expect(problems).toEqual([])
        expect(documents.length).toBe(1)
        expect(documents[0]?.text).toBe(text)
        expect(documents[0]?.id).toBe('d')
        const first = sentences[0]?.paragraph ?? 0
        let paragraph = -1
        let last = Number.NaN
        const counted = sentences.map(s => {
          if (s.paragraph !== last) paragraph++
          last = s.paragraph
          return { ...s, paragraph }
        })
        expect(first).toBeGreaterThanOrEqual(0)
        expect(documents[0]?.sentences.map(({ extras, ...sentence }) => sentence)).toEqual(counted)
      }),
    )
  })

  test('written again, a file keeps its comments, ranges and MISC', () => {
    const source = [
      '# newdoc id = x',
      '# newpar',
      '# sent_id = s1',
      '# speaker = A',
      "# text = Don't go.",
      "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_",
      '1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_',
      "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_",
      '3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tX=y|SpaceAfter=No',
      '4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpaceAfter=No',
      '',
      '',
    ].join('\n')
    const document = readConllu(source).documents[0]
    expect(document?.text).toBe("Don't go.")
    expect(writeConllu(document?.id ?? '', document?.text ?? '', document?.sentences ?? [])).toBe(source)
  })

  test('words of a range that do not add up to it share its place', () => {
    const source = '1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n'
    const tokens = readConllu(source).documents[0]?.sentences[0]?.tokens ?? []
    expect(tokens.map(t => [t.form, t.start, t.end])).toEqual([
      ['de', 0, 2],
      ['le', 0, 2],
    ])
  })

  test('paragraphs and documents of a treebank', () => {
    const word = (form: string): string => `1\t${form}\t_\t_\t_\t_\t0\troot\t_\t_\n\n`
    const { documents } = readConllu(
      `# newdoc id = a\n${word('One')}${word('two')}# newpar\n${word('three')}# newdoc id = b\n${word('four')}`,
    )
    expect(documents.map(d => [d.id, d.text])).toEqual([
      ['a', 'One two\n\nthree '],
      ['b', 'four '],
    ])
  })

  test.each([
    ['1\tOne\t_\t_\t_\t_\t0\troot\t_', 1, 'expected 10 columns parted by tabs, found 9'],
    ['# a comment\n2\tOne\t_\t_\t_\t_\t0\troot\t_\t_', 2, 'expected the word 1, found "2"'],
    ['1\tOne\t_\t_\t_\t_\tx\troot\t_\t_', 1, 'the head "x" is no number'],
    ['1\tOne\t_\t_\t_\t_\t7\troot\t_\t_', 1, 'the head 7 is beyond the last word, 1'],
    ['1\tOne\t_\t_\t_\t_\t1\troot\t_\t_', 1, 'the word is its own head'],
    [
      '1-3\tOne\t_\t_\t_\t_\t_\t_\t_\t_\n1\tOne\t_\t_\t_\t_\t0\troot\t_\t_',
      1,
      'the range 1-3 is longer than the sentence',
    ],
    ['Plain text, not a table.', 1, 'expected 10 columns parted by tabs, found 1'],
  ])('a malformed line is named: %j', (source, line, message) => {
    const good = '1\tFine\t_\t_\t_\t_\t0\troot\t_\t_\n\n'
    const { documents, problems } = readConllu(`${source}\n\n${good}`)
    expect(problems).toContainEqual({ line, message })
    expect(documents.map(d => d.sentences.map(s => s.tokens.map(t => t.form)))).toEqual([[['Fine']]])
  })
})
