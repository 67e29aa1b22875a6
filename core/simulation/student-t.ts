/**
 * The quantile of Student's t distribution for whole degrees of freedom and 0.5 < p < 1, by integrating its density and
 * Newton steps: plain arithmetic and square roots only, good to about ten digits.
 */
export function studentT(p: number, degrees: number): number {
  if (degrees < 1) return Infinity
  const key = p * 1e7 + degrees * 1e8
  const known = cache.get(key)
  if (known !== undefined) return known
  const scale = densityScale(degrees)
  const target = p - 0.5
  // The area from 0 is concave in x: bisection brackets the root safely even for one degree of freedom.
  let low = 0
  let high = 1
  while (areaTo(high, degrees, scale) < target && high < 1e6) high *= 2
  for (let step = 0; step < 200 && high - low > 1e-11 * high; step++) {
    const middle = (low + high) / 2
    if (areaTo(middle, degrees, scale) < target) low = middle
    else high = middle
  }
  const result = (low + high) / 2
  cache.set(key, result)
  return result
}

/** The chance that a value of the t distribution lies at least as far from 0 as `t`, on either side. */
export function studentTail(t: number, degrees: number): number {
  if (degrees < 1) return 1
  return Math.max(0, 1 - 2 * areaTo(Math.abs(t), degrees, densityScale(degrees)))
}

const cache = new Map<number, number>()

/** Gamma((v+1)/2) / (sqrt(v pi) Gamma(v/2)) by its recurrence in steps of two. */
function densityScale(degrees: number): number {
  let scale = degrees % 2 === 0 ? 0.5 : 1 / Math.PI
  for (let v = degrees % 2 === 0 ? 2 : 1; v < degrees; v += 2) scale *= (v + 1) / v
  return scale / Math.sqrt(degrees)
}

function density(x: number, degrees: number): number {
  const base = 1 / (1 + (x * x) / degrees)
  let power = degrees % 2 === 0 ? Math.sqrt(base) : 1
  for (let step = Math.floor((degrees + 1) / 2); step > 0; step--) power *= base
  return power
}

/** Simpson's rule on x = s / (1 - s), which keeps the steps fine near zero and few far out. */
function areaTo(x: number, degrees: number, scale: number): number {
  const end = x / (1 + x)
  const steps = 400
  const h = end / steps
  let sum = 0
  for (let index = 0; index <= steps; index++) {
    const s = index * h
    const at = s / (1 - s)
    const weight = index === 0 || index === steps ? 1 : index % 2 === 1 ? 4 : 2
    sum += (weight * density(at, degrees)) / ((1 - s) * (1 - s))
  }
  return (sum * h * scale) / 3
}
