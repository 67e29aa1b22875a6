import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { exampleText } from './workflow-files.ts'

function findingsOf(text: string) {
  return parseSpec(text).findings.map(({ code, range, message, hint }) => ({ code, at: `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`, message, hint }))
}

describe('parseSpec', () => {
  it('reads the example without a finding', () => {
    const { workflow, findings } = parseSpec(exampleText)
    expect(findings).toEqual([])
    expect(Object.keys(workflow?.spec.flow.nodes ?? {})).toHaveLength(32)
    expect(workflow?.spec.flow.nodes.triage).toMatchObject({ kind: 'agent', agent: 'triage', then: 'analyse' })
  })

  it('fills in no defaults: the model says what the file says', () => {
    const analysed = parseSpec(exampleText.replace('        armFailure: ignore               # fail | ignore (until the quorum cannot be met)\n', '')).workflow?.spec.flow.nodes.analysed
    expect(analysed).not.toHaveProperty('armFailure')
  })

  it('points at the exact place, counted from 1', () => {
    expect(findingsOf(exampleText.replace('kind: decision', 'kind: decison'))).toEqual([
      { code: 'LUM001', at: '312:15-312:22', message: 'spec.flow.nodes.genuine.kind cannot be "decison".', hint: expect.stringContaining('Did you mean decision?') },
    ])
  })

  it('names the nearest key for a misspelt one', () => {
    expect(findingsOf(exampleText.replace('        timeout: 20s\n', '        timeot: 20s\n'))).toEqual([
      { code: 'LUM001', at: '322:9-322:15', message: 'spec.flow.nodes.triage has no key timeot.', hint: 'Did you mean timeout?' },
    ])
  })

  it('says of a file of another kind only that', () => {
    const { workflow, findings } = parseSpec('apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: x, version: 1.0.0 }\nspec: { seed: 3 }\n')
    expect(workflow).toBeUndefined()
    expect(findings.map(({ message }) => message)).toEqual(['kind cannot be "Scenario".'])
  })

  it.each([['an empty file', ''], ['a list', '- a\n- b\n'], ['a text', 'hello'], ['broken brackets', '{ a: [1, 2'], ['control characters', '\u0000\u0001'], ['tabs', 'a:\n\t- b\n'], ['20,000 brackets', '['.repeat(20_000)], ['a bomb of aliases', 'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n']])('never throws: %s', (_what, text) => {
    const { workflow, findings } = parseSpec(text)
    expect(workflow).toBeUndefined()
    expect(findings.length).toBeGreaterThan(0)
  })

  it('refuses a file over 1 MiB without reading it', () => {
    const start = performance.now()
    expect(findingsOf(`#${'x'.repeat(1_100_000)}\n${exampleText}`).map(({ code }) => code)).toEqual(['LUM012'])
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('keeps a __proto__ key out of the model', () => {
    const { workflow } = parseSpec(exampleText.replace('  owners:', '  labels: { __proto__: evil, team: ops }\n  owners:'))
    expect(workflow?.metadata.labels).toEqual({ team: 'ops' })
  })

  it('lets a card that is not connected yet be read', () => {
    const { workflow, findings } = parseSpec(exampleText.replace('tool: scheduleCallback, stage: automated, timeout: 10s, then: escalate', 'tool: scheduleCallback, stage: automated, timeout: 10s'))
    expect(findings).toEqual([])
    expect(workflow?.spec.flow.nodes.bookCallback).not.toHaveProperty('then')
  })
})
