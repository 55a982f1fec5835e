import type { Cue } from '../knowledge/attribution.ts'
import { ancestors, type Tree, tokenAt } from '../model/tree.ts'
import type { Draft } from './cues.ts'

/** A colon between speaker and words: a mark, not a word, so no data file holds it. */
const COLON: Cue = {
  rule: 'colon',
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

const draftOf = (at: number, source: number | null, content: readonly number[], quotes: boolean): Draft => ({
  cue: COLON,
  head: at,
  cueIds: [at],
  source,
  content,
  quotes,
  negated: false,
  relays: null,
  passive: false,
})

/** "Ministry: envoy never left the capital" as a headline, "LUND: We never left." in a transcript: those before the colon say what follows. */
export const headingOf = (tree: Tree, opensParagraph: boolean): Draft | null => {
  const { tokens, zone, names } = tree.sentence
  const at = tokens.findIndex(t => t.form === ':')
  if (at < 1 || at > 7 || tokens.length - at < 4) return null
  const before = tokens.slice(0, at)
  const named =
    before.every(t => t.upos === 'PROPN') && names.some(n => n.kind !== 'place' && n.from === 1 && n.to <= at)
  if (zone === 'headline' ? !before.some(t => NAMES.has(t.upos)) : !(opensParagraph && named)) return null
  if (before.some(t => t.upos === 'VERB' || t.upos === 'PUNCT')) return null
  const head = before.find(t => t.head === 0 || t.head > at + 1) ?? before.at(-1)
  return draftOf(
    at + 1,
    head?.id ?? null,
    tokens.slice(at + 1).map(t => t.id),
    false,
  )
}

/** A colon in front of a quotation that no verb of saying brings: `The laugh line: "…"`. */
export const colonBeforeQuotation = (tree: Tree, cues: readonly Draft[]): Draft | null => {
  const { tokens } = tree.sentence
  const at = tokens.findIndex(
    (t, i) => t.form === ':' && (i === tokens.length - 1 || /^(?:[“"]|'')$/.test(tokens[i + 1]?.form ?? '')),
  )
  if (at < 1 || cues.some(c => c.quotes && c.head <= at + 1)) return null
  const last = tokens[at - 1]
  if (!last) return null
  const line = [last.id, ...ancestors(tree, last.id)]
  const end = line.findIndex(id => tokenAt(tree, id).upos !== 'PROPN')
  const head = line[(end < 0 ? line.length : end) - 1] ?? last.id
  return draftOf(at + 1, last.upos === 'PROPN' ? head : null, [], true)
}

const NAMES = new Set(['PROPN', 'NOUN'])
