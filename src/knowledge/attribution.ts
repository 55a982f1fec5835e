import { type Problem, suggestion } from './problem.ts'
import { readYaml, type YamlNode } from './yaml.ts'

/** What a cue does with the words it takes. */
const DEEDS = [
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

const STANCES = ['asserts', 'denies', 'unrefuted', 'confirms', 'doubts'] as const
export type CueStance = (typeof STANCES)[number]

/**
 * How the words said hang on the cue, in UD relations:
 * `clause` a finite clause or quotation, on either side, `quotation` nothing but a quotation; `infinitive`, `gerund`, `object`, `subject` (of a passive or a copula);
 * `object infinitive`, `object complement` (with or without "as"), `object with P`; `with P` a phrase with preposition P;
 * `raised` the subject and the infinitive below ("is reported to have left"), `raised active` likewise ("seems to have left"); `host` the clause the cue is a part of, `host with P` where the cue is a noun with preposition P ("in the words of X");
 * `relayed` whatever the clause above reports, on the word of the cue's object ("…, citing an aide").
 */
const SHAPES = [
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

const WORD_CLASSES = ['verbs', 'nouns', 'adjectives', 'adverbs', 'prepositions'] as const
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
/** Reads `attribution/*.yml`; `files` is keyed by path below `data/`. */
export const loadAttribution = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: AttributionKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const cues = new Map<string, Cue[]>()
  const examples: CueExample[] = []
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!file.startsWith(FOLDER) || file === WORDS || file === LINKS) continue
    const read = readCues(readYaml(file, text, problems))
    examples.push(...read.examples)
    for (const cue of read.cues) {
      const list = cues.get(cue.lemma)
      if (list) list.push(cue)
      else cues.set(cue.lemma, [cue])
    }
  }
  // "make clear" before "make": the entry that asks for more words is tried first.
  for (const list of cues.values()) list.sort((a, b) => b.particles.length - a.particles.length)
  return { knowledge: { cues, words: readWords(readYaml(WORDS, files.get(WORDS), problems)), examples }, problems }
}

const FILE_KEYS = ['does', 'stance', 'vouches', 'cues']
const CUE_KEYS = ['name', ...WORD_CLASSES, 'does', 'stance', 'vouches', 'addressed', 'content', 'examples', 'not']

interface Defaults {
  readonly does: Deed
  readonly stance: CueStance
  readonly vouches: boolean
}

/** Reads the keys `does`, `stance` and `vouches`, of a file or of one rule in it. */
const readDefaults = (node: YamlNode, above: Defaults): Defaults => ({
  does: node.get('does')?.choice(DEEDS, 'deed') ?? above.does,
  stance: node.get('stance')?.choice(STANCES, 'stance') ?? above.stance,
  vouches: node.get('vouches')?.isTrue() ?? above.vouches,
})

const readCues = (root: YamlNode): { readonly cues: readonly Cue[]; readonly examples: readonly CueExample[] } => {
  root.allow(FILE_KEYS)
  const defaults = readDefaults(root, { does: 'assert', stance: 'asserts', vouches: true })
  const rules = root.get('cues')?.items() ?? []
  return {
    cues: rules.flatMap(node => readRule(node, readDefaults(node, defaults))),
    examples: rules.flatMap(node => [...readExamples(node, 'examples'), ...readExamples(node, 'not')]),
  }
}

/** One cue for each word of a rule. */
const readRule = (node: YamlNode, defaults: Defaults): readonly Cue[] => {
  node.allow(CUE_KEYS)
  const rule = node.get('name')?.text() ?? ''
  if (rule === '') node.complain('a rule needs a name')
  const frames = (node.get('content')?.items() ?? []).flatMap(readFrame)
  if (frames.length === 0) node.complain(`rule "${rule}" needs "content": how the words said hang on it`)
  const addressed = node.get('addressed')?.isTrue() ?? false
  const origin = { file: node.file, line: node.line }
  return WORD_CLASSES.flatMap(wordClass =>
    (node.get(wordClass)?.words() ?? []).map(word => {
      const [lemma = '', ...particles] = word.split(' ')
      return { rule, wordClass, lemma, particles, ...defaults, addressed, frames, origin }
    }),
  )
}

const readExamples = (node: YamlNode, key: 'examples' | 'not'): readonly CueExample[] =>
  (node.get(key)?.items() ?? []).map(item => ({
    rule: node.get('name')?.text() ?? '',
    text: item.text() ?? '',
    wanted: key === 'examples',
    file: item.file,
    line: item.line,
  }))

const readFrame = (node: YamlNode): readonly Frame[] => {
  const text = node.text() ?? ''
  const at = text.indexOf('with ')
  const shape = at < 0 ? text : text.slice(0, at + 4)
  const found = SHAPES.find(s => s === shape)
  if (found) return [{ shape: found, words: at < 0 ? [] : text.slice(at + 5).split('|') }]
  node.complain(`unknown content "${text}"${suggestion(shape, SHAPES)}`)
  return []
}

const readWords = (root: YamlNode): AttributionWords => ({
  ...root.lists(
    ['agents', 'owners', 'as', 'negations', 'speakers', 'alternatives', 'carriers', 'phases', 'complementizers'],
    ['endings'],
  ),
  endings: (root.get('endings')?.words() ?? []).map(pair => pair.split('>') as [string, string]),
})
