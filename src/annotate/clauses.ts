import type { AttributionWords } from '../knowledge/attribution.ts'
import { ancestors, feature, relation, type Tree, tokenAt } from '../model/tree.ts'
import { host } from './host.ts'
import { below, hasSubject, introducedBy, isClause, kids, lemmaOf } from './phrases.ts'

/**
 * The clause a cue brings, before or after it, as token ids; null when there is none. Where the parser broke the clause up, what lies
 * between its parts is taken in.
 */
export const clauseOf = (
  tree: Tree,
  id: number,
  anchors: readonly number[],
  words: AttributionWords,
): readonly number[] | null => {
  const { upos } = tokenAt(tree, id)
  if (upos === 'NOUN') return nounClause(tree, id, words)
  const heads = anchors.flatMap(a => [...kids(tree, a, 'ccomp'), ...kids(tree, a, 'csubj')])
  if (heads.length > 0) return mended(tree, id, heads)
  if (upos !== 'VERB') return null
  const rest = restOfRelative(tree, id)
  if (rest !== undefined) return below(tree, rest)
  const beside = anchors.flatMap(a => kids(tree, a, 'parataxis')).filter(k => k > id && isClause(tree, k))
  const [next] = beside
  if (next !== undefined && followedByColon(tree, id, next)) return beside.flatMap(k => below(tree, k))
  if (isParenthesis(tree, id, words)) return host(tree, new Set(below(tree, id)), tokenAt(tree, id).head)
  return strayed(tree, id, words) ?? brokenUp(tree, id) ?? strayed(tree, id, words, true)
}

/** "The raids, which officials said will go on": what follows the cue in a relative clause that the parser took for two. */
const restOfRelative = (tree: Tree, id: number): number | undefined => {
  const token = tokenAt(tree, id)
  if (token.deprel !== 'acl:relcl' || token.head === 0 || !hasSubject(tree, id)) return undefined
  return tree.children(token.head).find(k => tokenAt(tree, k).deprel === 'acl:relcl' && below(tree, k)[0] === id + 1)
}

/** "The claim that they had fired": a clause that opens with "that" and has a subject of its own. */
const nounClause = (tree: Tree, id: number, words: AttributionWords): readonly number[] | null => {
  const head = tree
    .children(id)
    .find(k => k > id && relation(tokenAt(tree, k)) === 'acl' && hasSubject(tree, k) && complemented(tree, k, words))
  return head === undefined ? null : below(tree, head)
}

/** "…, X said" and "as X said": the cue hangs on the clause it reports. */
const isParenthesis = (tree: Tree, id: number, words: AttributionWords): boolean => {
  const token = tokenAt(tree, id)
  const objects = kids(tree, id, 'obj')
  if (token.head === 0 || (objects.some(k => k > id) && !hasSubject(tree, id))) return false
  const rel = relation(token)
  if (rel === 'parataxis') return hasSubject(tree, id) || objects.length > 0
  return rel === 'advcl' && hasSubject(tree, id) && introducedBy(tree, id, words.as)
}

/** The clause opens with "that", as a conjunction unless `loosely`, whatever relation a parser gave it. */
const complemented = (tree: Tree, id: number, words: AttributionWords, loosely = false): boolean => {
  const first = below(tree, id)[0]
  if (first === undefined) return false
  const token = tokenAt(tree, first)
  return (
    (token.upos === 'SCONJ' || (loosely && relation(token) !== 'nsubj')) && words.complementizers.has(lemmaOf(token))
  )
}

/**
 * "Said in an interview last week that …": the clause the parser hung on a word in between; `loosely` takes even what looks like a
 * relative clause.
 */
const strayed = (tree: Tree, id: number, words: AttributionWords, loosely = false): readonly number[] | null => {
  const after = below(tree, id).filter(k => k > id && isClause(tree, k) && hasSubject(tree, k))
  const found = after.find(k => complemented(tree, k, words, loosely))
  if (found === undefined) return null
  // "Denied a claim that …", "quoted an aide as saying that …": the clause is the object's.
  const way = [found, ...ancestors(tree, found)]
  const inner = way.slice(1, Math.max(1, way.indexOf(id)))
  if (inner.some(at => OBJECTS.has(relation(tokenAt(tree, at))))) return null
  return below(tree, found)
}

const OBJECTS = new Set(['obj', 'advcl', 'ccomp', 'conj'])

/** "Saying his talks had been good", "said the areas searched suggested" where the parser took the subject for the cue's: a finite verb follows. */
const brokenUp = (tree: Tree, id: number): readonly number[] | null => {
  const second = kids(tree, id, 'nsubj').some(k => k < id) ? kids(tree, id, 'nsubj').find(k => k > id) : undefined
  const object = kids(tree, id, 'obj').find(k => k > id) ?? second
  if (object === undefined) return null
  const start = below(tree, object)[0] ?? object
  const { tokens } = tree.sentence
  for (let at = object + 1; at <= tokens.length && at < object + (second === undefined ? 9 : 20); at++) {
    const token = tokenAt(tree, at)
    if (token.upos === 'PUNCT' || token.upos === 'CCONJ' || (token.upos === 'SCONJ' && token.deprel === 'mark'))
      return null
    const own = tree.children(at).some(k => k > object && relation(tokenAt(tree, k)) === 'nsubj')
    if (FINITE.test(token.xpos) && !own) return range(start, tokens.length)
    // A relative clause is stepped over: "the areas that were searched suggested".
    if (feature(token, 'PronType') === 'Rel' && token.head > at && relation(tokenAt(tree, token.head)) === 'acl')
      at = token.head
  }
  return null
}

const FINITE = /^(?:VB[DPZ]|MD)$/

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/**
 * The clauses under `heads` made whole. After the cue: an object without which the clause has no subject, auxiliaries left on the
 * cue, a joined verb in the conditional ("said he agreed and would resign"), and all that lies between. Before a cue that closes its
 * sentence: all from the start.
 */
const mended = (tree: Tree, id: number, heads: readonly number[]): readonly number[] => {
  const content = new Set(heads.flatMap(h => below(tree, h)))
  const ids = [...content].sort((a, b) => a - b)
  const first = ids[0] ?? id
  const last = ids.at(-1) ?? id
  if (last < id) return endsSentence(tree, id) ? range(1, Math.max(last, beforeSpeaker(tree, id, last))) : ids
  if (first < id) return ids
  const headless = heads.every(h => !hasSubject(tree, h))
  for (const kid of tree.children(id)) {
    if (kid < id || content.has(kid)) continue
    const token = tokenAt(tree, kid)
    const rel = relation(token)
    const taken =
      (rel === 'aux' && kid < last) ||
      (rel === 'nsubj' && headless && kid < first && kids(tree, id, 'nsubj').some(k => k < id)) ||
      (rel === 'obj' && headless && kid < first && !complementedHeads(tree, heads)) ||
      (rel === 'conj' &&
        kid > last &&
        !hasSubject(tree, kid) &&
        tree.children(kid).some(k => tokenAt(tree, k).xpos === 'MD'))
    if (taken) for (const k of below(tree, kid)) content.add(k)
  }
  const all = [...content].sort((a, b) => a - b)
  const from = all[0] ?? first
  const to = all.at(-1) ?? last
  // Another speaker's parenthesis inside the clause stays outside.
  const cut = new Set(
    range(from, to)
      .filter(k => !content.has(k) && relation(tokenAt(tree, k)) === 'parataxis')
      .flatMap(k => below(tree, k)),
  )
  return range(from, to).filter(k => content.has(k) || !cut.has(k))
}

/** A clause with "to" or "that" in front needs no subject from outside. */
const complementedHeads = (tree: Tree, heads: readonly number[]): boolean =>
  heads.some(h => kids(tree, h, 'mark').length > 0)

/** Last word in front of the speaker and verb that close the sentence. */
const beforeSpeaker = (tree: Tree, id: number, after: number): number => {
  const speaker = kids(tree, id, 'nsubj').filter(k => k > after && k < id)
  return Math.min(id, ...speaker.flatMap(k => below(tree, k))) - 1
}

/** True when nothing but the cue's own phrases follows it. */
const endsSentence = (tree: Tree, id: number): boolean => {
  const own = new Set(below(tree, id))
  for (let at = id + 1; at <= tree.sentence.tokens.length; at++) {
    const token = tokenAt(tree, at)
    if (token.upos !== 'PUNCT' && (!own.has(at) || FINITE.test(token.xpos))) return false
  }
  return true
}

const followedByColon = (tree: Tree, from: number, to: number): boolean => {
  for (let id = from + 1; id < to; id++) if (/^[:“"]$|^''$/.test(tokenAt(tree, id).form)) return true
  return false
}
