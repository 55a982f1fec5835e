import { EVENT_TYPES, type EventType } from '../model/event.ts'
import { plain } from './hyphens.ts'
import type { SlotPath, SlotTest, Trigger } from './rule.ts'
import type { Slot } from './slots.ts'

const TEST = /^([+-])([a-z_/]+)(?::(.+))?$/

/**
 * Reads a trigger as it is written in a rule file: a lemma, then words that must hang on it, then conditions on its slots.
 *
 *     break off +object:relation|tie      "broke off relations", "relations were broken off"
 *     call +for                           "called for talks"
 *     strike +modifier:air|missile        "an air strike"
 *     charge -object:battery              "charged the batteries" is none
 *     host +object:@actor                 hosting somebody, not something
 *     suspend +object:CONSULT             "suspended the talks": the object is a word for an act of that type
 *
 * Returns the trigger, or a sentence that says what is wrong with the text.
 */
export const parseTrigger = (text: string): Trigger | string => {
  const [lemma = '', ...rest] = text.trim().split(/\s+/)
  if (lemma === '' || /^[+-]/.test(lemma)) return `a trigger starts with a word, not "${text}"`
  const particles: string[] = []
  const tests: SlotTest[] = []
  for (const part of rest) {
    const test = TEST.exec(part)
    if (test) {
      const choices = test[3]?.split('|') ?? []
      if (choices.some(choice => choice === '' || choice === '@')) return `empty choice in "${part}"`
      const isClass = (choice: string): boolean => choice.startsWith('@')
      tests.push({
        slot: test[2] ?? '',
        wanted: test[1] === '+',
        lemmas: new Set(choices.filter(choice => !isClass(choice) && !isType(choice)).map(plain)),
        classes: choices.filter(isClass).map(choice => choice.slice(1)),
        types: choices.filter(isType),
      })
    } else if (/^[+-]/.test(part))
      return `cannot read the condition "${part}"; write +slot, +slot:word|word or -slot:word`
    else if (tests.length > 0) return `the word "${part}" stands after a condition; words come first`
    else particles.push(part)
  }
  return { text: text.trim(), lemma: plain(lemma), particles, tests }
}

const isType = (choice: string): choice is EventType => EVENT_TYPES.some(type => type === choice)

/** Reads a slot path: `[on, against+at]` looks under `on` first, then under `against` and `at` together. */
export const parseSlotPath = (items: readonly string[]): SlotPath =>
  items.map(item => item.split('+').map((slot): Slot => slot.trim()))
