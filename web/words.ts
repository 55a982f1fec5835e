import type { Facet, Track } from '../src/views/page/answers.ts'

/** What the page calls things: [name, what it means]. */
export const TYPES: Readonly<Record<string, readonly [string, string]>> = {
  AGREE: ['Agree', 'offers, promises, accepts, invites, intends to cooperate'],
  CONSULT: ['Consult', 'meets, talks, visits, phones'],
  SUPPORT: ['Support', 'praises, backs, recognises, signs'],
  CONCEDE: ['Concede', 'yields in words: apologises, declares a ceasefire'],
  COOPERATE: ['Cooperate', 'works together: trade, exercises, shared intelligence'],
  AID: ['Aid', 'gives money, arms, relief, asylum'],
  RETREAT: ['Retreat', 'withdraws, releases, disarms, resigns'],
  REQUEST: ['Request', 'asks, urges, demands, orders'],
  ACCUSE: ['Accuse', 'criticises, condemns, charges, investigates'],
  REJECT: ['Reject', 'refuses, declines, vetoes, cancels'],
  THREATEN: ['Threaten', 'threatens or warns of force or reprisal'],
  PROTEST: ['Protest', 'demonstrates, strikes, boycotts'],
  SANCTION: ['Sanction', 'cuts relations or aid, expels, recalls envoys'],
  MOBILIZE: ['Mobilize', 'moves or readies forces'],
  COERCE: ['Coerce', 'arrests, bans, seizes, deports, censors'],
  ASSAULT: ['Assault', 'attacks, shells, kills, abducts'],
}

export const STATUSES: Readonly<Record<string, readonly [string, string]>> = {
  occurred: ['Happened', 'it happened or is going on'],
  planned: ['Planned', 'set, announced or intended'],
  failed: ['Failed', 'tried, or set, and did not come about'],
  negated: ['Did not happen', 'the text says it did not happen'],
  possible: ['Possible', 'may, might, feared'],
}

export const STANDINGS: Readonly<Record<string, readonly [string, string]>> = {
  asserted: ['Reported', 'a report says so in its own voice'],
  attributed: ['Claimed', 'somebody says so; no report vouches for it'],
  confirmed: ['Confirmed', 'confirmed, or told independently'],
  denied: ['Denied', 'only denials are told'],
  unrefuted: ['Not refuted', 'asked, those concerned did not deny it'],
  disputed: ['Disputed', 'one side denies what another tells'],
  retracted: ['Retracted', 'the reports that told it were taken back'],
}

export const FACET_NAMES: Readonly<Record<Facet, string>> = {
  type: 'Type',
  status: 'Outcome',
  standing: 'Standing',
  party: 'Taking part',
  publisher: 'Publisher',
  place: 'Where',
}

export const FIELD_NAMES: Readonly<Record<string, string>> = {
  type: 'Type',
  mode: 'Mode',
  status: 'Outcome',
  date: 'Date',
  actors: 'Actor',
  recipients: 'Recipient',
  cameo: 'CAMEO',
  place: 'Place',
}

export const TRACK_NAMES: Readonly<Record<Track, string>> = {
  dyad: 'Pair',
  party: 'Actor',
  mediator: 'Mediator or host',
  issue: 'Issue',
  type: 'Type',
}

export const LINKS: Readonly<Record<string, readonly [string, string]>> = {
  response: ['answers', 'answered by'],
  about: ['is about', 'subject of'],
  cause: ['caused by', 'led to'],
}

const word =
  (table: Readonly<Record<string, readonly [string, string]>>) =>
  (key: string): string =>
    table[key]?.[0] ?? key

export const typeName = word(TYPES)
export const statusName = word(STATUSES)
export const standingName = word(STANDINGS)

/** `political_institutions` → `Political institutions`. */
export const issueName = (key: string): string => (key.charAt(0).toUpperCase() + key.slice(1)).replaceAll('_', ' ')
