import type { Quote } from './span.ts'

/** Words that name a place on the map, resolved. A capital that acts ("Moscow said") has one too: the event stage decides. */
export interface PlaceMention extends Quote {
  readonly sentence: number
  /** Token id of the syntactic head. */
  readonly head: number
  /** The gazetteer's name, or the words themselves when the gazetteer does not know the place. */
  readonly name: string
  readonly kind: 'country' | 'region' | 'city' | 'water' | 'facility' | 'unknown'
  /** ISO 3166 alpha-3, or null. */
  readonly country: string | null
  /** First-level division, or null. */
  readonly region: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly geonames: number | null
  /** Why this reading was chosen, in a few words: "only reading", "country named beside it", "largest population". */
  readonly reason: string
}
