import type { OpenTime } from '../calendars/calendar.ts'

/** From `at` on: `headcount` people are paid, `people` of them work (after shrinkage). */
export type StaffStep = { readonly at: number; readonly headcount: number; readonly people: number }

/** One shift of a team. */
export type Shift = { readonly open: OpenTime; readonly headcount: number }

const SLOT_MS = 1_800_000

/**
 * The steps of a team's capacity. Shrinkage leaves fractions; they become whole people by carrying the remainder from one
 * half hour to the next, so that 3 x 0.7 is 2 people most of the time and 3 people a tenth of it, never 2 all day.
 */
export function staffSteps(shifts: readonly Shift[], shrinkage: number, from: number, to: number): readonly StaffStep[] {
  const steps: StaffStep[] = []
  let carry = 0
  const segments = headcountSegments(shifts, from, to)
  segments.forEach(({ at, headcount }, index) => {
    const end = segments[index + 1]?.at ?? to
    const exact = headcount * (1 - shrinkage)
    const whole = Math.floor(exact + 1e-9)
    const fraction = exact - whole
    if (fraction < 1e-9) {
      pushStep(steps, { at, headcount, people: whole })
      return
    }
    for (let slot = at; slot < end; slot = Math.min(end, slot + SLOT_MS)) {
      const length = Math.min(SLOT_MS, end - slot)
      carry += fraction * length
      const extra = carry * 2 >= length
      if (extra) carry -= length
      pushStep(steps, { at: slot, headcount, people: whole + (extra ? 1 : 0) })
    }
  })
  return steps
}

function pushStep(steps: StaffStep[], step: StaffStep): void {
  const last = steps.at(-1)
  if (last === undefined || last.headcount !== step.headcount || last.people !== step.people) steps.push(step)
}

function headcountSegments(shifts: readonly Shift[], from: number, to: number): readonly { readonly at: number; readonly headcount: number }[] {
  const changes = new Map<number, number>([[from, 0]])
  for (const { open, headcount } of shifts) {
    open.opens.forEach((start, index) => {
      const end = open.closes[index] ?? start
      if (end <= from || start >= to) return
      const at = Math.max(from, start)
      changes.set(at, (changes.get(at) ?? 0) + headcount)
      if (end < to) changes.set(end, (changes.get(end) ?? 0) - headcount)
    })
  }
  let headcount = 0
  return [...changes].sort((a, b) => a[0] - b[0]).map(([at, change]) => {
    headcount += change
    return { at, headcount }
  })
}
