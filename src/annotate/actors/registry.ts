import { lastNameKey, nameKey } from '../../knowledge/actors/people.ts'
import { pieces } from '../../knowledge/actors/phrases.ts'
import type { Entity, EntityKind, EntityMention, ReferenceForm } from '../../model/entity.ts'

/** An entity while the document is read: what the layer shows, and what coreference needs to know of it. */
export interface Draft {
  readonly id: number
  kind: EntityKind
  name: string
  code: string | null
  country: string | null
  sector: string | null
  role: string | null
  wikidata: string | null
  gender: 'm' | 'f' | null
  /** Several people or things: "they" rather than "he". */
  plural: boolean
  /** Noun it was introduced by ("foreign minister"), and key of its dated office. */
  noun: string | null
  office: string | null
}

/** A mention while the document is read. Token indexes count from 0. */
export interface DraftMention {
  readonly sentence: number
  readonly from: number
  readonly to: number
  readonly head: number
  readonly form: ReferenceForm
  readonly drafts: readonly Draft[]
  /** Offset of the first and behind the last character. */
  readonly start: number
  readonly end: number
}

/** The entities and mentions found so far. */
export interface Registry {
  readonly drafts: readonly Draft[]
  readonly mentions: DraftMention[]
  /** The draft under this key, made by `make` the first time. */
  ensure(key: string, make: () => Omit<Draft, 'id'>): Draft
  create(draft: Omit<Draft, 'id'>): Draft
  get(key: string): Draft | undefined
  alias(key: string, draft: Draft): void
  mention(mention: DraftMention): void
  /** Gives a mention other drafts. */
  redirect(mention: DraftMention, drafts: readonly Draft[]): void
  /** Mentions of a sentence, as they were added. */
  in(sentence: number): readonly DraftMention[]
  /** Mention whose head is the token, if there is one. */
  at(sentence: number, head: number): DraftMention | undefined
}

const NONE: readonly DraftMention[] = []

export const createRegistry = (): Registry => {
  const drafts: Draft[] = []
  const byKey = new Map<string, Draft>()
  const mentions: DraftMention[] = []
  const byHead = new Map<number, number>()
  const bySentence: DraftMention[][] = []
  const slot = (sentence: number, head: number): number => sentence * 4096 + head
  const create = (draft: Omit<Draft, 'id'>): Draft => {
    const made = { id: drafts.length, ...draft }
    drafts.push(made)
    return made
  }
  return {
    drafts,
    mentions,
    create,
    ensure(key, make) {
      const found = byKey.get(key)
      if (found) return found
      const made = create(make())
      byKey.set(key, made)
      return made
    },
    get: key => byKey.get(key),
    alias(key, draft) {
      byKey.set(key, draft)
    },
    mention(mention) {
      const key = slot(mention.sentence, mention.head)
      if (byHead.has(key) || mention.drafts.length === 0) return
      byHead.set(key, mentions.length)
      mentions.push(mention)
      const list = bySentence[mention.sentence]
      if (list) list.push(mention)
      else bySentence[mention.sentence] = [mention]
    },
    redirect(mention, found) {
      const at = byHead.get(slot(mention.sentence, mention.head))
      if (at === undefined || found.length === 0) return
      const changed = { ...mention, drafts: found }
      mentions[at] = changed
      const list = bySentence[mention.sentence] ?? []
      const place = list.findIndex(m => m.head === mention.head)
      if (place >= 0) list[place] = changed
    },
    in: sentence => bySentence[sentence] ?? NONE,
    at(sentence, head) {
      const at = byHead.get(slot(sentence, head))
      return at === undefined ? undefined : mentions[at]
    },
  }
}

/** The finished layer: mentions in text order, entities numbered by first mention, those nobody mentions left out. */
export const finishLayer = (
  registry: Registry,
): { readonly entities: readonly Entity[]; readonly mentions: readonly EntityMention[] } => {
  const ordered = [...registry.mentions].sort((a, b) => a.start - b.start || b.end - a.end)
  const ids = new Map<Draft, string>()
  const entities: Entity[] = []
  const idOf = (draft: Draft): string => {
    const known = ids.get(draft)
    if (known !== undefined) return known
    const id = `e${ids.size + 1}`
    ids.set(draft, id)
    const { kind, name, code, country, sector, role, wikidata } = draft
    entities.push({ id, kind, name, code, country, sector, role, wikidata })
    return id
  }
  const mentions = ordered.map(m => ({
    start: m.start,
    end: m.end,
    sentence: m.sentence,
    head: m.head + 1,
    form: m.form,
    entities: [...new Set(m.drafts)].map(idOf),
  }))
  return { entities, mentions }
}

/** The last name of a person as entities are compared by it, the given names before it, and the last name as it is written. */
export interface NameParts {
  readonly last: string
  readonly given: readonly string[]
  readonly raw: string
}

export const nameParts = (name: string): NameParts => {
  const parts = pieces(name)
  return { last: lastNameKey(name), given: parts.slice(0, -1).map(nameKey), raw: parts.at(-1) ?? '' }
}

/** The parts of a draft's name, worked out once for each name it has had. */
export const partsOf = (draft: Draft): NameParts => {
  const known = PARTS.get(draft)
  if (known && known.name === draft.name) return known.parts
  const parts = nameParts(draft.name)
  PARTS.set(draft, { name: draft.name, parts })
  return parts
}

const PARTS = new WeakMap<Draft, { readonly name: string; readonly parts: NameParts }>()
