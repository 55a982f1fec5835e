/** Right answers counted in all and by kind. */
export interface Tally {
  /** Counts one answer and hands on whether it was right. */
  add(kind: string, right: boolean): boolean
  /** "name  81.2 % (845 of 1041)". */
  total(): string
  /** One line a kind, the largest first. */
  byKind(): readonly string[]
}

/** A share in percent with one decimal: "81.2 %". */
export const percent = (part: number, whole: number): string =>
  `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1).padStart(5)} %`

/** An empty tally; `name` heads its total. */
export const createTally = (name: string): Tally => {
  const kinds = new Map<string, { right: number; all: number }>()
  const line = (label: string, right: number, all: number): string =>
    `${label.padEnd(34)} ${percent(right, all)}  (${right} of ${all})`
  return {
    add(kind, right) {
      const { right: before, all } = kinds.get(kind) ?? { right: 0, all: 0 }
      kinds.set(kind, { right: before + Number(right), all: all + 1 })
      return right
    },
    total() {
      const counts = [...kinds.values()]
      return line(
        name,
        counts.reduce((sum, c) => sum + c.right, 0),
        counts.reduce((sum, c) => sum + c.all, 0),
      )
    },
    byKind: () =>
      [...kinds].sort((a, b) => b[1].all - a[1].all).map(([kind, { right, all }]) => line(`  ${kind}`, right, all)),
  }
}
