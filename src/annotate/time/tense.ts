import type { Signal, TenseWords } from '../../knowledge/times.ts'
import type { Token } from '../../model/token.ts'
import { feature, relation, type Tree, tokenAt } from '../../model/tree.ts'
import { governorOf } from './attachment.ts'
import type { Tense } from './reading.ts'

/** Relations by which hangs on a word what it wants, promises or plans. */
const CONTENT = new Set(['obj', 'xcomp', 'ccomp', 'nsubj:pass'])

/** Whether the words a time hangs on look back or ahead. `head` is the token id of the head of the time's words. */
export const tenseAt = (tree: Tree, head: number, words: TenseWords): Tense => {
  if (caseWords(tree, head).some(word => words.signals.get(word) === 'since')) return 'past'
  const aimsFor = (id: number): boolean => caseWords(tree, id).some(word => words.purpose.has(word))
  let below = head
  for (let at = governorOf(tree, head), steps = 0; at !== 0 && steps < 12; steps++) {
    const token = tokenAt(tree, at)
    const ahead = words.ahead.has(token.lemma.toLowerCase())
    if (isPredicate(tree, token)) {
      // "is scheduled for Thursday" looks ahead; "agreed on Thursday" does not.
      const aimed = aimsFor(below) || (below !== head && CONTENT.has(tokenAt(tree, below).deprel))
      if (ahead && aimed && !isFormer(tree, at, words)) return 'future'
      const tense = tenseOf(tree, at, words)
      if (tense !== null) return tense
      // "talks aimed at restoring quotas before October"
      if (below === head && isDeadline(tree, head, words)) return 'future'
    } else if (ahead && (token.upos === 'ADJ' || aimsFor(below)) && !isFormer(tree, at, words)) return 'future'
    below = at
    at = token.head
  }
  return 'open'
}

/** True for a time by, before or until which something is to come about. */
const isDeadline = (tree: Tree, head: number, words: TenseWords): boolean =>
  caseWords(tree, head).some(word => DEADLINES.has(words.signals.get(word)))
const DEADLINES: ReadonlySet<Signal | undefined> = new Set(['by', 'before', 'until'])

/** The tense of a clause by its head word; null for a participle, gerund or infinitive that takes it from above. */
export const tenseOf = (tree: Tree, id: number, words: TenseWords): Tense | null => {
  const token = tokenAt(tree, id)
  const helpers = tree.children(id).flatMap(child => {
    const helper = tokenAt(tree, child)
    const kind = relation(helper)
    return kind === 'aux' || kind === 'cop' ? [helper] : []
  })
  const kinds = helpers.map(helper => auxiliary(helper, words))
  const perfect = helpers.some(helper => relation(helper) === 'aux' && isPerfect(helper, token))
  if (kinds.includes('future')) return 'future'
  if (kinds.includes('conditional')) return perfect ? 'past' : 'future'
  if (perfect) return 'past'
  const finite = [...helpers, token].find(word => feature(word, 'VerbForm') === 'Fin')
  if (finite) {
    // "is to be held from November 20", "was to have met"
    if (finite !== token && tree.children(id).some(child => isInfinitiveMark(tokenAt(tree, child)))) return 'future'
    if (feature(finite, 'Tense') === 'Past') return 'past'
    if (finite === token && helpers.length === 0 && words.unmarked.has(token.form.toLowerCase())) return 'past'
    // "They meet on Friday" in a report looks ahead; in a caption it tells what the picture shows.
    return tree.sentence.zone === 'body' ? 'present' : 'open'
  }
  // "a meeting to be held on 9 December", "a meeting held on 9 December"
  if (relation(token) === 'acl' && tree.children(id).some(child => isInfinitiveMark(tokenAt(tree, child))))
    return 'future'
  if (token.upos === 'VERB' && feature(token, 'Tense') === 'Past' && relation(token) === 'acl') return 'past'
  if (feature(token, 'VerbForm') === 'Inf') {
    const above = token.head === 0 ? null : tokenAt(tree, token.head)
    if (above && words.ahead.has(above.lemma.toLowerCase())) return isFormer(tree, above.id, words) ? 'open' : 'future'
    // "was to have met", "are to take effect": an infinitive under a bare form of "be".
    if (relation(token) === 'root' || relation(token) === 'xcomp') return above ? null : 'future'
  }
  return null
}

const isInfinitiveMark = (token: Token): boolean => relation(token) === 'mark' && token.upos === 'PART'

const auxiliary = (helper: Token, words: TenseWords): string =>
  words.auxiliaries.get(helper.form.toLowerCase()) ?? words.auxiliaries.get(helper.lemma.toLowerCase()) ?? ''

/** "has met", "have been": a helper before a past participle that is not the passive's. */
const isPerfect = (helper: Token, verb: Token): boolean =>
  helper.deprel === 'aux' && feature(verb, 'VerbForm') === 'Part' && feature(verb, 'Tense') === 'Past'

const isPredicate = (tree: Tree, token: Token): boolean =>
  token.upos === 'VERB' ||
  token.upos === 'AUX' ||
  tree.children(token.id).some(child => ['cop', 'nsubj', 'aux'].includes(relation(tokenAt(tree, child))))

const isFormer = (tree: Tree, id: number, words: TenseWords): boolean =>
  tree.children(id).some(child => words.former.has(tokenAt(tree, child).lemma.toLowerCase()))

/** The prepositions and conjunctions that introduce a word, in lower case; not the infinitive's particle. */
export const caseWords = (tree: Tree, id: number): readonly string[] =>
  tree.children(id).flatMap(child => {
    const token = tokenAt(tree, child)
    const kind = relation(token)
    const introduces = kind === 'case' || (kind === 'mark' && token.upos !== 'PART')
    // "when he visited Baku"
    const interrogates = kind === 'advmod' && child < id && feature(token, 'PronType') !== null
    return introduces || interrogates ? [token.form.toLowerCase()] : []
  })
