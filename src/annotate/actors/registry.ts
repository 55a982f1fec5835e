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
  /** Mention whose head is the token, if there is one. */
  at(sentence: number, head: number): DraftMention | undefined
}

export const createRegistry = (): Registry => {
  const drafts: Draft[] = []
  const byKey = new Map<string, Draft>()
  const mentions: DraftMention[] = []
  const byHead = new Map<number, DraftMention>()
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
      byHead.set(key, mention)
      mentions.push(mention)
    },
    redirect(mention, found) {
      const at = mentions.indexOf(mention)
      if (at < 0 || found.length === 0) return
      const changed = { ...mention, drafts: found }
      mentions[at] = changed
      byHead.set(slot(mention.sentence, mention.head), changed)
    },
    at: (sentence, head) => byHead.get(slot(sentence, head)),
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

/** The last name of a person as entities are compared by it, and the given names before it. */
export const nameParts = (name: string): { readonly last: string; readonly given: readonly string[] } => {
  const parts = pieces(name)
  return { last: lastNameKey(name), given: parts.slice(0, -1).map(nameKey) }
}
