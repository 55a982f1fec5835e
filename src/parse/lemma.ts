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
 * hold under this tag is cut as it is cut there. Where the result is no word ("mobiliz"; a treebank has "fre" of "freed"), the
 * edits that the treebanks show under the tag are tried, those that cut least first ("mobilize", "free").
 */
export const createLemmatizer = (
  file: ModelFile,
  lexicon: Lexicon,
): ((form: string, xpos: number, edit: number) => string) => {
  const edits = file.header.labels.lemma.map(readEdit)
  const cuts = file.header.lemmaEdits.map(cut => readEdit(`k ${cut}`))
  const numbers = file.i32('lemma.edits')
  const known = new Map(Array.from(file.i32('lemma.keys'), (key, i) => [key, numbers[i] ?? 0]))
  const usual = editsByTag(file, cuts)
  return (form, xpos, edit) => {
    const predicted = edits[edit] ?? KEEP
    const row = lexicon.row(form)
    const cut = row === UNKNOWN ? undefined : cuts[known.get(row * TAGS + xpos) ?? -1]
    const lemma = applyEdit(form, cut ? { ...cut, casing: predicted.casing } : predicted)
    if (lemma === form || lexicon.row(lemma) !== UNKNOWN) return lemma
    return wordBy(form, predicted.casing, usual.get(xpos) ?? [], lexicon) ?? lemma
  }
}

/** An edit as known words show it: what it may cut off. */
interface UsualEdit extends LemmaEdit {
  readonly endings: ReadonlySet<string>
}

/** The edits each tag is known with, those of at least `MIN_USES` words, and the endings that they cut. */
const editsByTag = (file: ModelFile, cuts: readonly LemmaEdit[]): ReadonlyMap<number, readonly UsualEdit[]> => {
  const numbers = file.i32('lemma.edits')
  const tags = new Map<number, Map<number, Map<string, number>>>()
  file.i32('lemma.keys').forEach((key, i) => {
    const word = file.header.words[Math.floor(key / TAGS)] ?? ''
    const number = numbers[i] ?? 0
    const edits = tags.get(key % TAGS) ?? new Map<number, Map<string, number>>()
    const endings = edits.get(number) ?? new Map<string, number>()
    const ending = word.slice(word.length - (cuts[number]?.cut ?? 0))
    tags.set(key % TAGS, edits.set(number, endings.set(ending, (endings.get(ending) ?? 0) + 1)))
  })
  const usual = (edits: ReadonlyMap<number, ReadonlyMap<string, number>>): readonly UsualEdit[] =>
    [...edits].flatMap(([number, endings]) => {
      const cut = cuts[number]
      const seen = [...endings].filter(([, n]) => n >= MIN_USES).map(([ending]) => ending)
      return cut && cut.cut > 0 && seen.length > 0 ? [{ ...cut, endings: new Set(seen) }] : []
    })
  return new Map([...tags].map(([tag, edits]) => [tag, usual(edits)]))
}
const MIN_USES = 4

/** The word of the vocabulary that one of the edits makes of the form, the one that cuts least, or null. */
const wordBy = (form: string, casing: string, edits: readonly UsualEdit[], lexicon: Lexicon): string | null => {
  const made = edits
    .filter(edit => edit.cut < form.length - 1 && edit.endings.has(form.slice(form.length - edit.cut).toLowerCase()))
    .map(edit => ({ cost: edit.cut - edit.add.length, lemma: applyEdit(form, { ...edit, casing }) }))
    .filter(({ lemma }) => lemma !== form && lexicon.row(lemma) !== UNKNOWN)
  return made.sort((a, b) => a.cost - b.cost || lexicon.row(a.lemma) - lexicon.row(b.lemma))[0]?.lemma ?? null
}

const KEEP = readEdit('k 0 ')
