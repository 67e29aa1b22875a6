import { fnv1a } from '../core/fnv1a.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { minimiseText } from './minimise-text.ts'
import { mutateText } from './mutate-text.ts'
import { randomSource } from './random-source.ts'

/** An input that fails: why, and as small as it could be made. */
export type FuzzFinding = { readonly why: string; readonly text: string; readonly small: string }

/** What the loop tells while it runs. */
export type FuzzEvents = {
  /** The input that is tried next; one that never comes back is known from here. */
  readonly trying: (text: string) => void
  readonly found: (finding: FuzzFinding) => void
}

/** What a loop has done. */
export type FuzzCount = { readonly executions: number; readonly findings: number; readonly behaviours: number; readonly slowestMs: number }

/** Inputs that take longer than this are findings. */
const slowMs = 5000
/** Inputs kept for mutation; the oldest give way. */
const mostKept = 3000

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
}

function fresh(text: string): string {
  const copy: unknown = JSON.parse(JSON.stringify(text))
  return typeof copy === 'string' ? copy : text
}

/** One name for findings that have one cause: the sentence without what is quoted or counted. */
export function causeOf(why: string): string {
  return why.split('\n')[0]?.replace(/"(?:[^"\\]|\\.)*"|\d+/g, '').slice(0, 100) ?? ''
}

/**
 * Tries mutations of the inputs until `until`, keeps those that make the target behave in a new way, and reports each cause of failure
 * once. The same seed and the same number of executions give the same inputs.
 */
export function fuzzLoop(target: FuzzTarget, inputs: readonly string[], seed: number, clock: { readonly now: () => number; readonly until: number }, events: FuzzEvents): FuzzCount {
  const random = randomSource(seed)
  const kept = [...inputs]
  const behaviours = new Set<number>()
  const causes = new Set<string>()
  let executions = 0
  let slowestMs = 0

  const attempt = (text: string): { readonly why?: string; readonly behaviour?: string } => {
    events.trying(text)
    const begin = clock.now()
    try {
      const behaviour = target.run(text)
      const took = clock.now() - begin
      slowestMs = Math.max(slowestMs, took)
      return took > slowMs ? { why: `It took more than ${slowMs} ms.` } : { behaviour }
    } catch (thrown) {
      return { why: reasonOf(thrown) }
    }
  }
  const take = (text: string): void => {
    executions += 1
    const { why, behaviour } = attempt(text)
    if (why !== undefined) {
      const cause = causeOf(why)
      if (causes.has(cause)) return
      causes.add(cause)
      const small = minimiseText(text, (less) => causeOf(attempt(less).why ?? '') === cause)
      events.found({ why: attempt(small).why ?? why, text, small })
    } else if (behaviour !== undefined && !behaviours.has(fnv1a(behaviour))) {
      // A name is kept as a number, and a text as a fresh one: both were cut from longer texts, which would stay in memory with them.
      behaviours.add(fnv1a(behaviour))
      kept.push(fresh(text))
      if (kept.length > mostKept) kept.splice(inputs.length + random.below(mostKept - inputs.length), 1)
    }
  }

  for (const text of inputs) take(text)
  while (clock.now() < clock.until) {
    // What was learned last is the most fertile.
    const parent = random.oneIn(3) ? random.pick(kept) : kept[kept.length - 1 - random.below(Math.min(kept.length, 200))] ?? random.pick(kept)
    take(mutateText(parent, random, target, kept))
  }
  return { executions, findings: causes.size, behaviours: behaviours.size, slowestMs: Math.round(slowestMs) }
}
