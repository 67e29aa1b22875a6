import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeScenarios, scenarioDifference } from '../../../core/spec/extend-scenario.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import { scenarioSchema } from '../../../core/spec/scenario.ts'

const scenario = (spec: unknown, name = 'case'): ScenarioDocument => scenarioSchema.parse({ apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name }, spec })
const specOf = (base: unknown, own: unknown): unknown => mergeScenarios(scenario(base), scenario(own)).spec

describe('mergeScenarios', () => {
  it.each([
    ['takes maps together field by field', { customer: { reopenProbability: 0.1, patience: { chat: '5m' } } }, { customer: { patience: { voice: '2m' } } }, { customer: { reopenProbability: 0.1, patience: { chat: '5m', voice: '2m' } } }],
    ['replaces a distribution as a whole', { handleTime: { default: { mean: '20m', cv: 2 } } }, { handleTime: { default: { distribution: 'erlang', k: 3, mean: '15m' } } }, { handleTime: { default: { distribution: 'erlang', k: 3, mean: '15m' } } }],
    ['adds entries to free maps', { handleTime: { teams: { tier1: { mean: '9m' } } } }, { handleTime: { teams: { tier2: { mean: '30m' } } } }, { handleTime: { teams: { tier1: { mean: '9m' }, tier2: { mean: '30m' } } } }],
    ['replaces lists', { clocks: [{ metric: 'nextReply', targets: { P1: '1h' } }] }, { clocks: [] }, { clocks: [] }],
    ['goes on with the same arrival process', { arrivals: { process: 'profile', perWeek: 500, timezone: 'UTC' } }, { arrivals: { process: 'profile', perWeek: 900 } }, { arrivals: { process: 'profile', perWeek: 900, timezone: 'UTC' } }],
    ['replaces another arrival process', { arrivals: { process: 'profile', perWeek: 500 } }, { arrivals: { process: 'poisson', perHour: 12 } }, { arrivals: { process: 'poisson', perHour: 12 } }],
    ['drops extends', { extends: 'a', volume: 1 }, { extends: 'b' }, { volume: 1 }],
    ['replaces overrides by path', { overrides: { 'agents.triage.params': { a: 1 }, 'x.y': 1 } }, { overrides: { 'agents.triage.params': { b: 2 } } }, { overrides: { 'agents.triage.params': { b: 2 }, 'x.y': 1 } }],
    ['does not take the name of a team for a field', { customer: { patience: { teams: { mean: '5m' } } } }, { customer: { patience: { teams: { median: '6m' } } } }, { customer: { patience: { teams: { mean: '5m', median: '6m' } } } }],
  ])('%s', (_what, base, own, expected) => {
    expect(specOf(base, own)).toEqual(expected)
  })

  it('is named as the file that extends, not as the one that is extended', () => {
    expect(mergeScenarios(scenario({}, 'base'), scenario({}, 'own')).metadata).toEqual({ name: 'own' })
  })
})

const duration = fc.constantFrom('5m', '20m', '1h30m', '2d')
const id = fc.constantFrom('tier1', 'tier2', 'security')
const distribution = fc.oneof(
  fc.record({ mean: duration, cv: fc.constantFrom(0.5, 1, 2) }, { requiredKeys: ['mean'] }),
  fc.record({ median: duration, p95: fc.constant('3d') }),
  fc.record({ distribution: fc.constant('erlang'), k: fc.integer({ min: 1, max: 9 }), mean: duration }),
  fc.record({ distribution: fc.constant('exponential'), mean: duration }),
)
const priorities = fc.subarray(['P1', 'P2', 'P3'], { minLength: 1 })
const handleTime = fc.record({ default: distribution, teams: fc.dictionary(id, distribution), teamsAndIssueTypes: fc.dictionary(id, fc.dictionary(id, distribution)), escalatedFactor: fc.constantFrom(1, 2) }, { requiredKeys: [] })
const routing = fc.record({ discipline: fc.constantFrom('fifo', 'sla'), preemption: fc.record({ by: priorities, of: priorities }), weights: fc.dictionary(fc.constantFrom('P1', 'P2'), fc.constantFrom(1, 2)) }, { requiredKeys: [] })
const arrivals = fc.oneof(
  fc.record({ process: fc.constant('poisson'), perHour: fc.constantFrom(1, 2, 3) }),
  fc.record({ process: fc.constant('profile'), perWeek: fc.constantFrom(100, 200), timezone: fc.constant('UTC') }, { requiredKeys: ['process'] }),
  fc.constant({ process: 'trace' }),
)
const spec = fc.record(
  {
    arrivals, handleTime, routing,
    volume: fc.constantFrom(1, 2),
    knowledge: fc.oneof(fc.constant('kb'), fc.constant(['a', 'b'])),
    customer: fc.record({ patience: fc.record({ chat: fc.oneof(duration, distribution), teams: fc.dictionary(id, duration) }, { requiredKeys: [] }), reopenProbability: fc.constantFrom(0, 0.5) }, { requiredKeys: [] }),
    stop: fc.record({ kpi: fc.constantFrom('backlog', 'occupancy'), within: fc.constantFrom(0.1, 0.2) }, { requiredKeys: ['kpi'] }),
    clocks: fc.array(fc.record({ metric: fc.constantFrom('nextReply', 'agentWork'), targets: fc.record({ P1: duration }) }), { maxLength: 2 }),
    teams: fc.dictionary(id, fc.record({ headcount: fc.integer({ min: 0, max: 9 }), routing }, { requiredKeys: [] })),
    overrides: fc.dictionary(fc.constantFrom('teams.a', 'slas.b'), fc.jsonValue({ maxDepth: 2 })),
  },
  { requiredKeys: [] },
)
const scenarios = spec.map((fields) => scenario(fields))

function without(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  if (typeof value !== 'object' || value === null || key === undefined) return value
  return Object.fromEntries(Object.entries(value).flatMap(([name, field]: [string, unknown]) => (name !== key ? [[name, field]] : rest.length === 0 ? [] : [[name, without(field, rest)]])))
}

describe('scenarioDifference', () => {
  it('merged with the base gives the whole again, where the whole takes nothing away', () => {
    fc.assert(
      fc.property(scenarios, scenarios, (base, own) => {
        const whole = mergeScenarios(base, own)
        const { difference, kept } = scenarioDifference(base, whole, 'base.lumos.yaml')
        expect(kept).toEqual([])
        expect(difference.spec.extends).toBe('base.lumos.yaml')
        expect(mergeScenarios(base, difference)).toEqual(whole)
      }),
    )
  })

  it('names the fields of the base that it cannot take away, and gives the whole but for these', () => {
    fc.assert(
      fc.property(scenarios, scenarios, (base, whole) => {
        const { difference, kept } = scenarioDifference(base, whole, 'base.lumos.yaml')
        const both: unknown = mergeScenarios(base, difference)
        const pruned = kept.reduce(without, both)
        // A map of which only such fields are left may stay, empty.
        expect(kept.reduce<unknown>(without, whole)).toEqual(whole)
        expect(pruned).toMatchObject(whole)
      }),
    )
  })

  it('holds nothing that the base says already', () => {
    fc.assert(
      fc.property(scenarios, (base) => {
        expect(scenarioDifference(base, base, 'base.lumos.yaml').difference.spec).toEqual({ extends: 'base.lumos.yaml' })
      }),
    )
  })

  it('stores one changed number as one number', () => {
    const base = scenario({ volume: 1, handleTime: { default: { mean: '20m' }, teams: { tier1: { mean: '9m' } } }, customer: { reopenProbability: 0.1, patience: { chat: '5m' } } })
    const whole = scenario({ volume: 1, handleTime: { default: { mean: '20m' }, teams: { tier1: { mean: '9m' } } }, customer: { reopenProbability: 0.2, patience: { chat: '5m' } } })
    expect(scenarioDifference(base, whole, '../scenario.lumos.yaml').difference.spec).toEqual({ extends: '../scenario.lumos.yaml', customer: { reopenProbability: 0.2 } })
  })
})
