import type { LemmaKnowledge } from '../knowledge/lemmas.ts'
import type { Token } from '../model/token.ts'
import { relation } from '../model/tree.ts'

/**
 * Mends what the parser is known to misread about the verbs that the rules name: a participle that it takes for the description of
 * the noun behind it ("is shelling villages", "denied targeting civilians"), a verb that it takes for a name ("vowed to march"), and a
 * subject that it hangs on whoever's word closes the sentence ("The envoy was detained, police said").
 */
export const repaired = (tokens: readonly Token[], lemmas: LemmaKnowledge): readonly Token[] => {
  let mended = tokens
  for (const { id } of tokens) {
    mended =
      verbNotName(mended, id, lemmas) ?? verbNotModifier(mended, id, lemmas) ?? subjectOfContent(mended, id) ?? mended
  }
  return mended
}

const at = (tokens: readonly Token[], id: number): Token | undefined => tokens[id - 1]

const withChanges = (tokens: readonly Token[], change: (token: Token) => Partial<Token> | null): readonly Token[] =>
  tokens.map(token => {
    const changed = change(token)
    return changed ? { ...token, ...changed } : token
  })

/** "Vowed to march on the capital": a name is no small word behind "to" or an auxiliary. */
const verbNotName = (
  tokens: readonly Token[],
  id: number,
  { forms, marks }: LemmaKnowledge,
): readonly Token[] | null => {
  const token = at(tokens, id)
  const before = at(tokens, id - 1)
  if (token?.upos !== 'PROPN' || forms.get(token.form) !== token.form) return null
  if (before?.head !== id) return null
  const above = at(tokens, token.head)
  const isInfinitive = marks.has(before.lemma)
  if (!isInfinitive && relation(before) !== 'aux') return null
  const deprel = isInfinitive && above && OBLIQUE.has(relation(token)) ? 'xcomp' : token.deprel
  return withChanges(tokens, other => {
    if (other.id === id) return { upos: 'VERB', xpos: 'VB', feats: 'VerbForm=Inf', lemma: token.form, deprel }
    if (other.id === before.id && isInfinitive) return { upos: 'PART', xpos: 'TO', deprel: 'mark' }
    return other.head === id && relation(other) === 'nmod' ? { deprel: 'obl' } : null
  })
}
const OBLIQUE: ReadonlySet<string> = new Set(['obl', 'nmod'])

/** A verb with two subjects, the first in front of a clause of its content that has none: that one is the clause's. */
const subjectOfContent = (tokens: readonly Token[], id: number): readonly Token[] | null => {
  const below = tokens.filter(token => token.head === id)
  const [first, second, more] = below.filter(token => relation(token) === 'nsubj')
  const content = below.find(token => token.deprel === 'ccomp')
  if (!first || !second || more || !content || !(first.id < content.id && content.id < second.id)) return null
  const own = tokens.filter(token => token.head === content.id)
  if (own.some(token => SUBJECTS.has(relation(token)))) return null
  const deprel = own.some(token => token.deprel === 'aux:pass') ? 'nsubj:pass' : 'nsubj'
  return withChanges(tokens, token => (token.id === first.id ? { head: content.id, deprel } : null))
}
const SUBJECTS: ReadonlySet<string> = new Set(['nsubj', 'csubj', 'expl'])

/** A gerund between a copula, or a verb that takes gerunds, and a noun without article: the noun is its object. */
const verbNotModifier = (tokens: readonly Token[], id: number, lemmas: LemmaKnowledge): readonly Token[] | null => {
  const token = at(tokens, id)
  const noun = token && at(tokens, token.head)
  const before = at(tokens, id - 1)
  const lemma = token && lemmas.forms.get(token.form)
  if (!noun || !before || lemma === undefined || noun.id < id) return null
  if (!MODIFIERS.has(relation(token)) || !lemmas.participles.has(token.form)) return null
  if (tokens.some(t => t.head === noun.id && t.id < noun.id && relation(t) === 'det')) return null
  const verb = { upos: 'VERB', xpos: 'VBG', feats: 'Tense=Pres|VerbForm=Part', lemma }
  if (relation(before) === 'cop' && before.head === noun.id) {
    if (!tokens.some(t => t.head === noun.id && relation(t) === 'nsubj' && t.upos !== 'PRON')) return null
    return withChanges(tokens, other => {
      if (other.id === id) return { ...verb, head: noun.head, deprel: noun.deprel }
      if (other.id === noun.id) return { head: id, deprel: 'obj' }
      if (other.id === before.id) return { head: id, deprel: 'aux' }
      return other.head === noun.id && (other.id < id || CLAUSAL.has(relation(other))) ? { head: id } : null
    })
  }
  if (noun.head !== before.id || noun.deprel !== 'obj' || !lemmas.gerunds.has(before.lemma)) return null
  return withChanges(tokens, other => {
    if (other.id === id) return { ...verb, head: before.id, deprel: 'xcomp' }
    return other.id === noun.id ? { head: id } : null
  })
}
const MODIFIERS: ReadonlySet<string> = new Set(['amod', 'compound'])
const CLAUSAL: ReadonlySet<string> = new Set(['obl', 'advcl', 'parataxis', 'punct', 'advmod'])
