import type { Place } from './gazetteer.ts'
import { area, onMap } from './placetables.ts'
import type { Problem } from './problem.ts'
import type { TableRow } from './table.ts'

export interface PastState {
  readonly code: string
  readonly from: string
  readonly to: string
  /** Country or country and division → the day it left, or null for the state's last. */
  readonly members: ReadonlyMap<string, string | null>
}

/** Rows of states.tsv by code. */
export const readStates = (
  rows: readonly TableRow[],
  problems: Problem[],
): ReadonlyMap<string, PastState & { readonly place: Place }> => {
  const states = new Map<string, PastState & { readonly place: Place }>()
  for (const { cells, at } of rows) {
    const [code = '', name = '', lat, lon, from = '', to = '', members = ''] = cells
    const dated = [from, to].every(day => /^\d{4}-\d\d-\d\d$/.test(day))
    if (!/^[A-Z]{3}$/.test(code) || !onMap(lat, lon) || !dated)
      problems.push({ ...at, message: `"${code} ${name}" is no state with a point and two days` })
    else {
      const parts = members
        .split(' ')
        .filter(part => part !== '')
        .map(part => part.split(':'))
      states.set(code, {
        code,
        from,
        to,
        members: new Map(parts.map(([member = '', left]) => [member, left ?? null])),
        place: area(name, 'country', code, [lat, lon]),
      })
    }
  }
  return states
}

/** The state a place belonged to on a day. */
export const countryOn = (place: Place, date: string | null, states: readonly PastState[]): string | null =>
  place.country === null
    ? null
    : (memberOf(place.country, date, states) ??
      memberOf(`${place.country}.${place.region}`, date, states) ??
      place.country)

/** The past state that a country, or a division of one, belonged to on a day; null for none. */
export const memberOf = (member: string, date: string | null, states: readonly PastState[]): string | null => {
  if (date === null) return null
  const past = states.find(state => {
    const left = state.members.get(member)
    return left !== undefined && date >= state.from && date < (left ?? state.to)
  })
  return past?.code ?? null
}
