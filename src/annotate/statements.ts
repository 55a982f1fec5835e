import type { AttributionKnowledge, CueStance } from '../knowledge/attribution.ts'
import type { Source, Statement } from '../model/attribution.ts'
import type { Document } from '../model/document.ts'
import type { EntityLayer, EntityMention } from '../model/entity.ts'
import type { Quote, Span } from '../model/span.ts'
import type { Sentence } from '../model/token.ts'
import { relation, type Tree, tokenAt, treeOf } from '../model/tree.ts'
import { cuesOf, type Draft } from './cues.ts'
import { headingOf } from './headings.ts'
import { spansOf } from './phrases.ts'
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
    const titled = sentence.zone === 'headline'
    if (!titled && !sentence.tokens.some(token => knowledge.cues.has(token.lemma.toLowerCase()))) continue
    const tree = treeOf(sentence)
    const heading = titled ? headingOf(tree) : null
    if (heading) placed.push(place(tree, heading))
    for (const draft of cuesOf(tree, knowledge)) placed.push(place(tree, draft))
  }
  layQuotations(document.text, sentences, quotationsOf(document.text, paragraphsOf(sentences)), placed)
  const mentions = mentionsByHead(layer)
  const kept = placed
    .filter(p => p.content.length > 0 && !silenced(p, placed))
    .sort((a, b) => a.cue.start - b.cue.start)
  const told = kept.filter(p => !mannered(p, kept))
  return told.map((p, i): Statement => {
    const { cue, negated } = p.draft
    const container = containerOf(p, told)
    return {
      id: `st${i + 1}`,
      sentence: p.tree.sentence.index,
      source: sourceOf(document.text, p, mentions),
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
    if (!map.has(key)) map.set(key, mention)
  }
  return map
}

const sourceOf = (text: string, p: Placed, mentions: ReadonlyMap<string, EntityMention>): Source | null => {
  if (p.named === null) return null
  const mention = mentions.get(`${p.tree.sentence.index} ${antecedent(p.tree, p.named.head)}`)
  return { ...quote(text, p.named.span), entity: mention?.entities[0] ?? null }
}

/** "The envoy, who said …": who is the envoy. */
const antecedent = (tree: Tree, source: number): number => {
  const token = tokenAt(tree, source)
  if (!/PronType=Rel/.test(token.feats)) return source
  for (let at = token.head, steps = 0; at !== 0 && steps < 8; at = tokenAt(tree, at).head, steps++)
    if (relation(tokenAt(tree, at)) === 'acl') return tokenAt(tree, at).head
  return source
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
