import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { agentByRole } from '../../../agents/registry.ts'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { Program } from '../../../core/engine/program.ts'
import { testFindings } from '../../../core/graph/test-findings.ts'
import type { TestResult } from '../../../core/simulation/run-test.ts'
import { runTest } from '../../../core/simulation/run-test.ts'
import { isTest, parseScenarioFile } from '../../../core/spec/parse-scenario-file.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import type { TestScenario } from '../../../core/spec/test-scenario.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'

const templates = ['customer-support', 'it-service-desk', 'from-scratch'].flatMap((name) => readdirSync(`flows/${name}/tests`).map((file) => ({ name, file: `flows/${name}/tests/${file}` })))

function workflowOf(name: string): Workflow {
  const { workflow } = parseSpec(readFileSync(`flows/${name}/${name}.lumos.yaml`, 'utf8'))
  if (workflow === undefined) throw new Error('unreadable')
  return workflow
}

function programOf(name: string): Program {
  return compileProgram(workflowOf(name), undefined, (role) => agentByRole(role)?.palette.title)
}

function testOf(text: string): TestScenario {
  const { value, findings } = parseScenarioFile(text)
  if (value === undefined || !isTest(value)) throw new Error(findings.map((finding) => finding.message).join('\n'))
  return value
}

const angry = readFileSync('flows/customer-support/tests/angry-customer.lumos.yaml', 'utf8')

function run(changes: readonly (readonly [from: string, to: string])[]): TestResult {
  const text = changes.reduce((next, [from, to]) => {
    expect(next).toContain(from)
    return next.replace(from, () => to)
  }, angry)
  return runTest(testOf(text), programOf('customer-support'), intlZoneOffsets())
}

describe('runTest', () => {
  it.each(templates)('passes $file', ({ name, file }) => {
    const result = runTest(testOf(readFileSync(file, 'utf8')), programOf(name), intlZoneOffsets())
    expect(result.mismatches, result.trace.map((entry) => `${entry.node}: ${entry.text}`).join('\n')).toEqual([])
    expect(result.passed).toBe(true)
  })

  it.each<[what: string, change: readonly [string, string], path: string, expected: string, got: RegExp]>([
    ['another status', ['status: finished', 'status: parked'], 'spec.expect.status', 'parked', /^finished$/],
    ['another outcome', ['outcome: resolved\n  ', 'outcome: unresolved\n  '], 'spec.expect.outcome', 'unresolved', /^resolved$/],
    ['a node that it did not come to', ['visited: [answer,', 'visited: [answer, clarify,'], 'spec.expect.visited.1', 'answer → clarify', /answer → check → changeApproach/],
    ['nodes in another order', ['visited: [answer, changeApproach', 'visited: [changeApproach, answer'], 'spec.expect.visited.1', 'changeApproach → answer', /./],
    ['a node that it must not come to', ['    triggers:', '    never: [clarify, handoff]\n    triggers:'], 'spec.expect.never.1', 'never handoff', /handoff/],
    ['another way', ['    triggers:', '    route: [intake, filter]\n    triggers:'], 'spec.expect.route', 'intake → filter', /^intake → filter → genuine/],
    ['another trigger', ['triggers: [frustrated]', 'triggers: []'], 'spec.expect.triggers', 'none', /^frustrated$/],
    ['another team', ['teams: [tier2]', 'teams: [tier1]'], 'spec.expect.teams', 'tier1', /^tier2$/],
    ['another message', ['talk to a colleague]', 'talk to a manager]'], 'spec.expect.messages.1', 'talk to a manager', /colleague/],
    ['another value', ['vars.approach: callback', 'vars.approach: human'], 'spec.expect.context.vars.approach', 'human', /^callback$/],
    ['another point in time', ['bookCallback.slot: 2026-03-02T14:00:00Z', 'bookCallback.slot: 2026-03-02T15:00:00Z'], 'spec.expect.context.bookCallback.slot', '2026-03-02T15:00:00Z', /^1772460000000$/],
    ['a value that is not there', ['escalation.team: tier2', 'escalation.reason: tier2'], 'spec.expect.context.escalation.reason', 'tier2', /^nothing$/],
    ['a value that is there', ['    triggers:', '    absent: [kb, draft.text]\n    triggers:'], 'spec.expect.absent.0', 'nothing at kb', /topConfidence/],
    ['tools in full', ['    triggers:', '    tools: [scheduleCallback]\n    triggers:'], 'spec.expect.tools', 'scheduleCallback', /^findSimilarTickets → getAccount → scheduleCallback → updateTicket$/],
    ['where it waits', ['    triggers:', '    waitingAt: [handoff]\n    triggers:'], 'spec.expect.waitingAt', 'handoff', /^none$/],
  ])('fails on %s, and says both', (_what, change, path, expected, got) => {
    const { passed, mismatches } = run([change])
    expect(passed).toBe(false)
    const mismatch = mismatches.find((each) => each.path.join('.') === path)
    expect(mismatch, JSON.stringify(mismatches)).toBeDefined()
    expect(mismatch?.expected).toBe(expected)
    expect(mismatch?.got).toMatch(got)
  })

  it('stops at an event that cannot happen, and says what could', () => {
    const { mismatches } = run([['{ event: human.completed, node: handoff, outcome: resolved }', '{ event: human.completed, node: manualTriage, outcome: resolved }']])
    expect(mismatches[0]).toEqual({ path: ['spec', 'script', 6], expected: 'human.completed at manualTriage', got: 'nobody is asked at manualTriage here; work is open at sentiment, handoff' })
  })

  it('lets timers on opening hours run over the weekend', () => {
    const text = readFileSync('flows/it-service-desk/tests/access-needs-approval.lumos.yaml', 'utf8')
    const friday = text.replace('at: 2026-03-02T09:00:00Z', 'at: 2026-03-06T15:00:00Z')
    const waits = (hours: string): readonly string[] => runTest(testOf(friday.replace('for: 30h', `for: ${hours}`)), programOf('it-service-desk'), intlZoneOffsets()).waitingAt
    expect(waits('60h')).toEqual(['approve'])
    expect(waits('80h')).toEqual(['handoff'])
  })

  it('gives the same result for the same test', () => {
    expect(run([])).toEqual(run([]))
  })
})

describe('testFindings', () => {
  it.each([
    ['node: sentiment', 'node: sentimnt', 'The test names unknown node or monitor sentimnt.', 'Did you mean sentiment?'],
    ['visited: [answer', 'visited: [anwser', 'The test names unknown node anwser.', 'Did you mean answer?'],
    ['triggers: [frustrated]', 'triggers: [frustratd]', 'The test names unknown trigger frustratd.', 'Did you mean frustrated?'],
    ['teams: [tier2]', 'teams: [tier22]', 'The test names unknown team tier22.', 'Did you mean tier2?'],
    ['channel: chat', 'channel: cat', 'The test names unknown channel cat.', 'Did you mean chat?'],
    ['    bookCallback: {', '    bookCalback: {', 'The test names unknown node or monitor bookCalback.', 'Did you mean bookCallback?'],
  ])('finds %s written as %s', (from, to, message, hint) => {
    const text = angry.replace(from, to)
    const { source, value } = parseScenarioFile(text)
    if (value === undefined || !isTest(value)) throw new Error('unreadable')
    const [finding] = testFindings(source, value, workflowOf('customer-support'))
    expect(finding).toMatchObject({ code: 'LUM201', message, hint, range: { start: { line: text.slice(0, text.indexOf(to)).split('\n').length } } })
  })

  it.each(templates)('finds nothing in $file', ({ name, file }) => {
    const { source, value } = parseScenarioFile(readFileSync(file, 'utf8'))
    if (value === undefined || !isTest(value)) throw new Error('unreadable')
    expect(testFindings(source, value, workflowOf(name))).toEqual([])
  })
})
