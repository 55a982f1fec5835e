import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Each folder may import from those before it in its list, and from itself; `pipeline.ts` composes the core, edges import inward. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  rules: ['model'],
  parse: ['model'],
  knowledge: ['model', 'rules'],
  annotate: ['model', 'rules', 'knowledge'],
  record: ['model', 'rules', 'knowledge', 'annotate'],
  views: ['model', 'rules', 'knowledge', 'annotate', 'record'],
  pipeline: ['model', 'rules', 'knowledge', 'parse', 'annotate', 'record'],
  index: ['model', 'rules', 'knowledge', 'parse', 'annotate', 'record', 'views', 'pipeline', 'read'],
  read: ['model', 'rules', 'knowledge', 'parse', 'annotate', 'record', 'views', 'pipeline'],
  store: ['model', 'rules', 'knowledge', 'annotate', 'record', 'views', 'pipeline', 'read'],
  http: ['model', 'rules', 'knowledge', 'parse', 'annotate', 'record', 'views', 'pipeline', 'read', 'store'],
  cli: [
    'model',
    'rules',
    'knowledge',
    'parse',
    'annotate',
    'record',
    'views',
    'pipeline',
    'read',
    'store',
    'http',
    'index',
  ],
}
const EDGES = new Set(['read', 'store', 'http', 'cli', 'index'])

const src = resolve(import.meta.dirname, '../src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.ts'))
const layer = (file: string): string => (file.split('/')[0] ?? '').replace(/\.ts$/, '')
const imports = files.flatMap(file => {
  const text = readFileSync(join(src, file), 'utf8')
  return [...text.matchAll(/^(?:import|export)\s+(?:[\w\s{},*]+\sfrom\s+)?['"]([^'"]+)['"]/gm)].map(m => ({
    file,
    target: m[1] ?? '',
  }))
})
const inner = imports
  .filter(i => i.target.startsWith('.'))
  .map(i => ({ file: i.file, target: relative(src, resolve(src, dirname(i.file), i.target)) }))

test('every folder of src has its place in the order', () => {
  expect(files.map(layer).filter(l => !(l in MAY_IMPORT))).toEqual([])
})

test('imports point one way', () => {
  const wrong = inner.filter(
    i => layer(i.file) !== layer(i.target) && !MAY_IMPORT[layer(i.file)]?.includes(layer(i.target)),
  )
  expect(wrong).toEqual([])
})

test('the core uses no Node API', () => {
  expect(imports.filter(i => i.target.startsWith('node:') && !EDGES.has(layer(i.file)))).toEqual([])
})

test('no import cycle', () => {
  const next = new Map<string, string[]>()
  for (const i of inner) next.set(i.file, [...(next.get(i.file) ?? []), i.target])
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    done.add(file)
    for (const target of next.get(file) ?? []) {
      const cycle = walk(target, [...path, file])
      if (cycle.length > 0) return cycle
    }
    return []
  }
  for (const file of files) expect(walk(file, [])).toEqual([])
})
