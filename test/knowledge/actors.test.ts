import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from '../../src/knowledge/actors/csv.ts'
import { createMisspelt } from '../../src/knowledge/actors/misspelt.ts'
import { givenNamesAgree, lastNameKey, readPeople } from '../../src/knowledge/actors/people.ts'
import { phraseIndex, pieces } from '../../src/knowledge/actors/phrases.ts'
import { importActors } from '../../src/knowledge/actors/wikidata.ts'
import { loadActors } from '../../src/knowledge/actors.ts'
import { dataFiles } from '../knowledge.ts'

const { knowledge } = loadActors(dataFiles('actors'))

test('spellings of one name meet, other names do not', () => {
  const meet: readonly (readonly [string, string])[] = [
    ['Pashinyan', 'Pashinian'],
    ['Aliyev', 'Aliev'],
    ['Zelenskyy', 'Zelenskiy'],
    ['Yury Ushakov', 'Yuri Ushakov'],
    ['Khamenei', 'Khamenei'],
    ['Mahmood', 'Mahmud'],
  ]
  for (const [a, b] of meet) expect([a, lastNameKey(a)]).toEqual([a, lastNameKey(b)])
  for (const [a, b] of [
    ['Reagan', 'Regan'],
    ['Kim', 'Kin'],
    ['Barak', 'Mubarak'],
  ] as const) {
    expect(lastNameKey(a)).not.toBe(lastNameKey(b))
  }
  expect(givenNamesAgree('Ronald Reagan', 'Nancy Reagan')).toBe(0)
  expect(givenNamesAgree('Ilham Aliyev', 'Heydar Aliyev')).toBe(0)
  expect(givenNamesAgree('George Bush', 'G. Bush')).toBe(1)
  expect(givenNamesAgree('Sergei Lavrov', 'Sergey Lavrov')).toBe(2)
})

test('the date decides who holds an office', () => {
  const holder = (country: string, office: string, date: string): readonly string[] =>
    knowledge.people.holders(country, office, date).map(t => t.name)
  expect(holder('AZE', 'head_of_state', '1995-05-01')).toContain('Heydar Aliyev')
  expect(holder('AZE', 'head_of_state', '2024-05-01')).toContain('Ilham Aliyev')
  expect(holder('SUN', 'foreign_minister', '1987-03-01')).toEqual(['Eduard Shevardnadze'])
  // The tables do not see that far.
  expect(holder('AZE', 'head_of_state', '2031-05-01')).toEqual([])
})

test('broken rows are named by file and line and left out', () => {
  const files = new Map(dataFiles('actors'))
  files.set(
    'actors/mine.organizations.tsv',
    'name\taliases\tcode\tcountry\tsector\tkind\nBlue Wing\t\t\t\tXXX\tgroup\nRed Wing\t\t\tFRA\tREB\tgroup\n',
  )
  files.set(
    'actors/mine.people.tsv',
    'country\tname\toffice\tfrom\tto\nFRA\tAnne Leroy\tforeign_minister\t2024-13-01\t\nFRA\t\t\t\t\nFRA\tPaul Ney\tforeign_minister\t2024-02-01\t2023\n',
  )
  const loaded = loadActors(files)
  expect(loaded.problems).toEqual([{ file: 'actors/mine.organizations.tsv', line: 2, message: 'unknown sector "XXX"' }])
  expect(loaded.knowledge.people.check().map(p => `${p.file}:${p.line}`)).toEqual([
    'actors/mine.people.tsv:2',
    'actors/mine.people.tsv:3',
    'actors/mine.people.tsv:4',
  ])
  expect(loaded.knowledge.names.exact('Red Wing')[0]?.actor.country).toBe('FRA')
})

test('two holders of one office at a time are reported', () => {
  const text =
    'country\tname\toffice\tfrom\tto\nFRA\tAnne Leroy\tforeign_minister\t2020\t2023-05-01\nFRA\tPaul Ney\tforeign_minister\t2022-01-01\t\n'
  expect(readPeople([{ file: 'x.tsv', text }], new Set()).contradictions()).toEqual([
    {
      file: 'x.tsv',
      line: 3,
      message: 'FRA foreign_minister: Anne Leroy until 2023-05-01, but Paul Ney from 2022-01-01',
    },
  ])
})

test('where families come first, both names find', () => {
  const text = 'country\tname\nVNM\tLam Thi Hoa\nFRA\tAnne Leroy\n'
  const people = readPeople([{ file: 'x.tsv', text }], new Set(['VNM']))
  expect(['Lam', 'Hoa', 'Leroy', 'Anne'].map(name => people.byLastName(name).length)).toEqual([1, 1, 1, 0])
})

test('a sorted table is searched like a read one', () => {
  const keys = ['a', 'ab', 'b', 'ba', 'c', 'z']
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...keys), fc.integer({ min: 0, max: 9 }))),
      fc.constantFrom(...keys, 'k'),
      (rows, key) => {
        const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        const text = `key\tcountry\tname\n${sorted.map(([k, n]) => `${k}\tFRA\tN${n} ${k}\n`).join('')}`
        const found = readPeople([{ file: 'x', text }], new Set()).byLastName(key)
        expect(found.length).toBe(rows.filter(([k]) => k === key).length)
      },
    ),
  )
})

test('the longest phrase wins, whatever the hyphens', () => {
  const index = phraseIndex<string>()
  index.add('Guinea', 'GIN')
  index.add('Papua New Guinea', 'PNG')
  index.add('Port-au-Prince', 'HTI')
  expect(index.longest(pieces('Papua New Guinea said'), 0, () => true)).toEqual({ length: 3, values: ['PNG'] })
  expect(index.longest(['port', 'au', 'prince'], 0, () => true)?.values).toEqual(['HTI'])
  expect(index.longest(['papua', 'new'], 0, () => true)).toBeNull()
})

test('a slip of the pen is mended only where one name is meant', () => {
  const misspelt = createMisspelt()
  const name = (code: string) =>
    ({
      sort: 'state',
      actor: { kind: 'country', name: code, code, country: code, sector: null },
      capitals: false,
      prefix: false,
      tail: true,
      article: false,
      small: false,
    }) as const
  misspelt.add('austria', name('AUT'))
  misspelt.add('australia', name('AUS'))
  misspelt.add('afghanistan', name('AFG'))
  expect(misspelt.find('afganistan')?.actor.code).toBe('AFG')
  expect(misspelt.find('afghanitsan')?.actor.code).toBe('AFG')
  expect(misspelt.find('somewhere')).toBeNull()
})

test('a query result becomes a table of office-holders', () => {
  const rows = [
    {
      person: { value: 'http://www.wikidata.org/entity/Q11' },
      personLabel: { value: 'Ange Kayitare' },
      positionLabel: { value: 'Minister of Defence of Rwanda' },
      start: { value: '2024-02-03T00:00:00Z' },
    },
    { personLabel: { value: 'Q55' }, positionLabel: { value: 'President' }, countryLabel: { value: 'Rwanda' } },
    { personLabel: { value: 'Nobody' }, countryLabel: { value: 'Ruritania' } },
    { personLabel: { value: 'Late' }, countryLabel: { value: 'Rwanda' }, start: { value: '2023-02-30T00:00:00Z' } },
  ]
  const result = importActors(knowledge, 'q.json', JSON.stringify({ results: { bindings: rows } }))
  expect(result.table.split('\n')[1]).toBe(
    'RWA\tAnge Kayitare\t\tdefence_minister\tMinister of Defence of Rwanda\tGOV\t2024-02-03\t\tQ11',
  )
  expect(result.problems.map(p => `${p.line} ${p.message}`)).toEqual([
    '2 Q55 has no label',
    '3 no country is known for Nobody: "Ruritania"',
    '4 no dates: from "2023-02-30T00:00:00Z" to ""',
  ])
  const csv = importActors(
    knowledge,
    'q.csv',
    'itemLabel,position,iso3,start\n"Kayitare, Ange",Prime Minister,RWA,2024\n',
  )
  expect(csv.table.split('\n')[1]).toBe('RWA\tKayitare, Ange\t\thead_of_government\tPrime Minister\tGOV\t2024\t\t')
})

test('no import throws, whatever the file', () => {
  fc.assert(fc.property(fc.string(), text => importActors(knowledge, 'x', text).rows >= 0))
  fc.assert(fc.property(fc.json(), text => importActors(knowledge, 'x', text).rows >= 0))
})

test('CSV reads back what was quoted', () => {
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
  const cell = fc.string().map(s => s.replaceAll('\r', ''))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), rows => {
      const text = rows.map(row => row.map(quote).join(',')).join('\n')
      expect(readCsv(text).map(r => r.cells)).toEqual(rows)
    }),
  )
})
