/** Text of a file, or why it is none. */
export type Decoded = { readonly text: string } | { readonly reason: string }

/** First bytes of formats that are no text, and what a person calls them. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x50, 0x4b, 3, 4], 'a ZIP archive or an office document'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old office document'],
  [[0x1f, 0x8b], 'compressed with gzip'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite file'],
]

/**
 * Decodes a file: UTF-8 or UTF-16 by its byte order mark, UTF-16 without one by its pattern of zeros, UTF-8 where it is valid, else the
 * encoding `declared` (an HTML page's) or Windows-1252, of which Latin-1 is a part.
 */
export const decode = (bytes: Uint8Array, declared: string | null = null): Decoded => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return text(bytes, 'utf-8')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return text(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return text(bytes, 'utf-16be')
  const signature = SIGNATURES.find(([start]) => start.every((byte, i) => bytes[i] === byte))
  if (signature !== undefined) return { reason: `is ${signature[1]}, not text` }
  const wide = wideOrder(bytes)
  if (wide !== null) return text(bytes, wide)
  if (isBinary(bytes)) return { reason: 'is binary, not text' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return text(bytes, declared ?? 'windows-1252')
  }
}

const text = (bytes: Uint8Array, encoding: string): Decoded => {
  try {
    return { text: new TextDecoder(encoding).decode(bytes) }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes) }
  }
}

/** UTF-16 of western text has a zero in every other byte. */
const wideOrder = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const size = Math.min(bytes.length, 4096) & ~1
  if (size < 4) return null
  const zeros = [0, 0]
  for (let i = 0; i < size; i++) if (bytes[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > size * 0.3 && even < size * 0.05) return 'utf-16le'
  if (even > size * 0.3 && odd < size * 0.05) return 'utf-16be'
  return null
}

/** Zeros, or many control characters, near the start. A few stray ones (a form feed, an escape) are text. */
const isBinary = (bytes: Uint8Array): boolean => {
  const size = Math.min(bytes.length, 65_536)
  let zeros = 0
  let controls = 0
  for (let i = 0; i < size; i++) {
    const byte = bytes[i] ?? 0
    if (byte === 0) zeros++
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) controls++
  }
  return zeros > Math.max(4, size * 0.01) || controls > size * 0.1
}
