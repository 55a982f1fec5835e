/** Those who take part in a happening, by their keys, and how they stand to each other in it. Happenings with the same parties may share one. */
export interface Parties {
  /** Everybody, each once. */
  readonly all: readonly string[]
  /** The same without those who are only spoken of (topics) or stood in (venues). */
  readonly acting: readonly string[]
  readonly sides: readonly string[]
  readonly roles: readonly RoleOf[]
  readonly ties: readonly Tie[]
}

export interface RoleOf {
  readonly role: string
  readonly key: string
}

/** Two parties of an act; `a` stands before `b` in the alphabet. */
export interface Tie {
  readonly a: string
  readonly b: string
  /** `a~b`, as filters and edges name it. */
  readonly pair: string
  /** a acts towards b. */
  readonly forth: boolean
  /** b acts towards a. */
  readonly back: boolean
  /** Both act, and nobody is acted upon. */
  readonly together: boolean
}

export const partiesOf = (
  actors: readonly string[],
  recipients: readonly string[],
  roles: readonly RoleOf[],
): Parties => {
  const sides = [...new Set([...actors, ...recipients])]
  return {
    all: [...new Set([...sides, ...roles.map(r => r.key)])],
    acting: [...new Set([...sides, ...roles.filter(acts).map(r => r.key)])],
    sides,
    roles,
    ties: tiesOf(actors, recipients),
  }
}

/** A venue or a topic does nothing. */
export const acts = ({ role }: RoleOf): boolean => role !== 'topic' && role !== 'venue'

/** Those who act with those acted upon, or, where nobody is, among themselves. */
export const tiesOf = (actors: readonly string[], recipients: readonly string[]): readonly Tie[] => {
  const ties = new Map<string, Tie>()
  const add = (from: string, to: string, together: boolean): void => {
    if (from === to) return
    const [a, b] = from < to ? [from, to] : [to, from]
    const pair = `${a}~${b}`
    const known = ties.get(pair)
    ties.set(pair, {
      a,
      b,
      pair,
      forth: known?.forth === true || (!together && from === a),
      back: known?.back === true || (!together && from === b),
      together,
    })
  }
  for (const [i, actor] of actors.entries())
    for (const other of recipients.length > 0 ? recipients : actors.slice(i + 1))
      add(actor, other, recipients.length === 0)
  return [...ties.values()]
}
