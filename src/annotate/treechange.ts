import type { Token } from '../model/token.ts'

/** The token with this id, if the sentence has one. */
export const at = (tokens: readonly Token[], id: number): Token | undefined => tokens[id - 1]

/** What hangs on `id`, in text order. */
export const kidsOf = (tokens: readonly Token[], id: number): readonly Token[] =>
  tokens.filter(token => token.head === id)

/** What stands below `id`, in text order. */
export const under = (tokens: readonly Token[], id: number): readonly Token[] => {
  const isUnder = (token: Token | undefined): boolean =>
    token !== undefined && (token.head === id || isUnder(at(tokens, token.head)))
  return tokens.filter(isUnder)
}

/** Id of the first word of the phrase of `id`, without the comma that may hang before it. */
export const firstOf = (tokens: readonly Token[], id: number): number =>
  Math.min(id, ...kidsOf(tokens, id).map(kid => (kid.id < id && kid.upos !== 'PUNCT' ? firstOf(tokens, kid.id) : id)))

/** The tokens, those changed for which `change` has something to say. */
export const withChanges = (
  tokens: readonly Token[],
  change: (token: Token) => Partial<Token> | null,
): readonly Token[] =>
  tokens.map(token => {
    const changed = change(token)
    return changed ? { ...token, ...changed } : token
  })
