import type { AttributionKnowledge, CueStance } from '../knowledge/attribution.ts'
import type { Source, Statement } from '../model/attribution.ts'
import type { Document } from '../model/document.ts'
import type { EntityLayer, EntityMention } from '../model/entity.ts'
import type { Quote, Span } from '../model/span.ts'
import type { Sentence } from '../model/token.ts'
import { ancestors, feature, relation, type Tree, tokenAt, treeOf } from '../model/tree.ts'
import { cuesOf, type Draft, entriesOf } from './cues.ts'
import { colonBeforeQuotation, headingOf } from './headings.ts'
import { below, spansOf } from './phrases.ts'
import { quotationsOf } from './quotations.ts'
import { layQuotations, type Placed } from './quoting.ts'

/**
 * Every attribution of the text, in text order: who says what, by which cue, and inside whose statement.
 * Quotation marks are stronger evidence than the tree: they widen, cut and carry on what the tree shows.
 */
export const statements = (
  document: Document,
  sentences: readonly Sentence[],
  layer: EntityLayer,
  knowledge: AttributionKnowledge,
): readonly Statement[] => {
  const placed: Placed[] = []
  for (const sentence of sentences) {
    const colon = sentence.tokens.some(token => token.form === ':')
    if (!colon && !sentence.tokens.some(token => entriesOf(token, knowledge) !== undefined)) continue
    const tree = treeOf(sentence)
    const drafts = cuesOf(tree, knowledge)
    const opens = sentences[sentence.index - 1]?.paragraph !== sentence.paragraph
    const marked = colon ? (headingOf(tree, opens) ?? colonBeforeQuotation(tree, drafts)) : null
    for (const draft of marked ? [marked, ...drafts] : drafts) placed.push(place(tree, draft))
  }
  layQuotations(document.text, sentences, quotationsOf(document.text, paragraphsOf(sentences)), placed)
  const kept = placed
    .filter(p => p.content.length > 0 && !silenced(p, placed))
    .sort((a, b) => a.cue.start - b.cue.start)
  const told = kept.filter(p => !mannered(p, kept))
  const sources = sourcesOf(document.text, told, layer)
  return told.map((p, i): Statement => {
    const { cue, negated } = p.draft
    const container = containerOf(p, told)
    return {
      id: `st${i + 1}`,
      sentence: p.tree.sentence.index,
      source: sources[i] ?? null,
      cue: quote(document.text, p.cue),
      content: merge(p.content),
      direct: p.direct,
      rule: cue.rule,
      does: cue.does,
      stance: negated ? NEGATED[cue.stance] : cue.stance,
      vouches: cue.vouches && !negated,
      in: container < 0 ? null : `st${container + 1}`,
    }
  })
}

/** "Did not deny", "neither confirmed nor denied", "did not say": the matter is left open. "Did not doubt" asserts. */
const NEGATED: Readonly<Record<CueStance, CueStance>> = {
  asserts: 'unrefuted',
  denies: 'unrefuted',
  confirms: 'unrefuted',
  unrefuted: 'asserts',
  doubts: 'asserts',
}

/** "I think …", "we want …" inside somebody's quotation is that speaker's manner of speaking, not one more source. */
const mannered = (p: Placed, all: readonly Placed[]): boolean => {
  const holder = all[containerOf(p, all)]
  const {
    named,
    draft: { cue },
  } = p
  const own = named !== null && /Person=[12]/.test(tokenAt(p.tree, named.head).feats)
  if (own && cue.does !== 'assert') return true
  return holder?.direct === true && (own || !cue.vouches || named === null)
}

/** The paragraphs the sentences stand in, in order. */
const paragraphsOf = (sentences: readonly Sentence[]): readonly Span[] => {
  const found: { start: number; end: number }[] = []
  let number = -1
  for (const sentence of sentences) {
    const last = found.at(-1)
    if (last && sentence.paragraph === number) last.end = sentence.end
    else found.push({ start: sentence.start, end: sentence.end })
    number = sentence.paragraph
  }
  return found
}

const quote = (text: string, span: Span): Quote => ({ ...span, text: text.slice(span.start, span.end) })

const place = (tree: Tree, draft: Draft): Placed => {
  const [cue = { start: 0, end: 0 }] = hull(tree, draft.cueIds)
  return { tree, draft, cue, content: spansOf(tree, draft.content), direct: false, named: null }
}

/** One span from the first to the last of the words that belong together around the head. */
const hull = (tree: Tree, ids: readonly number[]): readonly Span[] => {
  const first = tokenAt(tree, ids[0] ?? 1)
  const last = tokenAt(tree, ids.at(-1) ?? 1)
  return [{ start: first.start, end: last.end }]
}

/** "Declined to say whether …" is one statement: the verb below the cue says nothing of its own. */
const silenced = (p: Placed, all: readonly Placed[]): boolean => {
  const token = tokenAt(p.tree, p.draft.head)
  if (relation(token) !== 'xcomp') return false
  return all.some(
    other =>
      other.tree === p.tree &&
      other.draft.head === token.head &&
      other.content.length > 0 &&
      other.draft.cue.does !== 'relay',
  )
}

/** Mentions by sentence and head token, for looking up who a source is. */
const mentionsByHead = (layer: EntityLayer): ReadonlyMap<string, EntityMention> => {
  const map = new Map<string, EntityMention>()
  for (const mention of layer.mentions) {
    const key = `${mention.sentence} ${mention.head}`
    const other = map.get(key)
    if (!other || other.end - other.start < mention.end - mention.start) map.set(key, mention)
  }
  return map
}

/** The sources of the statements, in text order: a pronoun nobody could resolve takes up the source named last. */
const sourcesOf = (text: string, told: readonly Placed[], layer: EntityLayer): readonly (Source | null)[] => {
  const mentions = mentionsByHead(layer)
  let last: { readonly words: string; readonly plural: boolean } | null = null
  return told.map(({ tree, named }) => {
    if (named === null) return null
    const { index } = tree.sentence
    const token = tokenAt(tree, named.head)
    const noun = antecedent(tree, named.head)
    const mention = mentions.get(`${index} ${named.head}`) ?? mentions.get(`${index} ${noun}`)
    const plural = feature(token, 'Number') === 'Plur'
    const words = text.slice(named.span.start, named.span.end)
    let name: string | null = null
    if (noun !== named.head) name = phrase(text, tree, noun)
    else if (token.upos !== 'PRON') last = { words, plural }
    else if (feature(token, 'Person') === '3' && last && (last.plural || !plural)) name = last.words
    return { ...named.span, text: words, entity: mention?.entities[0] ?? null, name }
  })
}

/** "The envoy, who said …": who is the envoy. */
const antecedent = (tree: Tree, source: number): number => {
  if (feature(tokenAt(tree, source), 'PronType') !== 'Rel') return source
  for (const at of ancestors(tree, source)) {
    const { head } = tokenAt(tree, at)
    if (head !== 0 && relation(tokenAt(tree, at)) === 'acl') return head
  }
  return source
}

/** The words of a noun without what is said about it in clauses and appositions. */
const phrase = (text: string, tree: Tree, noun: number): string => {
  const cut = new Set(
    tree.children(noun).filter(k => ['acl', 'appos', 'conj', 'punct'].includes(relation(tokenAt(tree, k)))),
  )
  return spansOf(tree, below(tree, noun, cut))
    .map(span => text.slice(span.start, span.end))
    .join(' ')
}

const merge = (spans: readonly Span[]): readonly Span[] => {
  const out: { start: number; end: number }[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else out.push({ ...span })
  }
  return out
}

/** Position of the statement whose content most closely holds the cue of this one, or -1. */
const containerOf = (p: Placed, all: readonly Placed[]): number => {
  let best = -1
  let size = Number.POSITIVE_INFINITY
  for (const [i, other] of all.entries()) {
    if (other === p || !other.content.some(s => s.start <= p.cue.start && p.cue.end <= s.end)) continue
    const length = other.content.reduce((sum, s) => sum + s.end - s.start, 0)
    if (length < size) {
      best = i
      size = length
    }
  }
  return best
}
