import { expect, test } from 'vitest'
import type { DocumentRecord } from '../../src/model/record.ts'
import { matchParties } from '../../src/record/compare-parties.ts'
import { likeness } from '../../src/record/likeness.ts'
import { emptyState, mergeWitnesses, NO_CONSTRAINTS } from '../../src/record/merge.ts'
import { type Witness, witnessesOf } from '../../src/record/witness.ts'
import { act, merging, report } from '../reports.ts'

const witnesses = (records: readonly DocumentRecord[]): readonly Witness[] =>
  records.flatMap(r => witnessesOf(r, r.document.id, merging))

/** Sets of `document#event` in the order of founding. */
const sets = (records: readonly DocumentRecord[]): readonly string[] => {
  const state = emptyState()
  for (const w of witnesses(records)) mergeWitnesses(state, [w], new Map(), NO_CONSTRAINTS, new Map(), merging)
  return [...state.clusters.values()].map(c => c.witnesses.map(w => `${w.document}#${w.event}`).join(' '))
}

const cases: readonly { readonly name: string; readonly one: boolean; readonly records: readonly DocumentRecord[] }[] =
  [
    {
      name: 'one raid in the words of two papers',
      one: true,
      records: [
        report('a', 'Reuters', '1987-10-19', [
          act(
            'ASSAULT',
            '[A:USA U.S. warships] [T shelled] two Iranian oil platforms in the Gulf [D:1987-10-19 on Monday], the [R:IRN Iranian] news agency reported.',
          ),
        ]),
        report('b', 'AFP', '1987-10-20', [
          act(
            'ASSAULT',
            'Four [A:USA American] destroyers [D:1987-10-19 on Monday] [T attacked] oil platforms of [R:IRN Iran] in the southern Gulf after a 20-minute warning.',
          ),
        ]),
      ],
    },
    {
      name: "yesterday's attack and last week's",
      one: false,
      records: [
        report('a', 'Reuters', '1987-10-19', [
          act(
            'ASSAULT',
            '[A:IRN Iran] [T attacked] a tanker off [R:KWT Kuwait] [D:1987-10-18 on Sunday] with a missile.',
          ),
        ]),
        report('b', 'AFP', '1987-10-19', [
          act(
            'ASSAULT',
            '[A:IRN Iran] had [T attacked] a tanker off [R:KWT Kuwait] [D:1987-10-11 a week ago] with a missile.',
          ),
        ]),
      ],
    },
    {
      name: 'threats of two speakers of one government',
      one: false,
      records: [
        report('a', 'Reuters', '1987-10-19', [
          act(
            'THREATEN',
            '[A:IRN* Ali Khamenei] [T vowed] revenge on the [R:USA United States] for its raid in the Gulf [D:1987-10-19 on Monday].',
          ),
        ]),
        report('b', 'AFP', '1987-10-20', [
          act(
            'THREATEN',
            '[A:IRN* Hashemi Rafsanjani] [T vowed] revenge on the [R:USA United States] for its raid in the Gulf [D:1987-10-19 on Monday].',
          ),
        ]),
      ],
    },
    {
      name: 'a threat of the government and of its president by name',
      one: true,
      records: [
        report('a', 'Reuters', '1987-10-19', [
          act(
            'THREATEN',
            '[A:IRN* Ali Khamenei] [T vowed] a crushing response to the [R:USA United States] for its raid [D:1987-10-19 on Monday].',
          ),
        ]),
        report('b', 'AFP', '1987-10-20', [
          act(
            'THREATEN',
            '[A:IRN Iran] [D:1987-10-19 on Monday] [T vowed] to make a crushing response to the [R:USA American] raid.',
          ),
        ]),
      ],
    },
    {
      name: 'separate talks with two neighbours',
      one: false,
      records: [
        report('a', 'Reuters', '2024-10-08', [
          act(
            'CONSULT',
            '[A:RUS* Vladimir Putin] held [T talks] with [A:ARM* Nikol Pashinyan] [D:2024-10-08 on Tuesday].',
          ),
        ]),
        report('b', 'AFP', '2024-10-08', [
          act(
            'CONSULT',
            '[A:RUS* Vladimir Putin] held [T talks] with [A:AZE* Ilham Aliyev] [D:2024-10-08 on Tuesday].',
          ),
        ]),
      ],
    },
    {
      name: 'a meeting, surname only and with another verb',
      one: true,
      records: [
        report('a', 'Reuters', '2024-10-08', [
          act(
            'CONSULT',
            '[A:RUS* Vladimir Putin] held [T talks] with [A:ARM* Nikol Pashinyan] in [P:Moscow/RUS/55.7/37.6 Moscow] [D:2024-10-08 on Tuesday].',
          ),
        ]),
        report('b', 'AFP', '2024-10-09', [
          act(
            'CONSULT',
            '[A:RUS* Putin] [T met] [A:ARM* Pashinian] in the [P:Moscow/RUS/55.7/37.6 Kremlin] [D:2024-10-08 on Tuesday].',
          ),
        ]),
      ],
    },
    {
      name: 'a planned visit and the visit',
      one: true,
      records: [
        report('a', 'Reuters', '2023-10-09', [
          act(
            'CONSULT',
            '[A:PAK* Khawaja Asif] is to [T visit] [R:AFG Kabul] [D:2023-10-12 on Thursday] to discuss the border.',
            { status: 'planned', mode: 'visit' },
          ),
        ]),
        report('b', 'Xinhua', '2023-10-12', [
          act(
            'CONSULT',
            '[A:PAK* Khawaja Asif] [T visited] [R:AFG Kabul] [D:2023-10-12 on Thursday] for talks on the border.',
            { mode: 'visit' },
          ),
        ]),
      ],
    },
    {
      name: 'attacks in two towns on one day',
      one: false,
      records: [
        report('a', 'Reuters', '1987-03-04', [
          act(
            'ASSAULT',
            '[A:IRQ Iraqi] planes [T bombed] [P:Tabriz/IRN/38.1/46.3 Tabriz] in [R:IRN Iran] [D:1987-03-03 on Tuesday].',
          ),
        ]),
        report('b', 'AFP', '1987-03-04', [
          act(
            'ASSAULT',
            '[A:IRQ Iraqi] planes [T bombed] [P:Isfahan/IRN/32.7/51.7 Isfahan] in [R:IRN Iran] [D:1987-03-03 on Tuesday].',
          ),
        ]),
      ],
    },
    {
      name: 'who attacked whom',
      one: false,
      records: [
        report('a', 'Reuters', '1987-03-04', [
          act('ASSAULT', '[A:IRQ Iraq] [T attacked] [R:IRN Iran] near Basra [D:1987-03-03 on Tuesday].'),
        ]),
        report('b', 'AFP', '1987-03-04', [
          act('ASSAULT', '[A:IRN Iran] [T attacked] [R:IRQ Iraq] near Basra [D:1987-03-03 on Tuesday].'),
        ]),
      ],
    },
    {
      name: 'a slip of a day',
      one: true,
      records: [
        report('a', 'Reuters', '2024-09-20', [
          act(
            'SANCTION',
            '[A:RUS Russia] [T expelled] two employees of the embassy of [R:EST Estonia] in Moscow [D:2024-09-19 on Thursday] over espionage.',
          ),
        ]),
        report('b', 'TASS', '2024-09-20', [
          act(
            'SANCTION',
            '[A:RUS Moscow] [D:2024-09-20 on Friday] [T expelled] two employees of the [R:EST Estonian] embassy over espionage.',
          ),
        ]),
      ],
    },
    {
      name: 'a denial and the claim it denies',
      one: true,
      records: [
        report('a', 'Reuters', '2024-09-20', [
          act(
            'CONSULT',
            '[S:ISR* Netanyahu] [C said] [A:ISR Israeli] and [A:SYR Syrian] envoys had [T met] in [P:Baku/AZE/40.4/49.9 Baku] [D:2024-09-18 on Wednesday] to discuss the border.',
          ),
        ]),
        report('b', 'SANA', '2024-09-20', [
          act(
            'CONSULT',
            '[S:SYR Damascus] [C denied] that [A:SYR Syrian] envoys had [T met] [A:ISR Israelis] in [P:Baku/AZE/40.4/49.9 Baku] [D:2024-09-18 on Wednesday].',
            { status: 'negated' },
          ),
        ]),
      ],
    },
    {
      name: 'a clash, and the men taken in it',
      one: false,
      records: [
        report('a', 'Reuters', '2031-03-04', [
          act(
            'ASSAULT',
            '[A:ECU Ecuadorean] soldiers and [R:PER Peruvian] troops [T exchanged fire] near [P:Huaquillas/ECU/-3.5/-80.2 Huaquillas] [D:2031-03-03 on Monday].',
          ),
        ]),
        report('b', 'AFP', '2031-03-05', [
          act(
            'ASSAULT',
            '[A:ECU Ecuadorean] soldiers [T captured] two members of a [R:PER Peruvian] patrol near [P:Huaquillas/ECU/-3.5/-80.2 Huaquillas] [D:2031-03-03 on Monday].',
            { mode: 'abduct' },
          ),
        ]),
      ],
    },
    {
      name: 'two accusations of one day',
      one: false,
      records: [
        report('a', 'Reuters', '2031-03-06', [
          act('ACCUSE', '[A:IRL Dublin] [T accused] [R:ISL Iceland] of leaving the table [D:2031-03-06 on Thursday].'),
        ]),
        report('b', 'AFP', '2031-03-06', [
          act(
            'ACCUSE',
            '[A:IRL Ireland] [T accused] [R:ISL Reykjavik] of boarding a trawler off Galway [D:2031-03-06 on Thursday].',
          ),
        ]),
      ],
    },
    {
      name: 'one accusation in two ways',
      one: true,
      records: [
        report('a', 'Reuters', '2031-03-06', [
          act(
            'ACCUSE',
            '[A:IRL Dublin] [T accused] [R:ISL Iceland] of walking out of the mackerel talks [D:2031-03-06 on Thursday].',
          ),
        ]),
        report('b', 'AFP', '2031-03-06', [
          act(
            'ACCUSE',
            '[A:IRL Ireland] [D:2031-03-06 on Thursday] [T accused] [R:ISL Reykjavik] of abandoning talks on mackerel.',
          ),
        ]),
      ],
    },
    {
      name: 'a date carried over from another act',
      one: true,
      records: [
        report('a', 'Reuters', '2031-03-05', [
          act('MOBILIZE', '[A:PER Peru] is [T moving] two battalions to [P:Tumbes/PER/-3.6/-80.5 Tumbes].', {
            basis: 'context',
            date: '2031-03-03',
            mode: 'troops',
          }),
        ]),
        report('b', 'AFP', '2031-03-07', [
          act(
            'MOBILIZE',
            '[A:PER Peru] [T moved] two battalions to [P:Tumbes/PER/-3.6/-80.5 Tumbes] [D:2031-03-06 on Thursday].',
            { mode: 'troops' },
          ),
        ]),
      ],
    },
    {
      name: 'the same words of two weeks, both with their dates',
      one: false,
      records: [
        report('a', 'Reuters', '2031-03-05', [
          act(
            'MOBILIZE',
            '[A:PER Peru] [T moved] two battalions to [P:Tumbes/PER/-3.6/-80.5 Tumbes] [D:2031-03-03 on Monday].',
          ),
        ]),
        report('b', 'AFP', '2031-03-07', [
          act(
            'MOBILIZE',
            '[A:PER Peru] [T moved] two battalions to [P:Tumbes/PER/-3.6/-80.5 Tumbes] [D:2031-03-06 on Thursday].',
          ),
        ]),
      ],
    },
    {
      name: 'two bands of pirates',
      one: false,
      records: [
        report('a', 'Reuters', '2008-12-14', [
          act('COERCE', "[A:IND India's] navy [T seized] [R: 23 pirates] in the Gulf of Aden."),
        ]),
        report('b', 'AFP', '2008-12-16', [
          act('COERCE', "[A:IND India's] navy [T seized] [R: 26 pirates] in the Gulf of Aden."),
        ]),
      ],
    },
    {
      name: 'a meeting whose host one report counts among those who met',
      one: true,
      records: [
        report('a', 'Reuters', '2031-03-18', [
          act(
            'CONSULT',
            '[A:ECU* Rafael Montalvo] and [A:PER* Elena Quiroga] [T met] in [P:Brasilia/BRA/-15.8/-47.9 Brasilia] [D:2031-03-18 on Tuesday] with [H:BRA* Teresa Amaral] as host.',
          ),
        ]),
        report('b', 'AFP', '2031-03-19', [
          act(
            'CONSULT',
            '[A:BRA* Teresa Amaral] [T met] [A:ECU* Rafael Montalvo] and [A:PER* Elena Quiroga] in [P:Brasilia/BRA/-15.8/-47.9 Brasilia] [D:2031-03-18 on Tuesday].',
          ),
        ]),
      ],
    },
    {
      name: 'an offer, as a noun and as a verb',
      one: true,
      records: [
        report('a', 'Reuters', '2031-03-06', [
          act(
            'AGREE',
            '[A:BRA Brazil] [T offered] to mediate between [R:ECU Ecuador] and Peru [D:2031-03-06 on Thursday].',
          ),
        ]),
        report('b', 'AFP', '2031-03-07', [
          act('AGREE', "[R:ECU Quito] praised [A:BRA Brazil's] [T offer] to mediate."),
        ]),
      ],
    },
    {
      name: 'undated strikes of papers a month apart',
      one: false,
      records: [
        report('a', 'Reuters', '1987-03-04', [
          act('PROTEST', '[A: Bolivian miners] began a [T strike] against the government over wages.'),
        ]),
        report('b', 'AFP', '1987-04-08', [
          act('PROTEST', '[A: Bolivian miners] began a [T strike] against the government over wages.'),
        ]),
      ],
    },
    {
      name: 'men by their figure, spelt out in one report',
      one: true,
      records: [
        report('a', 'Reuters', '2031-05-12', [
          act('RETREAT', '[A:PER Peru] [T freed] [R: fourteen Ecuadorean sailors] [D:2031-05-11 on Sunday].', {
            mode: 'release',
          }),
        ]),
        report('b', 'AFP', '2031-05-13', [
          act('RETREAT', 'Wives wept in Guayaquil after [A:PER Peru] [T let go] [R: the 14 sailors].', {
            mode: 'release',
          }),
        ]),
      ],
    },
    {
      name: 'four envoys and seven',
      one: false,
      records: [
        report('a', 'Reuters', '2031-05-12', [
          act('SANCTION', '[A:PER Peru] [T expelled] [R:ECU* four Ecuadorean envoys] [D:2031-05-11 on Sunday].'),
        ]),
        report('b', 'AFP', '2031-05-13', [
          act('SANCTION', '[A:PER Peru] [T expelled] [R:ECU* seven Ecuadorean envoys] [D:2031-05-12 on Monday].'),
        ]),
      ],
    },
    {
      name: 'a village that no gazetteer knows, whose country is a guess',
      one: true,
      records: [
        report('a', 'Reuters', '2031-05-12', [
          act('ASSAULT', '[A:PER Peruvian] guns [T shelled] [P:Puyango/ECU Puyango] [D:2031-05-11 on Sunday].'),
        ]),
        report('b', 'AFP', '2031-05-12', [
          act('ASSAULT', '[A:PER Peru] [T bombarded] [P:Puyango/PER Puyango] [D:2031-05-11 on Sunday].'),
        ]),
      ],
    },
    {
      name: 'two towns of one name',
      one: false,
      records: [
        report('a', 'Reuters', '2031-05-12', [
          act('ASSAULT', '[A:PER Peruvian] guns [T shelled] [P:Loja/ECU/-4/-79.2 Loja] [D:2031-05-11 on Sunday].'),
        ]),
        report('b', 'AFP', '2031-05-12', [
          act('ASSAULT', '[A:PER Peru] [T struck] [P:Loja/ESP/37.2/-4.1 Loja] [D:2031-05-11 on Sunday].'),
        ]),
      ],
    },
    {
      name: 'a truce and a ceasefire',
      one: true,
      records: [
        report('a', 'Reuters', '2031-05-12', [
          act(
            'AGREE',
            '[A:PER Peru] and [A:ECU Ecuador] [T agreed] on a ceasefire [D:2031-05-11 on Sunday], diplomats told the agency.',
          ),
        ]),
        report('b', 'AFP', '2031-05-12', [
          act(
            'AGREE',
            '[A:PER Lima] and [A:ECU Quito] [D:2031-05-11 on Sunday] [T accepted] a truce along the river, a bishop announced.',
          ),
        ]),
      ],
    },
    {
      name: 'shells, and shells again the next day',
      one: false,
      records: [
        report('a', 'Reuters', '2031-05-12', [
          act('ASSAULT', '[A:PER Peru] [T shelled] the town of Puyango in [R:ECU Ecuador] [D:2031-05-11 on Sunday].'),
        ]),
        report('b', 'AFP', '2031-05-13', [
          act(
            'ASSAULT',
            '[A:PER Peru] again [T shelled] the town of Puyango in [R:ECU Ecuador] [D:2031-05-12 on Monday].',
          ),
        ]),
      ],
    },
    {
      name: 'what both reports tell as come again',
      one: true,
      records: [
        report('a', 'Reuters', '2031-05-13', [
          act(
            'ASSAULT',
            '[A:PER Peru] [T shelled] the town of Puyango in [R:ECU Ecuador] again [D:2031-05-12 on Monday].',
          ),
        ]),
        report('b', 'AFP', '2031-05-13', [
          act(
            'ASSAULT',
            '[A:PER Peru] [T shelled] the town of Puyango in [R:ECU Ecuador] for a second time [D:2031-05-13 on Tuesday].',
          ),
        ]),
      ],
    },
    {
      name: "an attack of today's report, and one of tomorrow's",
      one: false,
      records: [
        report('a', 'Reuters', '2031-05-12', [
          act('ASSAULT', 'The Pope deplored the [T shelling] of [R: Puyango] by the army of [A:PER Peru].'),
        ]),
        report('b', 'AFP', '2031-05-13', [
          act('ASSAULT', '[A:PER Peru] [T bombarded] [R: Puyango], killing a nurse [D:2031-05-13 on Tuesday].', {
            mode: 'heavy-weapons',
          }),
        ]),
      ],
    },
    {
      name: 'a refusal and an accusation in like words',
      one: false,
      records: [
        report('a', 'Reuters', '2025-08-26', [
          act('REJECT', '[A:LBN Lebanon] [T rejected] direct talks with [R:ISR Israel] [D:2025-08-26 on Tuesday].'),
        ]),
        report('b', 'AFP', '2025-08-26', [
          act(
            'ACCUSE',
            '[A:LBN Lebanon] [T accused] [R:ISR Israel] of evading direct talks [D:2025-08-26 on Tuesday].',
          ),
        ]),
      ],
    },
  ]

test.each(cases)('$name', ({ one, records }) => {
  const [a, b] = witnesses(records)
  const why =
    a && b
      ? likeness(a, b, merging)
          .reasons.map(r => `${r.feature} ${r.bits} ${r.note}`)
          .join('\n')
      : ''
  expect(sets(records).length, why).toBe(one ? 1 : 2)
  expect(sets([...records].reverse()).length, why).toBe(one ? 1 : 2)
})

test.each([
  ['foreign minister of Peru', 'Peruvian foreign minister', 'foreign minister of Peru', 'Elena Quiroga', 'same'],
  [
    'foreign minister of Peru',
    'Peruvian foreign minister',
    'defence minister of Peru',
    "Peru's defence minister",
    'perhaps',
  ],
  ['foreign minister of Peru', 'Elena Quiroga', 'defence minister of Peru', 'Raul Ibarra', 'speaker'],
  ['foreign minister of Peru', 'Elena Quiroga', null, 'Raul Ibarra', 'speaker'],
] as const)('%s, %s; %s, %s', (title, name, otherTitle, other, match) => {
  const party = { code: 'PER', country: 'PER', sector: 'GOV', kind: 'person', count: null } as const
  expect(matchParties({ ...party, title, name }, { ...party, title: otherTitle, name: other })).toBe(match)
})
