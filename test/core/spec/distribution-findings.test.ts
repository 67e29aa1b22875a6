import { describe, expect, it } from 'vitest'
import { parseScenarioFile } from '../../../core/spec/parse-scenario-file.ts'

const head = 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: case }\nspec:\n'

function said(spec: string): readonly string[] {
  return parseScenarioFile(head + spec).findings.map(({ message, hint }) => `${message} ${hint}`)
}

describe('a distribution that does not fit', () => {
  it.each([
    ['handleTime: { default: { distribution: lognorml, mean: 20m } }', 'spec.handleTime.default.distribution cannot be "lognorml". Did you mean lognormal?'],
    ['customer: { patience: { voice: { distribution: exponentail, mean: 5m } } }', 'spec.customer.patience.voice.distribution cannot be "exponentail". Did you mean exponential?'],
    ['handleTime: { teams: { tier1: { distribution: erlang, k: 0, mean: 5m } } }', 'spec.handleTime.teams.tier1.k is 0, less than 1. Write 1 or more.'],
    ['handleTime: { teams: { tier1: { distribution: erlang, mean: 5m } } }', 'spec.handleTime.teams.tier1.k is missing.'],
    ['handleTime: { default: { distribution: exponential, mean: 5m, cv: 2 } }', 'spec.handleTime.default has no key cv.'],
    ['handleTime: { default: { distribution: hyperexponential, mean: 5m, cv: 0.5 } }', 'spec.handleTime.default.cv is 0.5, less than 1. Write 1 or more.'],
    ['handleTime: { default: { mean: 20m, p95: 30m } }', 'spec.handleTime.default has no key p95.'],
    ['handleTime: { default: 20m }', 'spec.handleTime.default is the time 20m alone. Write { mean: 20m }'],
    ['handleTime: { default: { mean: 20 } }', 'spec.handleTime.default.mean must be text, and is a number. Write a span of time'],
    ['aiLatency: { default: { median: 1s, p59: 4s } }', 'spec.aiLatency.default has no key p59. Did you mean p95?'],
    ['toolLatency: { distribution: uniform, min: 5s, max: 2s }', 'spec.toolLatency.min is 5s, longer than max (2s). Swap them.'],
    ['toolLatency: { median: 5s, p95: 2s }', 'spec.toolLatency.p95 is 2s, shorter than the median (5s).'],
    ['toolLatency: { distribution: empirical }', 'spec.toolLatency.distribution is empirical, and no times are given. Add quantiles'],
    ['toolLatency: { distribution: empirical, file: a.txt, quantiles: [1s, 2s] }', 'spec.toolLatency.file stands beside quantiles'],
    ['arrivals: { process: poison, perHour: 3 }', 'spec.arrivals.process cannot be "poison". Did you mean poisson?'],
    ['arrivals: { process: poisson }', 'spec.arrivals.perHour is missing.'],
  ])('%s', (spec, expected) => {
    const found = said(`  ${spec}\n`)
    expect(found).toHaveLength(1)
    expect(found[0]?.startsWith(expected), found[0]).toBe(true)
  })

  it.each(['window: { from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z" }', 'window: { warmUp: 2d }', 'baselineHandleTime: { default: { mean: 5m } }\n  baseline: { handleTime: { default: { mean: 6m } } }', 'routing: { preemption: { by: [P1, P2], of: [P2, P3] } }', 'replications: 20\n  stop: { kpi: backlog, atMost: 5 }', 'teams: { tier1: { headcount: 2, people: [{ id: anna }] } }', 'teams: { tier1: { people: [{ id: anna }, { id: anna }] } }', 'teams: { tier1: { routing: { people: pooled }, people: [{ id: anna }] } }', 'teams: { tier1: { routing: { preemption: { by: [P1], of: [P1] } } } }'])('values that stand against each other are one finding with its place: %s', (spec) => {
    const { findings } = parseScenarioFile(`${head}  ${spec}\n`)
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ code: 'LUM001', severity: 'error' })
    expect(findings[0]?.range.start.line).toBeGreaterThan(4)
    expect(findings[0]?.hint).not.toBe('')
  })

  it.each(['window: { from: "2026-03-02T00:00:00Z", to: "2026-03-09T00:00:00Z", warmUp: 2d }', 'arrivals: { process: poisson, perHour: 3 }\n  window: { warmUp: 2d }\n  volume: 2', 'teams: { tier1: { headcount: 2, shifts: [{ calendar: officeHours, headcount: 1 }] } }', 'overrides: { "agents.a.params": { distribution: empirical } }'])('values that can both be meant are none: %s', (spec) => {
    expect(parseScenarioFile(`${head}  ${spec}\n`).findings).toEqual([])
  })
})
