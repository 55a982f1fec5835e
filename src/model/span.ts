/** A stretch of `document.text`: half-open `[start, end)` in UTF-16 units, so `text.slice(start, end)` gives the words. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A span together with its words, as the record carries it. */
export interface Quote extends Span {
  readonly text: string
}
