import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PathDocuments } from '../../../core/spec/override-path.ts'
import { readPath, writePath } from '../../../core/spec/override-path.ts'
import { isTest, parseScenarioFile } from '../../../core/spec/parse-scenario-file.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'

function documents(): PathDocuments {
  const { workflow } = parseSpec(readFileSync('flows/customer-support/customer-support.lumos.yaml', 'utf8'))
  const { value } = parseScenarioFile(readFileSync('flows/customer-support/scenario.lumos.yaml', 'utf8'))
  if (workflow === undefined || value === undefined || isTest(value)) throw new Error('the shipped flow cannot be read')
  return { workflow, scenario: value }
}

const shipped = documents()
const found = (path: string): unknown => {
  const reading = readPath(shipped, path)
  return reading.kind === 'found' ? { value: reading.value, range: reading.range } : reading
}
const number = { kind: 'number', min: null, minIsOpen: false, max: null, whole: false }

describe('readPath', () => {
  it.each([
    ['teams.tier1.shifts.0.headcount', { value: 2, range: { ...number, min: 0, whole: true } }],
    ['teams.tier1.shifts[0].headcount', { value: 2, range: { ...number, min: 0, whole: true } }],
    ['flow.nodes.route.branches.confident.when#1', { value: 0.2, range: number }],
    ['flow.nodes.route.branches.confident.when#2', { value: 2, range: number }],
    ['slas.standard.firstResponse.P1', { value: '1h', range: { kind: 'duration' } }],
    ['slas.standard.warnAt', { value: expect.anything(), range: { ...number, min: 0, max: 1 } }],
    ['scenario.volume', { value: 1, range: { ...number, min: 0.01, max: 20 } }],
    ['scenario.shrinkage', { value: 0.3, range: { ...number, min: 0, max: 0.9 } }],
    ['scenario.handleTime.default.mean', { value: '24m', range: { kind: 'duration' } }],
    ['scenario.handleTime.default.cv', { value: 1, range: { ...number, min: 0, max: 10 } }],
    ['scenario.aiLatency.default.p95', { value: '4s', range: { kind: 'duration' } }],
    ['scenario.customer.patience.chat', { value: '30m', range: { kind: 'duration' } }],
    // Fields that the schema knows need not be there yet.
    ['scenario.teams.tier1.headcount', { value: undefined, range: { ...number, min: 0, whole: true } }],
    ['scenario.aiLimits.default.perMinute', { value: undefined, range: { ...number, min: 0, minIsOpen: true } }],
    ['scenario.customer.closeAfter', { value: undefined, range: { kind: 'duration' } }],
    ['scenario.metadata', expect.objectContaining({ kind: 'nowhere' })],
  ])('%s', (path, expected) => {
    expect(found(path)).toEqual(expected)
  })

  it.each([
    ['teams.teir1.shifts.0.headcount', 'teams has no teir1', 'Did you mean teams.tier1?'],
    ['team.tier1', 'there is no team', 'Did you mean teams?'],
    ['teams.tier1.shifts.7.headcount', 'teams.tier1.shifts has no 7', 'teams.tier1.shifts has 0.'],
    ['flow.nodes.route.branches.confidnet.when', 'flow.nodes.route.branches has no confidnet', 'Did you mean flow.nodes.route.branches.confident?'],
    ['flow.nodes.route.branches.confident.when#9', 'flow.nodes.route.branches.confident.when has 2 numbers, and no number 9', expect.stringContaining('#1 to #2')],
    ['flow.nodes.route.branches.security.when#1', 'flow.nodes.route.branches.security.when has no number', expect.anything()],
    ['teams.tier1.shifts.0.headcount#1', 'teams.tier1.shifts.0.headcount is no expression, so it has no number 1', 'Write teams.tier1.shifts.0.headcount without #1.'],
    ['teams..tier1', '"teams..tier1" is no path', expect.anything()],
    ['', '"" is no path', expect.anything()],
    ['scenario.volumes', 'there is no volumes', 'Did you mean volume?'],
    ['teams.tier1.constructor', 'teams.tier1 has no constructor', expect.anything()],
  ])('says why %j leads nowhere, and what was meant', (path, problem, hint) => {
    expect(readPath(shipped, path)).toEqual({ kind: 'nowhere', problem, hint })
  })
})

describe('writePath', () => {
  it.each([
    ['teams.tier1.shifts.0.headcount', 5],
    ['flow.nodes.route.branches.confident.when#1', 0.35],
    ['flow.nodes.route.branches.confident.when#2', 3],
    ['slas.standard.firstResponse.P1', '10m'],
    ['slas.standard.warnAt', 0.9],
    ['scenario.volume', 1.5],
    ['scenario.teams.tier1.headcount', 4],
    ['scenario.customer.patience.issueTypes.security', '5m'],
  ])('what is written to %s is read there, and nothing else is changed', (path, value) => {
    const written = writePath(shipped, path, value)
    if (written.kind === 'refused') throw new Error(written.problem)
    const reading = readPath(written.documents, path)
    expect(reading).toMatchObject({ kind: 'found', value })
    const before = readPath(shipped, path)
    if (before.kind !== 'found' || before.value === undefined) return
    const back = writePath(written.documents, path, before.value)
    expect(back).toEqual({ kind: 'written', documents: shipped })
  })

  it('changes one number of an expression and leaves the rest of its text', () => {
    const written = writePath(shipped, 'flow.nodes.route.branches.confident.when#1', 1)
    const reading = written.kind === 'written' ? readPath(written.documents, 'flow.nodes.route.branches.confident.when') : written
    expect(reading).toMatchObject({ value: 'has(kb.topConfidence) && kb.topConfidence >= 1.0 && nodes.answer.visits < 2' })
  })

  it.each([
    ['teams.tier1.shifts.0.headcount', -1, /headcount is -1, less than 0/],
    ['teams.tier1.shifts.0.headcount', 'many', /headcount must be a number, and is text|whole number/],
    ['slas.standard.firstResponse.P1', 'soon', /firstResponse\.P1 cannot be "soon"/],
    ['flow.nodes.route.branches.confident.when#1', 'high', /is a number, and cannot be "high"/],
    ['scenario.volume', 0, /volume is 0, less than 0\.01/],
    ['teams.teir1.shifts.0.headcount', 2, /teams has no teir1/],
  ])('refuses %s = %j and says why', (path, value, problem) => {
    const written = writePath(shipped, path, value)
    expect(written.kind === 'refused' ? written.problem : 'written').toMatch(problem)
    expect(written.kind === 'refused' ? written.hint : '').not.toBe('')
  })
})
