/** Dragging moves, two fingers zoom. A drag is no click. */
export const drag = (
  chart: HTMLElement,
  pan: (share: number) => void,
  zoom: (factor: number, x: number) => void,
): void => {
  const fingers = new Map<number, number>()
  let moved = false
  const spread = (): number => {
    const [a = 0, b = 0] = fingers.values()
    return Math.abs(a - b)
  }
  chart.addEventListener('pointerdown', event => {
    fingers.set(event.pointerId, event.clientX)
    moved = false
  })
  chart.addEventListener('pointermove', event => {
    const last = fingers.get(event.pointerId)
    if (last === undefined) return
    const before = spread()
    const by = event.clientX - last
    if (!moved && fingers.size === 1 && Math.abs(by) < 4) return
    if (!moved) {
      chart.setPointerCapture(event.pointerId)
      moved = true
    }
    fingers.set(event.pointerId, event.clientX)
    if (fingers.size === 1) pan(-by / chart.clientWidth)
    else if (spread() > 0 && before > 0)
      zoom(before / spread(), [...fingers.values()].reduce((a, b) => a + b, 0) / fingers.size)
  })
  const end = (event: PointerEvent): void => {
    fingers.delete(event.pointerId)
  }
  chart.addEventListener('pointerup', end)
  chart.addEventListener('pointercancel', end)
  chart.addEventListener(
    'click',
    event => {
      if (!moved) return
      event.preventDefault()
      event.stopPropagation()
      moved = false
    },
    true,
  )
}
