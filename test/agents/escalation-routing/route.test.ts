import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { route, type RouteInput } from '../../../agents/escalation-routing/route.ts'
import type { TeamSpec } from '../../../core/spec/workflow.ts'

const weights = { skillLevel: 0.4, availability: 0.3, workload: 0.3 }

function team(skills: Record<string, number>, more: Partial<TeamSpec> = {}): TeamSpec {
  return { skills, languages: ['en'], channels: ['email'], capacity: { email: 4 }, shifts: [{ calendar: 'office', headcount: 1 }], ...more }
}

const idle = (id: string, seats = 4, freeSeats = seats) => ({ id, onShift: true, people: 1, seats, freeSeats, utilisation: 1 - freeSeats / seats, queued: 0 })

const base: RouteInput = {
  teams: {}, snapshots: [], routing: { requireSkills: [], strategy: 'weighted', weights, whenNoneEligible: { queue: 'fallback' } }, skills: ['billing'], unknownSkills: [], channel: 'email', language: 'en',
}

describe('route', () => {
  it('takes the team with the highest weighted score among the eligible ones, ties by id', () => {
    const levels = fc.record({ level: fc.integer({ min: 1, max: 3 }), free: fc.integer({ min: 0, max: 4 }), onShift: fc.boolean() })
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), levels, { minKeys: 1 }), (drawn) => {
        const entries = Object.entries(drawn)
        const chosen = route({
          ...base,
          teams: Object.fromEntries(entries.map(([id, { level }]) => [id, team({ billing: level })])),
          snapshots: entries.filter(([, one]) => one.onShift).map(([id, { free }]) => idle(id, 4, free)),
        })
        const eligible = entries.filter(([, one]) => one.onShift).map(([id, { level, free }]) => ({ id, score: Math.round((weights.skillLevel * (level / 3) + weights.availability * (free / 4) + weights.workload * (free / 4)) * 10_000) }))
        const best = eligible.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))[0]
        expect(chosen.team).toBe(best?.id ?? 'fallback')
      }),
    )
  })

  it('does not depend on the order in which teams are written', () => {
    const teams = { a: team({ billing: 2 }), b: team({ billing: 2 }) }
    const snapshots = [idle('a'), idle('b')]
    expect(route({ ...base, teams, snapshots }).team).toBe('a')
    expect(route({ ...base, teams: { b: teams.b, a: teams.a }, snapshots: [...snapshots].reverse() }).team).toBe('a')
  })

  it.each([
    ['the skill', { a: team({ other: 3 }) }, {}],
    ['the channel', { a: team({ billing: 3 }, { channels: ['chat'] }) }, {}],
    ['the language', { a: team({ billing: 3 }, { languages: ['de'] }) }, {}],
    ['people on shift', { a: team({ billing: 3 }) }, { snapshots: [] }],
    ['a known skill', { a: team({ billing: 3 }) }, { skills: [], unknownSkills: ['triage.issueType'] }],
  ])('needs %s', (_what, teams, more) => {
    expect(route({ ...base, teams, snapshots: [idle('a')], ...more })).toMatchObject({ team: 'fallback', via: 'queue' })
  })

  it('compares languages by their first part, and an unknown one rules nobody out', () => {
    const teams = { a: team({ billing: 3 }, { languages: ['en'] }) }
    expect(route({ ...base, teams, snapshots: [idle('a')], language: 'en-GB' }).team).toBe('a')
    expect(route({ ...base, teams, snapshots: [idle('a')], language: '' }).team).toBe('a')
  })

  it('sends the overflow of the best-skilled team to the team it names', () => {
    const teams = { a: team({ billing: 1 }, { overflowTo: 'x' }), b: team({ billing: 3 }, { overflowTo: 'y' }), y: team({}) }
    expect(route({ ...base, teams })).toMatchObject({ team: 'y', via: 'overflow' })
  })

  it('names no team where the spec names none', () => {
    expect(route({ ...base, routing: undefined })).toMatchObject({ team: undefined, via: 'none' })
  })
})
