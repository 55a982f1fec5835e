import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  process.env.READOUT_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Where a Chromium is, or null. Where CI is set there has to be one: .ci/run installs it. */
export const chromiumPath = (): string | null => {
  const path = PLACES.find(p => p !== undefined && existsSync(p)) ?? null
  if (path === null && process.env.CI === 'true')
    throw new Error('no Chromium on this machine; .ci/run installs one with apt-get')
  return path
}

/** What the name of a test says when it cannot run. */
export const skippedNote = (path: string | null): string =>
  path === null ? ' (SKIPPED: no Chromium; apt-get install chromium, or set READOUT_CHROMIUM)' : ''

/** A browser; as root it runs without its sandbox. */
export const launch = (path: string): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
