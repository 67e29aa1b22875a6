/** Numbers from `low` to `high`; an open end does not belong to them. */
export type Interval = { readonly low: number; readonly lowOpen: boolean; readonly high: number; readonly highOpen: boolean }

/** Intervals that do not touch, in rising order; `whole` sets hold whole numbers only, `nan` tells whether "not a number" is among them. */
export type NumberSet = { readonly intervals: readonly Interval[]; readonly whole: boolean; readonly nan: boolean }

/** All numbers between two, both included. */
export function numbersBetween(low: number, high: number, options: { readonly whole?: boolean; readonly nan?: boolean } = {}): NumberSet {
  return settled([{ low, lowOpen: low === -Infinity, high, highOpen: high === Infinity }], options.whole === true, options.nan === true)
}

function settled(intervals: readonly Interval[], whole: boolean, nan: boolean): NumberSet {
  const kept = intervals.flatMap((interval): readonly Interval[] => {
    if (!whole) return interval.low < interval.high || (interval.low === interval.high && !interval.lowOpen && !interval.highOpen) ? [interval] : []
    const low = interval.low === -Infinity ? interval.low : interval.lowOpen ? Math.floor(interval.low) + 1 : Math.ceil(interval.low)
    const high = interval.high === Infinity ? interval.high : interval.highOpen ? Math.ceil(interval.high) - 1 : Math.floor(interval.high)
    return low <= high ? [{ low, lowOpen: low === -Infinity, high, highOpen: high === Infinity }] : []
  })
  return { intervals: kept, whole, nan }
}

/** The numbers that stand in this relation to a number. */
export function numbersThat(sign: '<' | '<=' | '>' | '>=' | '==', than: number): readonly Interval[] {
  switch (sign) {
    case '<':
    case '<=':
      return [{ low: -Infinity, lowOpen: true, high: than, highOpen: sign === '<' }]
    case '>':
    case '>=':
      return [{ low: than, lowOpen: sign === '>', high: Infinity, highOpen: true }]
    case '==':
      return [{ low: than, lowOpen: false, high: than, highOpen: false }]
  }
}

/** The numbers outside some intervals. */
export function outside(intervals: readonly Interval[]): readonly Interval[] {
  const gaps: Interval[] = []
  let low = -Infinity
  let lowOpen = true
  const ordered = intervals.toSorted((left, right) => left.low - right.low || Number(left.lowOpen) - Number(right.lowOpen))
  for (const interval of ordered) {
    if (interval.low > low || (interval.low === low && interval.lowOpen && !lowOpen)) gaps.push({ low, lowOpen, high: interval.low, highOpen: !interval.lowOpen })
    if (interval.high > low || (interval.high === low && !interval.highOpen)) {
      low = interval.high
      lowOpen = !interval.highOpen
    }
  }
  return low === Infinity ? gaps : [...gaps, { low, lowOpen, high: Infinity, highOpen: true }]
}

/** The numbers of a set that lie in some intervals; "not a number" stays only with `keepNan`. */
export function within(set: NumberSet, intervals: readonly Interval[], keepNan: boolean): NumberSet {
  const common = set.intervals.flatMap((one) => intervals.flatMap((other): readonly Interval[] => {
    const [low, lowOpen] = one.low > other.low || (one.low === other.low && one.lowOpen) ? [one.low, one.lowOpen] : [other.low, other.lowOpen]
    const [high, highOpen] = one.high < other.high || (one.high === other.high && one.highOpen) ? [one.high, one.highOpen] : [other.high, other.highOpen]
    return low <= high ? [{ low, lowOpen, high, highOpen }] : []
  }))
  return settled(common, set.whole, set.nan && keepNan)
}

/** Whether nothing is in the set. */
export function isEmpty(set: NumberSet): boolean {
  return set.intervals.length === 0 && !set.nan
}

/** A number of the set that reads well: a round one where there is one; undefined where none is found. */
export function sampleNumber(set: NumberSet): number | undefined {
  for (const { low, lowOpen, high, highOpen } of set.intervals) {
    const inside = (value: number): boolean => Number.isFinite(value) && (value > low || (value === low && !lowOpen)) && (value < high || (value === high && !highOpen))
    if (set.whole) {
      const whole = [low, high, 0].find(inside)
      if (whole !== undefined) return whole
      continue
    }
    const middle = low === -Infinity ? high - 1 : high === Infinity ? low + 1 : low + (high - low) / 2
    const candidates = [Math.round(middle * 10) / 10, Math.round(middle * 100) / 100, middle, low, high, 0]
    const found = candidates.find(inside)
    if (found !== undefined) return found
  }
  return undefined
}
