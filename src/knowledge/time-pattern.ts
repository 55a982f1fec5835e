/**
 * The pattern of a time rule, as written in `data/time/patterns/*.yml`: elements with a space between.
 *
 *     word  word|other        these words, in any case
 *     <month>  <year:from>    a word of the class or shape, caught under the class's name or the name after the colon
 *     {day}  {day:from}       a whole expression of the group, caught likewise
 *     ( a b | c )             one of the sequences
 *     x?  ( … )?              may be missing
 *     [ … ]                   what counts as the expression, where it is not the whole pattern
 */
export type Element =
  | { readonly kind: 'word'; readonly words: readonly string[]; readonly optional: boolean }
  | { readonly kind: 'class'; readonly name: string; readonly capture: string; readonly optional: boolean }
  | { readonly kind: 'group'; readonly name: string; readonly capture: string; readonly optional: boolean }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[]; readonly optional: boolean }
  | { readonly kind: 'open' | 'close'; readonly optional: false }

export type Pattern = readonly Element[]

/** Parses a pattern, or says what is wrong with it. */
export const parsePattern = (source: string): Pattern | string => {
  const words = source.trim().split(/\s+/).filter(Boolean)
  let at = 0

  const sequence = (ends: readonly string[]): Pattern | string => {
    const elements: Element[] = []
    for (;;) {
      const word = words[at]
      if (word === undefined) return ends.length === 0 ? elements : 'a parenthesis is not closed'
      if (ends.includes(word)) return elements
      at++
      const element = word === '(' ? choice() : single(word)
      if (typeof element === 'string') return element
      elements.push(element)
    }
  }

  const choice = (): Element | string => {
    const options: Pattern[] = []
    for (;;) {
      const option = sequence(['|', ')', ')?'])
      if (typeof option === 'string') return option
      if (option.length === 0) return 'an empty alternative; mark what may be missing with ?'
      options.push(option)
      const end = words[at++]
      if (end !== '|') return { kind: 'choice', options, optional: end === ')?' }
    }
  }

  const pattern = sequence([])
  if (typeof pattern === 'string') return pattern
  if (pattern.length === 0) return 'the pattern is empty'
  const kinds = pattern.map(element => element.kind)
  const open = kinds.indexOf('open')
  const close = kinds.indexOf('close')
  if (open >= 0 || close >= 0) {
    const single = kinds.lastIndexOf('open') === open && kinds.lastIndexOf('close') === close
    if (open < 0 || close < open || !single) return '[ and ] must stand once each, in this order, outside parentheses'
  }
  return pattern
}

const single = (word: string): Element | string => {
  if (word === '[') return { kind: 'open', optional: false }
  if (word === ']') return { kind: 'close', optional: false }
  if (word === ')' || word === ')?') return 'a closing parenthesis too many'
  const optional = word.length > 1 && word.endsWith('?')
  const body = optional ? word.slice(0, -1) : word
  const named = /^([<{])([\w-]+)(?::([\w-]+))?([>}])$/.exec(body)
  if (named) {
    const [, bracket, name = '', capture = name, end] = named
    if ((bracket === '<') !== (end === '>')) return `"${body}": the brackets do not match`
    return { kind: bracket === '<' ? 'class' : 'group', name, capture, optional }
  }
  if (/[<>{}()[\]]/.test(body)) return `"${body}": brackets stand alone or around a name`
  return { kind: 'word', words: body.split('|').map(w => w.toLowerCase()), optional }
}

/** Every element of a pattern, those inside choices too. */
export const elementsOf = (pattern: Pattern): readonly Element[] =>
  pattern.flatMap(element =>
    element.kind === 'choice' ? [element, ...element.options.flatMap(elementsOf)] : [element],
  )

/** The elements an expression of this pattern may begin with. */
export const firstOf = (pattern: Pattern): readonly Element[] => {
  const first: Element[] = []
  for (const element of pattern) {
    if (element.kind === 'open' || element.kind === 'close') continue
    if (element.kind === 'choice') first.push(...element.options.flatMap(firstOf))
    else first.push(element)
    if (!element.optional) break
  }
  return first
}
