import { covers, givenNamesAgree, type Tenure } from '../../knowledge/actors/people.ts'
import { pieces } from '../../knowledge/actors/phrases.ts'
import { roleOf, type Standing } from './bearer.ts'
import type { Draft } from './registry.ts'
import { type Setting, stateName, stateOn } from './setting.ts'

/** Adds the office a listed person held on the report's date, where the text does not contradict. */
export const applyTenure = (setting: Setting, draft: Draft, standing: Standing | null): void => {
  const tenure = listedTenure(setting, draft, standing)
  if (!tenure) return
  const covered = setting.date !== null && covers(tenure, setting.date)
  // Without a date "Aliyev" may be father or son: his state is told, his name stays as it stands.
  if (setting.date !== null || pieces(draft.name).length > 1) {
    draft.name = tenure.name
    draft.wikidata = tenure.wikidata
  }
  const code = stateOn(setting, tenure.country)
  if (draft.country === null || standing?.affiliation?.basis === 'context') {
    draft.country = code
    // "leading dissident Kim Dae-jung" of 1987: what the text calls him outweighs what he became, and who holds no office yet acts for no state.
    const stands = standing?.hit.noun.sector ?? ''
    const yet = setting.date === null || tenure.from <= setting.date
    draft.code = standing?.left.against || AGAINST.has(tenure.sector) || AGAINST.has(stands) || !yet ? null : code
    if (standing && draft.sector !== null && draft.role !== null) {
      draft.role = roleOf(setting, standing.hit, standing.left, {
        code,
        country: code,
        sector: null,
        group: null,
        basis: 'own',
      })
    }
  }
  if (draft.sector === null) draft.sector = covered || setting.date === null ? tenure.sector : 'ELI'
  if (covered && tenure.office !== null && draft.role === null) {
    draft.office = tenure.office
    draft.role = tenure.title === '' ? null : `${tenure.title} of ${stateName(setting, code)}`
  }
}

/** Whoever leads these acts for no state. */
const AGAINST: ReadonlySet<string> = new Set(['OPP', 'REB', 'PRM', 'UAF', 'PTY'])

const RANK: readonly (string | null)[] = ['head_of_state', 'head_of_government', 'foreign_minister', 'defence_minister']

const listedTenure = (setting: Setting, draft: Draft, standing: Standing | null): Tenure | null => {
  const single = pieces(draft.name).length === 1
  let best: Tenure | null = null
  let bestScore = 0
  for (const tenure of setting.knowledge.people.byLastName(draft.name)) {
    const agree = Math.max(
      ...[tenure.name, ...tenure.aliases].map(n => givenNamesAgree(n, draft.name, setting.knowledge.words.particles)),
    )
    if (agree === 0 || (!single && agree < 2)) continue
    const own = standing?.affiliation?.basis === 'own' ? standing.affiliation.country : null
    const country = stateOn(setting, tenure.country)
    if (own !== null && own !== country) continue
    // Without a date a leader of any time may be meant: "the Bush administration".
    const covered = setting.date === null ? tenure.to === '' : covers(tenure, setting.date)
    const named = setting.focus.named(tenure.country)
    const office = standing?.hit.noun.office ?? null
    if (single && !covered && setting.date !== null) continue
    // Phoenix knows thousands of namesakes: its people are taken only where the text speaks of their state.
    if (!named && own === null && tenure.office === null && setting.focus.any()) continue
    // A bare last name is a listed person only where the text speaks of his state, or he leads it.
    const rank = RANK.indexOf(tenure.office)
    if (single && !named && own === null && rank !== 0 && rank !== 1 && !isOnly(setting, tenure)) continue
    const score =
      agree * 2 +
      (covered ? 3 : 0) +
      (named ? 3 : 0) +
      (office !== null && office === tenure.office ? 4 : 0) +
      (rank >= 0 ? 1 - rank * 0.2 : 0) +
      (setting.date === null && rank === 0 ? 2.5 : 0)
    if (score > bestScore) {
      bestScore = score
      best = tenure
    }
  }
  return best
}

/** Nobody else of that last name leads a state or its ministries on the day: "Lavrov". */
const isOnly = (setting: Setting, tenure: Tenure): boolean => {
  const { date } = setting
  if (date === null || !RANK.includes(tenure.office) || tenure.office === null) return false
  return setting.knowledge.people
    .byLastName(tenure.name)
    .every(t => t.office === null || !RANK.includes(t.office) || !covers(t, date) || t.country === tenure.country)
}
