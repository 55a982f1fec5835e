import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { type Problem, suggestion } from './problem.ts'
import { parseYaml } from './yaml-plain.ts'

/** What a cue does with the words it takes. */
export const DEEDS = [
  'assert',
  'claim',
  'deny',
  'confirm',
  'unanswered',
  'doubt',
  'ask',
  'direct',
  'promise',
  'refuse',
  'judge',
  'think',
  'want',
  'feel',
  'show',
  'seem',
  'relay',
  'mention',
] as const
export type Deed = (typeof DEEDS)[number]

export const STANCES = ['asserts', 'denies', 'unrefuted', 'confirms', 'doubts'] as const
export type CueStance = (typeof STANCES)[number]

/**
 * How the words said hang on the cue, in UD relations:
 * `clause` a finite clause or quotation, on either side, `quotation` nothing but a quotation; `infinitive`, `gerund`, `object`, `subject` (of a passive or a copula);
 * `object infinitive`, `object complement` (with or without "as"), `object with P`; `with P` a phrase with preposition P;
 * `raised` the subject and the infinitive below ("is reported to have left"), `raised active` likewise ("seems to have left"); `host` the clause the cue is a part of, `host with P` where the cue is a noun with preposition P ("in the words of X");
 * `relayed` whatever the clause above reports, on the word of the cue's object ("…, citing an aide").
 */
export const SHAPES = [
  'clause',
  'quotation',
  'infinitive',
  'gerund',
  'object',
  'subject',
  'object infinitive',
  'object complement',
  'object with',
  'with',
  'raised',
  'raised active',
  'host',
  'host with',
  'relayed',
] as const
export type Shape = (typeof SHAPES)[number]

export interface Frame {
  readonly shape: Shape
  /** Prepositions of `with` and `object with`; empty for other shapes. */
  readonly words: readonly string[]
}

export const WORD_CLASSES = ['verbs', 'nouns', 'adjectives', 'adverbs', 'prepositions'] as const
export type CueClass = (typeof WORD_CLASSES)[number]

/** One cue word with the frames in which it takes the words of a source. */
export interface Cue {
  readonly rule: string
  readonly wordClass: CueClass
  readonly lemma: string
  /** Lemmas that must hang on it or follow it: "point out", "make clear", "according to"; with a plus they are no part of the cue ("decline +comment"). */
  readonly particles: readonly string[]
  readonly does: Deed
  readonly stance: CueStance
  /** True when the source answers for the content as fact, so that acts told in it are told on the source's word. */
  readonly vouches: boolean
  /** What follows the verb is the one spoken to, so that a subject never does: "told reporters". */
  readonly addressed: boolean
  /** In order of preference. */
  readonly frames: readonly Frame[]
  /** Where the rule stands. */
  readonly origin: { readonly file: string; readonly line: number }
}

/** A line that runs as a test: `[source] {cue} <content>`, or for `not` a sentence in which the rule must read nothing. */
export interface CueExample {
  readonly rule: string
  readonly text: string
  readonly wanted: boolean
  readonly file: string
  readonly line: number
}

/** Small closed sets of words the reading of attributions leans on; from `attribution/words.yml`. */
export interface AttributionWords {
  /** Prepositions that name the one who acts or speaks: "by". */
  readonly agents: ReadonlySet<string>
  /** Prepositions by which a noun names whose it is: "of", "by", "from". */
  readonly owners: ReadonlySet<string>
  /** Marks after which the object of the verb above speaks: "quoted an aide *as* saying". */
  readonly as: ReadonlySet<string>
  /** Words of negation. */
  readonly negations: ReadonlySet<string>
  /** Nouns of people and papers that speak. */
  readonly speakers: ReadonlySet<string>
  /** Conjunctions that carry a negation on: "did not confirm OR deny". */
  readonly alternatives: ReadonlySet<string>
  /** Verbs that only carry a noun of saying: "EXPRESSED concern". */
  readonly carriers: ReadonlySet<string>
  /** Verbs that tell of the course of what the verb below them does: "has BEGUN to warn", "TRIED to show". */
  readonly phases: ReadonlySet<string>
  /** Words that open a clause of saying: "that". */
  readonly complementizers: ReadonlySet<string>
  /** Endings of verbs and what their lemma has instead, for verbs the parser does not know: "ies" → "y". */
  readonly endings: readonly (readonly [string, string])[]
}

export interface AttributionKnowledge {
  readonly cues: ReadonlyMap<string, readonly Cue[]>
  readonly words: AttributionWords
  readonly examples: readonly CueExample[]
}

const FOLDER = 'attribution/'
const WORDS = 'attribution/words.yml'
const LINKS = 'attribution/links.yml'
const WORD_KEYS = [
  'agents',
  'owners',
  'as',
  'negations',
  'speakers',
  'alternatives',
  'carriers',
  'phases',
  'complementizers',
  'endings',
] as const

/** Reads `attribution/*.yml`; `files` is keyed by path below `data/`. */
export const loadAttribution = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: AttributionKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const cues = new Map<string, Cue[]>()
  const examples: CueExample[] = []
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!file.startsWith(FOLDER) || file === WORDS || file === LINKS) continue
    const read = readCues(file, text, problems)
    examples.push(...read.examples)
    for (const cue of read.cues) {
      const list = cues.get(cue.lemma)
      if (list) list.push(cue)
      else cues.set(cue.lemma, [cue])
    }
  }
  // "make clear" before "make": the entry that asks for more words is tried first.
  for (const list of cues.values()) list.sort((a, b) => b.particles.length - a.particles.length)
  return { knowledge: { cues, words: readWords(files.get(WORDS), problems), examples }, problems }
}

/** A YAML mapping with the means to say where something in it is wrong. */
interface Reader {
  readonly file: string
  readonly problems: Problem[]
  readonly lineOf: (node: unknown) => number
}

const open = (file: string, text: string, problems: Problem[]): { reader: Reader; root: unknown } => {
  const { contents, errors, lines: counter } = parseYaml(text)
  for (const error of errors) problems.push({ file, line: counter.linePos(error.pos[0]).line, message: error.message })
  const lineOf = (node: unknown): number => counter.linePos((node as Node | null)?.range?.[0] ?? 0).line
  return { reader: { file, problems, lineOf }, root: contents }
}

const complain = (reader: Reader, node: unknown, message: string): void => {
  reader.problems.push({ file: reader.file, line: reader.lineOf(node), message })
}

const entries = (node: unknown): readonly (readonly [string, unknown, unknown])[] =>
  isMap(node) ? node.items.map(item => [String(isScalar(item.key) ? item.key.value : ''), item.value, item.key]) : []

const items = (node: unknown): readonly { readonly text: string; readonly node: unknown }[] =>
  isSeq(node) ? node.items.map(item => ({ text: isScalar(item) ? String(item.value) : '', node: item })) : []

/** Words with commas between: "say, add, point out". */
const wordList = (node: unknown): readonly string[] =>
  isScalar(node)
    ? String(node.value)
        .split(',')
        .map(w => w.trim())
        .filter(w => w !== '')
    : []

const choice = <T extends string>(reader: Reader, node: unknown, known: readonly T[], what: string): T | null => {
  const value = isScalar(node) ? String(node.value) : ''
  const found = known.find(k => k === value)
  if (found === undefined) complain(reader, node, `unknown ${what} "${value}"${suggestion(value, known)}`)
  return found ?? null
}

const FILE_KEYS = ['does', 'stance', 'vouches', 'cues']
const CUE_KEYS = ['name', ...WORD_CLASSES, 'does', 'stance', 'vouches', 'addressed', 'content', 'examples', 'not']

interface Defaults {
  readonly does: Deed
  readonly stance: CueStance
  readonly vouches: boolean
}

/** Reads the keys `does`, `stance` and `vouches`, of a file or of one rule in it. */
const readDefaults = (reader: Reader, node: unknown, above: Defaults): Defaults => {
  let { does, stance, vouches } = above
  for (const [key, value] of entries(node)) {
    if (key === 'does') does = choice(reader, value, DEEDS, 'deed') ?? does
    if (key === 'stance') stance = choice(reader, value, STANCES, 'stance') ?? stance
    if (key === 'vouches') vouches = isScalar(value) && value.value === true
  }
  return { does, stance, vouches }
}

const readCues = (
  file: string,
  text: string,
  problems: Problem[],
): { readonly cues: readonly Cue[]; readonly examples: readonly CueExample[] } => {
  const { reader, root } = open(file, text, problems)
  const cues: Cue[] = []
  const examples: CueExample[] = []
  for (const [key, , node] of entries(root))
    if (!FILE_KEYS.includes(key)) complain(reader, node, `unknown key "${key}"${suggestion(key, FILE_KEYS)}`)
  const defaults = readDefaults(reader, root, { does: 'assert', stance: 'asserts', vouches: true })
  const list = entries(root).find(([key]) => key === 'cues')?.[1]
  for (const group of isSeq(list) ? list.items : []) {
    const rule = String(entries(group).find(([key]) => key === 'name')?.[1] ?? '')
    if (rule === '') complain(reader, group, 'a rule needs a name')
    const own = readDefaults(reader, group, defaults)
    const line = reader.lineOf(group)
    let frames: readonly Frame[] = []
    let addressed = false
    for (const [key, value, node] of entries(group)) {
      if (!CUE_KEYS.includes(key)) complain(reader, node, `unknown key "${key}"${suggestion(key, CUE_KEYS)}`)
      if (key === 'addressed') addressed = isScalar(value) && value.value === true
      if (key === 'content') frames = items(value).flatMap(item => readFrame(reader, item.text, item.node))
      if (key === 'examples' || key === 'not')
        for (const item of items(value))
          examples.push({ rule, text: item.text, wanted: key === 'examples', file, line: reader.lineOf(item.node) })
    }
    if (frames.length === 0) complain(reader, group, `rule "${rule}" needs "content": how the words said hang on it`)
    for (const wordClass of WORD_CLASSES)
      for (const word of wordList(entries(group).find(([key]) => key === wordClass)?.[1])) {
        const [lemma = '', ...particles] = word.split(' ')
        cues.push({ rule, wordClass, lemma, particles, ...own, addressed, frames, origin: { file, line } })
      }
  }
  return { cues, examples }
}

const readFrame = (reader: Reader, text: string, node: unknown): readonly Frame[] => {
  const at = text.indexOf('with ')
  const shape = at < 0 ? text : text.slice(0, at + 4)
  const found = SHAPES.find(s => s === shape)
  if (found) return [{ shape: found, words: at < 0 ? [] : text.slice(at + 5).split('|') }]
  complain(reader, node, `unknown content "${text}"${suggestion(shape, SHAPES)}`)
  return []
}

const readWords = (text: string | undefined, problems: Problem[]): AttributionWords => {
  const { reader, root } = open(WORDS, text ?? '', problems)
  if (text === undefined) problems.push({ file: WORDS, line: 1, message: 'the file is missing' })
  const lists = new Map<string, ReadonlySet<string>>()
  for (const [key, value, node] of entries(root)) {
    if (!WORD_KEYS.some(k => k === key)) complain(reader, node, `unknown key "${key}"${suggestion(key, WORD_KEYS)}`)
    lists.set(key, new Set(isSeq(value) ? items(value).map(item => item.text) : wordList(value)))
  }
  const set = (key: string): ReadonlySet<string> => lists.get(key) ?? new Set()
  return {
    agents: set('agents'),
    owners: set('owners'),
    as: set('as'),
    negations: set('negations'),
    speakers: set('speakers'),
    alternatives: set('alternatives'),
    carriers: set('carriers'),
    phases: set('phases'),
    complementizers: set('complementizers'),
    endings: [...set('endings')].map(pair => pair.split('>') as [string, string]),
  }
}
