import type { EntityLayer } from '../model/entity.ts'
import type { Sentence } from '../model/token.ts'

/** What the tagger and the entities say of the tokens of a sentence. */
export interface Cover {
  /** Token id → kind and extent of the longest name over it that is no place. */
  readonly names: ReadonlyMap<number, { readonly kind: string; readonly from: number; readonly to: number }>
  readonly places: readonly { readonly from: number; readonly to: number }[]
  /** Token id → code of the country whose adjective it is. */
  readonly adjectives: ReadonlyMap<number, string>
}

export const coverOf = (sentence: Sentence, layer: EntityLayer): Cover => {
  const names = new Map<number, { kind: string; from: number; to: number }>()
  const places: { from: number; to: number }[] = []
  const adjectives = new Map<number, string>()
  const put = (kind: string, from: number, to: number): void => {
    for (let id = from; id <= to; id++) {
      const known = names.get(id)
      if (known === undefined || known.to - known.from < to - from) names.set(id, { kind, from, to })
    }
  }
  for (const name of sentence.names) {
    if (name.kind === 'place') places.push({ from: name.from, to: name.to })
    else put(name.kind, name.from, name.to)
  }
  for (const mention of layer.mentions) {
    if (mention.sentence !== sentence.index) continue
    const inside = sentence.tokens.filter(t => t.start >= mention.start && t.end <= mention.end)
    const [first, last] = [inside[0], inside.at(-1)]
    if (first === undefined || last === undefined) continue
    const entity = layer.entities.find(e => e.id === mention.entities[0])
    const code = entity?.code ?? entity?.country ?? null
    if (mention.form === 'modifier' && first === last && code?.length === 3 && first.upos === 'ADJ') {
      adjectives.set(first.id, code)
    }
    const holds = entity?.kind === 'person' || entity?.kind === 'organization'
    if (mention.form === 'name' && holds) put(entity.kind, first.id, last.id)
    // The tagger takes "Kyiv" for a person where the actors know better.
    if (mention.form === 'name' && (entity?.kind === 'country' || entity?.kind === 'place')) {
      for (const t of inside) if (names.get(t.id)?.kind === 'person') names.delete(t.id)
    }
  }
  return { names, places, adjectives }
}

/** True where the words are a person's name, or lie inside a longer name of something else. */
export const isOtherName = (cover: Cover, from: number, to: number): boolean => {
  for (let id = from; id <= to; id++) {
    const name = cover.names.get(id)
    if (name?.kind === 'person' || (name !== undefined && (name.from < from || name.to > to))) return true
  }
  return false
}
