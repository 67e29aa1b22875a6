import { fnv1a } from '../fnv1a.ts'

/** A number in [0, 1) that depends on the text alone: FNV-1a with a murmur finaliser, the same on every machine. */
export function hashUnit(text: string): number {
  let hash = fnv1a(text)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash ^= hash >>> 16
  return (hash >>> 0) / 4_294_967_296
}
