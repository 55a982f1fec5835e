import type { ActRow, HappeningRow } from './rows.ts'

/** A happening with its mentions in full, in the order of `happening.mentions`. */
export interface Told {
  readonly happening: HappeningRow
  readonly mentions: readonly ActRow[]
}

/** A layout of text: what stands before all rows, each row, and what stands after. */
export interface TextLayout<Row> {
  readonly head: string
  readonly row: (row: Row, index: number) => string
  readonly tail: string
}

interface Sides<P> {
  readonly type: string
  readonly actors: readonly P[]
  readonly recipients: readonly P[]
}

/**
 * Pairs as dyadic layouts want them: each actor with each recipient; of mutual acts each two of those who took part, once; an act
 * without a recipient stands with nobody.
 */
export const dyadic = <P>({ type, actors, recipients }: Sides<P>): readonly (readonly [P | null, P | null])[] => {
  if (actors.length === 0) return recipients.length === 0 ? [[null, null]] : recipients.map(r => [null, r] as const)
  const all = [...actors, ...recipients]
  if (type === 'CONSULT' || recipients.length === 0)
    return all.length === 1
      ? [[all[0] ?? null, null]]
      : type === 'CONSULT' && recipients.length > 0
        ? actors.flatMap(a => recipients.map(r => [a, r] as const))
        : all.flatMap((a, i) => all.slice(i + 1).map(b => [a, b] as const))
  return actors.flatMap(a => recipients.map(r => [a, r] as const))
}
