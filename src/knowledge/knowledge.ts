import { type ActorKnowledge, loadActors } from './actors.ts'
import { type AttributionKnowledge, loadAttribution } from './attribution.ts'
import { type LemmaKnowledge, loadLemmas } from './lemmas.ts'
import { type LinkKnowledge, loadLinks } from './links.ts'
import { loadPlaces, type PlaceKnowledge } from './places.ts'
import type { Problem } from './problem.ts'
import { loadRules, type RuleBook } from './rules.ts'
import { loadTimes, type TimeKnowledge } from './times.ts'
import { loadTokens, type TokenKnowledge } from './tokens.ts'

/** All that the program knows, frozen. */
export interface Knowledge {
  readonly tokens: TokenKnowledge
  readonly lemmas: LemmaKnowledge
  readonly actors: ActorKnowledge
  readonly times: TimeKnowledge
  readonly places: PlaceKnowledge
  readonly attribution: AttributionKnowledge
  readonly links: LinkKnowledge
  readonly rules: RuleBook
}

/** Loads every kind of data file; keys are paths below data/. What is wrong is left out and reported; the rest is loaded. */
export const loadKnowledge = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: Knowledge; readonly problems: readonly Problem[] } => {
  const tokens = loadTokens(files)
  const actors = loadActors(files)
  const times = loadTimes(files)
  const places = loadPlaces(files)
  const attribution = loadAttribution(files)
  const links = loadLinks(files)
  const rules = loadRules(files)
  const lemmas = loadLemmas(files, verbsOf(rules.knowledge))
  return {
    knowledge: {
      tokens: tokens.knowledge,
      lemmas: lemmas.knowledge,
      actors: actors.knowledge,
      times: times.knowledge,
      places: places.knowledge,
      attribution: attribution.knowledge,
      links: links.knowledge,
      rules: rules.knowledge,
    },
    problems: [tokens, lemmas, actors, times, places, attribution, links, rules].flatMap(loaded => loaded.problems),
  }
}

/** The verbs by which the rules find acts and what becomes of them. */
const verbsOf = ({ acts, operators, roles, supports }: RuleBook): readonly string[] =>
  [...acts, ...operators, ...roles, ...supports]
    .filter(rule => rule.wordClass === 'verb')
    .flatMap(rule => rule.triggers.map(trigger => trigger.lemma))
