import { expect, test } from 'vitest'
import { checkExamples } from '../../src/cli/rule-examples.ts'
import { loadCoder } from '../../src/read/coder.ts'

const { coder, knowledge, problems } = await loadCoder()

test('the data files are without fault', () => {
  expect(problems).toEqual([])
})

test('every example of the rule files comes out as it says, every counterexample finds nothing', () => {
  const { checked, failures } = checkExamples(coder, knowledge.rules)
  expect(failures.map(f => `${f.example.file}:${f.example.line}: ${f.message}`)).toEqual([])
  expect(checked).toBeGreaterThan(60)
})
