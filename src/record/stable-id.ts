import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * `prefix_` and sixteen letters of Crockford's base 32, made from what the thing is and from nothing else: eighty bits,
 * so that two of ten million things share an id once in 24,000 million stores.
 */
export const stableId = (prefix: string, parts: readonly (string | number)[]): string => {
  const bytes = sha256(utf8ToBytes(JSON.stringify(parts)))
  let id = ''
  for (let group = 0; group < 2; group++) {
    const five = bytes.subarray(group * 5, group * 5 + 5)
    let value = 0n
    for (const byte of five) value = (value << 8n) | BigInt(byte)
    let letters = ''
    for (let i = 0; i < 8; i++) {
      letters = (ALPHABET[Number(value & 31n)] ?? '') + letters
      value >>= 5n
    }
    id += letters
  }
  return `${prefix}_${id}`
}
