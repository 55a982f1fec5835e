import type { Filter } from '../../src/views/page/filter.ts'
import { isoOf } from '../dates.ts'

/** The days that are shown, from and to, as fractions. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The filter narrowed to a stretch of days. */
export const within = (filter: Filter, stretch: Stretch): Filter => {
  const from = isoOf(stretch.from)
  const to = isoOf(stretch.to)
  return {
    ...filter,
    from: filter.from !== null && filter.from > from ? filter.from : from,
    to: filter.to !== null && filter.to < to ? filter.to : to,
  }
}
