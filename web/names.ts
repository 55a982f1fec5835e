import countries from 'readout:countries'

/** Name, latitude and longitude of the middle, by ISO 3166 alpha-3 code. */
const COUNTRIES: Readonly<Record<string, readonly [string, number, number]>> = countries

const ORGANIZATIONS: Readonly<Record<string, string>> = {
  UN: 'United Nations',
  EU: 'European Union',
  NATO: 'NATO',
  OSCE: 'OSCE',
  CIS: 'CIS',
}

/** What a person reads for a code; anybody without a code goes by name. */
export const nameOf = (key: string): string => COUNTRIES[key]?.[0] ?? ORGANIZATIONS[key] ?? key

const BETWEEN: Readonly<Record<string, string>> = { '~': ' – ', '>': ' → ', '=': ' with ' }

/** The names of a pair, as a filter has it: `ECU~PER`, `ECU>PER`, `ECU=PER`. */
export const pairName = (pair: string): string =>
  pair
    .split(/([~>=])/)
    .map(part => BETWEEN[part] ?? nameOf(part))
    .join('')

/** Middle of a country as [longitude, latitude]. */
export const middleOf = (code: string | null): readonly [number, number] | null => {
  const country = code === null ? undefined : COUNTRIES[code]
  return country === undefined ? null : [country[2], country[1]]
}
