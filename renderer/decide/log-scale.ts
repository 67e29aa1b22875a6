const low = Math.log(10_000)
const high = Math.log(7 * 86_400_000)

/** Where a time stands on a scale from ten seconds (0) to a week (1). */
export function placeOnLog(ms: number): number {
  return Math.min(1, Math.max(0, (Math.log(Math.max(1, ms)) - low) / (high - low)))
}

/** The time at a place of that scale, as round as people would say it. */
export function timeAtLog(place: number): number {
  const ms = Math.exp(low + place * (high - low))
  const step = ms < 60_000 ? 1_000 : ms < 600_000 ? 10_000 : ms < 3_600_000 ? 60_000 : ms < 36_000_000 ? 600_000 : 3_600_000
  return Math.round(ms / step) * step
}
