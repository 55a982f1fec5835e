import type { ActorNoun } from '../knowledge/actors/nouns.ts'
import type { EntityLayer } from '../model/entity.ts'
import { feature } from '../model/tree.ts'
import { type Reading, startsUpper } from './actors/reading.ts'
import { type Draft, type DraftMention, finishLayer } from './actors/registry.ts'
import { type Setting, stateDraft, wordsOf } from './actors/setting.ts'
import { createTold, prominence, type Told, tokenOf } from './coreference/candidates.ts'
import { isPairNoun, pairFor, severalAlone, shareStates } from './coreference/pairs.ts'
import { listedBefore } from './coreference/parties.ts'
import { antecedent } from './coreference/pronouns.ts'
import { findQuotes, type Quotes } from './coreference/quotes.ts'
import type { Actors } from './entities.ts'

/**
 * Adds what refers back: pronouns, relative pronouns, "both sides", "the pair", "the country", "the bloc", "the capital". Sentences are
 * read in order and each word takes up only what stands before it.
 */
export const resolveReferences = (actors: Actors): EntityLayer => {
  const { setting, registry } = actors
  const quotes = findQuotes(setting)
  const told = createTold()
  const bySentence: DraftMention[][] = setting.readings.map(() => [])
  for (const mention of registry.mentions) bySentence[mention.sentence]?.push(mention)
  for (const reading of setting.readings) {
    const index = reading.sentence.index
    const owners = new Map<number, readonly Draft[]>()
    const known = new Map((bySentence[index] ?? []).map(m => [m.head, m] as const))
    for (let i = 0; i < reading.tokens.length; i++) {
      const mention = known.get(i)
      const found = mention
        ? (takenUp(setting, told, reading, mention) ??
          neighbour(setting, told, reading, mention, owners) ??
          possessed(setting, reading, mention, owners))
        : null
      if (mention) {
        if (found) registry.redirect(mention, found)
        const now = registry.at(index, i)
        if (now) told.add(now)
        continue
      }
      const drafts = referent(setting, told, quotes, reading, i)
      if (!drafts || drafts.length === 0) continue
      const noun = reading.tokens[i]?.upos === 'NOUN'
      const from = noun && setting.knowledge.words.definite.has(reading.folded[i - 1] ?? '') ? i - 1 : i
      const { start, end } = wordsOf(setting, reading, from, i)
      const form = noun ? 'nominal' : 'pronoun'
      const added: DraftMention = { sentence: index, from, to: i, head: i, form, drafts, start, end }
      registry.mention(added)
      told.add(added)
      if (setting.knowledge.words.possessive.has(reading.folded[i] ?? '')) owners.set(i, drafts)
    }
  }
  // "I" and "we" last: whoever speaks may be a pronoun himself ("he said").
  for (const reading of setting.readings) addSpeakers(setting, quotes, reading)
  return finishLayer(registry)
}

/** "Cambodia … its neighbour": the state told beside its owner. */
const neighbour = (
  setting: Setting,
  told: Told,
  reading: Reading,
  mention: DraftMention,
  owners: ReadonlyMap<number, readonly Draft[]>,
): readonly Draft[] | null => {
  const [owner] = owners.get(mention.from) ?? []
  const noun = reading.tokens[mention.head]
  if (!owner?.code || !noun || feature(noun, 'Number') === 'Plur') return null
  if (!setting.knowledge.words.neighbours.has(noun.lemma)) return null
  const other = recent(setting, told, reading, mention.head, d => d.kind === 'country' && d.code !== owner.code)
  return other && [other]
}

/** First-person pronouns inside a quotation, and what they own: "our forces". */
const addSpeakers = (setting: Setting, quotes: Quotes, reading: Reading): void => {
  const { words } = setting.knowledge
  const index = reading.sentence.index
  const owners = new Map<number, readonly Draft[]>()
  for (let i = 0; i < reading.tokens.length; i++) {
    const word = reading.folded[i] ?? ''
    const kind = words.pronouns.get(word)
    if (kind === 'first' || kind === 'first-plural') {
      const speaker = quotes.inside(index, i) ? quotes.speaker(index) : null
      if (speaker === null) continue
      const { start, end } = wordsOf(setting, reading, i, i)
      setting.registry.mention({
        sentence: index,
        from: i,
        to: i,
        head: i,
        form: 'pronoun',
        drafts: [speaker],
        start,
        end,
      })
      if (words.possessive.has(word)) owners.set(i, [speaker])
      continue
    }
    const mention = owners.size > 0 ? setting.registry.at(index, i) : undefined
    const found = mention ? possessed(setting, reading, mention, owners) : null
    if (mention && found) setting.registry.redirect(mention, found)
  }
}

/** "Our forces" are the speaker's, "their delegations" those of whom the pronoun means: the noun acts for its owners' states. */
const possessed = (
  setting: Setting,
  reading: Reading,
  mention: DraftMention,
  owners: ReadonlyMap<number, readonly Draft[]>,
): readonly Draft[] | null => {
  const owner = owners.get(mention.from) ?? []
  const [draft] = mention.drafts
  const named = reading.names.slice(mention.from, mention.to + 1).some(hit => hit !== undefined)
  if (named || mention.form === 'name' || !draft?.noun || owner.length === 0 || mention.drafts.length !== 1) return null
  const noun = setting.knowledge.nouns.exact(draft.noun)[0]
  if (!noun || noun.acts === 'flag' || (noun.acts === 'self' && !areMen(setting, noun, owner))) return null
  if (owner.length > 1 && !draft.plural && noun.kind === 'person') return null
  const found = owner.map(whose => ownedBy(setting, draft, noun, whose))
  return found.every(owned => owned !== null) && found.some(owned => owned !== draft) ? found : null
}

/** "Its men had mopped up the last intruders": a state's own men are its soldiers. */
const areMen = (setting: Setting, noun: ActorNoun, owner: readonly Draft[]): boolean =>
  setting.knowledge.words.men.has(noun.word) && owner.every(whose => whose.kind === 'country' || whose.sector === 'MIL')

/** The noun as one owner's, the draft itself where it is his already, or null where he lends no state. */
const ownedBy = (setting: Setting, draft: Draft, noun: ActorNoun, whose: Draft): Draft | null => {
  // "The miners said their government had lied": people who act for nobody lend no state.
  if (whose.code === null && whose.noun !== null) return null
  if (draft.code === whose.code) return draft
  if (whose.country === null) return null
  const { id: _, ...rest } = draft
  const own = noun.acts === 'self' ? 'MIL' : noun.sector
  const sector = whose.code === null ? whose.sector : (own ?? whose.sector)
  const role = draft.role === null ? null : `${noun.word} of ${whose.name}`
  const key = `owned ${draft.noun} ${whose.id} ${draft.name}`
  return setting.registry.ensure(key, () => ({ ...rest, code: whose.code, country: whose.country, sector, role }))
}

/** Who a word without a mention of its own means, or null. */
const referent = (
  setting: Setting,
  told: Told,
  quotes: Quotes,
  reading: Reading,
  at: number,
): readonly Draft[] | null => {
  const token = reading.tokens[at]
  const word = reading.folded[at] ?? ''
  const { words } = setting.knowledge
  const index = reading.sentence.index
  if (!token) return null
  if (token.upos === 'PRON' || token.upos === 'DET' || token.xpos === 'PRP' || token.xpos === 'PRP$') {
    const kind = words.pronouns.get(word)
    if (kind === 'first' || kind === 'first-plural') return null
    if (kind !== undefined) {
      if (token.deprel === 'expl' || token.upos === 'DET') return null
      return antecedent(setting, told, quotes, index, at, kind)
    }
    if (words.relative.has(word) && token.upos === 'PRON') return relativeHead(setting, reading, at)
  }
  const several = severalAlone(setting, told, reading, at)
  if (several !== null) return several
  if (isPairNoun(setting, reading, at)) return pairFor(setting, told, reading, at)
  if ((words.resumeCountry.has(word) || words.capital.has(word)) && isBareDefinite(setting, reading, at)) {
    const draft = recent(setting, told, reading, at, d => d.kind === 'country') ?? focused(setting, index)
    return draft === null ? null : [draft]
  }
  const half = halfOf(setting, reading, at)
  if (half !== null) return [stateDraft(setting, half)]
  if (words.resumeOrganization.has(word) && isBareDefinite(setting, reading, at)) {
    const draft = recent(setting, told, reading, at, isBody)
    return draft === null ? null : [draft]
  }
  return null
}

/** "the North": one half of a divided land, where one of its halves is named. */
const halfOf = (setting: Setting, reading: Reading, at: number): string | null => {
  const { words } = setting.knowledge
  const half = words.halves.get(reading.folded[at] ?? '')
  if (half === undefined || !words.definite.has(reading.folded[at - 1] ?? '')) return null
  const next = reading.tokens[at + 1]
  // "the North Caucasus", "the north of the country", "the south" in small letters name places.
  if (!startsUpper(reading.tokens[at]?.form ?? '') || next?.upos === 'PROPN' || words.of.has(next?.lemma ?? ''))
    return null
  return [...words.halves.values()].some(code => setting.focus.named(code)) ? half : null
}

/** A noun that has its own entity only because nothing told whose: "both sides", "the movement", "the leaders", "the country's capital". */
const takenUp = (setting: Setting, told: Told, reading: Reading, mention: DraftMention): readonly Draft[] | null => {
  if (mention.form === 'name' || mention.form === 'pronoun') return null
  const at = mention.head
  const word = reading.tokens[at]?.lemma.toLowerCase() ?? ''
  const { words } = setting.knowledge
  const draft = mention.drafts[0]
  if (!draft) return null
  if (isPairNoun(setting, reading, at)) return pairFor(setting, told, reading, at)
  shareStates(setting, told, mention)
  const listed = draft.plural && mention.drafts.length === 1 ? listedBefore(setting, told, mention) : null
  if (listed !== null) return listed
  // "The leaders did not discuss it": two or more told before, when nothing in the phrase says whose.
  if (words.pairs.people.has(word) && draft.code === null && draft.plural && isPlainPlural(setting, reading, mention)) {
    return pairFor(setting, told, reading, at)
  }
  if (mention.drafts.length > 1 || reading.names.slice(mention.from, mention.to).some(hit => hit !== undefined))
    return null
  if (!isBareDefinite(setting, reading, at)) return null
  if (words.resumeCountry.has(word)) {
    const found = recent(setting, told, reading, at, d => d.kind === 'country')
    return found === null ? null : [found]
  }
  if (words.resumeOrganization.has(word) && draft.code === null && isFirst(told, draft)) {
    const found = recent(setting, told, reading, at, isBody)
    return found === null ? null : [found]
  }
  return null
}

const isBody = (draft: Draft): boolean =>
  (draft.kind === 'organization' || draft.kind === 'group') && (draft.noun === null || !draft.plural)

const isFirst = (told: Told, draft: Draft): boolean => {
  for (let s = 0; s < 400; s++) {
    const list = told.in(s)
    if (list.some(m => m.drafts.includes(draft))) return false
  }
  return true
}

const focused = (setting: Setting, sentence: number): Draft | null => {
  const code = setting.focus.at(sentence)
  return code === null ? null : stateDraft(setting, code)
}

/** "The leaders": plural, with its article and nothing else. */
const isPlainPlural = (setting: Setting, reading: Reading, mention: DraftMention): boolean =>
  mention.to - mention.from === 1 && setting.knowledge.words.definite.has(reading.folded[mention.from] ?? '')

/** "the country", "that bloc": a definite singular with no words of its own but its article. */
const isBareDefinite = (setting: Setting, reading: Reading, at: number): boolean => {
  const token = reading.tokens[at]
  const before = reading.folded[at - 1] ?? ''
  const { words } = setting.knowledge
  return (
    token?.upos === 'NOUN' &&
    feature(token, 'Number') !== 'Plur' &&
    (words.definite.has(before) || words.possessive.has(before) || isCounted(setting, reading, at)) &&
    reading.tokens[at + 1]?.upos !== 'PROPN' &&
    reading.tokens[at + 1]?.form !== '-' &&
    !words.own.has(reading.folded[at + 1] ?? '')
  )
}

/** "the 12-nation group", "the four-member mission": a number of members says no more than the article. */
const isCounted = (setting: Setting, reading: Reading, at: number): boolean => {
  const { words } = setting.knowledge
  let counted = false
  for (let i = at - 1; i >= 0 && i > at - 5; i--) {
    const token = reading.tokens[i]
    if (!token) return false
    if (words.definite.has(reading.folded[i] ?? '')) return counted
    if (token.upos === 'NUM') counted = true
    else if (token.form !== '-' && !words.members.has(token.lemma.toLowerCase()) && !/^\d/.test(token.form))
      return false
    if (/^\d/.test(token.form)) counted = true
  }
  return false
}

/** The most prominent draft of a kind in the sentences just before. */
const recent = (
  setting: Setting,
  told: Told,
  reading: Reading,
  at: number,
  fits: (draft: Draft) => boolean,
): Draft | null => {
  const index = reading.sentence.index
  const topic = setting.focus.at(index)
  let best: Draft | null = null
  let bestScore = 0
  for (let s = index; s >= Math.max(0, index - 3); s--) {
    for (const mention of told.in(s)) {
      if (s === index && mention.head >= at) continue
      const [draft] = mention.drafts
      if (!draft || mention.drafts.length > 1 || !fits(draft) || isListed(setting, mention)) continue
      const score =
        2 + prominence(tokenOf(setting, mention)) - 0.6 * (index - s) - (mention.form === 'modifier' ? 0.15 : 0)
      const apart = setting.readings[s]?.sentence.paragraph !== reading.sentence.paragraph
      const topical = draft.kind !== 'country' ? 0 : draft.code === topic ? TOPICAL : apart ? -APART : 0
      if (score + topical > bestScore) {
        bestScore = score + topical
        best = draft
      }
    }
  }
  return best
}
/** What being the state that the text is about adds: "Togo said it would send men. … The country's membership was suspended." */
const TOPICAL = 1
/** What another paragraph takes from a state that it is not. */
const APART = 0.5

/** One of several in a list is seldom taken up alone: "France, Italy and Sweden were submitting proposals. The kingdom …" */
const isListed = (setting: Setting, mention: DraftMention): boolean => {
  const tokens = setting.readings[mention.sentence]?.tokens
  const token = tokens?.[mention.head]
  return token?.deprel === 'conj' || (tokens?.some(t => t.deprel === 'conj' && t.head === token?.id) ?? false)
}

/** "Qatar, which hosted talks": the noun the relative clause hangs on. */
const relativeHead = (setting: Setting, reading: Reading, at: number): readonly Draft[] | null => {
  let token = reading.tokens[at]
  for (let step = 0; token && step < 6; step++) {
    if (token.deprel === 'acl:relcl') {
      const found = setting.registry.at(reading.sentence.index, token.head - 1)?.drafts ?? null
      return setting.knowledge.words.things.has(reading.folded[at] ?? '') && found?.[0]?.kind === 'person'
        ? null
        : found
    }
    token = reading.tokens[token.head - 1]
  }
  return null
}
