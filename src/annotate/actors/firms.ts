import { type Reading, startsUpper } from './reading.ts'
import type { Draft } from './registry.ts'
import { type Setting, senseOf, stateOn, wordsOf } from './setting.ts'

/** Tokens that name an organisation no table knows. */
export interface FirmSpan {
  readonly from: number
  readonly to: number
  readonly firm: boolean
}

/** Firms by their ending ("Hitachi Ltd") and what the tagger calls an organisation, where the gazetteer has no name for it. */
export const firmSpans = (setting: Setting, reading: Reading): readonly FirmSpan[] => {
  const { tokens, folded, spans, names, nouns } = reading
  const { companies } = setting.knowledge.words
  const found: FirmSpan[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token || !startsUpper(token.form) || token.upos !== 'PROPN') continue
    let to = i
    while (runsOn(reading, to)) to++
    // "Toshiba Corp": the ending tells, whatever towns or tagger say.
    if (to > i && companies.has(folded[to] ?? '') && !names[to]) {
      let from = i
      while (from < to - 1 && (nouns[from] || names[from]?.senses.some(s => s.sort === 'adjective'))) from++
      found.push({ from, to, firm: true })
      i = to
      continue
    }
    const span = spans[i]
    if (span?.kind === 'organization' && span.from === i) {
      const known =
        names.slice(span.from, span.to + 1).some(Boolean) || nouns.slice(span.from, span.to + 1).some(Boolean)
      if (!known) found.push({ from: span.from, to: span.to, firm: false })
      i = span.to
      continue
    }
    i = Math.max(i, to)
  }
  return found
}

const runsOn = (reading: Reading, at: number): boolean => {
  const next = reading.tokens[at + 1]
  return next !== undefined && next.upos === 'PROPN' && startsUpper(next.form)
}

/** The entity of an organisation named only in the text. */
export const firmDraft = (setting: Setting, reading: Reading, span: FirmSpan): Draft => {
  const name = wordsOf(setting, reading, span.from, span.to).text.replace(/\s+/g, ' ')
  return setting.registry.ensure(`firm ${name.toLowerCase()}`, () => {
    const hit = reading.names.slice(span.from, span.to + 1).find(h => h !== undefined)
    const country = hit ? (senseOf(setting, hit)?.actor.country ?? null) : null
    return {
      kind: 'organization',
      name,
      code: null,
      country: country === null ? null : stateOn(setting, country),
      sector: span.firm ? 'BUS' : null,
      role: null,
      wikidata: null,
      gender: null,
      plural: false,
      noun: null,
      office: null,
    }
  })
}
