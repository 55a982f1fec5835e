import type { EntityKind } from '../../src/model/entity.ts'

/** Who and what the sample reports speak of. People, acts and publishers are invented. */
export const CAST: Readonly<
  Record<string, { kind: EntityKind; name: string; code: string | null; sector: string | null; role?: string }>
> = {
  per: { kind: 'country', name: 'Peru', code: 'PER', sector: 'GOV' },
  ecu: { kind: 'country', name: 'Ecuador', code: 'ECU', sector: 'GOV' },
  bra: { kind: 'country', name: 'Brazil', code: 'BRA', sector: 'GOV' },
  chl: { kind: 'country', name: 'Chile', code: 'CHL', sector: 'GOV' },
  nor: { kind: 'country', name: 'Norway', code: 'NOR', sector: 'GOV' },
  isl: { kind: 'country', name: 'Iceland', code: 'ISL', sector: 'GOV' },
  irl: { kind: 'country', name: 'Ireland', code: 'IRL', sector: 'GOV' },
  un: { kind: 'organization', name: 'United Nations', code: 'UN', sector: null },
  eu: { kind: 'organization', name: 'European Union', code: 'EU', sector: null },
  parmy: { kind: 'organization', name: 'Army of Peru', code: 'PER', sector: 'MIL' },
  earmy: { kind: 'organization', name: 'Army of Ecuador', code: 'ECU', sector: 'MIL' },
  quiroga: { kind: 'person', name: 'Elena Quiroga', code: 'PER', sector: 'GOV', role: 'Foreign Minister of Peru' },
  barrantes: { kind: 'person', name: 'Hugo Barrantes', code: 'PER', sector: 'GOV', role: 'Defence Minister of Peru' },
  montalvo: {
    kind: 'person',
    name: 'Rafael Montalvo',
    code: 'ECU',
    sector: 'GOV',
    role: 'Foreign Minister of Ecuador',
  },
  cevallos: { kind: 'person', name: 'Lucia Cevallos', code: 'ECU', sector: 'GOV', role: 'Defence Minister of Ecuador' },
  amaral: { kind: 'person', name: 'Teresa Amaral', code: 'BRA', sector: 'GOV', role: 'Foreign Minister of Brazil' },
  jonsdottir: {
    kind: 'person',
    name: 'Katla Jonsdottir',
    code: 'ISL',
    sector: 'GOV',
    role: 'Foreign Minister of Iceland',
  },
  brennan: { kind: 'person', name: 'Aoife Brennan', code: 'IRL', sector: 'GOV', role: 'Foreign Minister of Ireland' },
  lund: { kind: 'person', name: 'Henrik Lund', code: 'NOR', sector: 'GOV', role: 'Envoy of Norway' },
  fishers: { kind: 'group', name: "Irish Fishermen's Union", code: null, sector: 'LAB' },
}

export const PLACES: Readonly<
  Record<string, { name: string; country: string; lat: number; lon: number; geonames: number }>
> = {
  oslo: { name: 'Oslo', country: 'NOR', lat: 59.91, lon: 10.75, geonames: 3143244 },
  galway: { name: 'Galway', country: 'IRL', lat: 53.27, lon: -9.05, geonames: 2964180 },
  reykjavik: { name: 'Reykjavik', country: 'ISL', lat: 64.14, lon: -21.9, geonames: 3413829 },
  huaquillas: { name: 'Huaquillas', country: 'ECU', lat: -3.48, lon: -80.23, geonames: 3655131 },
  aguas: { name: 'Aguas Verdes', country: 'PER', lat: -3.48, lon: -80.25, geonames: 3691582 },
  tumbes: { name: 'Tumbes', country: 'PER', lat: -3.57, lon: -80.45, geonames: 3691148 },
  arenillas: { name: 'Arenillas', country: 'ECU', lat: -3.56, lon: -80.07, geonames: 3660478 },
  brasilia: { name: 'Brasilia', country: 'BRA', lat: -15.78, lon: -47.93, geonames: 3469058 },
  lima: { name: 'Lima', country: 'PER', lat: -12.04, lon: -77.03, geonames: 3936456 },
}
