import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const t0 = performance.now()
const { loadActors } = await import('../src/knowledge/actors.ts')
console.log('import', performance.now() - t0)
const files = new Map(
  [
    'states.tsv',
    'organizations.tsv',
    'media.tsv',
    'cities.tsv',
    'nouns.tsv',
    'words.yml',
    'given-names.tsv',
    'phoenix.organizations.tsv',
    'phoenix.people.tsv',
    'officeholders.tsv',
    'history.officeholders.tsv',
  ].map(f => [`actors/${f}`, readFileSync(join(import.meta.dirname, '../data/actors', f), 'utf8')] as const),
)
for (let i = 0; i < 3; i++) {
  const t = performance.now()
  const k = loadActors(files)
  console.log('load', performance.now() - t)
  const t2 = performance.now()
  k.knowledge.people.byLastName('x')
  console.log('people', performance.now() - t2)
}
