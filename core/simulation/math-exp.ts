import { fromHighWord, highWord, lowWord } from './float-bits.ts'

const OVERFLOW = 7.09782712893383973096e2
const UNDERFLOW = -7.4513321910194110842e2
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const INVERSE_LN2 = 1.442695040888963387
const P1 = 1.66666666666666019037e-1
const P2 = -2.77777777770155933842e-3
const P3 = 6.61375632143793436117e-5
const P4 = -1.6533902205465251539e-6
const P5 = 4.13813679705723846039e-8
const TWO_M1000 = 9.33263618503218878990e-302

/** The exponential function by fdlibm's algorithm, with plain arithmetic only (see `ln` for why). */
export function exp(argument: number): number {
  let x = argument
  const word = highWord(x)
  const negative = word < 0
  const high = word & 0x7fffffff
  if (high >= 0x40862e42) {
    if (high >= 0x7ff00000) {
      if (((high & 0xfffff) | lowWord(x)) !== 0) return x + x
      return negative ? 0 : x
    }
    if (x > OVERFLOW) return Infinity
    if (x < UNDERFLOW) return 0
  }
  let hi = 0
  let lo = 0
  let k = 0
  if (high > 0x3fd62e42) {
    if (high < 0x3ff0a2b2) {
      if (x === 1) return 2.718281828459045
      hi = negative ? x + LN2_HIGH : x - LN2_HIGH
      lo = negative ? -LN2_LOW : LN2_LOW
      k = negative ? -1 : 1
    } else {
      k = (INVERSE_LN2 * x + (negative ? -0.5 : 0.5)) | 0
      hi = x - k * LN2_HIGH
      lo = k * LN2_LOW
    }
    x = hi - lo
  } else if (high < 0x3e300000) {
    return 1 + x
  }
  const t = x * x
  const c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
  if (k === 0) return 1 - ((x * c) / (c - 2) - x)
  const y = 1 - (lo - (x * c) / (2 - c) - hi)
  if (k >= -1021) {
    if (k === 1024) return y * 2 * 8.98846567431158e307
    return y * fromHighWord(0x3ff00000 + (k << 20))
  }
  return y * fromHighWord(0x3ff00000 + ((k + 1000) << 20)) * TWO_M1000
}
