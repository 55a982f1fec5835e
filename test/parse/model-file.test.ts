import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createParser } from '../../src/parse/parser.ts'

const model = readFileSync(join(import.meta.dirname, '../../models/en.bin'))

const changed = (at: number, byte: number): Uint8Array => {
  const copy = Uint8Array.from(model)
  copy[at] = byte
  return copy
}

test('refuses what is no whole model with one sentence', () => {
  expect(() => createParser(new Uint8Array())).toThrow('this is not a Readout parser model')
  expect(() => createParser(new TextEncoder().encode('{"a": "JSON file of some length"}'))).toThrow(
    'not a Readout parser model',
  )
  expect(() => createParser(changed(4, 99))).toThrow(
    'the parser model has format 99, this version of Readout reads format 3',
  )
  expect(() => createParser(changed(model.length - 1000, 77))).toThrow(/damaged/)
  expect(() => createParser(changed(13, 255))).toThrow(/damaged/)
  expect(() => createParser(model.subarray(0, model.length - 1))).toThrow(/damaged/)
  expect(() => createParser(model.subarray(0, model.length - 4))).toThrow(/damaged/)
  expect(() => createParser(model.subarray(0, 20))).toThrow(/damaged/)
})
