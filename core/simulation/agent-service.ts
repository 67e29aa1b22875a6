import { RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import type { AgentLimits } from './scenario.ts'
import type { Timeline } from './timeline.ts'

/** One try of a call: how long the service takes, and whether it fails then. */
export type ServiceTry = { readonly ms: number; readonly fails: boolean }

/** A call of an agent's service; `tryOf` says how each of its tries goes, the first being 0. */
export type ServiceOrder = { readonly service: string; readonly limits: AgentLimits; readonly tryOf: (index: number) => ServiceTry }

/** What one service did in a replication; times in milliseconds. */
export type ServiceTotals = {
  /** Calls that were asked for, tries that were made, and calls that failed after their last try. */
  calls: number
  tries: number
  failed: number
  /** Time in which tries ran, and in which they waited for the limits and after failures. */
  busyMs: number
  waitMs: number
  backOffMs: number
  maxQueue: number
}

const CALL = { queued: 0, serving: 1, backingOff: 2, over: 3 } as const
const FIRST_BACK_OFF_MS = 1000
const MINUTE_MS = 60_000

type Call = { readonly order: ServiceOrder; readonly service: number; state: (typeof CALL)[keyof typeof CALL]; tries: number; since: number; current: ServiceTry | null }

type Service = {
  readonly limits: AgentLimits
  readonly totals: ServiceTotals
  readonly queue: number[]
  /** Where the queue begins; what lies before it has gone. */
  head: number
  waiting: number
  busy: number
  /** The last starts, as many as the rate allows in its window. */
  readonly starts: number[]
  started: number
  wakeAt: number
}

/**
 * The services behind agents: a first-come line before each that has a limit. `concurrency` tries run at once; of p a minute, at
 * most n = max(1, floor(p)) start in any n/p minutes. A failed try waits 1 s, then 2 s, 4 s ... without holding a place and lines up
 * again, as often as `retries` says; then the call has failed.
 */
export class AgentServices {
  readonly #timeline: Timeline
  readonly #services: Service[] = []
  readonly #names = new Map<string, number>()
  readonly #calls: Call[] = []
  /** Called when a try begins, and with `false` when a failed one gives its place back. */
  onServing: ((call: number, serving: boolean) => void) | undefined
  /** Called when a call has its answer, or has failed for good. */
  onDone: ((call: number, failed: boolean) => void) | undefined

  constructor(timeline: Timeline) {
    this.#timeline = timeline
  }

  /** What each service did, by its name. */
  get totals(): ReadonlyMap<string, ServiceTotals> {
    return new Map([...this.#names].map(([name, index]) => [name, this.#services[index]?.totals ?? emptyTotals()]))
  }

  /** Puts a call before its service and returns its number. */
  start(order: ServiceOrder): number {
    const index = this.#serviceOf(order)
    const call = this.#calls.length
    this.#calls.push({ order, service: index, state: CALL.queued, tries: 0, since: this.#timeline.now, current: null })
    const service = this.#services[index]
    if (service === undefined) return call
    service.totals.calls += 1
    this.#enqueue(service, index, call)
    return call
  }

  /** Nobody wants the answer any more: it leaves the line, or its place is free at once. */
  cancel(id: number): void {
    const call = this.#calls[id]
    const service = call === undefined ? undefined : this.#services[call.service]
    if (call === undefined || service === undefined || call.state === CALL.over) return
    const { state } = call
    if (state === CALL.queued) this.#leaveLine(service, call)
    if (state === CALL.serving) this.#stop(service, call)
    call.state = CALL.over
    if (state === CALL.serving) this.#dispatch(service, call.service)
  }

  /** An event of a call (EVENT.serviceCall): its try is over, or it has waited after a failure. */
  happen(id: number, attempt: number): void {
    const call = this.#calls[id]
    const service = call === undefined ? undefined : this.#services[call.service]
    if (call === undefined || service === undefined || call.state === CALL.over || call.tries !== attempt) return
    if (call.state === CALL.backingOff) {
      service.totals.backOffMs += this.#timeline.now - call.since
      this.#enqueue(service, call.service, id)
      return
    }
    const fails = call.current?.fails === true
    this.#stop(service, call)
    if (fails && call.tries <= call.order.limits.retries) {
      call.state = CALL.backingOff
      call.since = this.#timeline.now
      this.onServing?.(id, false)
      this.#timeline.heap.push(this.#timeline.now + backOff(call.tries - 1), RANK.timer, EVENT.serviceCall, id, call.tries)
    } else {
      call.state = CALL.over
      if (fails) service.totals.failed += 1
      this.onDone?.(id, fails)
    }
    this.#dispatch(service, call.service)
  }

  /** An event of a service (EVENT.serviceWake): its rate allows another start. */
  wake(index: number): void {
    const service = this.#services[index]
    if (service === undefined) return
    service.wakeAt = -1
    this.#dispatch(service, index)
  }

  #serviceOf({ service, limits }: ServiceOrder): number {
    const known = this.#names.get(service)
    if (known !== undefined) return known
    this.#names.set(service, this.#services.length)
    this.#services.push({ limits, totals: emptyTotals(), queue: [], head: 0, waiting: 0, busy: 0, starts: [], started: 0, wakeAt: -1 })
    return this.#services.length - 1
  }

  #enqueue(service: Service, index: number, id: number): void {
    const call = this.#calls[id]
    if (call === undefined) return
    call.state = CALL.queued
    call.since = this.#timeline.now
    service.queue.push(id)
    service.waiting += 1
    this.#dispatch(service, index)
    service.totals.maxQueue = Math.max(service.totals.maxQueue, service.waiting)
  }

  #leaveLine(service: Service, call: Call): void {
    service.waiting -= 1
    service.totals.waitMs += this.#timeline.now - call.since
  }

  #stop(service: Service, call: Call): void {
    service.busy -= 1
    service.totals.busyMs += this.#timeline.now - call.since
  }

  #dispatch(service: Service, index: number): void {
    const { now, heap } = this.#timeline
    const { concurrency } = service.limits
    while (service.head < service.queue.length && (concurrency === null || service.busy < concurrency)) {
      const id = service.queue[service.head] ?? -1
      const call = this.#calls[id]
      if (call?.state !== CALL.queued) {
        service.head += 1
        continue
      }
      const allowedAt = nextStart(service)
      if (allowedAt > now) {
        if (service.wakeAt !== allowedAt) heap.push(allowedAt, RANK.timer, EVENT.serviceWake, index, 0)
        service.wakeAt = allowedAt
        break
      }
      service.head += 1
      this.#leaveLine(service, call)
      noteStart(service, now)
      service.busy += 1
      service.totals.tries += 1
      call.current = call.order.tryOf(call.tries)
      call.tries += 1
      call.state = CALL.serving
      call.since = now
      this.onServing?.(id, true)
      heap.push(now + call.current.ms, RANK.completion, EVENT.serviceCall, id, call.tries)
    }
    if (service.head > 1024 && service.head * 2 > service.queue.length) {
      service.queue.splice(0, service.head)
      service.head = 0
    }
  }
}

/** How long a failed try waits before it is made again: 1 s, 2 s, 4 s ... */
export function backOff(failure: number): number {
  return FIRST_BACK_OFF_MS * (1 << failure)
}

/** Whether a service takes every call at once and never fails, so that it needs no line. */
export function isUnlimited({ concurrency, perMinute, failure }: AgentLimits): boolean {
  return concurrency === null && perMinute === null && failure === 0
}

function emptyTotals(): ServiceTotals {
  return { calls: 0, tries: 0, failed: 0, busyMs: 0, waitMs: 0, backOffMs: 0, maxQueue: 0 }
}

function window({ perMinute }: AgentLimits): { readonly starts: number; readonly ms: number } | null {
  if (perMinute === null) return null
  const starts = Math.max(1, Math.floor(perMinute))
  return { starts, ms: Math.ceil((starts / perMinute) * MINUTE_MS) }
}

// The start as many back as the window holds says when the window has room again.
function nextStart(service: Service): number {
  const room = window(service.limits)
  if (room === null || service.started < room.starts) return 0
  return (service.starts[service.started % room.starts] ?? 0) + room.ms
}

function noteStart(service: Service, now: number): void {
  const room = window(service.limits)
  if (room === null) return
  service.starts[service.started % room.starts] = now
  service.started += 1
}
