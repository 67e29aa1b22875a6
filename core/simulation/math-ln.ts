import { highWord, lowWord } from './float-bits.ts'

const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const TWO_54 = 18014398509481984
const LOWEST = -1022
/** 2^-k at k - LOWEST. */
const INVERSE_POWERS = inversePowers()
const L1 = 6.66666666666673513e-1
const L2 = 3.999999999940941908e-1
const L3 = 2.857142874366239149e-1
const L4 = 2.222219843214978396e-1
const L5 = 1.818357216161805012e-1
const L6 = 1.531383769920937332e-1
const L7 = 1.479819860511658591e-1

/**
 * The natural logarithm by fdlibm's algorithm, with plain arithmetic only: `Math.log` differs between builds of V8 in the
 * last bit, and a run must give the same bytes everywhere.
 */
export function ln(argument: number): number {
  let x = argument
  let high = highWord(x)
  let k = 0
  if (high < 0x00100000) {
    if (((high & 0x7fffffff) | lowWord(x)) === 0) return -Infinity
    if (high < 0) return NaN
    k -= 54
    x *= TWO_54
    high = highWord(x)
  }
  if (high >= 0x7ff00000) return x + x
  const exponent = (high >> 20) - 1023
  k += exponent
  high &= 0x000fffff
  const shift = (high + 0x95f64) & 0x100000
  k += shift >> 20
  // A product with a power of two is exact, and does not wait for a double to be put together in memory.
  x *= INVERSE_POWERS[exponent + (shift >> 20) - LOWEST] ?? 0
  const f = x - 1
  if ((0x000fffff & (2 + high)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW
    const r = f * f * (0.5 - 0.33333333333333333 * f)
    return k === 0 ? f - r : k * LN2_HIGH - (r - k * LN2_LOW - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const t1 = w * (L2 + w * (L4 + w * L6))
  const t2 = z * (L1 + w * (L3 + w * (L5 + w * L7)))
  const r = t2 + t1
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f
    return k === 0 ? f - (half - s * (half + r)) : k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f)
  }
  return k === 0 ? f - s * (f - r) : k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f)
}

function inversePowers(): Float64Array {
  const powers = new Float64Array(1024 - LOWEST + 1)
  let power = 1
  for (let k = 0; k >= LOWEST; k--) {
    powers[k - LOWEST] = power
    power *= 2
  }
  power = 1
  for (let k = 0; k <= 1024; k++) {
    powers[k - LOWEST] = power
    power /= 2
  }
  return powers
}
