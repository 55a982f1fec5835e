import { expect, test } from 'vitest'
import { problemLine } from '../../src/knowledge/problem.ts'
import { loadRules } from '../../src/knowledge/rules.ts'

const frames = 'frames:\n  verb: { actor: [subject], recipient: [object] }\n'
const problems = (text: string): readonly string[] =>
  loadRules(
    new Map([
      ['events/frames.yml', frames],
      ['events/accuse.yml', text],
    ]),
  ).problems.map(problemLine)

test('a good rule is loaded and found by its lemma', () => {
  const text = 'type: ACCUSE\nrules:\n  - name: accuse\n    verbs: [accuse]\n'
  const { knowledge } = loadRules(
    new Map([
      ['events/frames.yml', frames],
      ['events/accuse.yml', text],
    ]),
  )
  expect(knowledge.lexicon.acts.get('accuse')?.map(entry => entry.rule.name)).toEqual(['accuse'])
})

test.each([
  [
    'an unknown type, with the near one',
    'type: ACUSE\nrules:\n  - name: accuse\n    verbs: [accuse]\n',
    'events/accuse.yml:1: unknown type "ACUSE"; did you mean ACCUSE?',
  ],
  [
    'a misspelt key',
    'type: ACCUSE\nrules:\n  - name: accuse\n    verbs: [accuse]\n    recipiant: [object]\n',
    'events/accuse.yml:5: unknown key "recipiant"; did you mean recipient?',
  ],
  ['a rule without a name', 'type: ACCUSE\nrules:\n  - verbs: [accuse]\n', 'events/accuse.yml:3: a rule needs a name'],
  [
    'an unknown frame',
    'type: ACCUSE\nrules:\n  - name: accuse\n    verbs: [accuse]\n    frame: verbs\n',
    'events/accuse.yml:5: unknown frame "verbs"; did you mean verb?',
  ],
  [
    'an unknown word list',
    'type: ACCUSE\nrules:\n  - name: accuse\n    verbs: ["accuse +object:$foes"]\n',
    'events/accuse.yml:4: unknown word list "$foes"',
  ],
  [
    'a condition that cannot be read',
    'type: ACCUSE\nrules:\n  - name: accuse\n    verbs: ["accuse +Object"]\n',
    'events/accuse.yml:4: cannot read the condition "+Object"; write +slot, +slot:word|word or -slot:word',
  ],
  [
    'a misspelt section',
    'type: ACCUSE\nrule:\n  - name: accuse\n',
    'events/accuse.yml:2: unknown section "rule"; did you mean rules?',
  ],
  [
    'a format that is none',
    'type: CONSULT\nrules:\n  - name: talk\n    verbs: [talk]\n    format: [bilatral]\n',
    'events/accuse.yml:5: unknown format "bilatral"; did you mean bilateral?',
  ],
  [
    'an outcome that is none',
    'turns:\n  - { name: wont, after: [not], types: [AID], type: REJECT, status: ocurred }\n',
    'events/accuse.yml:2: unknown status "ocurred"; did you mean occurred?',
  ],
])('%s is named by file and line', (_, text, line) => {
  expect(problems(text)).toContain(line)
})

test('what is no YAML is named, and the other files are loaded all the same', () => {
  const files = new Map([
    ['events/frames.yml', frames],
    ['events/accuse.yml', 'type: [ACCUSE\nrules:\n'],
    ['events/aid.yml', 'type: AID\nrules:\n  - name: give\n    verbs: [give]\n'],
  ])
  const { knowledge, problems: found } = loadRules(files)
  expect(found[0]?.file).toBe('events/accuse.yml')
  expect(knowledge.acts.map(rule => rule.name)).toEqual(['give'])
})
