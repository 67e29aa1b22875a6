import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import { plainScenario, runSimulation, ticketOf } from '../small-flow.ts'

type Spec = ScenarioDocument['spec']
const tickets = Array.from({ length: 30 }, (_, index) => ticketOf(`hard-${index}`, Date.parse('2026-03-02T09:00:00Z') + index * 11 * 60_000))
const run = (change: Spec) => runSimulation({ tickets, scenario: { ...plainScenario, spec: { ...plainScenario.spec, ...change } } }).report
const named = (change: NonNullable<Spec['teams']>[string] = {}): Spec => ({ teams: { desk: { people: [{ id: 'ann' }, { id: 'bob' }], ...change } } })

describe('named people in a scenario', () => {
  it('do exactly what a team of as many people does, where nothing tells them apart', () => {
    const pooled = run({})
    const individual = run(named())
    expect(individual.kpis).toEqual(pooled.kpis)
    expect(individual.teams).toEqual(pooled.teams)
    expect(run({ teams: { desk: { routing: { people: 'individual' } } } }).kpis).toEqual(pooled.kpis)
    expect(run(named({ routing: { people: 'pooled' } })).kpis).toEqual(pooled.kpis)
  })

  it('are what some rules are about: a team of people who are alike says that they have no effect', () => {
    const rules: Spec = { routing: { assignedCap: 2, agentSelection: 'roundRobin', discipline: 'fifo' } }
    expect(run(rules).warnings).toContain('The people of team desk are alike, so agentSelection and assignedCap have no effect there: write routing.people: individual, or name them in teams.desk.people.')
    expect(run({ ...rules, ...named() }).warnings.join()).not.toContain('no effect')
    expect(run({ teams: { desk: { routing: { reserve: 1 } } } }).warnings.join()).toContain('so reserve has no effect there')
    expect(run({ routing: { discipline: 'fifo' } }).warnings.join()).not.toContain('no effect')
  })

  it('take no more tickets than they may be assigned, until those end', () => {
    const capped = run(named({ routing: { assignedCap: 1 } }))
    expect(capped.teams['desk']?.handled).toEqual(run(named()).teams['desk']?.handled)
  })

  it.each([named(), {}])('warn when work can never fit into a shift, and begin it all the same', (people) => {
    const report = run({ ...people, handleTime: { default: { mean: '9h', cv: 0 } }, onShiftEnd: { email: 'block' } })
    expect(report.warnings.join('\n')).toContain('longer than its longest shift')
    expect(report.teams['desk']?.handled).toBeGreaterThan(0)
  })
})

describe('the discipline of a scenario', () => {
  const morning = (minute: number): number => Date.parse('2026-03-02T09:00:00Z') + minute * 60_000
  // The gold one is promised a reply within 10 minutes, the others within two hours.
  const waiting = [ticketOf('hard-1', morning(0)), ticketOf('hard-2', morning(1)), ticketOf('hard-gold', morning(2), { customer: { tier: 'gold' } })]

  it.each([['priority', ['hard-1', 'hard-2', 'hard-gold']], ['fifo', ['hard-1', 'hard-2', 'hard-gold']], ['sla', ['hard-1', 'hard-gold', 'hard-2']]] as const)('%s decides who is answered first', (discipline, order) => {
    const { tickets: done } = runSimulation({ tickets: waiting, scenario: { ...plainScenario, spec: { ...plainScenario.spec, routing: { discipline }, teams: { desk: { headcount: 1 } } } } })
    expect([...done].sort((a, b) => (a.resolvedAt ?? 0) - (b.resolvedAt ?? 0)).map(({ id }) => id)).toEqual(order)
  })
})
