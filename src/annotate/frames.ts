import type { AttributionWords, Frame } from '../knowledge/attribution.ts'
import { feature, relation, type Tree, tokenAt } from '../model/tree.ts'
import { clauseOf } from './clauses.ts'
import { host } from './host.ts'
import { below, introducedBy, kids, lemmaOf } from './phrases.ts'
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

const whole = (content: readonly number[] | null): Taken | null => content && { content, marks: [] }

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
      return whole(clauseOf(tree, id, anchors, words))
    case 'quotation':
      return null
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
      return { content: host(tree, new Set(below(tree, id)), head), marks: [] }
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
  const first = inPassive(tree, id) ? kids(tree, id, 'nsubj')[0] : (objects.find(o => o > id) ?? objects[0])
  const second =
    tree.children(id).find(k => {
      const rel = relation(tokenAt(tree, k))
      if (k < id) return false
      if (rel === 'xcomp') return !isInfinitive(tree, k)
      return (rel === 'obl' || rel === 'advcl') && introducedBy(tree, k, words.as)
    }) ?? objects.find(o => o > id && o !== first)
  if (second !== undefined && first !== undefined) return taken(tree, [first, second])
  const quoted = first !== undefined && first > id ? quotedAfter(tree, first) : null
  if (first !== undefined && quoted)
    return { content: [...below(tree, first).filter(k => k < (quoted[0] ?? 0)), ...quoted], marks: [] }
  // The word called is the relative's own head: "what he calls a crime".
  const name = second ?? (first !== undefined && first > id ? first : undefined)
  return name !== undefined && inRelative(tree, id) ? { content: below(tree, name), marks: [] } : null
}

/** A relative clause on something else than its subject. */
const inRelative = (tree: Tree, id: number): boolean =>
  tokenAt(tree, id).deprel === 'acl:relcl' &&
  kids(tree, id, 'nsubj').some(k => k < id && feature(tokenAt(tree, k), 'PronType') !== 'Rel')

/** `called the raid "a crime"` where the tree misses it: the quoted words right after the object. */
const quotedAfter = (tree: Tree, object: number): readonly number[] | null => {
  const { tokens } = tree.sentence
  const opens = tokens.findIndex((t, i) => i >= object && /^(?:[“"‘]|'')$/.test(t.form))
  if (opens < 0 || tokens.slice(object, opens).some(t => t.upos === 'VERB' || t.upos === 'PUNCT')) return null
  const closes = tokens.findIndex((t, i) => i > opens && /^(?:[”"’]|'')$/.test(t.form))
  return closes < 0 ? null : tokens.slice(opens, closes + 1).map(t => t.id)
}

const isBelow = (tree: Tree, id: number, top: number): boolean => below(tree, top).includes(id)

const subject = (tree: Tree, id: number): Taken | null =>
  taken(tree, kids(tree, id, 'nsubj').slice(0, 1)) ?? taken(tree, kids(tree, id, 'csubj').slice(0, 1))
