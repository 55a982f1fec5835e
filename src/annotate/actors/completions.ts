import { standingOf } from './bearer.ts'
import { type PersonSpan, personHead } from './personspans.ts'
import type { Reading } from './reading.ts'
import type { Draft } from './registry.ts'
import type { Setting } from './setting.ts'

/**
 * People whose state only the sentence tells: "the Soviet team headed by Lem Masterkov", "Maynard Glitman, who heads the American team",
 * "the Japanese aides include Shigeru Muraoka", "Aleh Kavalchuk and Ihar Sanko, both officers of Belarusian intelligence".
 */
export const completePersons = (setting: Setting, reading: Reading, spans: readonly PersonSpan[]): void => {
  const { tokens } = reading
  const { words } = setting.knowledge
  const index = reading.sentence.index
  const at = (token: number): Draft | undefined => {
    const mention = setting.registry.at(index, token)
    return mention?.drafts.length === 1 && mention.drafts[0]?.country ? mention.drafts[0] : undefined
  }
  for (const span of spans) {
    const mention = setting.registry.at(index, personHead(reading, span))
    const draft = mention?.drafts[0]
    if (draft?.kind !== 'person' || (draft.country !== null && !isGuessed(setting, reading, span, draft))) continue
    let verb = -1
    const first = span.title?.from ?? span.from
    for (let i = first - 1; i >= Math.max(0, first - 4); i--)
      if (words.leads.has(tokens[i]?.lemma ?? '') && tokens[i]?.upos === 'VERB') verb = i
    let source: Draft | undefined
    if (verb >= 0) {
      source = at((tokens[verb]?.head ?? 0) - 1)
      for (let i = verb - 1; i >= 0 && !source; i--) source = at(i)
    } else if (tokens[span.to + 1]?.form === ',' && words.relative.has(reading.folded[span.to + 2] ?? '')) {
      const heads = tokens[span.to + 3]
      if (heads && words.leads.has(heads.lemma))
        for (let i = span.to + 4; i < tokens.length && i < span.to + 12 && !source; i++) source = at(i)
    } else if (draft.country === null) {
      source = listedBy(setting, reading, span, at) ?? joined(setting, reading, spans, span)
    }
    if (!source) continue
    draft.country = source.country
    draft.code = source.code
    draft.sector ??= source.sector
  }
}

/** Somebody new whose title tells no state: "Admiral Scott Hale, who commands U.S. forces" is not of whichever was spoken of. */
const isGuessed = (setting: Setting, reading: Reading, span: PersonSpan, draft: Draft): boolean =>
  span.title !== null &&
  draft.wikidata === null &&
  setting.registry.mentions.every(m => m.sentence === reading.sentence.index || !m.drafts.includes(draft)) &&
  standingOf(setting, reading, span.title).affiliation?.basis === 'context'

/** The subject of "include" tells whose the people are that it lists. */
const listedBy = (
  setting: Setting,
  reading: Reading,
  span: PersonSpan,
  at: (token: number) => Draft | undefined,
): Draft | undefined => {
  for (let i = span.from - 1; i >= 0; i--) {
    if (!setting.knowledge.words.lists.has(reading.tokens[i]?.lemma ?? '')) continue
    for (let k = i - 1; k >= 0; k--) {
      const source = at(k)
      if (source) return source
    }
  }
  return undefined
}

/** "A and B, both officers of": what is said behind the last name of a list holds for all. */
const joined = (
  setting: Setting,
  reading: Reading,
  spans: readonly PersonSpan[],
  span: PersonSpan,
): Draft | undefined => {
  const last = spans.indexOf(span)
  for (let i = last; i < spans.length; i++) {
    const here = spans[i]
    if (!here) break
    const behind = reading.tokens[here.to + 1]
    if (behind?.upos === 'CCONJ' && spans[i + 1]?.from === here.to + 2) continue
    if (behind?.form !== ',') break
    for (let k = here.to + 2; k < here.to + 8; k++) {
      const hit = reading.nouns[k]
      if (!hit) continue
      if (!hit.plural) return undefined
      const mention = setting.registry.at(reading.sentence.index, hit.head)
      return mention?.drafts.length === 1 ? mention.drafts[0] : undefined
    }
    break
  }
  return undefined
}
