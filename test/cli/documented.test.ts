import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { readout } from './readout.ts'

const root = join(import.meta.dirname, '../..')
const pages = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
].map(name => ({ name, text: readFileSync(join(root, name), 'utf8') }))

test('every command is described in docs/', async () => {
  const text = pages.map(page => page.text).join('\n')
  const { out } = await readout(['--help'])
  const list = out.slice(out.indexOf('Commands:'), out.indexOf('Examples:'))
  const commands = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(found => found[1] ?? '')
  expect(commands.length).toBeGreaterThan(3)
  expect(commands.filter(name => name !== 'help' && !new RegExp(`readout ${name}\\b`).test(text))).toEqual([])
})

test('links between pages lead somewhere', () => {
  const dead = pages.flatMap(({ name, text }) =>
    [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map(found => join(root, dirname(name), found[1] ?? ''))
      .filter(path => !existsSync(path))
      .map(path => `${name}: ${relative(root, path)}`),
  )
  expect(dead).toEqual([])
})
