/**
 * What a time rule makes of its words: a call such as `shift($unit, -$number)`. Names with `$` are what the pattern caught (null where an
 * optional part is missing), `-` takes the opposite of a number, other words are constants.
 */
export type Meaning =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Meaning[] }
  | { readonly kind: 'capture'; readonly name: string; readonly negative: boolean }
  | { readonly kind: 'constant'; readonly value: string | number }

/** Parses a meaning, or says what is wrong with it. */
export const parseMeaning = (source: string): Meaning | string => {
  const tokens = source.match(/-?\$[\w-]+|-?\d+(?:\.\d+)?|[A-Za-z_][\w-]*|[(),]|\S/g) ?? []
  let at = 0

  const term = (): Meaning | string => {
    const token = tokens[at++]
    if (token === undefined) return 'the meaning breaks off'
    const capture = /^(-?)\$(.+)$/.exec(token)
    if (capture) return { kind: 'capture', name: capture[2] ?? '', negative: capture[1] === '-' }
    if (/^-?\d/.test(token)) return { kind: 'constant', value: Number(token) }
    if (!/^[A-Za-z_]/.test(token)) return `"${token}" is out of place`
    if (tokens[at] !== '(') return { kind: 'constant', value: token }
    at++
    const args: Meaning[] = []
    while (tokens[at] !== ')') {
      const arg = term()
      if (typeof arg === 'string') return arg
      args.push(arg)
      if (tokens[at] === ',') at++
      else if (tokens[at] !== ')')
        return `after argument ${args.length} of ${token}, a comma or a parenthesis is missing`
    }
    at++
    return { kind: 'call', name: token, args }
  }

  const meaning = term()
  if (typeof meaning === 'string') return meaning
  if (at < tokens.length) return `"${tokens.slice(at).join(' ')}" is left over`
  return meaning
}

/** Every call and capture in a meaning. */
export const partsOf = (meaning: Meaning): readonly Meaning[] =>
  meaning.kind === 'call' ? [meaning, ...meaning.args.flatMap(partsOf)] : [meaning]
