import type { RuleBook } from '../knowledge/rules.ts'
import { documentOf } from '../model/document.ts'
import type { RecordEvent } from '../model/record.ts'
import type { Coder } from '../pipeline.ts'
import type { Example } from '../rules/rule.ts'

/** An example that does not come out as its rule file says. */
export interface ExampleFailure {
  readonly rule: string
  readonly example: Example
  readonly message: string
}

/**
 * Codes the examples of every rule: each line they promise must be among the acts found, as `REJECT occurred ARM -> RUS host=USA`; of a
 * `not:` sentence the rule itself must make nothing.
 */
export const checkExamples = (
  coder: Coder,
  book: RuleBook,
): { readonly checked: number; readonly failures: readonly ExampleFailure[] } => {
  const failures: ExampleFailure[] = []
  let checked = 0
  for (const { name, examples } of [...book.acts, ...book.operators, ...book.roles, ...book.supports]) {
    for (const example of examples) {
      checked++
      const { events } = coder.code(documentOf(example.text, { published: '2024-10-08' }))
      const found = events.map(eventLine)
      if (example.expected.length === 0) {
        const own = events.filter(event => event.rule === name || event.operators.includes(name))
        if (own.length > 0)
          failures.push({ rule: name, example, message: `must find nothing, found ${own.map(eventLine).join('; ')}` })
        continue
      }
      const missing = example.expected.filter(line => line !== '' && !found.includes(normal(line)))
      if (missing.length === 0) continue
      failures.push({
        rule: name,
        example,
        message: `expected ${missing.join('; ')}; found ${found.join('; ') || 'nothing'}`,
      })
    }
  }
  return { checked, failures }
}

/** An act in one line, sides by code or name, in alphabetical order: `CONSULT occurred ISR,LBN host=QAT`. */
export const eventLine = (event: RecordEvent): string => {
  const side = (parties: readonly { readonly code: string | null; readonly name: string }[]): string =>
    [...new Set(parties.map(party => party.code ?? party.name))].sort().join(',')
  const recipients = side(event.recipients)
  const roles = event.roles.map(role => `${role.role}=${role.code ?? role.name}`)
  return [
    event.type,
    event.status,
    side(event.actors),
    ...(recipients === '' ? [] : ['->', recipients]),
    ...roles.sort(),
  ]
    .filter(part => part !== '')
    .join(' ')
}

const normal = (line: string): string => {
  const [type = '', status = '', ...rest] = line.trim().split(/\s+/)
  const sorted = rest.map(part => (part.includes('=') ? part : part.split(',').sort().join(',')))
  const roles = sorted.filter(part => part.includes('=')).sort()
  return [type, status, ...sorted.filter(part => !part.includes('=')), ...roles].join(' ')
}
