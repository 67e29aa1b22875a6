/** Erlang B: the share of customers turned away from `servers` at offered load `a`. */
export function erlangB(a: number, servers: number): number {
  let blocked = 1
  for (let n = 1; n <= servers; n++) blocked = (a * blocked) / (n + a * blocked)
  return blocked
}

/** Erlang C: the share of customers who wait. */
export function erlangC(a: number, servers: number): number {
  const blocked = erlangB(a, servers)
  return blocked / (1 - (a / servers) * (1 - blocked))
}

/** Waits of M/M/c: the share who wait, the mean, the share that waits at most `t`, and the wait that a share `p` does not exceed. */
export function mmc(rate: number, service: number, servers: number): { readonly waiting: number; readonly wait: number; readonly within: (t: number) => number; readonly quantile: (p: number) => number } {
  const waiting = erlangC(rate / service, servers)
  const spare = servers * service - rate
  return { waiting, wait: waiting / spare, within: (t) => 1 - waiting * Math.exp(-spare * t), quantile: (p) => Math.max(0, Math.log(waiting / (1 - p)) / spare) }
}

/** Pollaczek and Khinchine: the mean wait of M/G/1 with unit mean service. */
export function pollaczekKhinchine(rate: number, cv2: number): number {
  return (rate * (1 + cv2)) / (2 * (1 - rate))
}

/** The share of M/D/1 customers who wait at most `t`, unit service. */
export function md1Within(rate: number, t: number): number {
  let sum = 0
  for (let k = 0; k <= Math.floor(t); k++) {
    const x = rate * (t - k)
    let term = Math.exp(x)
    for (let j = 1; j <= k; j++) term *= -x / j
    sum += term
  }
  return (1 - rate) * sum
}

/** The wait that a share `p` of M/D/1 customers does not exceed. */
export function md1Quantile(rate: number, p: number): number {
  let low = 0
  let high = 40
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2
    if (md1Within(rate, middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The mean wait of M/D/c, unit service: the number present one service time later is what could not be served plus a Poisson number. */
export function mdcWait(rate: number, servers: number): number {
  const size = 400
  const arrivals = Array.from({ length: size }, (_, n) => poisson(rate, n))
  let present: number[] = Array.from({ length: size }, (_, n) => (n === 0 ? 1 : 0))
  for (let round = 0; round < 3000; round++) {
    const next = new Array<number>(size).fill(0)
    present.forEach((share, n) => {
      if (share < 1e-18) return
      const stay = Math.max(0, n - servers)
      for (let k = 0; stay + k < size && k < 80; k++) next[stay + k] = (next[stay + k] ?? 0) + share * (arrivals[k] ?? 0)
    })
    const change = next.reduce((sum, share, n) => sum + Math.abs(share - (present[n] ?? 0)), 0)
    present = next
    if (change < 1e-14) break
  }
  return present.reduce((sum, share, n) => sum + share * Math.max(0, n - servers), 0) / rate
}

/** The probability of `n` under a Poisson distribution. */
export function poisson(mean: number, n: number): number {
  let value = Math.exp(-mean)
  for (let k = 1; k <= n; k++) value *= mean / k
  return value
}

/** Erlang A: impatient customers, from the balance of the states. */
export function erlangA(rate: number, service: number, servers: number, leaving: number): { readonly waiting: number; readonly abandoned: number; readonly wait: number; readonly queue: number; readonly utilisation: number; readonly waitOfServed: number } {
  const states = [1]
  for (let n = 1; n < 4000; n++) states.push(((states[n - 1] ?? 0) * rate) / (Math.min(n, servers) * service + Math.max(0, n - servers) * leaving))
  const total = states.reduce((sum, value) => sum + value, 0)
  const share = states.map((value) => value / total)
  const queue = share.reduce((sum, value, n) => sum + value * Math.max(0, n - servers), 0)
  const waiting = share.reduce((sum, value, n) => sum + (n >= servers ? value : 0), 0)
  const abandoned = (leaving * queue) / rate
  // Who finds m waiting is offered a sum of m + 1 exponential times; those of the served are weighted by how likely a customer outlasts them.
  let served = 0
  let slowness = 0
  for (let n = servers; n < share.length; n++) {
    const ahead = n - servers
    slowness += 1 / (servers * service + (ahead + 1) * leaving)
    served += (share[n] ?? 0) * ((servers * service) / (servers * service + (ahead + 1) * leaving)) * slowness
  }
  return { waiting, abandoned, wait: queue / rate, queue, utilisation: (rate * (1 - abandoned)) / (servers * service), waitOfServed: served / (1 - abandoned) }
}

/** Erlang A by Palm's building block: the share who wait and the share who leave. */
export function erlangAByPalm(rate: number, service: number, servers: number, leaving: number): { readonly waiting: number; readonly abandoned: number } {
  const x = (servers * service) / leaving
  const y = rate / leaving
  let block = 1
  let term = 1
  for (let j = 1; j < 5000; j++) {
    term *= y / (x + j)
    block += term
  }
  const blocked = erlangB(rate / service, servers)
  const waiting = (block * blocked) / (1 + (block - 1) * blocked)
  const load = rate / (servers * service)
  return { waiting, abandoned: waiting * (1 / (load * block) + 1 - 1 / load) }
}

/** Mean waits of M/M/1 by class without pre-emption, unit mean service, first class first (Cobham). */
export function priorityWaits(rates: readonly number[]): readonly number[] {
  const load = rates.reduce((sum, rate) => sum + rate, 0)
  let above = 0
  return rates.map((rate) => {
    const before = above
    above += rate
    return load / ((1 - before) * (1 - above))
  })
}

/** Mean waits of M/M/1 by class where the wait so far counts `weights` times (Kleinrock), unit mean service, heaviest class first. */
export function weightedWaits(rates: readonly number[], weights: readonly number[]): readonly number[] {
  const load = rates.reduce((sum, rate) => sum + rate, 0)
  const waits: number[] = rates.map(() => 0)
  for (let p = rates.length - 1; p >= 0; p--) {
    const own = weights[p] ?? 1
    let above = load / (1 - load)
    let below = 1
    rates.forEach((rate, i) => {
      const other = weights[i] ?? 1
      if (i > p) above -= rate * (waits[i] ?? 0) * (1 - other / own)
      if (i < p) below -= rate * (1 - own / other)
    })
    waits[p] = above / below
  }
  return waits
}

/** Mean sojourns of M/M/1 by class with pre-emption and resumption, unit mean service. */
export function preemptiveSojourns(rates: readonly number[]): readonly number[] {
  let above = 0
  return rates.map((rate) => {
    const before = above
    above += rate
    return 1 / (1 - before) + above / ((1 - before) * (1 - above))
  })
}

/** Two parallel M/M/1 queues that a customer must both leave (Nelson and Tantawi, Flatto and Hahn), unit mean service. */
export function forkJoinSojourn(rate: number): number {
  return (12 - rate) / 8 / (1 - rate)
}

/** The mean number in M(t)/M/infinity with arrivals `base + swing sin(w t)` an hour and service rate `service`. */
export function sineLoad(base: number, swing: number, service: number): { readonly at: (hour: number) => number; readonly peak: number; readonly lag: number } {
  const w = (2 * Math.PI) / 24
  const scale = service * service + w * w
  return {
    at: (hour) => base / service + (swing * (service * Math.sin(w * hour) - w * Math.cos(w * hour))) / scale,
    peak: base / service + swing / Math.sqrt(scale),
    lag: Math.atan(w / service) / w,
  }
}
