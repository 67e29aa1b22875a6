import { studentT } from '../../../core/simulation/student-t.ts'

/**
 * Compares replication means with an exact value: inside the 99.9 % interval, and the 95 % interval is narrow enough to mean something.
 * An empty string is agreement; anything else says what is wrong.
 */
export function disagreement(values: readonly number[], exact: number, narrow = 0.015): string {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1))
  const error = sd / Math.sqrt(n)
  const wide = studentT(0.975, n - 1) * error
  if (wide > narrow * Math.abs(exact)) return `the 95 % interval ${mean} +- ${wide} is wider than ${narrow * 100} % of ${exact}`
  // Whole milliseconds and the number of digits of the tables: half a unit of the last printed one.
  if (Math.abs(mean - exact) > studentT(0.9995, n - 1) * error + 5e-5) return `${mean} is not ${exact} (99.9 % half-width ${studentT(0.9995, n - 1) * error})`
  return ''
}

/** The mean of numbers. */
export function mean(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? 0 : sum / values.length
}

/** The share of numbers at most `limit`. */
export function shareUpTo(values: readonly number[], limit: number): number {
  let count = 0
  for (const value of values) if (value <= limit) count += 1
  return values.length === 0 ? 0 : count / values.length
}
