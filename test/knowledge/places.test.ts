import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, looseKey } from '../../src/knowledge/placename.ts'
import { danglingNames, loadPlaces } from '../../src/knowledge/places.ts'
import { problemLine } from '../../src/knowledge/problem.ts'
import { dataFiles } from '../knowledge.ts'

const files = dataFiles('places')
const broken = (file: string, change: (text: string) => string): readonly string[] =>
  loadPlaces(new Map([...files, [file, change(files.get(file) ?? '')]])).problems.map(problemLine)

describe('the gazetteer', () => {
  test('is whole', () => {
    expect(loadPlaces(files).problems).toEqual([])
  })

  test('knows every place that names.tsv speaks of', () => {
    expect(danglingNames(files).map(problemLine)).toEqual([])
  })

  test('finds names whatever their case, accents and hyphens', () => {
    const { knowledge } = loadPlaces(files)
    const first = (name: string): string | undefined => knowledge.readings(foldName(name))[0]?.place.name
    expect(['SAO PAULO', "N'Djamena", 'N’Djamena', 'Port au Prince', 'ST. PETERSBURG'].map(first)).toEqual([
      'São Paulo',
      "N'Djaména",
      "N'Djaména",
      'Port-au-Prince',
      'Saint Petersburg',
    ])
    expect(first('Qwertu')).toBeUndefined()
    expect(first('')).toBeUndefined()
  })

  test('names capitals and divisions', () => {
    const { knowledge } = loadPlaces(files)
    const goma = knowledge.readings('goma').find(r => r.place.country === 'COD')?.place
    expect(goma && knowledge.regionName(goma)).toBe('North Kivu')
    expect(knowledge.capital('SSD')?.name).toBe('Juba')
    expect(knowledge.capital('XXX')).toBeNull()
  })

  test('knows which state a town belonged to', () => {
    const { knowledge } = loadPlaces(files)
    const riga = knowledge.readings('riga').find(r => r.place.country === 'LVA')?.place
    if (riga === undefined) throw new Error('no Riga')
    const states = ['1921-05-01', '1987-05-01', '1991-09-05', '1991-09-06', null].map(d => knowledge.countryOn(riga, d))
    expect(states).toEqual(['LVA', 'SUN', 'SUN', 'LVA', 'LVA'])
  })
})

describe('a broken row is named by file and line, and left out', () => {
  test.each([
    [
      'places/cities.tsv',
      (t: string) => t.replace(/\n(\d+)\tBeijing\t/, '\nx$1\tBeijing\t'),
      'places/cities.tsv:3: "x1816670',
    ],
    ['places/cities.tsv', (t: string) => t.replace(/\t48\t10381222\tC/, '\t48\tmany\tC'), 'places/cities.tsv:'],
    [
      'places/features.tsv',
      (t: string) => t.replace('\twater\t', '\twtaer\t'),
      'unknown kind "wtaer"; did you mean water?',
    ],
    [
      'places/features.tsv',
      (t: string) => t.replace('Black Sea\t\twater\t43.0', 'Black Sea\t\twater\t143.0'),
      'places/features.tsv:3: "Black Sea"',
    ],
    [
      'places/names.tsv',
      (t: string) => t.replace('\tSaint Petersburg, RUS\t1924', '\tSaint Petersburg\t1924'),
      'places/names.tsv:2:',
    ],
    ['places/names.tsv', (t: string) => t.replace('\t1924\t1991', '\t1924'), 'places/names.tsv:2: 4 columns'],
    ['places/states.tsv', (t: string) => t.replace('1922-12-30', '1922'), 'places/states.tsv:2:'],
    ['places/regions.tsv', (t: string) => t.replace('AFG.01\t', 'AFG01\t'), 'places/regions.tsv:2:'],
    ['places/countries.tsv', (t: string) => t.replace('ABW\t', 'AB\t'), 'places/countries.tsv:2:'],
    ['places/words.yml', (t: string) => t.replace('\ntitle:', '\ntitel:'), 'unknown list "titel"; did you mean title?'],
    ['places/words.yml', (t: string) => t.replace('\n  city:', '\n  citi:'), 'unknown kind "citi"; did you mean city?'],
    ['places/placing.yml', (t: string) => t.replace('where:', 'where: ['), 'places/placing.yml:'],
  ])('%s', (file, change, message) => {
    const problems = broken(file, change)
    expect(problems.some(p => p.includes(message))).toBe(true)
  })

  test('a city left out is not found', () => {
    const text = (files.get('places/cities.tsv') ?? '').replace(/\n(\d+)\tBeijing\t/, '\nx$1\tBeijing\t')
    const { knowledge } = loadPlaces(new Map([...files, ['places/cities.tsv', text]]))
    expect(knowledge.readings('beijing').filter(r => r.place.country === 'CHN' && r.place.rank === 'C')).toEqual([])
  })
})

describe('keys', () => {
  test('are stable: a key folds to itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), name => foldName(foldName(name)) === foldName(name)))
  })

  test.each([
    ['Al Ḩillah', 'al-Hilla'],
    ['Khowst', 'Khost'],
    ['Deir ez-Zor', 'Dayr az Zawr'],
    ['Fallujah', 'Al Fallūjah'],
    ['Suleimaniya', 'Sulaymaniyah'],
  ])('%s and %s meet', (a, b) => {
    expect(looseKey(foldName(a))).toBe(looseKey(foldName(b)))
  })

  test.each([
    ['Baghdad', 'Basra'],
    ['Homs', 'Hama'],
    ['Kut', 'Kufa'],
    ['Sirte', 'Sabratha'],
    ['Goma', 'Gemena'],
  ])('%s and %s do not', (a, b) => {
    expect(looseKey(foldName(a))).not.toBe(looseKey(foldName(b)))
  })
})
