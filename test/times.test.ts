import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateEvents } from '../src/annotate/dating.ts'
import { OPERATION } from '../src/annotate/time/values.ts'
import { timeTagger } from '../src/annotate/times.ts'
import { problemLine } from '../src/knowledge/problem.ts'
import { OPERATIONS } from '../src/knowledge/time-rule.ts'
import { loadTimes } from '../src/knowledge/times.ts'
import { readCases } from './cases.ts'
import { timeFiles } from './times/files.ts'
import { plainSentence } from './times/plain.ts'
import { readTrees } from './times/trees.ts'

const { knowledge } = loadTimes(timeFiles)
const tag = timeTagger(knowledge)

describe('times in trees', () => {
  test.each(readCases('times'))('$name', ({ input, expected }) => {
    const report = readTrees(input)
    const lines = tag(report, null, report.sentences).map(
      time => `${time.text} = ${time.value ?? 'none'}${time.anchors ? '' : ', no anchor'}`,
    )
    expect(lines.join('\n')).toBe(expected)
  })
})

describe('dates of acts', () => {
  test.each(readCases('dating'))('$name', ({ input, expected }) => {
    const report = readTrees(input)
    const times = tag(report, null, report.sentences)
    const dates = dateEvents({ document: report, dateline: null, times, ...report }, knowledge.tense)
    const lines = report.events.map(event => {
      const date = dates.get(event.id)
      return `${event.trigger.text} = ${date ? `${date.value}, ${date.basis}` : 'none'}`
    })
    expect(lines.join('\n')).toBe(expected)
  })
})

test('the knowledge and the engine name the same operations', () => {
  expect(Object.keys(OPERATION).sort()).toEqual(Object.keys(OPERATIONS).sort())
})

test('whatever the words, evidence is verbatim, in order and without overlap', () => {
  const words = [...knowledge.classes.values()].flatMap(c => [...c.forms.keys()])
  const word = fc.oneof(
    fc.constantFrom(...words, 'the', 'of', 'in', '-', ',', '1987', '31', "'"),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 25 }),
      fc.constantFrom(null, '2024-02-29', '1987-01-01'),
      (list, published) => {
        const text = list.join(' ')
        let end = 0
        for (const time of tag({ text, published }, null, [plainSentence(text)])) {
          expect(time.text).toBe(text.slice(time.start, time.end))
          expect(time.start).toBeGreaterThanOrEqual(end)
          end = time.end
          if (time.from !== null && time.to !== null) expect(time.from <= time.to).toBe(true)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('chains without end neither fail nor take long', () => {
  for (const part of ['early late mid ', 'from May to June to ', '3 - 4 to ', 'two years before ']) {
    const text = part.repeat(1500)
    expect(() => tag({ text, published: '2024-10-08' }, null, [plainSentence(text)])).not.toThrow()
  }
})

const broken = (yaml: string): readonly string[] => loadTimes(new Map([['time/x.yml', yaml]])).problems.map(problemLine)

test('a broken rule is named by file and line', () => {
  expect(broken('rules:\n  - name: a\n    pattern: "<mont> of"\n    means: nothing()')).toEqual([
    'time/x.yml:2: rule a: unknown class <mont>',
  ])
  expect(broken('rules:\n  - name: a\n    pattern: "of"\n    means: shfit(day, 1)')).toEqual([
    'time/x.yml:2: rule a: unknown operation "shfit"; did you mean shift?',
  ])
  expect(broken('rules:\n  - name: a\n    pattern: "( of"\n    means: nothing()')[0]).toContain('not closed')
  expect(broken('rules:\n  - name: a\n    pattern: "of"\n    means: shift(day, $n)')[0]).toContain(
    'nothing is caught as $n',
  )
  expect(broken('rules:\n  - name: a\n    group: g\n    pattern: "{g} of"\n    means: nothing()')).toEqual([
    'time/x.yml:2: group {g} begins with itself',
  ])
  expect(broken('clases: {}')).toEqual(['time/x.yml:1: unknown section "clases"; did you mean classes?'])
  expect(broken('rules: [')[0]).toMatch(/^time\/x\.yml:1: /)
})
