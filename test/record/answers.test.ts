import { expect, test } from 'vitest'
import { answeredOffer, type Exchange } from '../../src/record/answers.ts'
import { witnessesOf } from '../../src/record/witness.ts'
import { type Act, act, merging, report } from '../reports.ts'

let made = 0
const told = (published: string, given: Act): Exchange => ({
  id: ++made,
  type: given.type,
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
