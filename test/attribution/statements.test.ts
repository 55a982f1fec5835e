import { expect, test } from 'vitest'
import { readCases } from '../cases.ts'
import { shown, statementsOf } from './read.ts'

for (const { name, input, expected } of readCases('statements'))
  test(name, () => {
    const found = statementsOf(input)
    for (const s of found) expect(input.slice(s.cue.start, s.cue.end)).toBe(s.cue.text)
    const lines = found.map(
      s => `${shown(input, s).replace(/\n/g, '⏎')}${s.direct ? ' direct' : ''}${s.in ? ` in ${s.in}` : ''}`,
    )
    expect(lines.join('\n')).toBe(expected)
  })
