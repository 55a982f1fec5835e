import { expect, test } from 'vitest'
import { answeredOffer, answeringOf, type Exchange, isOpen } from '../../src/record/answers.ts'
import { witnessesOf } from '../../src/record/witness.ts'
import { type Act, act, merging, report } from '../reports.ts'

let made = 0
const told = (published: string, given: Act): Exchange => ({
  id: `h_${++made}`,
  type: given.type,
  status: given.status ?? 'occurred',
  witnesses: witnessesOf(report(`r${made}`, 'Reuters', published, [given]), `r${made}`, merging),
})

const offer = told(
  '2025-08-23',
  act(
    'AGREE',
    '[A:JOR Jordan] [T offered] [R:SYR Syria] to host talks in Amman on the border incidents [D:2025-08-23 on Saturday].',
  ),
)
const refusal = (text: string, published = '2025-08-26'): Exchange => told(published, act('REJECT', text))

test.each<[string, Exchange, boolean]>([
  [
    'the other side, the same matter, two days later',
    refusal('[A:SYR Damascus] [T refused] the Amman talks on border incidents that [R:JOR Jordan] had proposed.'),
    true,
  ],
  [
    'another matter',
    refusal('[A:SYR Damascus] [T rejected] a water treaty of [R:JOR Jordan] with its farmers.'),
    false,
  ],
  [
    'another addressee',
    refusal('[A:SYR Damascus] [T refused] the Amman talks on border incidents with [R:LBN Lebanon].'),
    false,
  ],
  [
    'the offer’s own side',
    refusal('[A:JOR Jordan] [T refused] the Amman talks on border incidents with [R:SYR Syria].'),
    false,
  ],
  [
    'before the offer',
    refusal(
      '[A:SYR Damascus] [T refused] Amman talks on border incidents with [R:JOR Jordan] [D:2025-08-01 on August 1].',
      '2025-08-02',
    ),
    false,
  ],
  [
    'half a year later',
    refusal('[A:SYR Damascus] [T refused] Amman talks on border incidents with [R:JOR Jordan].', '2026-02-10'),
    false,
  ],
])('a refusal: %s', (_, answer, answers) => {
  expect(answeredOffer(answer, [offer], merging)?.id ?? null).toBe(answers ? offer.id : null)
})

const acceptance = (words: string): Exchange =>
  told(
    '2025-08-27',
    act('AGREE', `[A:SYR Damascus] [T ${words}] the Amman talks on border incidents with [R:JOR Jordan].`),
  )

test.each<[string, Exchange, string | null]>([
  ['assent', acceptance('accepted'), 'accepts'],
  ['a counter-offer', acceptance('made a counter-offer to'), 'counters'],
  ['another offer, which answers nothing', acceptance('offered'), null],
  [
    'a refusal that was denied',
    { ...refusal('[A:SYR Damascus] [T refused] talks with [R:JOR Jordan].'), status: 'negated' },
    null,
  ],
  [
    'a withdrawal',
    told('2025-08-27', act('RETREAT', '[A:SYR Syria] [T pulled back] from the border of [R:JOR Jordan].')),
    'accepts',
  ],
  ['a blow', told('2025-08-27', act('ASSAULT', '[A:SYR Syria] [T shelled] a post of [R:JOR Jordan].')), null],
])('%s', (_, answer, stance) => {
  expect(answeringOf(answer, merging)?.stance ?? null).toBe(stance)
})

test.each<[string, Act, boolean]>([
  ['an offer', act('AGREE', '[A:JOR Jordan] [T offered] [R:SYR Syria] talks.'), true],
  ['assent', act('AGREE', '[A:JOR Jordan] [T agreed] to talks with [R:SYR Syria].'), false],
  ['a meeting held', act('CONSULT', '[A:JOR Jordan] and [A:SYR Syria] [T met].'), false],
  [
    'a meeting to come',
    act('CONSULT', '[A:JOR Jordan] and [A:SYR Syria] are to [T meet].', { status: 'planned' }),
    true,
  ],
  ['a demand', act('REQUEST', '[A:JOR Jordan] [T urged] [R:SYR Syria] to talk.'), true],
  [
    'a demand never made',
    act('REQUEST', '[A:JOR Jordan] had not [T urged] [R:SYR Syria] to talk.', { status: 'negated' }),
    false,
  ],
])('open to an answer: %s', (_, given, open) => {
  expect(isOpen(told('2025-08-23', given), merging)).toBe(open)
})
