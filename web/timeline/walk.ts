/** Moves the focus from mark to mark; false where none has it. */
export const walk = (chart: HTMLElement, arrow: string): boolean => {
  const marks = [...chart.querySelectorAll<SVGElement>('a.mark')]
  const at = marks.indexOf(document.activeElement as unknown as SVGElement)
  if (at < 0) return false
  const own = marks[at]?.getBoundingClientRect()
  const next =
    arrow === 'ArrowLeft' || arrow === 'ArrowRight'
      ? marks[at + (arrow === 'ArrowRight' ? 1 : -1)]
      : nearest(marks, own, arrow === 'ArrowDown' ? 1 : -1)
  next?.focus()
  return true
}

const nearest = (marks: readonly SVGElement[], own: DOMRect | undefined, way: number): SVGElement | undefined => {
  if (own === undefined) return undefined
  const beyond = marks.filter(m => (m.getBoundingClientRect().top - own.top) * way > 8)
  const distance = (m: SVGElement): number => {
    const box = m.getBoundingClientRect()
    return Math.abs(box.top - own.top) * 2 + Math.abs(box.left - own.left)
  }
  return beyond.sort((a, b) => distance(a) - distance(b))[0]
}
