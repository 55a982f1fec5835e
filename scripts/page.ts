import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { fingerprint } from '../src/read/coder.ts'
import { readData, readModel } from '../src/read/data.ts'

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** What the page needs of a larger table: names and middles of countries. */
const tables: Plugin = {
  name: 'readout tables',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^readout:/ }, ({ path }) => ({ path, namespace: 'readout' }))
    onLoad({ filter: /.*/, namespace: 'readout' }, () => ({ contents: countries(), loader: 'json' }))
  },
}

const countries = (): string => {
  const file = root('data/places/countries.tsv')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(1) : []
  const rows = lines.flatMap(line => {
    const [code = '', name = '', lat = '', lon = ''] = line.split('\t')
    return code === '' || code.startsWith('#') ? [] : [[code, [name, round(lat), round(lon)]] as const]
  })
  return JSON.stringify(Object.fromEntries(rows))
}

const round = (degrees: string): number => Math.round(Number(degrees) * 10) / 10

const bundle = (entryPoints: Readonly<Record<string, string>>, folder: string) =>
  build({
    metafile: true,
    entryPoints: { ...entryPoints },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    // what the page and the coder's thread both need is in one file
    splitting: true,
    target: ['es2023'],
    legalComments: 'linked',
    logLevel: 'warning',
    plugins: [tables],
  })

/** Bundles the page and its style, and the coder's thread where it has one, into a folder that any server can hand out; `head` goes into its head. */
export const buildPage = async (entry: string, folder: string, thread?: string, head = ''): Promise<void> => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { metafile } = await bundle(
    { page: entry, style: root('web/style.css'), ...(thread === undefined ? {} : { coder: thread }) },
    folder,
  )
  copyFileSync(root('node_modules/world-atlas/countries-110m.json'), `${folder}/land.json`)
  copyFileSync(root('web/icon.svg'), `${folder}/icon.svg`)
  // what the page is in parts of is asked for with it, not after it
  const page = Object.entries(metafile.outputs).find(([file]) => basename(file) === 'page.js')?.[1]
  const parts = (page?.imports ?? []).filter(({ kind }) => kind === 'import-statement')
  const links = parts.map(({ path }) => `<link rel="modulepreload" href="${basename(path)}" />`)
  const first = '<meta charset="utf-8" />'
  const html = readFileSync(root('web/index.html'), 'utf8')
  writeFileSync(`${folder}/index.html`, html.replace(first, [first, head, ...links].filter(Boolean).join('\n    ')))
}

/** The page that needs no server: the coder, its knowledge and its model beside it, packed. Any host can hand the folder out. */
export const buildBrowser = async (folder: string): Promise<void> => {
  // a host that sets no policy gets the page's own; the coder's kernel is WebAssembly
  const policy = `<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'" />`
  await buildPage(root('web/browser.ts'), folder, root('web/coder.ts'), policy)
  const [files, model] = await Promise.all([readData(), readModel()])
  const { version } = JSON.parse(readFileSync(root('package.json'), 'utf8')) as { version: string }
  const pack = (name: string, bytes: Uint8Array | string): void => writeFileSync(`${folder}/${name}`, gzipSync(bytes))
  pack(
    'knowledge.bin',
    JSON.stringify({ coder: { version, knowledge: fingerprint(files, model) }, files: Object.fromEntries(files) }),
  )
  pack('model.bin', model)
  pack('merging.bin', JSON.stringify(Object.fromEntries([...files].filter(([name]) => name.startsWith('merging/')))))
  const tables = [...files].filter(([name]) => /^actors\/(.*\.)?officeholders\.tsv$/.test(name))
  pack('offices.bin', JSON.stringify(Object.fromEntries(tables)))
  const samples = readdirSync(root('samples/record')).sort()
  pack(
    'samples.bin',
    JSON.stringify(
      Object.fromEntries(samples.map(name => [name, readFileSync(root(`samples/record/${name}`), 'utf8')])),
    ),
  )
}

if (import.meta.main) {
  await buildPage(root('web/server.ts'), root('dist/page'))
  await buildBrowser(root('dist/browser'))
}
