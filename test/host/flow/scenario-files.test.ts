import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkFlowFile } from '../../../host/flow/check-flow-file.ts'
import { readScenarioFile } from '../../../host/flow/read-scenario-file.ts'
import { overriddenWorkflow } from '../../../host/jobs/override-workflow.ts'
import { preparedScenario } from '../../../host/jobs/prepare-scenario.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'

const folder = mkdtempSync(join(tmpdir(), 'lumos-scenarios-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const flow = join(process.cwd(), 'flows/customer-support/customer-support.lumos.yaml')

function write(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

function scenario(name: string, spec: string): string {
  return write(name, `apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: case }\nspec:\n${spec}`)
}

async function said(path: string): Promise<readonly string[]> {
  return (await checkFlowFile(path)).findings.map(({ file, range, code, message, hint }) => `${file ?? ''}:${range.start.line} ${code} ${message} ${hint}`)
}

describe('a scenario with the files that it names', () => {
  it('says what its chain of files says together, each path seen from its own file', async () => {
    write('measured/times.txt', '# seconds\n90\n2m\n')
    scenario('measured/base.lumos.yaml', '  tickets: ../tickets.csv\n  knowledge: [kb, ../more]\n  volume: 2\n  handleTime: { default: { distribution: empirical, file: times.txt }, teams: { tier1: { mean: 5m } } }\n')
    scenario('middle.lumos.yaml', '  extends: measured/base.lumos.yaml\n  seed: 4\n  volume: 3\n')
    const read = await readScenarioFile(scenario('top.lumos.yaml', `  extends: ./middle.lumos.yaml\n  handleTime: { teams: { tier2: { mean: 9m } } }\n  workflow: ${flow}\n`))
    expect(read.findings).toEqual([])
    expect(read.whole?.spec).toEqual({ tickets: '../tickets.csv', knowledge: ['kb', '../more'], workflow: flow, seed: 4, volume: 3, handleTime: { default: { distribution: 'empirical', quantiles: ['90000ms', '120000ms'] }, teams: { tier1: { mean: '5m' }, tier2: { mean: '9m' } } } })
    expect(read.places).toEqual({ workflow: flow, tickets: 'tickets.csv', knowledge: ['measured/kb', 'more'] })
    expect(read.placeOf('tickets.csv')).toBe(join(folder, 'tickets.csv'))
    expect(preparedScenario(read, { seed: 9 }).spec).toMatchObject({ seed: 9, volume: 3 })
  })

  it.each([
    ['a file that is not there', '  extends: gone.lumos.yaml\n', [':5 LUM001 spec.extends names gone.lumos.yaml, and there is no such file. Correct the path: it begins at the folder of this file.']],
    ['a file of another kind', '  extends: other.lumos.yaml\n', [':5 LUM001 spec.extends names other.lumos.yaml, which is no scenario. Name a file of kind: Scenario.']],
    ['a test', '  extends: test.lumos.yaml\n', [':5 LUM001 spec.extends names test.lumos.yaml, which is a test. Name a scenario without script and expect.']],
    ['itself', '  extends: case.lumos.yaml\n', [':5 LUM001 spec.extends leads in a circle: case.lumos.yaml → case.lumos.yaml. Let one of them extend nothing, or another file.']],
    ['a circle', '  extends: circle.lumos.yaml\n', ['circle.lumos.yaml:5 LUM001 spec.extends leads in a circle: case.lumos.yaml → circle.lumos.yaml → case.lumos.yaml. Let one of them extend nothing, or another file.']],
    ['a base with an error', '  extends: broken.lumos.yaml\n', ['broken.lumos.yaml:6 LUM001 spec.volume is 0, less than 0.01. Write 0.01 or more.']],
    ['times that are none', '  toolLatency: { distribution: empirical, file: bad.txt }\n', [expect.stringMatching(/^:5 LUM001 spec\.toolLatency\.file names bad\.txt, where line 2 is wrong: "eight" is no time\. Write one time a line/)]],
    ['times that are not there', '  toolLatency: { distribution: empirical, file: gone.txt }\n', [':5 LUM001 spec.toolLatency.file names gone.txt, and there is no such file. Correct the path: it begins at the folder of this file.']],
    ['a flow that is not there', '  workflow: gone.lumos.yaml\n', [':5 LUM001 spec.workflow names gone.lumos.yaml, and there is no such file. Correct the path: it begins at the folder of this file.']],
    ['what its base says otherwise', '  extends: base.lumos.yaml\n  baseline: { handleTime: { default: { mean: 5m } } }\n', [expect.stringMatching(/^base\.lumos\.yaml:5 LUM001 spec\.baselineHandleTime stands beside baseline\.handleTime/)]],
  ])('names %s at its place', async (_what, spec, expected) => {
    write('other.lumos.yaml', 'apiVersion: lumos/v1\nkind: Layout\n')
    write('bad.txt', '90\neight\n')
    scenario('test.lumos.yaml', '  workflow: x\n  script: [{ event: start, channel: email, text: hello }]\n  expect: { outcome: resolved }\n')
    scenario('circle.lumos.yaml', '  extends: case.lumos.yaml\n')
    scenario('broken.lumos.yaml', '  seed: 1\n  volume: 0\n')
    scenario('base.lumos.yaml', '  baselineHandleTime: { default: { mean: 5m } }\n')
    expect(await said(scenario('case.lumos.yaml', spec))).toEqual(expected)
  })
})

describe('a scenario beside its flow', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['handleTime: { teams: { teir1: { mean: 5m } } }', 'spec.handleTime.teams names unknown team teir1. Did you mean tier1?'],
    ['handleTime: { issueTypes: { secrity: { mean: 5m } } }', 'spec.handleTime.issueTypes names unknown issue type secrity. Did you mean security?'],
    ['baseline: { teams: [{ id: today, calendar: suportHours, headcount: 2 }] }', 'spec.baseline.teams[0].calendar names unknown calendar suportHours. Did you mean supportHours?'],
    ['aiLatency: { roles: { respnder: { mean: 5s } } }', 'spec.aiLatency.roles names unknown role respnder. Did you mean responder?'],
    ['aiLimits: { agents: { triag: { concurrency: 2 } } }', 'spec.aiLimits.agents names unknown agent triag. Did you mean triage?'],
    ['onShiftEnd: { emial: pause }', 'spec.onShiftEnd names unknown channel emial. Did you mean email?'],
    ['channelMap: { web: emial }', 'spec.channelMap.web names unknown channel emial. Did you mean email?'],
    ['stop: { kpi: slaResolution, statistic: p90 }', 'spec.stop.statistic names unknown statistic of slaResolution p90. Known: mean.'],
    ['stop: { kpi: firstResponsAny }', 'spec.stop.kpi names unknown KPI firstResponsAny. Did you mean firstResponseAny?'],
    ['issueTypeFrom: triage.issueTyp', 'spec.issueTypeFrom names unknown output of triage issueTyp. Did you mean issueType?'],
    ['customer: { activity: day, patience: { teams: { tier3: 5m } } }', 'spec.customer.activity names unknown calendar day. Known: supportHours.'],
    ['clocks: [{ metric: nextReply, targets: { P1: 1h }, calendar: x }]', 'spec.clocks[0].calendar names unknown calendar x. Known: supportHours.'],
    ['teams: { tier1: { people: [{ id: anna, skills: { billng: 1 } }] } }', 'spec.teams.tier1.people[0].skills names unknown skill billng. Did you mean billing?'],
    ['overrides: { teams.teir1.shifts.0.headcount: 2 }', 'The override of teams.teir1.shifts.0.headcount does not fit the flow: teams has no teir1. Did you mean teams.tier1?'],
    ['overrides: { teams.tier1.shifts.0.headcount: many }', 'The override of teams.tier1.shifts.0.headcount does not fit the flow: spec.teams.tier1.shifts[0].headcount must be a number, and is text.'],
    ['overrides: { scenario.volume: 2 }', 'The override of scenario.volume does not fit the flow: overrides are for fields of the flow. Write volume into the spec of the scenario itself.'],
    ['overrides: { slas.premium.resolution.P1: 1m }', 'The override of slas.premium.resolution.P1 does not fit the flow: it makes the flow wrong (LUM413):'],
    ['overrides: { flow.nodes.escalate.agent: nobody }', 'The override of flow.nodes.escalate.agent does not fit the flow: it makes the flow wrong (LUM201):'],
  ]
  it.each(cases)('%s', async (spec, expected) => {
    const found = await said(scenario('beside.lumos.yaml', `  workflow: ${flow}\n  ${spec}\n`))
    expect(found.some((text) => text.startsWith(`:6 LUM`) && text.includes(expected)), found.join('\n')).toBe(true)
  })

  it('blames the override that made the flow wrong, and no other', async () => {
    const found = await said(scenario('blame.lumos.yaml', `  workflow: ${flow}\n  overrides:\n    teams.tier1.shifts.0.headcount: 3\n    slas.premium.resolution.P1: 1m\n    slas.standard.warnAt: 0.9\n`))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^:8 LUM001 The override of slas\.premium/)
  })

  it('finds nothing wrong with overrides that only together fit', async () => {
    expect(await said(scenario('together.lumos.yaml', `  workflow: ${flow}\n  overrides:\n    slas.premium.resolution.P1: 20m\n    slas.premium.firstResponse.P1: 10m\n`))).toEqual([])
  })

  it('runs the flow with the overrides, and refuses a run that does not fit', async () => {
    const { workflow } = await checkFlowFile(flow)
    if (workflow === undefined) throw new Error('the shipped flow cannot be read')
    const with_ = (overrides: ScenarioDocument['spec']['overrides']): ScenarioDocument => ({ apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'x' }, spec: overrides === undefined ? {} : { overrides } })
    expect(overriddenWorkflow(workflow, with_(undefined))).toBe(workflow)
    expect(overriddenWorkflow(workflow, with_({ 'teams.tier1.shifts.0.headcount': 7 })).spec.teams?.['tier1']?.shifts).toEqual([{ calendar: 'supportHours', headcount: 7 }])
    expect(() => overriddenWorkflow(workflow, with_({ 'teams.tear1.title': 'x' }))).toThrow('teams has no tear1')
  })
})
