import { describe, expect, test } from 'vitest'
import { attributionOf } from '../../src/annotate/attributing.ts'
import { links } from '../../src/annotate/links.ts'
import { standingOf } from '../../src/annotate/standing.ts'
import { loadLinks } from '../../src/knowledge/links.ts'
import type { Statement } from '../../src/model/attribution.ts'
import type { EventMention, EventType, Participant, Status } from '../../src/model/event.ts'
import { dataFiles } from '../knowledge.ts'
import { parsed, statementsOf } from './read.ts'

const { knowledge, problems } = loadLinks(dataFiles('attribution'))

interface Act {
  readonly word: string
  readonly type: EventType
  readonly status?: Status
  readonly actors?: readonly string[]
  readonly recipients?: readonly string[]
}

/** The acts as the event stage would give them: a word of the text, its type and the sides. */
const eventsOf = (text: string, acts: readonly Act[]): readonly EventMention[] => {
  const sentences = parsed(text)
  let from = 0
  return acts.map(({ word, type, status = 'occurred', actors = [], recipients = [] }, i) => {
    const start = text.indexOf(word, from)
    from = start + 1
    const sentence = sentences.find(s => s.start <= start && start < s.end)
    const head = sentence?.tokens.find(t => t.start === start)?.id ?? 0
    const party = (entity: string): Participant => ({ entity, start, end: start, text: '', sentence: 0, head: 0 })
    return {
      id: `ev${i + 1}`,
      sentence: sentence?.index ?? 0,
      head,
      trigger: { start, end: start + word.length, text: word },
      type,
      status,
      mode: null,
      contexts: [],
      cameo: null,
      format: [],
      actors: actors.map(party),
      recipients: recipients.map(party),
      roles: [],
      within: null,
      rules: ['test'],
      confidence: 1,
    }
  })
}

const linked = (text: string, acts: readonly Act[]): readonly string[] =>
  links(
    { sentences: parsed(text), events: eventsOf(text, acts), statements: statementsOf(text), days: new Map() },
    knowledge,
  ).map(l => `${l.kind} ${l.from} → ${l.to}${l.stance ? ` ${l.stance}` : ''}`)

test('the file of links has no problems', () => {
  expect(problems).toEqual([])
})

describe('response', () => {
  test('an offer refused in the same breath', () => {
    expect(
      linked('The general rejected an offer of talks from the council.', [
        { word: 'rejected', type: 'REJECT', actors: ['general'], recipients: ['council'] },
        { word: 'offer', type: 'AGREE', actors: ['council'] },
      ]),
    ).toEqual(['response ev1 → ev2 rejects'])
  })
  test('a demand accepted a sentence later', () => {
    expect(
      linked('The council demanded a withdrawal. The general accepted the demand.', [
        { word: 'demanded', type: 'REQUEST', actors: ['council'], recipients: ['general'] },
        { word: 'accepted', type: 'AGREE', actors: ['general'], recipients: ['council'] },
      ]),
    ).toEqual(['response ev2 → ev1 accepts'])
  })
  test('a refusal of something else answers no offer', () => {
    expect(
      linked('The council offered grain. The bishop rejected a petition.', [
        { word: 'offered', type: 'AGREE', actors: ['council'], recipients: ['general'] },
        { word: 'rejected', type: 'REJECT', actors: ['bishop'], recipients: ['town'] },
      ]),
    ).toEqual([])
  })
})

describe('cause', () => {
  test('after, in retaliation for', () => {
    expect(
      linked('The kingdom recalled its envoy after the raid on the port.', [
        { word: 'recalled', type: 'SANCTION', actors: ['kingdom'] },
        { word: 'raid', type: 'ASSAULT' },
      ]),
    ).toEqual(['cause ev1 → ev2 after'])
    expect(
      linked('The army shelled the town in retaliation for an attack on its camp.', [
        { word: 'shelled', type: 'ASSAULT', actors: ['army'] },
        { word: 'attack', type: 'ASSAULT' },
      ]),
    ).toEqual(['cause ev1 → ev2 retaliation'])
  })
  test('talks over an accord have no cause', () => {
    expect(
      linked('The envoys held talks over an accord on fish.', [
        { word: 'talks', type: 'CONSULT', actors: ['envoys'] },
        { word: 'accord', type: 'AGREE' },
      ]),
    ).toEqual([])
  })
})

describe('same', () => {
  const expulsion: readonly Act[] = [
    { word: 'expelled', type: 'SANCTION', actors: ['kingdom'], recipients: ['republic'] },
    { word: 'expulsion', type: 'SANCTION', actors: [], recipients: [] },
  ]
  test('a definite noun takes up the act', () => {
    expect(
      linked('The kingdom expelled three envoys of the republic. The expulsion came on Monday.', expulsion),
    ).toEqual(['same ev2 → ev1'])
  })
  test('an indefinite one does not', () => {
    expect(linked('The kingdom expelled three envoys of the republic. An expulsion costs votes.', expulsion)).toEqual(
      [],
    )
  })
})

/** Chain and standing of the first act. */
const told = (text: string, acts: readonly Act[]): string => {
  const events = eventsOf(text, acts)
  const statements = statementsOf(text)
  const [event] = events
  if (!event) return ''
  const chain = attributionOf(event, statements)
  const found = links({ sentences: parsed(text), events, statements, days: new Map() }, knowledge)
  const by = (s: Statement): string => s.source?.text ?? 'nobody'
  return `${standingOf(event, chain, statements, found)}${chain.map(s => ` < ${by(s)}`).join('')}`
}

describe('standing', () => {
  const attack: readonly Act[] = [{ word: 'attacked', type: 'ASSAULT' }]
  test.each([
    ['The rebels attacked the port.', 'asserted'],
    ['The rebels attacked the port, the ministry said.', 'attributed < the ministry'],
    ['The daily quoted an aide as saying that rebels had attacked the port.', 'attributed < an aide < The daily'],
    ['The rebels reportedly attacked the port.', 'attributed < nobody'],
    ['The commander denied that his men had attacked the port.', 'denied < The commander'],
    ['The ministry said rebels had attacked the port. The rebels did not deny the claim.', 'unrefuted < The ministry'],
    ['The ministry said rebels had attacked the port. The rebels confirmed the report.', 'confirmed < The ministry'],
    ['The ministry said rebels had attacked the port. The rebels denied the report.', 'disputed < The ministry'],
    ['The council urged that the port be attacked.', 'asserted'],
  ])('%s', (text, expected) => {
    expect(told(text, attack)).toBe(expected)
  })
  test('what only its denial tells of is denied', () => {
    expect(
      told('The commander denied that his men had attacked the port.', [
        { word: 'attacked', type: 'ASSAULT', status: 'negated' },
      ]),
    ).toBe('denied < The commander')
  })
})
