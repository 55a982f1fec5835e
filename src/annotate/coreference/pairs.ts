import type { Token } from '../../model/token.ts'
import type { Draft, DraftMention } from '../actors/registry.ts'
import type { Setting } from '../actors/setting.ts'
import { type Told, tokenOf } from './candidates.ts'

/** The party a draft stands for: its state or its group, so that a president and his country are one. */
const partyOf = (draft: Draft): string => draft.code ?? `#${draft.id}`

/**
 * The two meant by "both sides", "the two countries", "the pair": the pair of parties told together that is nearest and most often
 * told together. `people` asks for two persons; `except` is the subject of the phrase's own verb, who is a third.
 */
export const pairBefore = (
  setting: Setting,
  told: Told,
  sentence: number,
  at: number,
  want: 'people' | 'states' | 'parties',
  except: Draft | null,
  suits: (draft: Draft) => boolean = () => true,
): readonly Draft[] | null => {
  const together = new Map<string, { drafts: readonly Draft[]; score: number }>()
  const fits = (mention: DraftMention): readonly Draft[] =>
    mention.drafts.filter(
      draft =>
        suits(draft) &&
        draft.sector !== 'JRN' &&
        draft.kind !== 'place' &&
        (want !== 'people' || (draft.kind === 'person' && draft.name !== '' && draft.office !== SPOKESMAN)) &&
        (want !== 'states' || draft.code !== null) &&
        (want === 'people' ||
          draft.code !== null ||
          draft.kind === 'group' ||
          draft.kind === 'organization' ||
          draft.kind === 'person') &&
        (except === null || partyOf(draft) !== partyOf(except)),
    )
  for (let s = sentence; s >= Math.max(0, sentence - REACH); s--) {
    const zone = setting.readings[s]?.sentence.zone
    if (zone === 'caption' || zone === 'headline' || zone === 'dateline') continue
    const parties = new Map<string, Party>()
    for (const mention of told.in(s)) {
      if (s === sentence && mention.head >= at) continue
      const weight = weightOf(setting, mention)
      for (const draft of fits(mention)) {
        const key = want === 'people' ? `#${draft.id}` : partyOf(draft)
        const known = parties.get(key)
        if (!known || known.weight < weight) parties.set(key, { draft, weight, token: tokenOf(setting, mention) })
      }
    }
    const list = [...parties]
    for (let i = 0; i < list.length; i++) {
      for (let k = i + 1; k < list.length; k++) {
        const [one, two] = [list[i], list[k]]
        if (!one || !two) continue
        if (want === 'people' && partyOf(one[1].draft) === partyOf(two[1].draft) && one[1].draft.code !== null) continue
        const key = [one[0], two[0]].sort().join(' ')
        const distance = sentence - s
        const weight = one[1].weight + two[1].weight + (isJoined(one[1].token, two[1].token) ? JOINED : 0)
        const score = weight / (1 + 0.9 * distance) + 0.15
        const before = together.get(key)
        if (before) before.score += score
        else together.set(key, { drafts: [one[1].draft, two[1].draft], score })
      }
    }
  }
  let best: readonly Draft[] | null = null
  let bestScore = 0
  for (const { drafts, score } of together.values()) {
    if (score > bestScore) {
      bestScore = score
      best = drafts
    }
  }
  return best
}

interface Party {
  readonly draft: Draft
  readonly weight: number
  readonly token: Token | undefined
}

/** "Burundi and Rwanda": two told in one breath are likelier the two than any others of the sentence. */
const isJoined = (one: Token | undefined, two: Token | undefined): boolean =>
  one !== undefined &&
  two !== undefined &&
  ((two.deprel === 'conj' && two.head === one.id) || (one.deprel === 'conj' && one.head === two.id))

/** Whoever only speaks for others is none of "the two leaders". */
const SPOKESMAN = 'spokesman'

/** What being joined adds to the weight of a pair. */
const JOINED = 0.6

/** How many sentences back a pair may have been told. */
const REACH = 40

const weightOf = (setting: Setting, mention: DraftMention): number => {
  const deprel = tokenOf(setting, mention)?.deprel ?? ''
  const named = mention.form === 'name' ? 0.2 : 0
  if (deprel.startsWith('nsubj')) return 1 + named
  if (deprel === 'conj') return 0.9 + named
  if (deprel.startsWith('obl') || deprel === 'obj') return 0.8 + named
  return mention.form === 'modifier' ? 0.5 : 0.7 + named
}
