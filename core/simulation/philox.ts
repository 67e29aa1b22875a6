const M0_HIGH = 0xd251
const M0_LOW = 0x1f53
const M0 = 0xd2511f53 | 0
const M1_HIGH = 0xcd9e
const M1_LOW = 0x8d57
const M1 = 0xcd9e8d57 | 0
const W0 = 0x9e3779b9 | 0
const W1 = 0xbb67ae85 | 0

// The high 32 bits of `(high:low 16-bit halves) * value`. No partial sum reaches 2^32, so that everything stays in 32-bit integers:
// doubles would be right too, but several times slower.
function highProduct(high: number, low: number, value: number): number {
  const valueHigh = value >>> 16
  const valueLow = value & 0xffff
  const middle = (Math.imul(high, valueLow) + (Math.imul(low, valueLow) >>> 16)) | 0
  const carry = (Math.imul(low, valueHigh) + (middle & 0xffff)) | 0
  return (Math.imul(high, valueHigh) + (middle >>> 16) + (carry >>> 16)) | 0
}

/** Philox4x32-10 (Salmon et al. 2011): four random words from a counter and a key, without any state. */
export function philox4x32(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  let a = c0 | 0
  let b = c1 | 0
  let c = c2 | 0
  let d = c3 | 0
  let keyA = k0 | 0
  let keyB = k1 | 0
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(M0_HIGH, M0_LOW, a)
    const high1 = highProduct(M1_HIGH, M1_LOW, c)
    const low0 = Math.imul(M0, a)
    a = high1 ^ b ^ keyA
    b = Math.imul(M1, c)
    c = high0 ^ d ^ keyB
    d = low0
    keyA = (keyA + W0) | 0
    keyB = (keyB + W1) | 0
  }
  out[0] = a
  out[1] = b
  out[2] = c
  out[3] = d
}
