import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

/** The built page: `dist/page`, the same two steps up from `src/http/` and `dist/http/`. */
const FOLDER = join(import.meta.dirname, '../../dist/page')

export type PageFiles = ReadonlyMap<string, { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }>

/** All files of the built page, by name; only these are handed out, whatever path is asked for. */
export const readPageFiles = async (folder = FOLDER): Promise<PageFiles> => {
  const names = await readdir(folder).catch(() => {
    throw new Error(`the page is not built: run "npm run build" (there is no ${folder})`)
  })
  const files = names.filter(name => TYPES[extname(name)] !== undefined)
  return new Map(
    await Promise.all(
      files.map(async name => {
        const bytes = new Uint8Array(await readFile(join(folder, name)))
        return [name, { type: TYPES[extname(name)] ?? '', bytes }] as const
      }),
    ),
  )
}
