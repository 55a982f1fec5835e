import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/**
 * Puts the command and the threads it starts into few files: finding and reading three hundred modules one by one was a sixth of the
 * start. The folder lies two steps below the package, as `src/cli` does, so that its paths hold.
 */
export const buildCommand = async (folder: string): Promise<void> => {
  rmSync(folder, { recursive: true, force: true })
  await build({
    entryPoints: ['src/cli/main.ts', 'src/cli/worker.ts', 'src/http/coder-thread.ts'].map(root),
    outdir: folder,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    legalComments: 'linked',
    logLevel: 'warning',
    // the driver of PostgreSQL looks for a native one at run time
    external: ['pg'],
    // packages in the older module format ask for Node's own by `require`
    banner: {
      js: "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);",
    },
  })
}

if (import.meta.main) await buildCommand(root('dist/command'))
