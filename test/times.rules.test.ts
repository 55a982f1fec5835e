import { describe, expect, test } from 'vitest'
import { timeTagger } from '../src/annotate/times.ts'
import { problemLine } from '../src/knowledge/problem.ts'
import { loadTimes } from '../src/knowledge/times.ts'
import { timeFiles } from './times/files.ts'
import { plainSentence } from './times/plain.ts'

const { knowledge, problems } = loadTimes(timeFiles)
const tag = timeTagger(knowledge)

test('the time files are sound', () => {
  expect(problems.map(problemLine)).toEqual([])
})

describe.each(knowledge.rules.filter(rule => rule.examples.length > 0))('$name', rule => {
  test.each(rule.examples)('$text', ({ text: marked, expected, reference }) => {
    const text = marked.replace(/[{}]/g, '')
    const found = tag({ text, published: reference }, null, [plainSentence(text)])
    if (expected === null) {
      expect(found.filter(mention => mention.rule === rule.name).map(mention => mention.text)).toEqual([])
      return
    }
    // A range marks the whole and gives the values of both ends.
    const start = marked.indexOf('{')
    const end = marked.indexOf('}') - 1
    const inside = found.filter(mention => start <= mention.start && mention.end <= end)
    expect(inside.map(mention => mention.value ?? 'none').join(' ; ')).toBe(expected)
    expect([inside[0]?.start, inside.at(-1)?.end]).toEqual([start, end])
  })
})
