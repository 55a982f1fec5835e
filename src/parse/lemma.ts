import { type Lexicon, UNKNOWN } from './lexicon.ts'
import type { ModelFile } from './model-file.ts'

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

/** XPOS tags a known word may have, in the keys of `lemma.keys`. */
const TAGS = 64

/**
 * A function from form, XPOS number and edit number to the lemma. The casing is always that of the predicted edit; a word that the treebanks
 * hold under this tag is cut as it is cut there.
 */
export const createLemmatizer = (
  file: ModelFile,
  lexicon: Lexicon,
): ((form: string, xpos: number, edit: number) => string) => {
  const edits = file.header.labels.lemma.map(readEdit)
  const cuts = file.header.lemmaEdits.map(cut => readEdit(`k ${cut}`))
  const numbers = file.i32('lemma.edits')
  const known = new Map(Array.from(file.i32('lemma.keys'), (key, i) => [key, numbers[i] ?? 0]))
  return (form, xpos, edit) => {
    const predicted = edits[edit] ?? KEEP
    const row = lexicon.row(form)
    const cut = row === UNKNOWN ? undefined : cuts[known.get(row * TAGS + xpos) ?? -1]
    return applyEdit(form, cut ? { ...cut, casing: predicted.casing } : predicted)
  }
}

const KEEP = readEdit('k 0 ')
