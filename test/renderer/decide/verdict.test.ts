import { describe, expect, it } from 'vitest'
import type { BaselineCalibration, Interval, KpiFigure, KpiTable, RunReport } from '../../../core/simulation/run-report.ts'
import { responseCurves } from '../../../core/simulation/report/response-curve.ts'
import { timeUses } from '../../../core/simulation/report/time-use.ts'
import { verdictOf } from '../../../renderer/decide/verdict.ts'

const minute = 60_000
const none = { mean: 0, ci95: null }
const agrees: BaselineCalibration = { observedMedianMs: 240 * minute, simulatedMedianMs: 250 * minute, off: 0.04, trusted: true }
const disagrees: BaselineCalibration = { observedMedianMs: 210 * minute, simulatedMedianMs: 24 * minute, off: -0.89, trusted: false }
const unrecorded: BaselineCalibration = { observedMedianMs: null, simulatedMedianMs: 250 * minute, off: null, trusted: false }

function figure(minutes: number, spread: number | null): KpiFigure {
  const value = minutes * minute
  const interval: Interval = spread === null ? null : [value - spread * minute, value + spread * minute]
  return { unit: 'ms', statistic: 'p50', clock: 'calendar', cohort: '', variant: 'standard', mean: value, p50: value, p90: value, p95: value, ci95: { mean: interval, p50: interval, p90: interval, p95: interval }, n: 300 }
}

function report(calibration: BaselineCalibration, after: KpiFigure): RunReport {
  const observed: KpiTable = calibration.observedMedianMs === null ? {} : { firstResponseAny: figure(calibration.observedMedianMs / minute, null) }
  const simulated: KpiTable = { firstResponseAny: figure((calibration.simulatedMedianMs ?? 0) / minute, 10) }
  return {
    manifest: { flowName: 'desk', flowDigest: '', ticketsDigest: '', knowledgeDigest: '', scenarioDigest: '', models: [], seed: 1, replications: 20, tickets: 300, engine: '' },
    kpis: { firstResponseAny: after },
    baseline: { observed, simulated, team: { title: '', headcount: 3, handled: 300, occupancy: null, utilisation: null, meanWaitMs: null, p90WaitMs: null, meanQueue: 0, maxQueue: 0, busyMs: 0, availableMs: 0, overtimeMs: 0 }, calibration },
    teams: {}, services: {}, outcomes: {}, flow: { nodes: {}, edges: {}, waits: {} }, backlogAges: [], slaTable: [],
    censored: { open: none, neverReplied: none, neverRepliedByPerson: none, runningTargets: none }, overload: { badge: false, slopePerDay: null, ci95: null, growth: null }, startUp: { untilMs: 0, ofMs: 0, tooShort: false },
    batchMeans: {}, comparison: { rows: [], timesFaster: { kind: 'refused', because: 'noFigure' } }, timeUse: { flow: timeUses([]), today: timeUses([]) },
    responseCurves: { flow: responseCurves([]), today: responseCurves([]), observed: responseCurves([]) }, week: { timezone: 'UTC', arrivals: [], firstResponseP90Ms: [], breachShare: [], occupancy: [] },
    series: { startAt: 0, stepMs: 1, arrivals: [], staff: [], backlog: { p10: [], p50: [], p90: [] }, baselineBacklog: [] },
    evidence: { comparedWithHistory: 0, retrievalConfidence: 0, assumed: 0 }, assumptions: [], warnings: [],
  }
}

describe('what the headline may say', () => {
  it.each([
    ['names the factor where the model of today agrees with the record', agrees, figure(8, 1), 'observed', { kind: 'faster', times: 30 }],
    ['names it against the simulated today as well', agrees, figure(10, 1), 'simulated', { kind: 'faster', times: 25 }],
    ['says slower where it is', agrees, figure(480, 5), 'observed', { kind: 'slower', times: 2 }],
    ['says that the difference may be chance where the intervals meet', agrees, figure(245, 20), 'observed', { kind: 'chance' }],
    ['says that one replication proves nothing', agrees, figure(8, null), 'observed', { kind: 'chance' }],
    ['compares nothing while the model of today is far from the record', disagrees, figure(8, 1), 'observed', { kind: 'notCompared', because: 'baselineOff', simulatedMs: 24 * minute, observedMs: 210 * minute }],
    ['nor against the simulated today', disagrees, figure(8, 1), 'simulated', { kind: 'notCompared', because: 'baselineOff', simulatedMs: 24 * minute, observedMs: 210 * minute }],
    ['says no factor where nothing was recorded to check today against', unrecorded, figure(10, 1), 'observed', { kind: 'notCompared', because: 'baselineUnknown', simulatedMs: 250 * minute, observedMs: null }],
  ] as const)('%s', (_words, calibration, after, today, verdict) => {
    expect(verdictOf(report(calibration, after), { clock: 'firstResponseAny', hours: 'all', today, statistic: 'p50' })).toEqual(verdict)
  })

  it.each([
    [{ kind: 'trusted' }, 'faster', undefined],
    [{ kind: 'refused', reason: 'medianOff' }, 'notCompared', 'baselineOff'],
    [{ kind: 'refused', reason: 'undecided' }, 'notCompared', 'baselineUndecided'],
    [{ kind: 'refused', reason: 'answeredShareOff' }, 'notCompared', 'baselineAnsweredShare'],
    [{ kind: 'refused', reason: 'tooFew' }, 'notCompared', 'baselineUnknown'],
  ] as const)('follows the verdict of the report (%o), whatever the medians look like', (check, kind, because) => {
    const judged = report(agrees, figure(8, 1))
    const verdict = verdictOf({ ...judged, baseline: { ...judged.baseline, check: { verdict: check, cohorts: [] } } }, { clock: 'firstResponseAny', hours: 'all', today: 'observed', statistic: 'p50' })
    expect(verdict).toMatchObject(because === undefined ? { kind } : { kind, because })
  })

  it('says nothing of a clock that has no figures', () => {
    expect(verdictOf(report(agrees, figure(8, 1)), { clock: 'firstResponseHuman', hours: 'all', today: 'simulated', statistic: 'p50' })).toEqual({ kind: 'unknown' })
  })
})
