import { exp } from '../simulation/math-exp.ts'
import { ln } from '../simulation/math-ln.ts'

/** One wait: how long, and whether it ended because the customer left; else it was cut short, and patience was at least that long. */
export type Wait = { readonly ms: number; readonly left: boolean }

/** How long customers wait before they leave, from waits most of which ended otherwise. */
export type PatienceFit = {
  readonly n: number
  readonly left: number
  /** The share still waiting after each time at which somebody left, with its 95 % band (Greenwood, on the log-log scale). */
  readonly curve: readonly { readonly ms: number; readonly share: number; readonly low: number; readonly high: number }[]
  /** When half have left; null while more than half stay. */
  readonly medianMs: number | null
  /** The mean of an exponential patience: the time waited by all, divided by those who left; with its 95 % interval. */
  readonly exponential: { readonly meanMs: number; readonly low: number; readonly high: number }
}

const Z975 = 1.959963984540054

/** The Kaplan-Meier estimate and the exponential one; null when nobody left. */
export function fitPatience(waits: readonly Wait[]): PatienceFit | null {
  const sorted = [...waits].sort((a, b) => a.ms - b.ms || Number(b.left) - Number(a.left))
  const left = sorted.filter((wait) => wait.left).length
  if (left === 0) return null
  const curve: PatienceFit['curve'][number][] = []
  let share = 1
  let greenwood = 0
  let index = 0
  while (index < sorted.length) {
    const ms = sorted[index]?.ms ?? 0
    const atRisk = sorted.length - index
    let gone = 0
    for (; index < sorted.length && sorted[index]?.ms === ms; index++) if (sorted[index]?.left === true) gone += 1
    if (gone === 0) continue
    share *= 1 - gone / atRisk
    greenwood += gone === atRisk ? 0 : gone / (atRisk * (atRisk - gone))
    curve.push({ ms, share, ...bandOf(share, greenwood) })
  }
  const meanMs = sorted.reduce((sum, wait) => sum + wait.ms, 0) / left
  const spread = exp(Z975 / Math.sqrt(left))
  return { n: sorted.length, left, curve, medianMs: curve.find((step) => step.share <= 0.5)?.ms ?? null, exponential: { meanMs, low: meanMs / spread, high: meanMs * spread } }
}

function bandOf(share: number, greenwood: number): { readonly low: number; readonly high: number } {
  if (share <= 0 || share >= 1) return { low: share, high: share }
  const log = ln(share)
  const width = (Z975 * Math.sqrt(greenwood)) / -log
  return { low: exp(log * exp(width)), high: exp(log * exp(-width)) }
}
