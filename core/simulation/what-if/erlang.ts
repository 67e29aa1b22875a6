import { exp } from '../math-exp.ts'

/** The chance that all of `servers` are busy when nobody waits (Erlang B), for a load in Erlang. */
export function erlangB(load: number, servers: number): number {
  let blocked = 1
  for (let count = 1; count <= servers; count++) blocked = (load * blocked) / (count + load * blocked)
  return blocked
}

/** The chance of having to wait where everybody waits as long as it takes (Erlang C); 1 where the load is too much. */
export function erlangC(load: number, servers: number): number {
  if (load >= servers) return 1
  const blocked = erlangB(load, servers)
  return blocked / (1 - (load / servers) * (1 - blocked))
}

/** What a queue is like: arrivals and services in the same unit of time. */
export type ErlangQueue = { readonly perHour: number; readonly meanHours: number }

/** The share that waits no longer than `hours` (Erlang C). */
export function servedWithin({ perHour, meanHours }: ErlangQueue, servers: number, hours: number): number {
  const load = perHour * meanHours
  if (load >= servers) return 0
  return 1 - erlangC(load, servers) * exp(-(servers - load) * (hours / meanHours))
}

/** The fewest people of whom a share waits no longer than `hours` (Erlang C). */
export function erlangStaff(queue: ErlangQueue, hours: number, share: number): number {
  const load = queue.perHour * queue.meanHours
  let servers = Math.max(1, Math.floor(load) + 1)
  while (servedWithin(queue, servers, hours) < share && servers < load + 10_000) servers += 1
  return servers
}

/** A queue whose customers leave (Erlang A): the chance to wait, to leave, and the mean wait of all. */
export type ErlangA = { readonly waits: number; readonly leaves: number; readonly meanHours: number }

/** Erlang A: patience is exponential with the given mean. The states are summed until they no longer matter. */
export function erlangA({ perHour, meanHours }: ErlangQueue, servers: number, patienceHours: number): ErlangA {
  const service = 1 / meanHours
  const leaving = 1 / patienceHours
  // Weights of the states relative to that of all being busy and nobody waiting, so that nothing overflows.
  let weight = 1
  let total = 1
  for (let busy = servers; busy > 0; busy--) {
    weight *= (busy * service) / perHour
    total += weight
    if (weight < 1e-18 * total) break
  }
  let waiting = 1
  let queue = 0
  weight = 1
  for (let line = 1; line < 10_000_000; line++) {
    weight *= perHour / (servers * service + line * leaving)
    total += weight
    waiting += weight
    queue += line * weight
    if (weight * line < 1e-15 * total && perHour < servers * service + line * leaving) break
  }
  const length = queue / total
  return { waits: waiting / total, leaves: (leaving * length) / perHour, meanHours: length / perHour }
}
