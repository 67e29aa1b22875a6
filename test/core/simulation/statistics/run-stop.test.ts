import { describe, expect, it } from 'vitest'
import { formatFigure } from '../../../../core/metrics/format-figure.ts'
import { sayStop } from '../../../../core/simulation/report/say-stop.ts'
import type { RunReport } from '../../../../core/simulation/run-report.ts'
import { shouldStop } from '../../../../core/simulation/statistics/should-stop.ts'
import { stopProblem } from '../../../../core/simulation/statistics/stop-problem.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import { runSimulation } from '../small-flow.ts'
import { busyWeek, drive, sessionOf, variedScenario } from '../what-if/run-search.ts'
import { smallFlow } from '../small-flow.ts'

const tickets = busyWeek(40)
type Spec = ScenarioDocument['spec']

function scenarioWith(spec: Spec): ScenarioDocument {
  return { ...variedScenario, spec: { ...variedScenario.spec, ...spec } }
}

function reportOf(spec: Spec): RunReport {
  return runSimulation({ tickets, scenario: scenarioWith(spec), keepTickets: false }).report
}

/** The figure of each of many replications, without any rule. */
const meanResolution = ((): readonly (number | null)[] => {
  const { session, store } = sessionOf({ workflow: smallFlow, scenario: scenarioWith({ replications: 40 }) }, tickets)
  drive(session.prepare(), store)
  return drive(session.replicateAll(), store).map(({ facts }) => {
    const solved = facts.tickets.flatMap(({ createdAt, resolvedAt }) => (resolvedAt === null ? [] : [resolvedAt - createdAt]))
    return solved.reduce((sum, ms) => sum + ms, 0) / solved.length
  })
})()

describe('a stop rule', () => {
  it.each([0.3, 0.2, 0.15, 0.02])('ends the run at the first replication, in their order, after which the interval is within ± %d of the figure', (within) => {
    const { manifest, stopped, kpis } = reportOf({ replications: 4, stop: { kpi: 'resolutionTime', statistic: 'mean', within, atMost: 40 } })
    let first = 4
    while (!shouldStop(meanResolution.slice(0, first), { within, atMost: 40 }).stop) first += 1
    expect(manifest.replications).toBe(first)
    expect(stopped).toMatchObject({ kpi: 'resolutionTime', statistic: 'mean', within, atLeast: 4, atMost: 40, replications: first, because: first === 40 ? 'atMost' : 'narrow' })
    const [low, high] = kpis['resolutionTime']?.ci95.mean ?? [0, Infinity]
    if (first < 40) expect((high - low) / 2).toBeLessThanOrEqual(within * (kpis['resolutionTime']?.mean ?? 0) * (1 + 1e-9))
  })

  it('gives the report of a run that was told the same number of replications, apart from saying why', () => {
    const { stopped, manifest, ...rest } = reportOf({ replications: 4, stop: { kpi: 'resolutionTime', statistic: 'mean', within: 0.2, atMost: 40 } })
    expect(stopped?.because).toBe('narrow')
    const { manifest: other, ...plain } = reportOf({ replications: manifest.replications })
    expect(plain).toEqual(rest)
    expect(other.replications).toBe(manifest.replications)
    expect('stopped' in plain).toBe(false)
  })

  it('takes the usual statistic of the KPI, the standard number of replications as the fewest, and ± 5 %', () => {
    const { stopped } = reportOf({ replications: 6, stop: { kpi: 'firstResponseAny', atMost: 7 } })
    expect(stopped).toMatchObject({ statistic: 'p50', within: 0.05, atLeast: 6 })
  })

  it('never runs fewer than were asked for, nor waits for more than it may run', () => {
    expect(reportOf({ replications: 9, stop: { kpi: 'resolutionTime', within: 1, atMost: 3 } }).manifest.replications).toBe(9)
    const { replications: _standard, ...rest } = variedScenario.spec
    const few = runSimulation({ tickets: tickets.slice(0, 5), scenario: { ...variedScenario, spec: { ...rest, stop: { kpi: 'resolutionTime', within: 0.001, atMost: 3 } } } }).report
    expect(few.stopped).toMatchObject({ replications: 3, atLeast: 3, because: 'atMost' })
  })

  it.each([
    [{ because: 'narrow', replications: 34, share: 0.0478, halfWidth: 10 }, 'Stopped after 34 replications: Full resolution time, mean is known to ± 4.8 %, within the ± 5.0 % asked for.'],
    [{ because: 'narrow', replications: 5, share: null, halfWidth: 0 }, 'Stopped after 5 replications: Full resolution time, mean is the same in all of them, within the ± 5.0 % asked for.'],
    [{ because: 'atMost', replications: 100, share: 0.072, halfWidth: 10 }, 'Stopped at 100 replications, the most that the scenario allows: Full resolution time, mean is known to ± 7.2 %, and ± 5.0 % asked for.'],
    [{ because: 'atMost', replications: 100, share: null, halfWidth: null }, 'Stopped at 100 replications, the most that the scenario allows: Full resolution time, mean has no figure that an interval could be narrow for, and ± 5.0 % asked for.'],
  ] as const)('says why it stopped: %o', (stop, text) => {
    expect(formatFigure(0.05, 'share')).toBe('5.0 %')
    expect(sayStop({ kpi: 'resolutionTime', statistic: 'mean', within: 0.05, atLeast: 5, atMost: 100, ...stop })).toBe(text)
  })
})

describe('stopProblem', () => {
  const csat: Spec = { csatProxy: { intercept: 1 } }
  it.each<readonly [string, Spec, string | null, string]>([
    ['a KPI that there is', { stop: { kpi: 'firstResponseAny' } }, null, ''],
    ['no rule', {}, null, ''],
    ['a KPI that there is not', { stop: { kpi: 'firstResponseAnny' } }, 'there is no such KPI', 'Write firstResponseAny.'],
    ['a short name of a KPI', { stop: { kpi: 'frt' } }, 'there is no such KPI', 'Write firstResponseAny.'],
    ['nothing that looks like a KPI', { stop: { kpi: 'xyz' } }, 'there is no such KPI', 'Write one of firstResponseAny'],
    ['a percentile of a share', { stop: { kpi: 'slaFirstResponse', statistic: 'p90' } }, 'has none', 'Delete statistic'],
    ['the mean of a share', { stop: { kpi: 'slaFirstResponse', statistic: 'mean' } }, null, ''],
    ['an estimate of ratings without a formula', { stop: { kpi: 'csatProxy' } }, 'never known', 'Add csatProxy'],
    ['an estimate of ratings with one', { ...csat, stop: { kpi: 'csatProxy' } }, null, ''],
  ])('judges %s', (_what, spec, message, hint) => {
    const problem = stopProblem({ ...variedScenario, spec })
    expect(problem === null).toBe(message === null)
    if (problem === null) return
    expect(problem.message).toContain(message)
    expect(problem.hint).toContain(hint)
  })
})
