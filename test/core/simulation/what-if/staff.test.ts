import { describe, expect, it } from 'vitest'
import { standardChoice } from '../../../../core/metrics/registry.ts'
import type { Requirement } from '../../../../core/simulation/what-if/requirement.ts'
import { parseRequirement } from '../../../../core/simulation/what-if/requirement.ts'
import type { StaffInput, StaffResult } from '../../../../core/simulation/what-if/staff.ts'
import { searchStaff } from '../../../../core/simulation/what-if/staff.ts'
import type { PlacedCrew } from '../../../../core/simulation/what-if/staff-crews.ts'
import { readCrews, roundTheClock, withCrews } from '../../../../core/simulation/what-if/staff-crews.ts'
import type { Variant } from '../../../../core/simulation/what-if/what-if-step.ts'
import { workflowSchema } from '../../../../core/spec/workflow.ts'
import { smallFlow } from '../small-flow.ts'
import { busyWeek, present, runSearch } from './run-search.ts'

const target = (text: string): Requirement => {
  const requirement = parseRequirement(text, standardChoice)
  if (requirement.kind === 'problem') throw new Error(requirement.message)
  return requirement
}

function crewsOf(from: Variant, named: readonly string[], most: number | null = null): readonly PlacedCrew[] {
  const crews = readCrews(from, named, most, 32)
  if ('kind' in crews) throw new Error(crews.message)
  return crews
}

function inputOf(from: Variant, crews: readonly PlacedCrew[], targets: readonly string[], rest: Partial<StaffInput> = {}): StaffInput {
  return { crews, variantOf: (counts) => withCrews(from, crews, counts), roundTheClock: roundTheClock(from, crews), requirements: targets.map(target), replications: 5, atMost: 20, ...rest }
}

function found(result: StaffResult): Extract<StaffResult, { kind: 'found' }> {
  if (result.kind === 'impossible') throw new Error(result.why)
  return result
}

const tickets = busyWeek(100)

/** The small flow with an early and a late shift. */
const twoShifts: Variant = {
  ...present,
  workflow: workflowSchema.parse({
    ...smallFlow,
    spec: {
      ...smallFlow.spec,
      calendars: { ...smallFlow.spec.calendars, early: { timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '13:00' }] }, late: { timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '13:00', to: '17:00' }] } },
      teams: { desk: { ...smallFlow.spec.teams?.['desk'], shifts: [{ calendar: 'early', headcount: 2 }, { calendar: 'late', headcount: 2 }] } },
    },
  }),
}

describe('the smallest team that meets a target', () => {
  it('is the one that trying every size finds, and one fewer is not enough', () => {
    const crews = crewsOf(present, ['desk'], 12)
    const input = inputOf(present, crews, ['frt_human.p90 <= 2h'])
    const result = found(runSearch(searchStaff(input), present, tickets))
    // With a most of n, a search succeeds exactly where n people are enough.
    const enough = (most: number): boolean => runSearch(searchStaff({ ...input, crews: crews.map((crew) => ({ ...crew, most })) }), present, tickets).kind === 'found'
    let smallest = 1
    while (!enough(smallest)) smallest += 1
    expect(result.best.counts).toEqual([smallest])
    expect(result).toMatchObject({ proof: 'exact', oddities: [] })
    expect(result.neighbours.map((trial) => [trial.counts, trial.says === 'yes'])).toEqual([[[smallest - 1], false]])
  })

  it('does not take a team for enough because those whom it never answers are not counted', () => {
    // Nobody at all: what the flow answers by itself is answered within seconds, the rest never.
    const result = found(runSearch(searchStaff(inputOf(present, crewsOf(present, ['desk'], 12), ['frt_any.p90 <= 4h'])), present, tickets))
    expect(result.best.counts[0]).toBeGreaterThan(0)
  })

  it('looks with more replications where it is close, and shares the error out among the looks', () => {
    const counts = new Set<number>()
    runSearch(searchStaff(inputOf(present, crewsOf(present, ['desk'], 12), ['frt_human.p90 <= 2h', 'slaResolution >= 80%'])), present, tickets, ({ trial }) => counts.add(trial.replications))
    expect([...counts].every((count) => [5, 10, 20].includes(count))).toBe(true)
    expect(counts.size).toBeGreaterThan(1)
  })

  it('finds the cheapest mix of shifts, as trying all of them does', () => {
    const crews = crewsOf(twoShifts, ['desk:early', 'desk:late'], 4)
    const input = inputOf(twoShifts, crews, ['frt_human.p90 <= 4h'], { replications: 5, atMost: 5 })
    const result = found(runSearch(searchStaff(input), twoShifts, tickets))
    expect(result.proof).toBe('exact')
    let cheapest = Infinity
    for (let early = 0; early <= 4; early++) {
      for (let late = 0; late <= 4; late++) {
        const only = { ...input, crews: crews.map((crew, index) => ({ ...crew, most: index === 0 ? early : late })) }
        const trial = runSearch(searchStaff({ ...only, roundTheClock: input.variantOf([early, late]) }), twoShifts, tickets)
        const own = trial.trials.find((one) => one.counts[0] === early && one.counts[1] === late)
        if (own?.says === 'yes') cheapest = Math.min(cheapest, own.weekly)
      }
    }
    expect(result.best.weekly).toBe(cheapest)
    for (const neighbour of result.neighbours) expect(neighbour.says).not.toBe('yes')
  })

  it('says that nights are the reason where more people in the same hours do not help', () => {
    const nights = tickets.map((ticket) => ({ ...ticket, createdAt: ticket.createdAt + 9 * 3_600_000 }))
    expect(runSearch(searchStaff(inputOf(present, crewsOf(present, ['desk'], 12), ['frt_human.p90 <= 2h'], { atMost: 5 })), present, nights)).toMatchObject({ kind: 'impossible', why: 'outOfHours' })
  })

  it('says that the flow itself is the reason where people round the clock do not help either', () => {
    expect(runSearch(searchStaff(inputOf(present, crewsOf(present, ['desk'], 12), ['frt_human.p50 <= 1m'], { atMost: 5 })), present, tickets)).toMatchObject({ kind: 'impossible', why: 'beforePeople' })
  })
})

describe('who may be changed', () => {
  it('takes teams as a whole or shift by shift, with what a person costs a week', () => {
    expect(crewsOf(present, [])).toMatchObject([{ id: 'desk', present: 2, most: 20, weekly: 40 * 32 }])
    expect(crewsOf(twoShifts, ['desk:late'])).toMatchObject([{ id: 'desk:late', present: 2, weeklyHours: 20 }])
  })

  const named: Variant = { ...present, scenario: { ...present.scenario, spec: { ...present.scenario.spec, teams: { desk: { people: [{ id: 'ann' }] } } } } }
  const refused = [
    { name: 'an unknown team', from: present, crews: ['desc'], says: 'no team "desc"' },
    { name: 'an unknown shift', from: present, crews: ['desk:night'], says: 'no shift "night"' },
    { name: 'a team twice', from: twoShifts, crews: ['desk', 'desk:late'], says: 'named twice' },
    { name: 'named people', from: named, crews: ['desk'], says: 'named people' },
  ]
  for (const { name, from, crews, says } of refused) it(`refuses ${name}`, () => expect(() => crewsOf(from, crews)).toThrow(says))
})
