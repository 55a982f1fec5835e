import type { PronounKind } from '../../knowledge/actors/words.ts'
import type { Token } from '../../model/token.ts'
import { feature } from '../../model/tree.ts'
import type { Draft, DraftMention } from '../actors/registry.ts'
import type { Setting } from '../actors/setting.ts'
import { coordinated, prominence, type Told, tokenOf } from './candidates.ts'
import type { Quotes } from './quotes.ts'

/** How many sentences back a pronoun may reach. */
const REACH = 3

/** Who a third-person pronoun means: the best mention before it by person, number, gender, place in the sentence, and nearness; null if none fits. */
export const antecedent = (
  setting: Setting,
  told: Told,
  quotes: Quotes,
  sentence: number,
  at: number,
  kind: Exclude<PronounKind, 'first' | 'first-plural'>,
): readonly Draft[] | null => {
  const reading = setting.readings[sentence]
  const pronoun = reading?.tokens[at]
  if (!reading || !pronoun) return null
  if ((kind === 'n' || kind === 'p') && ownSubject(setting, told, sentence, at) === 'other') return null
  const quoted = quotes.inside(sentence, at)
  const speaker = quoted ? quotes.speaker(sentence) : null
  // "…," he said: whoever spoke before speaks on.
  const before =
    !quoted && pronoun.deprel.startsWith('nsubj') && isSaying(setting, reading.tokens[pronoun.head - 1])
      ? quotes.speaker(sentence)
      : null
  let best: readonly Draft[] | null = null
  let bestScore = 0
  const paragraph = reading.sentence.paragraph
  for (let s = sentence; s >= Math.max(0, sentence - REACH); s--) {
    const other = setting.readings[s]?.sentence
    if (!other || (other.zone !== 'body' && other.zone !== reading.sentence.zone)) continue
    for (const mention of told.in(s)) {
      if (s === sentence && (mention.head >= at || mention.to >= at)) continue
      const drafts = fitting(setting, told, mention, kind)
      if (!drafts) continue
      if (speaker !== null && drafts.includes(speaker)) continue
      const token = tokenOf(setting, mention)
      if (s === sentence && sharesVerb(reading.tokens, token, pronoun)) continue
      // A speaker outside the quotation is not "he" inside it, and the quoted are seldom taken up outside.
      const distance = sentence - s
      const score =
        prominence(token) * (distance === 0 ? 1 : 1.15) +
        agreement(drafts, kind) -
        distance * 0.55 -
        (other.paragraph !== paragraph && distance > 1 ? 0.25 : 0) +
        (mention.form === 'pronoun' ? 0.2 : mention.form === 'modifier' ? -0.2 : 0) +
        // Those named inside a quotation are seldom taken up outside it.
        (!quoted && quotes.inside(s, mention.head) ? -0.45 : 0) +
        (before !== null && drafts.includes(before) ? 0.6 : 0) +
        (distance === 0 ? clauseBonus(reading.tokens, token, pronoun) : 0) +
        (distance === 0 && pronoun.deprel === 'nmod:poss' ? 0.5 : 0) +
        // Of two that stand alike, the later: it is nearer.
        0.2 * (mention.head / Math.max(1, setting.readings[s]?.tokens.length ?? 1)) +
        2
      if (score > bestScore) {
        bestScore = score
        best = drafts
      }
    }
  }
  return best
}

const isSaying = (setting: Setting, verb: Token | undefined): boolean =>
  verb !== undefined && setting.knowledge.words.speakers.has(verb.lemma)

/** The drafts a pronoun of this kind can mean by a mention, or null. */
const fitting = (
  setting: Setting,
  told: Told,
  mention: DraftMention,
  kind: Exclude<PronounKind, 'first' | 'first-plural'>,
): readonly Draft[] | null => {
  const [draft] = mention.drafts
  if (!draft) return null
  if (kind === 'p') {
    if (mention.drafts.length > 1) return mention.drafts
    const joint = coordinated(setting, told, mention)
    if (joint.length > 1) return [...new Set(joint.flatMap(m => m.drafts))]
    if (draft.plural || draft.kind === 'organization' || draft.kind === 'group') return mention.drafts
    return null
  }
  if (mention.drafts.length > 1) return null
  if (kind === 'n') {
    // A group of fighters is "they", one with a name of its own may be "it" as well.
    const head = tokenOf(setting, mention)
    const named = mention.form === 'name' && head !== undefined && feature(head, 'Number') !== 'Plur'
    const one = !draft.plural || (draft.kind === 'group' && named)
    return one && (draft.kind === 'country' || draft.kind === 'organization' || draft.kind === 'group')
      ? mention.drafts
      : null
  }
  if (draft.kind !== 'person' || draft.plural) return null
  return draft.gender === null || draft.gender === kind ? mention.drafts : null
}

const agreement = (drafts: readonly Draft[], kind: PronounKind): number => {
  const [draft] = drafts
  if (!draft) return 0
  if (kind === 'm' || kind === 'f') return draft.gender === kind ? 0.35 : kind === 'f' ? -0.3 : 0.15
  if (kind === 'p') return draft.plural || drafts.length > 1 ? 0.4 : 0
  return draft.sector === 'JRN' ? -0.3 : 0
}

/** Subject and object of one verb are two: "Barak told him" is not himself. A possessive may be: "Rwanda withdrew its troops". */
const sharesVerb = (tokens: readonly Token[], token: Token | undefined, pronoun: Token): boolean => {
  if (!token || pronoun.deprel === 'nmod:poss' || pronoun.feats.includes('Reflex=Yes')) return false
  if (token.head === pronoun.head) return true
  // "Reagan said Nakasone would meet him": an argument of the same verb through a preposition is out too, the verb's subject above is not.
  const parent = tokens[pronoun.head - 1]
  return (
    parent?.deprel.startsWith('nmod') === true &&
    parent.head === token.head &&
    token.deprel.startsWith('nsubj') === false
  )
}

/** The subject of the clause the pronoun's own clause hangs on is meant more often than not: "Putin said he would". */
const clauseBonus = (tokens: readonly Token[], token: Token | undefined, pronoun: Token): number => {
  if (!token?.deprel.startsWith('nsubj')) return 0
  let at: Token | undefined = pronoun
  for (let step = 0; at && step < 6; step++) {
    if (at.head === token.head) return 0.6 - step * 0.15
    at = tokens[at.head - 1]
  }
  return 0
}

/**
 * Whether the subject of the clauses around the pronoun is an actor, or a thing the layer does not know: "The plan failed because it cost too
 * much" is about the plan.
 */
const ownSubject = (setting: Setting, told: Told, sentence: number, at: number): 'actor' | 'other' | null => {
  const tokens = setting.readings[sentence]?.tokens ?? []
  const heads = new Set(told.in(sentence).map(m => m.head))
  let token = tokens[at]
  for (let step = 0; token && step < 8; step++) {
    const parent = tokens[token.head - 1]
    if (!parent) return null
    for (let i = 0; i < at; i++) {
      const subject = tokens[i]
      if (subject?.head !== parent.id || !subject.deprel.startsWith('nsubj') || subject.id === at + 1) continue
      if (heads.has(i)) return 'actor'
      if (subject.upos === 'NOUN' || (subject.upos === 'PROPN' && !subject.deprel.endsWith('pass'))) return 'other'
    }
    token = parent
  }
  return null
}
