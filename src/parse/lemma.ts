/** How a lemma is made of a form: casing, characters cut from the end, characters added. */
export interface LemmaEdit {
  readonly casing: string
  readonly cut: number
  readonly add: string
}

/** Reads an edit as the model file writes it: "l 3 y" (lower case, cut three, add y); "k" keeps the case, "t" makes it title case. */
export const readEdit = (text: string): LemmaEdit => {
  const [casing = 'k', cut = '0', ...add] = text.split(' ')
  return { casing, cut: Number(cut), add: add.join(' ') }
}

/** The lemma of a form; never empty. */
export const applyEdit = (form: string, edit: LemmaEdit): string => {
  const chars = [...cased(form, edit.casing)]
  return chars.slice(0, Math.max(0, chars.length - edit.cut)).join('') + edit.add || form
}

const cased = (form: string, casing: string): string => {
  if (casing === 'l') return form.toLowerCase()
  if (casing === 'k') return form
  const [first = '', ...rest] = form
  return first.toUpperCase() + rest.join('').toLowerCase()
}
