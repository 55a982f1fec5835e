import type { AttributionKnowledge, Cue, Frame, Shape } from '../knowledge/attribution.ts'
import type { Token } from '../model/token.ts'
import { feature, relation, type Tree, tokenAt } from '../model/tree.ts'
import { take } from './frames.ts'
import { host } from './host.ts'
import { below, kids, lemmaOf } from './phrases.ts'
import { canSpeak, inPassive, ownerOf, speakerOf } from './sources.ts'

/** A statement as one sentence's tree shows it, before quotations are laid over it. */
export interface Draft {
  readonly cue: Cue
  /** Token id of the cue's head word. */
  readonly head: number
  /** Ids of the cue's words. */
  readonly cueIds: readonly number[]
  /** Token id of the head of the source's words, or null. */
  readonly source: number | null
  readonly content: readonly number[]
  /** True where a quotation may be its content. */
  readonly quotes: boolean
  readonly negated: boolean
  /** Head of the cue whose content this source answers for ("X, citing Y, reported …"), or null. */
  readonly relays: number | null
  /** The subject of the cue is not the one who speaks. */
  readonly passive: boolean
}

const RANK: readonly Shape[] = [
  'clause',
  'quotation',
  'raised',
  'raised active',
  'host',
  'relayed',
  'object complement',
  'object infinitive',
  'object with',
  'with',
  'infinitive',
  'gerund',
  'object',
  'subject',
]

/** The cues of a sentence with what hangs on them, in text order. */
export const cuesOf = (tree: Tree, knowledge: AttributionKnowledge): readonly Draft[] => {
  const drafts: Draft[] = []
  for (const token of tree.sentence.tokens) {
    const entries = entriesOf(token, knowledge)
    if (!entries) continue
    const draft = best(tree, token.id, entries, knowledge)
    if (draft) drafts.push(draft)
  }
  return drafts
}

/** The rules of a word: by its lemma, or where the parser does not know the verb by its ending ("denies" → "deny"). */
export const entriesOf = (token: Token, knowledge: AttributionKnowledge): readonly Cue[] | undefined => {
  const found = knowledge.cues.get(lemmaOf(token))
  if (found || token.upos !== 'VERB') return found
  const form = token.form.toLowerCase()
  for (const [ending, instead] of knowledge.words.endings) {
    const entries = form.endsWith(ending) ? knowledge.cues.get(form.slice(0, -ending.length) + instead) : undefined
    if (entries) return entries
  }
  return undefined
}

const CLASS: Readonly<Record<Cue['wordClass'], readonly string[]>> = {
  verbs: ['VERB', 'AUX'],
  nouns: ['NOUN', 'PROPN'],
  adjectives: ['ADJ', 'VERB'],
  adverbs: ['ADV'],
  prepositions: ['ADP', 'VERB', 'SCONJ', 'ADV', 'X'],
}

const best = (tree: Tree, id: number, entries: readonly Cue[], knowledge: AttributionKnowledge): Draft | null => {
  const token = tokenAt(tree, id)
  let choice: { cue: Cue; frame: Frame; particles: readonly number[]; draft: Draft; rank: number } | null = null
  let empty: Draft | null = null
  for (const cue of entries) {
    if (!CLASS[cue.wordClass].includes(token.upos)) continue
    const particles = particlesOf(tree, id, cue)
    if (!particles) continue
    for (const frame of cue.frames) {
      const rank = RANK.indexOf(frame.shape) - 20 * cue.particles.length
      if (choice && choice.rank <= rank) continue
      const draft = apply(tree, id, cue, frame, particles, knowledge)
      if (draft && (draft.content.length > 0 || frame.shape === 'relayed'))
        choice = { cue, frame, particles, draft, rank }
    }
    if (!empty && cue.wordClass === 'verbs' && cue.frames.some(f => f.shape === 'clause' || f.shape === 'quotation')) {
      const source = speakerOf(tree, id, knowledge.words)
      empty = assemble(tree, id, cue, particles, { content: [], marks: [] }, source, knowledge)
    }
  }
  const quotes = empty !== null
  if (choice) return { ...choice.draft, quotes: quotes && !choice.frame.shape.startsWith('raised') }
  return empty && { ...empty, quotes: true }
}

/** The cue's further words: dependents of the head for verbs and nouns, the words that follow for prepositions; null when one is missing. */
const particlesOf = (tree: Tree, id: number, cue: Cue): readonly number[] | null => {
  const found: number[] = []
  for (const entry of cue.particles) {
    const asked = entry.startsWith('+')
    const word = asked ? entry.slice(1) : entry
    const near =
      cue.wordClass === 'prepositions'
        ? [id + 1, id + 2].filter(k => k <= tree.sentence.tokens.length)
        : tree.children(id).flatMap(k => [k, ...tree.children(k)])
    const hit = near.find(k => {
      const token = tokenAt(tree, k)
      return lemmaOf(token) === word || token.form.toLowerCase() === word
    })
    if (hit === undefined) return null
    if (!asked) found.push(hit)
  }
  return found
}

const apply = (
  tree: Tree,
  id: number,
  cue: Cue,
  frame: Frame,
  particles: readonly number[],
  knowledge: AttributionKnowledge,
): Draft | null => {
  const { words } = knowledge
  if (cue.wordClass === 'prepositions') return preposition(tree, id, cue, particles)
  const found = take(tree, id, [id, ...particles], frame, words)
  if (!found) return null
  if (frame.shape === 'relayed') return relayed(tree, id, cue, found.source ?? 0, knowledge)
  const source =
    cue.wordClass === 'adverbs'
      ? null
      : cue.wordClass === 'nouns'
        ? ownerOf(tree, id, words, found.content)
        : frame.shape === 'raised active'
          ? null
          : speakerOf(tree, id, words)
  return assemble(tree, id, cue, particles, found, source, knowledge)
}

/** "According to X, …": X may govern the preposition (UD's case) or hang below it where the parser reads a participle. */
const preposition = (tree: Tree, id: number, cue: Cue, particles: readonly number[]): Draft | null => {
  const token = tokenAt(tree, id)
  const rel = relation(token)
  let source: number | undefined
  if (rel === 'case' || rel === 'mark') source = token.head
  else source = tree.children(id).find(k => ['obl', 'obj', 'nmod'].includes(relation(tokenAt(tree, k))))
  if (source === undefined || source === 0) return null
  const top = source === token.head ? source : id
  const governor = tokenAt(tree, top).head
  if (governor === 0) return null
  const content = host(tree, new Set(below(tree, top)), governor)
  const marks = [id, ...particles]
  return {
    cue,
    head: id,
    cueIds: marks.sort((a, b) => a - b),
    source,
    content,
    quotes: false,
    negated: false,
    relays: null,
    passive: false,
  }
}

/** "The daily, citing an aide, reported that …": what the clause above reports, or that clause itself, on the aide's word. */
const relayed = (tree: Tree, id: number, cue: Cue, source: number, knowledge: AttributionKnowledge): Draft | null => {
  const token = tokenAt(tree, id)
  const rel = relation(token)
  if (token.head === 0 || (rel !== 'advcl' && rel !== 'acl' && rel !== 'parataxis' && rel !== 'conj')) return null
  if (!canSpeak(tree, source, knowledge.words)) return null
  const governor = rel === 'acl' ? tokenAt(tree, token.head).head : token.head
  if (governor === 0) return null
  const told = kids(tree, governor, 'ccomp').filter(k => k !== id)
  const cut = new Set(below(tree, id))
  const content = told.length > 0 ? told.flatMap(k => below(tree, k, cut)) : host(tree, cut, governor)
  return {
    ...assemble(tree, id, cue, [], { content: [...content].sort((a, b) => a - b), marks: [] }, source, knowledge),
    relays: governor,
  }
}

const assemble = (
  tree: Tree,
  id: number,
  cue: Cue,
  particles: readonly number[],
  found: { readonly content: readonly number[]; readonly marks: readonly number[] },
  source: number | null,
  knowledge: AttributionKnowledge,
): Draft => {
  const carrier = cue.wordClass === 'nouns' ? carrierOf(tree, id, knowledge) : phaseOf(tree, id, knowledge)
  const { ids, negated } = cueWords(tree, id, [...particles, ...found.marks], knowledge, carrier)
  const own = new Set(ids)
  // A relative pronoun or subject may stand in the content and name the source at once; the cue's own words never do.
  const content = found.content.filter(k => !own.has(k))
  return {
    cue,
    head: id,
    cueIds: ids,
    source,
    content,
    quotes: false,
    negated,
    relays: null,
    passive: inPassive(tree, id),
  }
}

/** "Did not confirm", "neither confirmed nor denied", "did not confirm or deny": a joined verb shares the negation before it. */
const isNegated = (tree: Tree, id: number, knowledge: AttributionKnowledge): boolean => {
  const { negations, alternatives } = knowledge.words
  const own = tree.children(id).map(k => tokenAt(tree, k))
  if (own.some(t => negations.has(lemmaOf(t)) || negations.has(t.form.toLowerCase()))) return true
  const token = tokenAt(tree, id)
  const joined = relation(token) === 'conj' && own.some(t => relation(t) === 'cc' && alternatives.has(lemmaOf(t)))
  return joined && token.head !== 0 && isNegated(tree, token.head, knowledge)
}

const LEFT = new Set(['aux', 'cop', 'advmod'])

/** "Expressed concern": the verb that carries the noun, when nothing but the noun's own words stands between them. */
const carrierOf = (tree: Tree, id: number, knowledge: AttributionKnowledge): number | null => {
  const token = tokenAt(tree, id)
  if (relation(token) !== 'obj' || token.head === 0 || token.head > id) return null
  return knowledge.words.carriers.has(lemmaOf(tokenAt(tree, token.head))) ? token.head : null
}

/** "Tried to show", "has begun urging": the verb that tells of the saying's course, right before it. */
const phaseOf = (tree: Tree, id: number, knowledge: AttributionKnowledge): number | null => {
  const token = tokenAt(tree, id)
  if (relation(token) !== 'xcomp' || token.head === 0 || token.head >= id || id - token.head > 2) return null
  return knowledge.words.phases.has(lemmaOf(tokenAt(tree, token.head))) ? token.head : null
}

/** The head with the auxiliaries, negation and adverbs in front of it, its particles, and prepositions that follow at once. */
const cueWords = (
  tree: Tree,
  id: number,
  further: readonly number[],
  knowledge: AttributionKnowledge,
  carrier: number | null,
): { readonly ids: readonly number[]; readonly negated: boolean } => {
  const lead = carrier ?? id
  const ids = [id]
  for (let at = lead; at < id; at++) ids.push(at)
  const negated = isNegated(tree, lead, knowledge)
  for (let at = lead - 1; at > 0; at--) {
    const token = tokenAt(tree, at)
    const to = relation(token) === 'mark' && token.upos === 'PART'
    // "When asked", "how he described": words of asking and relating are no part of the cue.
    if (token.head !== lead || !(LEFT.has(relation(token)) || to) || feature(token, 'PronType') !== null) break
    ids.push(at)
  }
  let end = id
  for (const mark of [...further].sort((a, b) => a - b)) {
    if (mark < id) ids.push(mark)
    else if (mark <= end + 2) {
      for (let at = end + 1; at <= mark; at++) ids.push(at)
      end = mark
    }
  }
  if (end < tree.sentence.tokens.length && tokenAt(tree, end + 1).form === ':') ids.push(end + 1)
  return { ids: [...new Set(ids)].sort((a, b) => a - b), negated }
}
