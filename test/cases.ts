import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One golden case of a file in `test/cases/`: what goes in, and what must come out, as plain text. */
export interface Case {
  readonly name: string
  readonly input: string
  readonly expected: string
}

/**
 * The cases of every `.txt` file in `test/cases/<stage>/`, in order. A case is `# name`, the input, a line `==>`, the expected text;
 * blank lines around each part are dropped. Lines that start with `//` are comments.
 */
export const readCases = (stage: string): readonly Case[] => {
  const folder = join(import.meta.dirname, 'cases', stage)
  return readdirSync(folder)
    .filter(file => file.endsWith('.txt'))
    .sort()
    .flatMap(file => parseCases(file, readFileSync(join(folder, file), 'utf8')))
}

const parseCases = (file: string, text: string): readonly Case[] =>
  text
    .replace(/^\/\/.*\n/gm, '')
    .split(/^# /m)
    .slice(1)
    .map(block => {
      const [name = '', ...lines] = block.split('\n')
      const arrow = lines.indexOf('==>')
      if (arrow < 0) throw new Error(`${file}: case "${name}" has no line ==>`)
      const part = (from: number, to?: number): string => lines.slice(from, to).join('\n').trim()
      return { name: `${file}: ${name}`, input: part(0, arrow), expected: part(arrow + 1) }
    })
