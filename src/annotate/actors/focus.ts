/** Which state the text is about, as far as it has been read: for "the government", "police", "the president". */
export interface Focus {
  /** Notes that a sentence names something of the state. */
  note(country: string, sentence: number): void
  /** The likeliest state at a sentence, or null when none was named; `beside` weighs in a state of the same sentence. */
  at(
    sentence: number,
    beside?: { readonly country: string; readonly weight: number } | null,
    except?: string | null,
  ): string | null
  /** The state of the dateline, where the text speaks of it too. */
  home(): string | null
  named(country: string): boolean
  /** The headline names it. */
  headed(country: string): boolean
  /** Something of the state is named in the sentences from `from` to `to`. */
  namedBetween(country: string, from: number, to: number): boolean
  /** Any state was named at all. */
  any(): boolean
}

/**
 * Weighs the states named so far by distance, with a bonus for those of the dateline and the headline and for what the whole text
 * speaks of most.
 */
export const createFocus = (dateline: string | null, headline: readonly string[]): Focus => {
  const noted = new Map<string, number[]>()
  return {
    note(country, sentence) {
      const list = noted.get(country)
      if (list) list.push(sentence)
      else noted.set(country, [sentence])
    },
    any: () => noted.size > 0 || dateline !== null || headline.length > 0,
    named: country => noted.has(country) || country === dateline || headline.includes(country),
    headed: country => headline.includes(country),
    namedBetween: (country, from, to) => noted.get(country)?.some(s => s >= from && s <= to) ?? false,
    home: () => (dateline !== null && (noted.get(dateline)?.length ?? 0) > 1 ? dateline : null),
    at(sentence, beside, except) {
      let best: string | null = null
      let most = 0
      const weigh = (country: string, weight: number): void => {
        if (weight > most && country !== except) {
          most = weight
          best = country
        }
      }
      const bonus = (country: string): number =>
        (country === dateline ? 1.6 : 0) + (headline[0] === country ? 0.6 : headline.includes(country) ? 0.3 : 0)
      for (const [country, sentences] of noted) {
        let weight = bonus(country) + 0.15 * sentences.length + (beside?.country === country ? beside.weight : 0)
        for (const s of sentences) if (s <= sentence) weight += 1 / (1 + 0.8 * (sentence - s))
        weigh(country, weight)
      }
      for (const country of [dateline, ...headline]) if (country && !noted.has(country)) weigh(country, bonus(country))
      return best
    },
  }
}
