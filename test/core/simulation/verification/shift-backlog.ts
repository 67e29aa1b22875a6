/** A day of a desk with shifts: arrivals an hour and people by hour of the day, the mean work in hours. */
export type ShiftDay = { readonly arrivals: (hour: number) => number; readonly people: (hour: number) => number; readonly work: number }

const STEPS_PER_HOUR = 100
const STATES = 220

/**
 * The exact backlog of M(t)/M/c(t) with work paused at closing time: Kolmogorov's equations, integrated by Runge and Kutta day after
 * day until a day repeats the one before. Rates change on whole hours only.
 */
export function shiftBacklog(day: ShiftDay): { readonly byHour: readonly number[]; readonly mean: number; readonly resolution: number; readonly occupancy: number } {
  let share = new Float64Array(STATES)
  share[0] = 1
  let before: readonly number[] = []
  for (let round = 0; round < 400; round++) {
    const run = runDay(share, day)
    share = run.share
    const settled = before.length > 0 && run.byHour.every((value, hour) => Math.abs(value - (before[hour] ?? 0)) < 1e-9)
    before = run.byHour
    if (!settled) continue
    const perDay = sumHours(day.arrivals)
    const mean = run.area / 24
    return { byHour: run.byHour, mean, resolution: run.area / perDay, occupancy: (perDay * day.work) / sumHours(day.people) }
  }
  throw new Error('The backlog of a day does not settle.')
}

function sumHours(of: (hour: number) => number): number {
  return Array.from({ length: 24 }, (_, hour) => of(hour)).reduce((sum, value) => sum + value, 0)
}

function runDay(start: Float64Array, day: ShiftDay): { readonly share: Float64Array<ArrayBuffer>; readonly byHour: readonly number[]; readonly area: number } {
  const share = new Float64Array(start)
  const step = 1 / STEPS_PER_HOUR
  const slopes = [0, 1, 2, 3].map(() => new Float64Array(STATES))
  const trial = new Float64Array(STATES)
  const byHour: number[] = []
  let area = 0
  for (let hour = 0; hour < 24; hour++) {
    byHour.push(meanOf(share))
    const arrivals = day.arrivals(hour)
    const people = day.people(hour)
    for (let part = 0; part < STEPS_PER_HOUR; part++) {
      const first = meanOf(share)
      slopes.forEach((slope, stage) => {
        const weight = stage === 0 ? 0 : stage === 3 ? step : step / 2
        const earlier = slopes[stage - 1]
        for (let n = 0; n < STATES; n++) trial[n] = (share[n] ?? 0) + (earlier === undefined ? 0 : weight * (earlier[n] ?? 0))
        slopeOf(trial, slope, arrivals, people, 1 / day.work)
      })
      const [a, b, c, d] = slopes
      for (let n = 0; n < STATES; n++) share[n] = (share[n] ?? 0) + (step / 6) * ((a?.[n] ?? 0) + 2 * (b?.[n] ?? 0) + 2 * (c?.[n] ?? 0) + (d?.[n] ?? 0))
      area += (step * (first + meanOf(share))) / 2
    }
  }
  return { share, byHour, area }
}

function slopeOf(share: Float64Array, slope: Float64Array, arrivals: number, people: number, service: number): void {
  for (let n = 0; n < STATES; n++) {
    const into = (n > 0 ? arrivals * (share[n - 1] ?? 0) : 0) + (n + 1 < STATES ? Math.min(n + 1, people) * service * (share[n + 1] ?? 0) : 0)
    slope[n] = into - ((n + 1 < STATES ? arrivals : 0) + Math.min(n, people) * service) * (share[n] ?? 0)
  }
}

function meanOf(share: Float64Array): number {
  let sum = 0
  for (let n = 0; n < share.length; n++) sum += n * (share[n] ?? 0)
  return sum
}
