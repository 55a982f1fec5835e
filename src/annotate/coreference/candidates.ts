import type { Token } from '../../model/token.ts'
import type { DraftMention } from '../actors/registry.ts'
import type { Setting } from '../actors/setting.ts'

/** Mentions told so far, by sentence, in order of their head. */
export interface Told {
  add(mention: DraftMention): void
  in(sentence: number): readonly DraftMention[]
}

export const createTold = (): Told => {
  const sentences: DraftMention[][] = []
  return {
    add(mention) {
      let list = sentences[mention.sentence]
      if (!list) {
        list = []
        sentences[mention.sentence] = list
      }
      let at = list.length
      while (at > 0 && (list[at - 1]?.head ?? 0) > mention.head) at--
      list.splice(at, 0, mention)
    },
    in: sentence => sentences[sentence] ?? NONE,
  }
}

const NONE: readonly DraftMention[] = []

export const tokenOf = (setting: Setting, mention: DraftMention): Token | undefined =>
  setting.readings[mention.sentence]?.tokens[mention.head]

/** How far a mention stands out in its sentence: subjects before objects before what hangs on prepositions and other nouns. */
export const prominence = (token: Token | undefined): number => {
  if (!token) return 0
  const { deprel } = token
  if (deprel === 'nsubj') return 1
  if (deprel.startsWith('nsubj') || deprel === 'root') return 0.9
  if (deprel === 'obj' || deprel === 'iobj') return 0.55
  if (deprel === 'nmod:poss') return 0.5
  if (deprel === 'obl:agent') return 0.6
  if (deprel.startsWith('obl')) return 0.4
  if (deprel === 'conj' || deprel === 'appos' || deprel === 'flat') return 0.45
  return 0.25
}

/** Drafts of a mention and of those coordinated with it: "Tonga, Tuvalu and Vanuatu". */
export const coordinated = (setting: Setting, told: Told, mention: DraftMention): readonly DraftMention[] => {
  const tokens = setting.readings[mention.sentence]?.tokens
  if (!tokens) return [mention]
  const found = [mention]
  for (const other of told.in(mention.sentence)) {
    if (other === mention) continue
    let token = tokens[other.head]
    for (let step = 0; token && token.deprel === 'conj' && step < 5; step++) {
      const parent = tokens[token.head - 1]
      if (token.head - 1 === mention.head) {
        found.push(other)
        break
      }
      token = parent
    }
  }
  return found
}
