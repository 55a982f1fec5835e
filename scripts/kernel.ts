import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const FLAGS = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '1']

/** Compiles kernel/kernel.ts and returns the text of src/parse/kernel-bytes.ts. */
export const compileKernel = async (): Promise<string> => {
  const root = join(import.meta.dirname, '..')
  const files = new Map<string, Uint8Array | string>()
  const { error, stderr } = await asc.main(
    ['kernel/kernel.ts', '--baseDir', root, '--outFile', 'kernel.wasm', ...FLAGS],
    {
      writeFile: (name, contents) => {
        files.set(name, contents)
      },
    },
  )
  const wasm = files.get('kernel.wasm')
  if (error || !(wasm instanceof Uint8Array)) throw new Error(`kernel does not compile: ${stderr.toString()}`)
  const lines = (
    Buffer.from(wasm)
      .toString('hex')
      .match(/.{1,108}/g) ?? []
  ).map(line => `  '${line}',`)
  return `/** kernel/kernel.ts compiled by \`npm run kernel\`, as hexadecimal lines. Do not edit. */\nexport const KERNEL: readonly string[] = [\n${lines.join('\n')}\n]\n`
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../src/parse/kernel-bytes.ts'), await compileKernel())
