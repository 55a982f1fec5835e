import { dayNumber, isoDay } from './day.ts'
import type { Happening } from './happening.ts'
import type { Witness } from './witness.ts'

/**
 * How sure a cell of a panel is: 1 some report tells it; 2 it is what most sources tell, and it occurred; 3 besides, two independent
 * publishers tell it or somebody confirmed it, and nobody contradicts its type, date or status.
 */
export type DyadLevel = 1 | 2 | 3

/** One act between two parties in one month. */
export interface Dyad {
  readonly a: string
  readonly b: string
  /** Months since year 0: `year * 12 + month - 1`. */
  readonly month: number
  readonly type: string
  readonly level: DyadLevel
  /** Mutual acts stand in both directions, so that either side's row has them. */
  readonly mutual: boolean
  /** Mentions that tell it so. */
  readonly mentions: number
}

/** The month of an ISO date. */
export const monthOf = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1

/** `2024-08` of a month's number. */
export const monthName = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

interface Act {
  readonly type: string
  readonly actors: readonly { readonly code: string | null }[]
  readonly recipients: readonly { readonly code: string | null }[]
}

/** Cells that the mentions of a happening fill: pairs of codes, in the month the mention or the happening as a whole gives. */
export const dyadsOf = (happening: Happening, witnesses: readonly Witness[]): readonly Dyad[] => {
  const cells = new Map<string, Dyad>()
  const add = (cell: Dyad): void => {
    const key = `${cell.a} ${cell.b} ${cell.month} ${cell.type}`
    const known = cells.get(key)
    cells.set(key, {
      ...cell,
      level: Math.max(cell.level, known?.level ?? 1) as DyadLevel,
      mentions: cell.mentions + (known?.mentions ?? 0),
    })
  }
  const told = witnesses.filter(w => !w.withdrawn && w.status !== 'negated')
  for (const w of told) {
    const month = monthIn(w.date === null ? w.published : w.date.from)
    if (month !== null) for (const pair of pairs(w)) add({ ...pair, month, type: w.type, level: 1, mentions: 1 })
  }
  const level = levelOf(happening)
  const month = monthIn(dayNumber(happening.date?.from ?? null) ?? told[0]?.published ?? null)
  if (level > 1 && month !== null)
    for (const pair of pairs(happening)) add({ ...pair, month, type: happening.type, level, mentions: 0 })
  return [...cells.values()]
}

const levelOf = (h: Happening): DyadLevel => {
  if (h.status !== 'occurred' || h.standing === 'denied' || h.standing === 'retracted') return 1
  const contradicted = h.disagreements.some(d => d.field === 'type' || d.field === 'date' || d.field === 'status')
  const sure = h.standing !== 'disputed' && (h.publishers > 1 || h.standing === 'confirmed')
  return sure && !contradicted ? 3 : 2
}

const monthIn = (day: number | null): number | null => (day === null ? null : monthOf(isoDay(day)))

const pairs = (act: Act): readonly { readonly a: string; readonly b: string; readonly mutual: boolean }[] => {
  const codes = (list: Act['actors']): readonly string[] => [
    ...new Set(list.flatMap(party => (party.code === null ? [] : [party.code]))),
  ]
  const mutual = act.type === 'CONSULT' || act.recipients.length === 0
  const left = mutual ? codes([...act.actors, ...act.recipients]) : codes(act.actors)
  const right = mutual ? left : codes(act.recipients)
  return left.flatMap(a => right.filter(b => b !== a).map(b => ({ a, b, mutual })))
}
