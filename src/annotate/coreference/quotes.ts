import type { Reading } from '../actors/reading.ts'
import type { Draft } from '../actors/registry.ts'
import type { Setting } from '../actors/setting.ts'

/** Which tokens stand in quotation marks, and who speaks in each sentence. */
export interface Quotes {
  inside(sentence: number, token: number): boolean
  /** Whoever the sentence, or the one it continues, names as speaker; null when nobody. */
  speaker(sentence: number): Draft | null
}

const OPENING = /^[“„«]/
const CLOSING = /^[”»]/
const EITHER = /^["＂]|^``|^''/

/** Reads the quotation marks through the text; a mark left open ends with its paragraph unless the next one opens with another. */
export const findQuotes = (setting: Setting): Quotes => {
  const inside: boolean[][] = []
  const quoted: boolean[] = []
  let open = false
  let paragraph = -1
  for (const { tokens, sentence } of setting.readings) {
    if (sentence.paragraph !== paragraph) {
      open = false
      paragraph = sentence.paragraph
    }
    const flags: boolean[] = []
    let any = open
    for (const { form } of tokens) {
      if (OPENING.test(form)) open = true
      else if (CLOSING.test(form)) open = false
      else if (EITHER.test(form)) open = !open
      flags.push(open)
      any ||= open
    }
    inside.push(flags)
    quoted.push(any)
  }
  const own = (index: number): Draft | null => {
    const reading = setting.readings[index]
    const flags = inside[index]
    return reading && flags ? speakerOf(setting, reading, flags) : null
  }
  return {
    inside: (sentence, token) => inside[sentence]?.[token] ?? false,
    speaker(sentence) {
      // A quotation that runs on belongs to whoever began it, or to whoever is named when it ends.
      for (let s = sentence; s >= 0 && s > sentence - REACH && quoted[s]; s--) {
        const found = own(s)
        if (found !== null) return found
      }
      const here = setting.readings[sentence]?.sentence.paragraph
      for (let s = sentence + 1; s < sentence + REACH; s++) {
        if (setting.readings[s]?.sentence.paragraph !== here || !quoted[s]) break
        const found = own(s)
        if (found !== null) return found
      }
      return null
    },
  }
}

/** Sentences a quotation may run. */
const REACH = 6

/** The subject of a verb of saying outside the quotation marks. */
const speakerOf = (setting: Setting, reading: Reading, flags: readonly boolean[]): Draft | null => {
  const { tokens, sentence } = reading
  for (let i = 0; i < tokens.length; i++) {
    const verb = tokens[i]
    if (!verb || flags[i] || verb.upos !== 'VERB' || !setting.knowledge.words.speakers.has(verb.lemma)) continue
    for (let k = 0; k < tokens.length; k++) {
      const subject = tokens[k]
      if (subject?.head !== verb.id || !subject.deprel.startsWith('nsubj') || flags[k]) continue
      const mention = setting.registry.at(sentence.index, k)
      if (mention?.drafts[0]) return mention.drafts[0]
    }
  }
  return null
}
