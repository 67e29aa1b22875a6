import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { impossiblePoint } from '../../../../core/simulation/what-if/impossible-point.ts'
import { standardValues, withStandardValues } from '../../../../core/simulation/what-if/standard-values.ts'
import { sweepableFields } from '../../../../core/simulation/what-if/sweepable-fields.ts'
import { parseSweepRange } from '../../../../core/simulation/what-if/sweep-range.ts'
import { sweptField } from '../../../../core/simulation/what-if/swept-field.ts'
import type { Variant } from '../../../../core/simulation/what-if/what-if-step.ts'
import type { SweptField } from '../../../../core/simulation/what-if/sweep.ts'
import { resolveScenario } from '../../../../core/simulation/resolve-scenario.ts'
import { emptyScenario } from '../../../../core/simulation/scenario.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import { roleCatalog } from '../../../../agents/registry.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'
import { parseSpec } from '../../../../core/spec/parse-spec.ts'

const { workflow } = parseSpec(readFileSync(new URL('../../../../flows/customer-support/customer-support.lumos.yaml', import.meta.url), 'utf8'))
if (workflow === undefined) throw new Error('The template is no flow.')
const scenarioOf = (spec: ScenarioDocument['spec']): ScenarioDocument => ({ ...emptyScenario, spec })
const present: Variant = { workflow, scenario: withStandardValues(emptyScenario) }
const check = { roles: roleCatalog, surroundings: { zones: intlZoneOffsets() } }
const fieldsOf = (from: Variant, varied: readonly string[]): readonly SweptField[] => varied.map((text) => {
  const range = parseSweepRange(text)
  if (range.kind === 'problem') throw new Error(range.message)
  const field = sweptField(from, range)
  if ('kind' in field) throw new Error(field.message)
  return field
})

describe('points of a sweep that cannot be run', () => {
  it('are none where all values go together', () => {
    expect(impossiblePoint(present, fieldsOf(present, ['teams.tier1.shifts.0.headcount=1..3', 'scenario.shrinkage=0.1,0.3']), check)).toBeNull()
  })

  it('are named where two values exclude each other', () => {
    const from: Variant = { ...present, scenario: withStandardValues(scenarioOf({ toolLatency: { median: '1s', p95: '8s' } })) }
    expect(impossiblePoint(from, fieldsOf(from, ['scenario.toolLatency.median=1s,4s', 'scenario.toolLatency.p95=2s,8s']), check)).toMatchObject({
      kind: 'problem', message: 'The point scenario.toolLatency.median = 4s, scenario.toolLatency.p95 = 2s cannot be run: spec.toolLatency.p95 is 2s, shorter than the median (4s).',
    })
  })

  it('are named where the flow would be wrong', () => {
    const found = impossiblePoint(present, fieldsOf(present, ['calendars.supportHours.open.0.from=09:00..17:00/4h', 'calendars.supportHours.open.0.to=13:00,17:00']), check)
    expect(found).toMatchObject({ kind: 'problem', message: expect.stringMatching(/^The point calendars\.supportHours\.open\.0\.from = \d\d:00.* cannot be run: /u) })
  })
})

describe('what can be varied', () => {
  const paths = (from: Variant): readonly string[] => sweepableFields(from).map(({ path }) => path)

  it('is thresholds in conditions, headcounts, hours, targets, distributions, volume and probabilities', () => {
    const all = paths(present)
    for (const path of ['flow.nodes.route.branches.confident.when#1', 'triggers.frustrated.when#1', 'agents.triage.params.threshold', 'teams.tier1.shifts.0.headcount', 'calendars.supportHours.open.0.to', 'slas.standard.firstResponse.P3', 'scenario.handleTime.default.mean', 'scenario.volume', 'scenario.customer.reopenProbability', 'scenario.customer.patience.chat']) expect(all).toContain(path)
    expect(new Set(all).size).toBe(all.length)
  })

  it('can all be written as it stands', () => {
    for (const { path, present: now } of sweepableFields(present)) {
      const [field] = fieldsOf(present, [`${path}=${String(now.written)}`])
      expect(field?.present.at).toBe(now.at)
      if (path.startsWith('scenario.')) expect(impossiblePoint(present, field === undefined ? [] : [field], check)).toBeNull()
    }
  })

  it('holds what the scenario leaves open, as the product decides it: the same run', () => {
    const { assumptions: _a, document: _d, ...standard } = resolveScenario(emptyScenario)
    const { assumptions: _b, document: _e, ...written } = resolveScenario(standardValues)
    expect({ ...written, name: '' }).toEqual({ ...standard, name: '' })
  })

  it('keeps what the scenario says', () => {
    const scenario = scenarioOf({ handleTime: { default: { distribution: 'erlang', k: 3, mean: '15m' } }, volume: 2 })
    expect(withStandardValues(scenario).spec).toMatchObject({ handleTime: { default: { distribution: 'erlang', k: 3, mean: '15m' }, approvalFactor: 0.25 }, volume: 2, shrinkage: 0.3 })
  })
})
