import type { Span } from '../model/span.ts'
import type { Token } from '../model/token.ts'
import { ancestors, feature, relation, type Tree, tokenAt } from '../model/tree.ts'
import type { Draft } from './cues.ts'
import { below, kids, spansOf } from './phrases.ts'

/** Who says it, as the words around the cue show: the head of their phrase and the stretch of text. */
export interface Named {
  readonly head: number
  readonly span: Span
}

const NOMINAL = new Set(['PROPN', 'NOUN', 'PRON', 'NUM'])
const ASIDE = new Set(['acl', 'nmod', 'obl', 'advcl', 'parataxis'])
const APPOSED = new Set(['PROPN', 'NOUN', 'DET', 'NUM', 'ADJ'])

/**
 * The source of a draft, or null. A name or pronoun right beside a verb of saying beats a subject the tree finds elsewhere, and
 * nothing before `floor` (the end of a quotation in front of the cue) can be the speaker.
 */
export const nameSource = (tree: Tree, draft: Draft, floor: number): Named | null => {
  const head = chosen(tree, draft, floor)
  if (head === null) return null
  const span = phraseOf(tree, draft, head, floor)
  return span && { head, span }
}

const chosen = (tree: Tree, draft: Draft, floor: number): number | null => {
  const { source, head: cue } = draft
  const usable =
    source !== null && tokenAt(tree, source).start >= floor && relation(tokenAt(tree, source)) !== 'expl'
      ? source
      : null
  const verb = tokenAt(tree, cue)
  if (!draft.quotes || verb.upos !== 'VERB' || draft.passive) return usable
  const first = draft.cueIds[0] ?? cue
  if (!isFiniteCue(tree, draft)) return usable
  const before = first > 1 ? tokenAt(tree, first - 1) : null
  const next = cue < tree.sentence.tokens.length ? tokenAt(tree, cue + 1) : null
  const set = before !== null && /^[,”"]$|^''$/.test(before.form)
  // "A strike spread, said spokesman Lund": of two subjects the one the verb is turned round for.
  if (set && !draft.cue.addressed && next && APPOSED.has(next.upos)) {
    const turned = kids(tree, cue, 'nsubj').find(k => k > cue)
    if (turned !== undefined) return turned
  }
  // "… asked for a photo and Clinton said": the words right before the verb, unless they belong to the phrase the tree gives it.
  if (
    before &&
    before.start >= floor &&
    NOMINAL.has(before.upos) &&
    (usable === null || !touches(tree, usable, before.id))
  )
    return phraseHead(tree, before.id, cue)
  if (usable !== null) return usable
  if (set && !draft.cue.addressed && next && APPOSED.has(next.upos))
    return phraseHead(tree, nominalFrom(tree, next.id) ?? next.id, cue)
  // "…, its foreign minister, Clara Muny, told a newspaper": the apposition before the comma.
  const apposed = set && before.form === ',' && first > 2 ? tokenAt(tree, first - 2) : null
  if (apposed && apposed.start >= floor && NOMINAL.has(apposed.upos) && draft.cue.addressed)
    return phraseHead(tree, apposed.id, cue)
  return null
}

/** A verb that needs a subject of its own: not "saying", "to say". */
const isFiniteCue = (tree: Tree, draft: Draft): boolean => {
  const { xpos } = tokenAt(tree, draft.head)
  return (
    xpos === 'VBD' || xpos === 'VBZ' || xpos === 'VBP' || draft.cueIds.some(id => relation(tokenAt(tree, id)) === 'aux')
  )
}

/** True when `id` stands in the phrase of `top`, or nothing but nouns and names between them. */
const touches = (tree: Tree, top: number, id: number): boolean => {
  if (id === top || ancestors(tree, id).includes(top)) return true
  for (let at = Math.min(top, id) + 1; at < Math.max(top, id); at++) {
    const token = tokenAt(tree, at)
    if (!NOMINAL.has(token.upos) && token.upos !== 'ADJ' && !ancestors(tree, at).includes(top)) return false
  }
  return true
}

/** The highest word above `id` on the same side of the cue that is not above the cue itself. */
const phraseHead = (tree: Tree, id: number, cue: number): number => {
  let top = id
  const overCue = ancestors(tree, cue)
  for (const at of ancestors(tree, id)) {
    if (at === cue || overCue.includes(at) || at < cue !== id < cue || !NOMINAL.has(tokenAt(tree, at).upos)) break
    top = at
  }
  return top
}

const nominalFrom = (tree: Tree, from: number): number | null => {
  for (let id = from; id <= tree.sentence.tokens.length && id < from + 12; id++) {
    const token = tokenAt(tree, id)
    if (token.upos === 'PUNCT' || token.upos === 'VERB') return null
    if (NOMINAL.has(token.upos)) return id
  }
  return null
}

/**
 * The words of the source: its phrase without its preposition, up to the cue, widened over what a parser leaves dangling between
 * name and cue, and with the comma that closes an apposition ("Lund, the mayor, said").
 */
const phraseOf = (tree: Tree, draft: Draft, source: number, floor: number): Span | null => {
  const cut = new Set([draft.head, ...draft.cueIds])
  for (const kid of tree.children(source)) {
    const token = tokenAt(tree, kid)
    if (relation(token) === 'case' && token.upos !== 'PART') cut.add(kid)
    // "The weekly, citing an aide, reported", "Lund, in a letter, said": what is set off and no apposition is no part of the name.
    const start = below(tree, kid)[0] ?? kid
    const set =
      kid > source && (tree.sentence.tokens[start - 2]?.form === ',' || tree.sentence.tokens[start - 1]?.form === ',')
    if (set && ASIDE.has(relation(token))) cut.add(kid)
  }
  const words = below(tree, source, cut).filter(
    id => id < draft.head === source < draft.head && tokenAt(tree, id).start >= floor,
  )
  const head = tokenAt(tree, source)
  const spans = spansOf(tree, words)
  const span = spans.find(s => s.start <= head.start && head.end <= s.end) ?? spans[0]
  if (!span) return null
  // "Who in a statement said": a pronoun names by itself.
  if (head.upos === 'PRON' && feature(head, 'PronType') !== 'Ind' && feature(head, 'PronType') !== 'Tot')
    return { start: head.start, end: head.end }
  const { tokens } = tree.sentence
  const first = (draft.cueIds[0] ?? draft.head) - 1
  let last = tokens.findIndex(t => t.end === span.end)
  if (last < 0 || head.upos === 'PRON') return span
  if (last >= first) {
    // "Said Colonel" "Ivar Moen": a name the tree cut in two.
    while (head.head === draft.head && tokens[last]?.upos === 'PROPN' && tokens[last + 1]?.upos === 'PROPN') last++
    return { start: span.start, end: tokens[last]?.end ?? span.end }
  }
  if (head.head === draft.head) last = widened(tokens, last, first)
  const start = fromEdge(tokens, span.start, floor)
  const comma = tokens[last + 1]
  const apposed = comma?.form === ',' && tokens.slice(0, last).some(t => t.form === ',' && t.start > start)
  return { start, end: apposed ? comma.end : (tokens[last]?.end ?? span.end) }
}

/** Index of the last word of the source when what stands between it and the cue belongs to it. */
const widened = (tokens: readonly Token[], last: number, cue: number): number => {
  const next = tokens[last + 1]
  if (!next || last + 1 >= cue) return last
  const between = tokens.slice(last + 1, cue)
  if (between.every(t => t.upos !== 'PUNCT' && !/^VB[DZP]|MD/.test(t.xpos)))
    return FOREIGN.has(next.upos) ? last : cue - 1
  // "Lund, who runs the port, said": set off on both sides, and begun like an apposition or a relative clause.
  const closing = tokens[cue - 1]
  const inner = tokens[last + 2]
  if (next.form !== ',' || closing?.form !== ',' || !inner || cue - last > 30) return last
  return APPOSED.has(inner.upos) && !between.some(t => /[“”"]/.test(t.form)) ? cue - 2 : last
}

const FOREIGN = new Set(['ADP', 'ADV', 'CCONJ', 'SCONJ'])

/** A source that all but begins its sentence begins with it: "Nearly half", "The Arizona Republican". */
const fromEdge = (tokens: readonly Token[], start: number, floor: number): number => {
  const at = tokens.findIndex(t => t.start === start)
  const edge = tokens.findIndex(t => t.start >= floor)
  if (at <= edge || at - edge > 4 || edge < 0) return start
  const lead = tokens.slice(edge, at)
  return lead.every(t => LEADING.has(t.upos)) ? (lead[0]?.start ?? start) : start
}
const LEADING = new Set(['DET', 'ADJ', 'NUM', 'PROPN', 'NOUN'])
