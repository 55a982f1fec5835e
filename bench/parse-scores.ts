import type { Parse } from '../src/model/token.ts'

/** A parsed sentence; `keys` name the stretch of text of each word, so that two cuttings of one text can be compared. */
export interface Scored {
  readonly keys: readonly string[]
  readonly parse: Parse
}

/** Relations of function words and punctuation, left out of CLAS (CoNLL 2018). */
const FUNCTIONAL = new Set(['aux', 'case', 'cc', 'clf', 'cop', 'det', 'mark', 'punct'])

/** Arguments on which an act's actor and recipient hang. */
const CORE = new Set(['nsubj', 'obj', 'iobj', 'ccomp', 'xcomp', 'obl'])

const universal = (relation: string): string => relation.split(':')[0] ?? relation

interface Row {
  readonly head: string
  readonly relation: string
  readonly upos: string
  readonly xpos: string
  readonly feats: string
  readonly lemma: string
}

const rowsOf = (sentences: readonly Scored[]): ReadonlyMap<string, Row> => {
  const rows = new Map<string, Row>()
  for (const { keys, parse } of sentences) {
    keys.forEach((key, i) => {
      const head = parse.head[i] ?? 0
      rows.set(key, {
        head: head === 0 ? 'root' : (keys[head - 1] ?? ''),
        relation: universal(parse.deprel[i] ?? ''),
        upos: parse.upos[i] ?? '',
        xpos: parse.xpos[i] ?? '',
        feats: parse.feats[i] ?? '',
        lemma: parse.lemma[i] ?? '',
      })
    })
  }
  return rows
}

const f1 = (right: number, gold: number, got: number): number => (200 * right) / Math.max(1, gold + got)

/** F1 in per cent of attachment (relations without subtypes) and tags, and the recall of core arguments. */
export const scoreTrees = (
  gold: readonly Scored[],
  got: readonly Scored[],
): readonly (readonly [name: string, value: number])[] => {
  const want = [...rowsOf(gold)]
  const have = rowsOf(got)
  const content = (rows: Iterable<Row>): number => [...rows].filter(row => !FUNCTIONAL.has(row.relation)).length
  const right = (test: (want: Row, have: Row) => boolean): number =>
    want.filter(([key, row]) => {
      const other = have.get(key)
      return other !== undefined && test(row, other)
    }).length
  const attached = (a: Row, b: Row): boolean => a.head === b.head
  const labelled = (a: Row, b: Row): boolean => attached(a, b) && a.relation === b.relation
  const all = (test: (want: Row, have: Row) => boolean): number => f1(right(test), want.length, have.size)
  const core = want.filter(([, row]) => CORE.has(row.relation)).length
  return [
    ['LAS', all(labelled)],
    ['UAS', all(attached)],
    [
      'CLAS',
      f1(
        right((a, b) => labelled(a, b) && !FUNCTIONAL.has(a.relation)),
        content(want.map(([, row]) => row)),
        content(have.values()),
      ),
    ],
    ['core', (100 * right((a, b) => labelled(a, b) && CORE.has(a.relation))) / Math.max(1, core)],
    ['UPOS', all((a, b) => a.upos === b.upos)],
    ['XPOS', all((a, b) => a.xpos === b.xpos)],
    ['feats', all((a, b) => a.feats === b.feats)],
    ['lemma', all((a, b) => a.lemma === b.lemma)],
  ]
}

/** F1 in per cent of sentences: beginning and end right, however the words are cut. */
export const scoreSentences = (gold: readonly Scored[], got: readonly Scored[]): number => {
  const spans = (sentences: readonly Scored[]): ReadonlySet<string> =>
    new Set(sentences.map(({ keys }) => `${keys[0]?.split('-')[0]}-${keys.at(-1)?.split('-')[1]}`))
  const [want, have] = [spans(gold), spans(got)]
  return f1([...want].filter(span => have.has(span)).length, want.size, have.size)
}

/** F1 in per cent of names, span and kind right, by kind. */
export const scoreNames = (
  gold: readonly Scored[],
  got: readonly Scored[],
): readonly (readonly [name: string, value: number])[] => {
  const spans = (sentences: readonly Scored[], kind: string): ReadonlySet<string> =>
    new Set(
      sentences.flatMap(({ keys, parse }) =>
        parse.names.filter(name => name.kind === kind).map(name => `${keys[name.from - 1]} ${keys[name.to - 1]}`),
      ),
    )
  return ['person', 'organization', 'place', 'people'].map(kind => {
    const want = spans(gold, kind)
    const have = spans(got, kind)
    return [kind, f1([...want].filter(span => have.has(span)).length, want.size, have.size)]
  })
}
