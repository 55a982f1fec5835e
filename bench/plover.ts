import type { EventMention, EventType } from '../src/model/event.ts'

/** Acts that PLOVER counts as AGREE as long as they are only intended: "will send aid", "plans to withdraw". */
const COOPERATIVE: ReadonlySet<EventType> = new Set<EventType>([
  'CONSULT',
  'SUPPORT',
  'COOPERATE',
  'AID',
  'CONCEDE',
  'RETREAT',
])

/** Acts that are a threat as long as they are only to come: CAMEO's codebook says so of "will extend the curfew" and "may halt mediation". */
const HOSTILE: ReadonlySet<EventType> = new Set<EventType>(['PROTEST', 'MOBILIZE', 'SANCTION', 'COERCE', 'ASSAULT'])

/** The type by which PLOVER's own sets label an act: they have no status, so that a planned kindness is an agreement to it, a planned blow a threat. */
export const ploverType = ({ type, status }: Pick<EventMention, 'type' | 'status'>): EventType => {
  if (status === 'planned' && COOPERATIVE.has(type)) return 'AGREE'
  return (status === 'planned' || status === 'possible') && HOSTILE.has(type) ? 'THREATEN' : type
}

/** PLOVER types for the CAMEO roots; 01 (statements) has none, 02 (appeals) is a request where it is coded at all. */
export const ROOTS: Readonly<Record<string, readonly EventType[]>> = {
  '02': ['REQUEST'],
  '03': ['AGREE'],
  '04': ['CONSULT'],
  '05': ['SUPPORT'],
  '06': ['COOPERATE'],
  '07': ['AID'],
  '08': ['CONCEDE', 'RETREAT'],
  '09': ['ACCUSE'],
  10: ['REQUEST'],
  11: ['ACCUSE'],
  12: ['REJECT'],
  13: ['THREATEN'],
  14: ['PROTEST'],
  15: ['MOBILIZE'],
  16: ['SANCTION'],
  17: ['COERCE'],
  18: ['ASSAULT'],
  19: ['ASSAULT'],
  20: ['ASSAULT'],
}
