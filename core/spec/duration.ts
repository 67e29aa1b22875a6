const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** The milliseconds of a span of time as a workflow writes it (`8m`, `1h30m`, `2d`; a day is 24 hours); undefined where it is none. */
export function durationMs(text: string): number | undefined {
  if (!/^(?:\d+(?:ms|s|m|h|d))+$/.test(text)) return undefined
  let total = 0
  for (const part of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) total += Number(part[1]) * (unitMs[part[2] ?? ''] ?? 0)
  return total
}

/** A span of time as a workflow writes it: `1h30m`. */
export function durationText(ms: number): string {
  let rest = Math.round(ms)
  const parts = (['d', 'h', 'm', 's', 'ms'] as const).flatMap((unit) => {
    const size = unitMs[unit] ?? 1
    const count = Math.floor(rest / size)
    rest -= count * size
    return count === 0 ? [] : [`${count}${unit}`]
  })
  return parts.length === 0 ? '0s' : parts.join('')
}
