import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createCoding } from '../http/coding.ts'
import { officeTables } from '../http/offices.ts'
import { readPageFiles } from '../http/page-files.ts'
import { listen } from '../http/server.ts'
import { storeWriting } from '../http/store-writing.ts'
import type { Store } from '../store/open.ts'
import { useStore } from './open-store.ts'
import { say } from './say.ts'
import type { StoreOptions } from './store-options.ts'
import { readVersion } from './version.ts'

export interface ServeOptions extends StoreOptions {
  readonly host: string
  readonly port: number
  readonly token?: string
  readonly sample?: true
  readonly open?: true
}

/** `readout serve`: the page and the interface, until it is stopped. Returns the exit status. */
export const serve = async (options: ServeOptions): Promise<number> => {
  if (options.sample !== true) return useStore(options.store, { readOnly: false }, store => run(store, options))
  const folder = mkdtempSync(join(tmpdir(), 'readout-sample-'))
  try {
    return await useStore(join(folder, 'sample.sqlite'), { readOnly: false }, store => run(store, options))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const run = async (store: Store, options: ServeOptions): Promise<number> => {
  const page = await readPageFiles()
  const coding = createCoding()
  const writing = storeWriting(store, coding, () => ({
    author: userInfo().username,
    made: new Date().toISOString(),
    note: null,
  }))
  if (options.sample === true) {
    const inputs = await writing.sample()
    say(`coding ${inputs.length} sample reports`)
    const { records, refused } = await writing.code(inputs)
    for (const { name, reason } of [...refused, ...(await writing.keep(records))]) say(`${name}: ${reason}`)
  }
  const server = await listen({
    store,
    writing,
    version: await readVersion(),
    host: options.host,
    port: options.port,
    token: options.token ?? null,
    page,
    offices: officeTables(),
  })
  await warm(server.url, options.token)
  process.stdout.write(`${server.url}\n`)
  say(`serving ${options.sample === true ? 'the sample record' : options.store}; stop with Ctrl-C`)
  if (options.open === true) openBrowser(server.url)
  await stopped()
  await server.close()
  await coding.close()
  return 0
}

/** Asks what the first view asks before anybody is told the address, so that a large record has it ready. */
const warm = async (url: string, token: string | undefined): Promise<void> => {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  for (const path of ['counts', 'timeline?track=dyad'])
    await fetch(new URL(path, url), { headers }).then(
      response => response.arrayBuffer(),
      () => undefined,
    )
}

const stopped = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

/** Asks the system to show the address; where there is no browser the printed address has to do. */
const openBrowser = (url: string): void => {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['explorer'] : ['xdg-open']
  if (command === undefined) return
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
