import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../../core/simulation/parse-scenario.ts'
import { parseScenarioFile } from '../../../core/spec/parse-scenario-file.ts'
import { emptyScenario } from '../../../core/simulation/scenario.ts'
import { resolveScenario } from '../../../core/simulation/resolve-scenario.ts'
import { meanOf, quantileOf } from '../../../core/simulation/variates.ts'

const head = 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: test }\n'

describe('parseScenario', () => {
  it.each([
    ['spec:\n  shrinkage: 1.2\n', 5, 'spec.shrinkage'],
    ['spec:\n  handleTime:\n    default: { mean: twenty, cv: 1 }\n', 6, 'spec.handleTime.default.mean'],
    ['spec:\n  sead: 3\n', 5, 'spec.sead'],
    ['spec:\n  onShiftEnd: { email: stop }\n', 5, 'spec.onShiftEnd.email'],
  ])('says on which line a value does not fit: %j', (spec, line, path) => {
    const { scenario, problems } = parseScenario(head + spec)
    expect(scenario).toBeNull()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ line, path, severity: 'error', code: 'LUM001' })
    expect(problems[0]?.column).toBeGreaterThan(2)
  })

  it('says where the YAML is broken', () => {
    expect(parseScenario(`${head}spec: { seed: 1\n`).problems[0]).toMatchObject({ code: 'LUM000' })
    expect(parseScenario('').problems[0]).toMatchObject({ code: 'LUM001', line: 1 })
  })

  it('says that a test is no scenario of a simulation', () => {
    const { scenario, problems } = parseScenario(`${head}spec:\n  workflow: desk\n  script: [{ event: start, channel: email, text: Hello }]\n  expect: { status: running }\n`)
    expect(scenario).toBeNull()
    expect(problems.map((problem) => problem.message)).toEqual(['This scenario is a test of one scripted ticket; a simulation needs one without script and expect.'])
  })

  it.each([
    ['a script that does not begin with the start', 'script: [{ event: wait, for: 2h }]', 'spec.script does not begin with the start of the ticket.'],
    ['a second start', 'script: [{ event: start, channel: email, text: Hello }, { event: start, channel: email, text: Hello }]', 'spec.script[1] starts the ticket a second time.'],
    ['an answer that fails and gives something', 'script: [{ event: start, channel: email, text: Hello }]\n  answers: { triage: { error: LUMOS.Timeout, outputs: { a: 1 } } }', 'spec.answers.triage.error stands beside outputs, and a task that fails gives none.'],
  ])('finds in a test %s', (_what, script, message) => {
    const { findings } = parseScenarioFile(`${head}spec:\n  workflow: desk\n  ${script}\n  expect: { status: running }\n`)
    expect(findings.map((finding) => finding.message)).toEqual([message])
  })

  const folder = new URL('../../../flows/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('scenario.lumos.yaml'))
  it.each(files)('reads the scenario of a template: %s', (name) => {
    expect(parseScenario(readFileSync(new URL(name, folder), 'utf8')).problems).toEqual([])
  })
})

describe('resolveScenario', () => {
  it('lists every default that it used, and none where the file speaks', () => {
    const silent = resolveScenario(emptyScenario)
    const ids = silent.assumptions.map((assumption) => assumption.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('scenario.shrinkage')
    expect(ids).toContain('scenario.customer.replyDelay')
    for (const assumption of silent.assumptions) expect([assumption.text, assumption.value, assumption.source].every((text) => text.length > 0)).toBe(true)
    const spoken = resolveScenario({ ...emptyScenario, spec: { shrinkage: 0.1, customer: { replyDelay: { median: '1h', cv: 2 } } } })
    expect(spoken.assumptions.map((assumption) => assumption.id)).not.toContain('scenario.shrinkage')
    expect(spoken.assumptions).toHaveLength(silent.assumptions.length - 2)
    expect(spoken.shrinkage).toBe(0.1)
  })

  it('turns what is written into distributions of milliseconds', () => {
    const scenario = resolveScenario({ ...emptyScenario, spec: { handleTime: { default: { mean: '10m' }, teams: { tier2: { mean: '1h', cv: 0 } } }, aiLatency: { roles: { responder: { median: '4s', p95: '15s' } } }, customer: { replyDelay: { median: '3h', cv: 1.5 } } } })
    expect(meanOf(scenario.handleTime.standard)).toBeCloseTo(600_000, 3)
    expect(scenario.handleTime.teams['tier2']).toEqual({ kind: 'deterministic', value: 3_600_000 })
    expect(quantileOf(scenario.aiLatency.roles['responder'] ?? scenario.toolLatency, 0.95)).toBeCloseTo(15_000, 3)
    expect(quantileOf(scenario.customer.replyDelay, 0.5)).toBeCloseTo(3 * 3_600_000, 3)
  })

  it('measures today by its own handle times where they are given', () => {
    const own = resolveScenario({ ...emptyScenario, spec: { handleTime: { default: { mean: '10m' } }, baselineHandleTime: { default: { mean: '30m' } } } })
    expect(meanOf(own.baseline.handleTime.standard)).toBeCloseTo(1_800_000, 3)
    expect(meanOf(resolveScenario({ ...emptyScenario, spec: { handleTime: { default: { mean: '10m' } } } }).baseline.handleTime.standard)).toBeCloseTo(600_000, 3)
  })
})
