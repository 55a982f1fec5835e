import { timingSafeEqual } from 'node:crypto'

/** Nothing from elsewhere, no script and no style but ours, no frame around us. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/** Whether an address to listen on is this machine only. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host)

/**
 * Whether the name in the Host header is one of this server. On loopback it has to be a name of loopback: a page elsewhere whose
 * name was made to point here (DNS rebinding) comes under its own.
 */
export const hostAllowed = (header: string | undefined, bound: string): boolean => {
  if (!isLoopback(bound)) return true
  const name = header?.replace(/:\d+$/, '') ?? ''
  return LOOPBACK.has(name)
}

/** Whether a request that writes comes from this server's own page, or from no page at all. */
export const originAllowed = (origin: string | undefined, host: string | undefined): boolean => {
  if (origin === undefined) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

/** Compares in the same time whatever is given. */
export const sameToken = (given: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The token of a request: in the header for programs, in a cookie for the page. */
export const tokenIn = (authorization: string | undefined, cookie: string | undefined): string | null => {
  const bearer = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
  if (bearer !== undefined) return bearer
  const kept = /(?:^|; )readout=([^;]+)/.exec(cookie ?? '')?.[1]
  if (kept === undefined) return null
  try {
    return decodeURIComponent(kept)
  } catch {
    return null
  }
}

/** Lets so many requests a minute through for each caller; what is not used up fills the bucket again. */
export const rateLimit = (perMinute: number, now: () => number = Date.now) => {
  const buckets = new Map<string, { left: number; at: number }>()
  return (caller: string): boolean => {
    const time = now()
    const bucket = buckets.get(caller) ?? { left: perMinute, at: time }
    bucket.left = Math.min(perMinute, bucket.left + ((time - bucket.at) * perMinute) / 60_000)
    bucket.at = time
    if (buckets.size > 10_000) buckets.clear()
    buckets.set(caller, bucket)
    if (bucket.left < 1) return false
    bucket.left -= 1
    return true
  }
}
