import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunReport } from '../../../core/simulation/run-report.ts'
import { lumos } from '../../cli/run-in-process.ts'
import { projectRoot, startTestHost, type TestHost } from '../start-test-host.ts'

let test: TestHost
let datasetId = ''
let knowledgeId = ''
const template = join(projectRoot, 'flows', 'customer-support')
const at = (name: string): string => join(test.folder, name)
const write = (name: string, text: string): void => writeFileSync(at(name), text)
const scenario = (name: string, spec: string): void => write(name, `apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: case }\nspec:\n${spec}`)

beforeAll(async () => {
  test = startTestHost()
  cpSync(join(template, 'customer-support.lumos.yaml'), at('flow.lumos.yaml'))
  write('tickets.jsonl', `${readFileSync(join(template, 'tickets.jsonl'), 'utf8').split('\n').slice(0, 20).join('\n')}\n`)
  mkdirSync(at('kb'))
  cpSync(join(template, 'knowledge', 'charged-twice.md'), at('kb/charged-twice.md'))
  mkdirSync(at('cases'))
  write('cases/measured.txt', '4m\n7m\n9m\n12m\n20m\n41m\n')
  write('cases/replies.json', JSON.stringify({ confirmed: ['Splendid, it works again.'], unresolved: ['That changed nothing.'], angry: ['I am still waiting!'], clarified: ['It is the blue one.'] }))
  scenario('cases/base.lumos.yaml', '  seed: 11\n  replications: 3\n  shrinkage: 0.2\n  handleTime: { default: { distribution: empirical, file: measured.txt } }\n  customer: { replyProbability: { resolved: 1, unresolved: 1 } }\n')
  scenario('cases/extended.lumos.yaml', '  extends: base.lumos.yaml\n  seed: 12\n')
  scenario('cases/overridden.lumos.yaml', '  extends: extended.lumos.yaml\n  overrides: { teams.tier1.shifts.0.headcount: 1 }\n')
  scenario('cases/replies.lumos.yaml', '  extends: base.lumos.yaml\n  replyBank: replies.json\n')
  scenario('cases/stopped.lumos.yaml', '  extends: base.lumos.yaml\n  stop: { kpi: resolutionTime, within: 0.5, atMost: 8 }\n')
  scenario('cases/alone.lumos.yaml', '  seed: 5\n  replications: 2\n')
  for await (const item of test.client.stream('tickets.import', { path: at('tickets.jsonl') })) if (item.kind === 'summary') datasetId = item.summary.datasetId
  for await (const item of test.client.stream('knowledge.import', { path: at('kb') })) if (item.kind === 'summary') knowledgeId = item.summary.knowledgeId
})
afterAll(() => test.close())

async function inTheApp(name: string): Promise<RunReport> {
  const input = { flowText: readFileSync(at('flow.lumos.yaml'), 'utf8'), path: at('flow.lumos.yaml'), datasetId, knowledgeId, scenarioText: readFileSync(at(name), 'utf8'), scenarioPath: at(name) }
  for await (const item of test.client.stream('runs.simulate', input)) if (item.kind === 'finished') return item.report
  throw new Error('The run did not finish.')
}

async function onTheCommandLine(name: string): Promise<string> {
  const { exitCode, stdout, stderr } = await lumos(['simulate', 'flow.lumos.yaml', '--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--scenario', name, '--json', '-'], { cwd: test.folder, env: { LUMOS_CACHE_DIR: at('cache') } })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return stdout
}

describe('a scenario', () => {
  it.each(['alone', 'extended', 'overridden', 'replies', 'stopped'])('gives the same bytes in the app and on the command line, with all that it extends, overrides and names: %s', async (name) => {
    const file = `cases/${name}.lumos.yaml`
    expect(`${JSON.stringify(await inTheApp(file), null, 2)}\n`).toBe(await onTheCommandLine(file))
  })

  it('is really changed by each of these', async () => {
    const [plain, overridden, stopped] = [await inTheApp('cases/extended.lumos.yaml'), await inTheApp('cases/overridden.lumos.yaml'), await inTheApp('cases/stopped.lumos.yaml')]
    expect([plain.manifest.seed, overridden.manifest.seed, stopped.manifest.seed]).toEqual([12, 12, 11])
    expect([plain.teams['tier1']?.headcount, overridden.teams['tier1']?.headcount].map((people) => (people ?? 0) > 1)).toEqual([true, false])
    expect(stopped.stopped?.replications).toBe(stopped.manifest.replications)
    expect(plain.assumptions.some(({ id }) => id === 'scenario.handleTime.default')).toBe(false)
  })

  it('uses the replies that it names', async () => {
    const texts = async (name: string): Promise<string> => {
      const input = { flowText: readFileSync(at('flow.lumos.yaml'), 'utf8'), path: at('flow.lumos.yaml'), datasetId, knowledgeId, scenarioText: readFileSync(at(name), 'utf8'), scenarioPath: at(name) }
      let runId = ''
      for await (const item of test.client.stream('runs.simulate', input)) if (item.kind === 'finished') runId = item.runId
      const { rows } = await test.client.call('runs.tickets', { runId, search: '', outcome: null, through: null, sort: 'createdAt', descending: false, offset: 0, limit: 50 })
      const tickets = await Promise.all(rows.map(({ id }) => test.client.call('runs.ticket', { runId, ticketId: id })))
      return tickets.flatMap(({ conversation }) => conversation.map(({ text }) => text)).join('\n')
    }
    const ours = /Splendid, it works again\.|That changed nothing\.|I am still waiting!|It is the blue one\./u
    expect(await texts('cases/replies.lumos.yaml')).toMatch(ours)
    expect(await texts('cases/extended.lumos.yaml')).not.toMatch(ours)
  })
})
