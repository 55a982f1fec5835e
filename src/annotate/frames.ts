import type { AttributionWords, Frame } from '../knowledge/attribution.ts'
import { feature, relation, type Tree, tokenAt } from '../model/tree.ts'
import { below, hasSubject, introducedBy, isClause, kids, lemmaOf } from './phrases.ts'
import { inPassive } from './sources.ts'

/** What a frame found: the words said, and words that belong to the cue besides its head. */
export interface Taken {
  /** Token ids, in text order; empty only where a quotation must still be found. */
  readonly content: readonly number[]
  /** Prepositions that belong to the cue: "called FOR". */
  readonly marks: readonly number[]
  /** Head of the words that name the source, where the frame itself tells. */
  readonly source?: number
}

const NOTHING: ReadonlySet<number> = new Set()
const taken = (tree: Tree, heads: readonly number[], leave: ReadonlySet<number> = NOTHING): Taken | null =>
  heads.length === 0 ? null : { content: heads.flatMap(h => below(tree, h, leave)).sort((a, b) => a - b), marks: [] }

const isInfinitive = (tree: Tree, id: number): boolean =>
  feature(tokenAt(tree, id), 'VerbForm') === 'Inf' ||
  tree.children(id).some(k => relation(tokenAt(tree, k)) === 'mark' && tokenAt(tree, k).upos === 'PART')

const isGerund = (tree: Tree, id: number): boolean => tokenAt(tree, id).xpos === 'VBG'

/** The phrase under `id` with one of the prepositions, and the preposition itself. */
const prepositional = (tree: Tree, id: number, words: readonly string[]): { head: number; mark: number } | null => {
  for (const kid of tree.children(id)) {
    const rel = relation(tokenAt(tree, kid))
    if (rel !== 'obl' && rel !== 'nmod' && rel !== 'advcl' && rel !== 'acl' && rel !== 'xcomp') continue
    const mark = tree.children(kid).find(k => {
      const token = tokenAt(tree, k)
      const r = relation(token)
      return (r === 'case' || r === 'mark') && k < kid && words.includes(lemmaOf(token))
    })
    if (mark !== undefined) return { head: kid, mark }
  }
  return null
}

/**
 * Reads the words said off the tree. `anchors` are the cue's head and its particles: "make clear that" hangs on "clear".
 * `cue` are the ids of the cue clause, not to be taken as content.
 */
export const take = (
  tree: Tree,
  id: number,
  anchors: readonly number[],
  frame: Frame,
  words: AttributionWords,
): Taken | null => {
  switch (frame.shape) {
    case 'clause':
      return clause(tree, id, anchors, words)
    case 'infinitive': {
      const heads = anchors
        .flatMap(a => [...kids(tree, a, 'xcomp'), ...kids(tree, a, 'acl')])
        .filter(k => isInfinitive(tree, k))
      return taken(tree, heads.slice(0, 1))
    }
    case 'gerund': {
      const heads = [...kids(tree, id, 'xcomp'), ...kids(tree, id, 'advcl'), ...kids(tree, id, 'ccomp')].filter(
        k => isGerund(tree, k) && k > id,
      )
      return taken(
        tree,
        heads.filter(k => !tree.children(k).some(m => relation(tokenAt(tree, m)) === 'mark')).slice(0, 1),
      )
    }
    case 'object':
      if (tokenAt(tree, id).upos === 'VERB' && inPassive(tree, id)) return subject(tree, id)
      return taken(tree, anchors.flatMap(a => kids(tree, a, 'obj')).slice(0, 1))
    case 'subject':
      return subject(tree, id)
    case 'object infinitive': {
      const object = inPassive(tree, id) ? [] : kids(tree, id, 'obj').slice(0, 1)
      const verb = [...kids(tree, id, 'xcomp'), ...kids(tree, id, 'ccomp')].find(k => isInfinitive(tree, k) && k > id)
      if (verb === undefined || (object.length === 0 && !inPassive(tree, id))) return null
      return taken(tree, [...object, verb])
    }
    case 'object complement':
      return complement(tree, id, words)
    case 'object with': {
      const passive = inPassive(tree, id)
      const object = passive ? kids(tree, id, 'nsubj').slice(0, 1) : kids(tree, id, 'obj').slice(0, 1)
      const phrase =
        prepositional(tree, id, frame.words) ?? object.map(o => prepositional(tree, o, frame.words))[0] ?? null
      return object.length === 0 || !phrase
        ? null
        : taken(
            tree,
            [...new Set([...object, phrase.head])].filter((h, i, all) => i === 0 || !isBelow(tree, h, all[0] ?? 0)),
          )
    }
    case 'with': {
      for (const anchor of anchors) {
        const phrase = prepositional(tree, anchor, frame.words)
        if (phrase) {
          // "Called on both armies to hold their fire".
          const further = tree.children(anchor).filter(k => k > phrase.head && isInfinitive(tree, k))
          return {
            content: [phrase.head, ...further].flatMap(h => below(tree, h, new Set([phrase.mark]))),
            marks: [phrase.mark],
          }
        }
      }
      return null
    }
    case 'raised':
    case 'raised active': {
      if ((frame.shape === 'raised') !== inPassive(tree, id)) return null
      const head = [...kids(tree, id, 'xcomp')][0]
      const top = kids(tree, id, 'nsubj')[0]
      return head === undefined || top === undefined ? null : taken(tree, [top, head])
    }
    case 'host':
    case 'host with': {
      const { head } = tokenAt(tree, id)
      if (head === 0 || (frame.words.length > 0 && !introducedBy(tree, id, new Set(frame.words)))) return null
      return { content: host(tree, subtreeOf(tree, id), head), marks: [] }
    }
    case 'relayed': {
      const object = kids(tree, id, 'obj')[0]
      return object === undefined ? null : { content: [], marks: [], source: object }
    }
  }
}

/** "Called the raid a crime", "described it as a crime", "what he calls a crime"; a young parser may see two objects. */
const complement = (tree: Tree, id: number, words: AttributionWords): Taken | null => {
  const objects = [...kids(tree, id, 'iobj'), ...kids(tree, id, 'obj')].sort((a, b) => a - b)
  const relative = tokenAt(tree, id).deprel === 'acl:relcl' ? [tokenAt(tree, id).head] : []
  const first = inPassive(tree, id) ? kids(tree, id, 'nsubj')[0] : (objects.find(o => o > id) ?? objects[0])
  const second =
    tree.children(id).find(k => {
      const rel = relation(tokenAt(tree, k))
      if (k < id) return false
      if (rel === 'xcomp') return !isInfinitive(tree, k)
      return (rel === 'obl' || rel === 'advcl') && introducedBy(tree, k, words.as)
    }) ?? objects.find(o => o > id && o !== first)
  if (second !== undefined && first !== undefined) return taken(tree, [first, second])
  // The word called is the relative's own head: "what he calls a crime".
  if (second !== undefined && relative.length > 0) return { content: below(tree, second), marks: [] }
  return null
}

const isBelow = (tree: Tree, id: number, top: number): boolean => below(tree, top).includes(id)

const subject = (tree: Tree, id: number): Taken | null =>
  taken(tree, kids(tree, id, 'nsubj').slice(0, 1)) ?? taken(tree, kids(tree, id, 'csubj').slice(0, 1))

const clause = (tree: Tree, id: number, anchors: readonly number[], words: AttributionWords): Taken | null => {
  const below = anchors.flatMap(a => [...kids(tree, a, 'ccomp'), ...kids(tree, a, 'csubj')])
  if (below.length > 0) return taken(tree, below)
  if (tokenAt(tree, id).upos === 'NOUN') {
    // "the claim that they had fired": an acl with a mark of its own and a subject; never a relative clause.
    const heads = tree
      .children(id)
      .filter(
        k => k > id && relation(tokenAt(tree, k)) === 'acl' && hasSubject(tree, k) && complemented(tree, k, words),
      )
    return taken(tree, heads.slice(0, 1))
  }
  const beside = anchors.flatMap(a => kids(tree, a, 'parataxis')).filter(k => k > id && isClause(tree, k))
  if (beside.length > 0 && tokenAt(tree, id).upos === 'VERB' && followedByColon(tree, id, beside[0] ?? id))
    return taken(tree, beside)
  const token = tokenAt(tree, id)
  const parenthetical =
    token.head !== 0 &&
    !(kids(tree, id, 'obj').some(k => k > id) && !hasSubject(tree, id)) &&
    ((relation(token) === 'parataxis' && (hasSubject(tree, id) || kids(tree, id, 'obj').length > 0)) ||
      (relation(token) === 'advcl' && hasSubject(tree, id) && introducedBy(tree, id, words.as)))
  if (parenthetical) return { content: host(tree, subtreeOf(tree, id), token.head), marks: [] }
  return token.upos === 'VERB' ? strayed(tree, id, words) : null
}

/** The clause opens with "that" as a conjunction, whatever relation a parser gave it. */
const complemented = (tree: Tree, id: number, words: AttributionWords): boolean => {
  const first = below(tree, id)[0]
  if (first === undefined) return false
  const token = tokenAt(tree, first)
  return token.upos === 'SCONJ' && words.complementizers.has(lemmaOf(token))
}

/** "Said in an interview last week that …": the clause the parser hung on a word in between. */
const strayed = (tree: Tree, id: number, words: AttributionWords): Taken | null => {
  const found = below(tree, id).find(k => k > id && isClause(tree, k) && complemented(tree, k, words))
  if (found === undefined) return null
  // "Denied a claim that …", "quoted an aide as saying that …": the clause is the object's.
  for (let at = tokenAt(tree, found); at.id !== id; at = tokenAt(tree, at.head)) {
    const rel = relation(at)
    if (at.id !== found && (rel === 'obj' || rel === 'advcl' || rel === 'ccomp' || rel === 'conj')) return null
    if (at.head === 0) return null
  }
  return taken(tree, [found])
}

const subtreeOf = (tree: Tree, id: number): ReadonlySet<number> => new Set(below(tree, id))

const followedByColon = (tree: Tree, from: number, to: number): boolean => {
  for (let id = from + 1; id < to; id++) if (/^[:“"]$|^''$/.test(tokenAt(tree, id).form)) return true
  return false
}

const INSIDE = new Set([
  'nmod',
  'obl',
  'obj',
  'iobj',
  'nsubj',
  'appos',
  'compound',
  'flat',
  'nummod',
  'amod',
  'det',
  'xcomp',
  'conj',
  'advmod',
  'case',
  'fixed',
])

/**
 * The clause a parenthesis such as "…, X said" or "according to X" speaks of, without the parenthesis (`cut`). After a comma
 * at the end it speaks of the whole sentence; in the middle, of the clause around it up to there and its own rest, but not of
 * what is joined on afterwards with a subject of its own.
 */
export const host = (tree: Tree, cut: ReadonlySet<number>, governor: number): readonly number[] => {
  const first = Math.min(...cut)
  const last = Math.max(...cut)
  const size = tree.sentence.tokens.length
  let top = governor
  const set = first > 1 && tokenAt(tree, first - 1).upos === 'PUNCT'
  const final = isFinal(tree, last, size)
  for (let steps = 0; steps < 60; steps++) {
    const token = tokenAt(tree, top)
    if (token.head === 0) break
    const rel = relation(token)
    const climbs = INSIDE.has(rel) || (set && final) || (first === 1 && rel !== 'acl')
    if (!climbs) break
    top = token.head
  }
  if (cut.has(top)) return []
  const leave = new Set(cut)
  const before = below(tree, top, cut).some(id => id < first)
  if (before && !final)
    for (const id of below(tree, top, cut)) {
      const rel = relation(tokenAt(tree, id))
      if (id > last && (rel === 'conj' || rel === 'advcl' || rel === 'parataxis') && hasSubject(tree, id)) leave.add(id)
    }
  return below(tree, top, leave)
}

const isFinal = (tree: Tree, last: number, size: number): boolean => {
  for (let id = last + 1; id <= size; id++) if (tokenAt(tree, id).upos !== 'PUNCT') return false
  return true
}
