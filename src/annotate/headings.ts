import type { Cue } from '../knowledge/attribution.ts'
import type { Tree } from '../model/tree.ts'
import type { Draft } from './cues.ts'

/** The cue of a headline that names its source before a colon: a mark, not a word, so no data file holds it. */
const COLON: Cue = {
  rule: 'headline-colon',
  wordClass: 'verbs',
  lemma: ':',
  particles: [],
  does: 'assert',
  stance: 'asserts',
  vouches: true,
  addressed: false,
  frames: [],
  origin: { file: 'src/annotate/headings.ts', line: 1 },
}

/** "Ministry: envoy never left the capital" as a headline: the words before the colon say those after it. */
export const headingOf = (tree: Tree): Draft | null => {
  const { tokens, zone } = tree.sentence
  if (zone !== 'headline') return null
  const at = tokens.findIndex(t => t.form === ':')
  if (at < 1 || at > 7 || tokens.length - at < 4) return null
  const before = tokens.slice(0, at)
  if (before.some(t => t.upos === 'VERB' || t.upos === 'PUNCT') || !before.some(t => NAMES.has(t.upos))) return null
  const head = before.find(t => t.head === 0 || t.head > at + 1) ?? before.at(-1)
  return {
    cue: COLON,
    head: at + 1,
    cueIds: [at + 1],
    source: head?.id ?? null,
    content: tokens.slice(at + 1).map(t => t.id),
    quotes: false,
    negated: false,
    relays: null,
    passive: false,
  }
}

const NAMES = new Set(['PROPN', 'NOUN'])
