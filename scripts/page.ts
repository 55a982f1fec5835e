import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Tables the page needs of larger files: names and middles of countries, the world's outline. */
const tables: Plugin = {
  name: 'readout tables',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^readout:/ }, ({ path }) => ({ path, namespace: 'readout' }))
    onLoad({ filter: /.*/, namespace: 'readout' }, ({ path }) => ({
      contents:
        path === 'readout:land'
          ? readFileSync(root('node_modules/world-atlas/countries-110m.json'), 'utf8')
          : countries(),
      loader: 'json',
    }))
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

/** Bundles one entry of the page with its style into a folder that any server can hand out. */
export const buildPage = async (entry: string, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: { page: entry, style: root('web/style.css') },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2023'],
    legalComments: 'linked',
    logLevel: 'warning',
    plugins: [tables],
  })
  for (const file of ['index.html', 'icon.svg']) copyFileSync(root(`web/${file}`), `${folder}/${file}`)
}

if (import.meta.main) await buildPage(root('web/server.ts'), root('dist/page'))
