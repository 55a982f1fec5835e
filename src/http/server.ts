import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type AppOptions, createApp } from './app.ts'
import { isLoopback } from './security.ts'

export interface Listening {
  /** Where the page is, the token in it where one is needed. */
  readonly url: string
  close(): Promise<void>
}

/** Starts listening. Anywhere but on this machine itself a token is needed. */
export const listen = async (options: AppOptions & { readonly port: number }): Promise<Listening> => {
  const { host, port, token } = options
  if (!isLoopback(host) && token === null)
    throw new Error(`beyond this machine (${host}) a token is needed: give --token, or set READOUT_TOKEN`)
  if (token !== null && token.length < 16) throw new Error('the token is too short: 16 characters at least')
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 },
    getRequestListener(createApp(options).fetch),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${port} is taken; choose another with --port, or 0 for any`)
          : error.code === 'EACCES'
            ? new Error(`port ${port} is not allowed; choose one above 1023 with --port`)
            : error,
      ),
    )
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? 'localhost' : host
  return {
    url: `http://${name}:${bound}/${token === null ? '' : `?token=${encodeURIComponent(token)}`}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
