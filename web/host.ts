import type { DocumentRecord } from '../src/model/record.ts'
import type { Answers, Correction } from '../src/views/page/answers.ts'
import type { Export } from '../src/views/page/exports.ts'
import type { Filter } from '../src/views/page/filter.ts'
import type { State } from './address.ts'

/** A report as pasted or dropped. */
export interface Input {
  readonly name: string
  readonly text: string
  /** ISO date: what "Tuesday" is counted from. */
  readonly published: string | null
  readonly publisher: string | null
}

/** Where the page gets its answers and leaves its work: a server over a store, or the page itself. */
export interface Host {
  readonly answers: Answers
  /** One line on where texts go. */
  readonly where: string
  /** Codes reports one by one and takes them in; tells after each how many are done. Bad ones come back with a sentence. */
  code(inputs: readonly Input[], progress: (done: number) => void): Promise<Coded>
  /** Loads the sample reports that come with the program. */
  sample(progress: (done: number, all: number) => void): Promise<void>
  /** Sets an act or a merge right. */
  correct(correction: Correction): Promise<void>
  /** Formats in which the happenings shown can be had. */
  readonly exports: readonly Export[]
  export(format: Export, filter: Filter): Promise<Blob>
  /** Calls back when happenings come in that pass the filter; returns how to stop. Null where nothing comes in by itself. */
  readonly watch: ((filter: Filter, arrived: (count: number) => void) => () => void) | null
}

export interface Coded {
  readonly records: readonly DocumentRecord[]
  readonly refused: readonly { readonly name: string; readonly reason: string }[]
}

/** What a view is given. */
export interface Context {
  readonly host: Host
  readonly answers: Answers
  readonly state: State
  /** The address of the state with these changes. */
  href(change: Partial<State>): string
  /** Goes there. `quiet`: the address changes, the page stays as it is. */
  go(change: Partial<State>, quiet?: boolean): void
  /** Draws the page anew, after its data changed. */
  refresh(): void
  /** Says something to everybody, those who listen included. */
  say(message: string): void
}

export type View = (context: Context) => Promise<Node>
