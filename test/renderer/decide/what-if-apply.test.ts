import { describe, expect, it } from 'vitest'
import { documentText, openDocument } from '../../../core/document/flow-document.ts'
import type { FlowDocument } from '../../../core/document/flow-document.ts'
import { parseScenario } from '../../../core/simulation/parse-scenario.ts'
import { emptyScenario } from '../../../core/simulation/scenario.ts'
import type { Applied } from '../../../renderer/decide/what-if-apply.ts'
import { flowWith, isApplied, scenarioTextOf, scenarioWith } from '../../../renderer/decide/what-if-apply.ts'
import { leversOf } from '../../../renderer/decide/what-if-levers.ts'
import { fieldsOf, template, templateText } from './what-if-fields.ts'

const opened = openDocument(templateText, null)
if (opened.kind !== 'opened') throw new Error('The template can be read.')
const document: FlowDocument = opened.document
const levers = leversOf(template, fieldsOf(template))
const applied = (path: string, value: number | string): Applied => {
  const lever = levers.find((one) => one.path === path)
  if (lever === undefined) throw new Error(`There is no lever ${path}.`)
  return { lever, value }
}

describe('applying what was moved', () => {
  it('writes each value where it stands in the flow, and leaves every other line as it is', () => {
    const written = flowWith(document, [applied('teams.tier1.shifts.0.headcount', 3), applied('flow.nodes.route.branches.confident.when#1', 0.35), applied('slas.standard.firstResponse.P3', '3h')])
    if (written.kind === 'refused') throw new Error(written.problem)
    const before = templateText.split('\n')
    const changed = documentText(written.document).split('\n').filter((line, index) => line !== before[index])
    expect(changed.map((line) => line.trim())).toEqual([
      'shifts: [{ calendar: supportHours, headcount: 3 }]',
      'firstResponse: { P1: 1h, P2: 2h, P3: 3h, P4: 8h, P5: 16h }',
      expect.stringContaining('kb.topConfidence >= 0.35 '),
    ])
  })

  it('says why a value does not fit, and changes nothing', () => {
    expect(flowWith(document, [applied('teams.tier1.shifts.0.headcount', -1)])).toMatchObject({ kind: 'refused', problem: expect.any(String), hint: expect.any(String) })
    const without = { ...document, workflow: { ...document.workflow, spec: { ...document.workflow.spec, teams: {} } } }
    expect(flowWith(without, [applied('teams.tier1.shifts.0.headcount', 3)])).toMatchObject({ kind: 'refused' })
  })

  it('writes an assumption into the scenario, also where nothing stood before, as a file that reads the same', () => {
    const written = scenarioWith(emptyScenario, document, [applied('scenario.volume', 1.5), applied('scenario.resolution.answerResolvesFactor', 0.4)])
    if (written.kind === 'refused') throw new Error(written.problem)
    expect(written.document.spec).toMatchObject({ volume: 1.5, resolution: { answerResolvesFactor: 0.4 } })
    expect(parseScenario(scenarioTextOf(written.document))).toMatchObject({ scenario: written.document, problems: [] })
  })

  it('writes a value that the scenario overrides into that override: the flow\'s own would say nothing', () => {
    const threshold = applied('agents.triage.params.threshold', 0.4)
    const written = scenarioWith({ ...emptyScenario, spec: { overrides: { 'agents.triage.params.threshold': 0.3 } } }, document, [{ ...threshold, lever: { ...threshold.lever, field: { ...threshold.lever.field, overridden: true } } }])
    expect(written).toMatchObject({ kind: 'written', document: { spec: { overrides: { 'agents.triage.params.threshold': 0.4 } } } })
  })

  it('knows whether what was moved stands there already', () => {
    const { lever, value } = applied('teams.tier1.shifts.0.headcount', 3)
    const moves = { [lever.path]: { at: 3, written: value } }
    const written = flowWith(document, [{ lever, value }])
    if (written.kind === 'refused') throw new Error(written.problem)
    expect(isApplied(document, emptyScenario, [lever], moves)).toBe(false)
    expect(isApplied(written.document, emptyScenario, [lever], moves)).toBe(true)
    const volume = applied('scenario.volume', 2)
    const moved = { [volume.lever.path]: { at: 2, written: 2 } }
    const assumed = scenarioWith(emptyScenario, document, [volume])
    if (assumed.kind === 'refused') throw new Error(assumed.problem)
    expect(isApplied(document, emptyScenario, [volume.lever], moved)).toBe(false)
    expect(isApplied(document, assumed.document, [volume.lever], moved)).toBe(true)
  })
})
