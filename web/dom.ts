/** What an element may hold; null and false leave nothing. */
export type Child = Node | string | number | null | undefined | false | readonly Child[]

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined | ((event: never) => void)>>

/** Makes an element. Text is text: nothing that comes out of a report is ever read as markup. `on…` adds a listener. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => fill(document.createElement(tag), attributes, children)

/** Makes an element of a drawing. */
export const svg = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] => fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)

const fill = <T extends Element>(node: T, attributes: Attributes, children: readonly Child[]): T => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === 'function') node.addEventListener(name.slice(2), value as EventListener)
    else node.setAttribute(name, value === true ? '' : String(value))
  }
  append(node, children)
  return node
}

const append = (node: Element, children: readonly Child[]): void => {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue
    if (Array.isArray(child)) append(node, child)
    else node.append(child instanceof Node ? child : String(child))
  }
}

/** `1 report`, `2 reports`. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`
