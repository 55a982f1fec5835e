import { expect, test } from 'vitest'
import { checkExamples } from '../../src/cli/rule-examples.ts'
import { loadKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadCoder } from '../../src/read/coder.ts'
import { readData } from '../../src/read/data.ts'

const { coder, problems } = await loadCoder()
const { knowledge } = loadKnowledge(await readData())

test('the data files are without fault', () => {
  expect(problems).toEqual([])
})

test('every example of the rule files comes out as it says, every counterexample finds nothing', () => {
  const { checked, failures } = checkExamples(coder, knowledge.rules)
  expect(failures.map(f => `${f.example.file}:${f.example.line}: ${f.message}`)).toEqual([])
  expect(checked).toBeGreaterThan(60)
})
