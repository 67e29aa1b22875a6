import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SimulateItem } from '../../../api/model.ts'
import { projectRoot, startTestHost, type TestHost } from '../start-test-host.ts'

let test: TestHost
let datasetId = ''
let knowledgeId = ''
const flowText = readFileSync(join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml'), 'utf8')

async function importBoth(host: TestHost): Promise<void> {
  const sample = readFileSync(join(projectRoot, 'flows', 'customer-support', 'tickets.jsonl'), 'utf8').split('\n').slice(0, 15)
  writeFileSync(join(host.folder, 'tickets.jsonl'), `${sample.join('\n')}\n`)
  mkdirSync(join(host.folder, 'kb'), { recursive: true })
  cpSync(join(projectRoot, 'flows', 'customer-support', 'knowledge', 'charged-twice.md'), join(host.folder, 'kb', 'charged-twice.md'))
  for await (const item of host.client.stream('tickets.import', { path: join(host.folder, 'tickets.jsonl') })) if (item.kind === 'summary') datasetId = item.summary.datasetId
  for await (const item of host.client.stream('knowledge.import', { path: join(host.folder, 'kb') })) if (item.kind === 'summary') knowledgeId = item.summary.knowledgeId
}

async function simulateAll(host: TestHost, replications: number): Promise<{ readonly items: readonly SimulateItem[]; readonly finished: Extract<SimulateItem, { kind: 'finished' }> }> {
  const items: SimulateItem[] = []
  for await (const item of host.client.stream('runs.simulate', { flowText, datasetId, knowledgeId, scenarioText: null, replications })) items.push(item)
  const finished = items.at(-1)
  if (finished?.kind !== 'finished') throw new Error('The run did not finish.')
  return { items, finished }
}

beforeAll(async () => {
  test = startTestHost()
  await importBoth(test)
})
afterAll(() => test.close())

describe('simulating in the background', () => {
  it('tells its phases and a picture, then the report, and keeps the tickets for paging', async () => {
    const { items, finished } = await simulateAll(test, 2)
    const phases = new Set(items.flatMap((item) => (item.kind === 'phase' ? [item.phase] : [])))
    expect([...phases]).toEqual(expect.arrayContaining(['Loading the models', 'Indexing the articles', 'Reading the tickets', 'Simulating the flow', 'Simulating today, with people only']))
    expect(items.some((item) => item.kind === 'counts' && Object.keys(item.nodes).length > 0)).toBe(true)
    const { runId, report } = finished
    expect(await test.client.call('runs.report', { runId })).toEqual(report)
    const query = { runId, search: '', outcome: null, through: null, sort: 'createdAt', descending: false, offset: 0, limit: 10 } as const
    const page = await test.client.call('runs.tickets', query)
    expect([page.total, page.rows.length]).toEqual([15, 10])
    const times = page.rows.map((row) => row.createdAt)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    const [row] = page.rows
    if (row === undefined) throw new Error('The run has no tickets.')
    expect(Object.keys(row)).not.toContain('trace')
    const ticket = await test.client.call('runs.ticket', { runId, ticketId: row.id })
    expect(ticket).toMatchObject(row)
    const through = ticket.trace[0]?.node ?? ''
    const outcome = await test.client.call('runs.tickets', { ...query, outcome: row.outcome, through, search: row.id.toLowerCase() })
    expect(outcome.rows.map((found) => found.id)).toContain(row.id)
    expect((await test.client.call('runs.tickets', { ...query, through: 'no-such-node' })).total).toBe(0)
    const slowest = (await test.client.call('runs.tickets', { ...query, sort: 'resolution', descending: true, limit: 15 })).rows.map((found) => (found.resolvedAt === null ? -1 : found.resolvedAt - found.createdAt))
    expect(slowest).toEqual([...slowest].sort((a, b) => b - a))
  })

  it('gives the same report for the same input', async () => {
    const [first, second] = [await simulateAll(test, 1), await simulateAll(test, 1)]
    expect(second.finished.report).toEqual(first.finished.report)
    expect(second.finished.runId).not.toBe(first.finished.runId)
  })

  it('stops soon after it is asked to', async () => {
    const abort = new AbortController()
    let askedAt = 0
    const running = (async () => {
      for await (const item of test.client.stream('runs.simulate', { flowText, datasetId, knowledgeId, scenarioText: null, replications: 200 }, { signal: abort.signal })) {
        if (item.kind !== 'phase' || item.phase !== 'Simulating the flow' || askedAt > 0) continue
        askedAt = performance.now()
        abort.abort()
      }
    })()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    // The worker is free again: it answers at once instead of finishing two hundred replications.
    await test.client.call('tickets.page', { datasetId, search: '', offset: 0, limit: 1 })
    expect(performance.now() - askedAt).toBeLessThan(5_000)
  })

  const wrong = [
    { name: 'a flow with errors', input: () => ({ flowText: 'kind: Workflow\n', datasetId, knowledgeId, scenarioText: null }), code: 'flow.hasErrors' },
    { name: 'tickets that were never imported', input: () => ({ flowText, datasetId: 'unknown', knowledgeId, scenarioText: null }), code: 'tickets.unknown' },
    { name: 'a scenario that is none', input: () => ({ flowText, datasetId, knowledgeId, scenarioText: 'kind: [' }), code: 'scenario.invalid' },
    { name: 'a stop rule on a figure that there is not', input: () => ({ flowText, datasetId, knowledgeId, scenarioText: 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: s }\nspec: { stop: { kpi: firstResponseAnny } }\n' }), code: 'scenario.invalid' },
  ]
  for (const { name, input, code } of wrong) {
    it(`refuses ${name} in a sentence`, async () => {
      const running = (async () => {
        for await (const item of test.client.stream('runs.simulate', input())) void item
      })()
      await expect(running).rejects.toMatchObject({ code, kind: 'user', hint: expect.stringMatching(/\.$/u) })
    })
  }

  it('says so where a file without tickets was imported', async () => {
    writeFileSync(join(test.folder, 'none.csv'), 'id,created_at,subject\n')
    let none = ''
    for await (const item of test.client.stream('tickets.import', { path: join(test.folder, 'none.csv') })) if (item.kind === 'summary') none = item.summary.datasetId
    await expect(test.client.stream('runs.simulate', { flowText, datasetId: none, knowledgeId: null, scenarioText: null }).next()).rejects.toMatchObject({ code: 'tickets.none' })
  })
})

describe('models that cannot be loaded', () => {
  it('are told to whoever watches, and end a run in a sentence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lumos-weights-'))
    const broken = startTestHost({ weightsDir: join(folder, 'not-there') })
    try {
      await importBoth(broken)
      const states: string[] = []
      const watching = (async () => {
        for await (const state of broken.client.stream('models.watch', {})) {
          states.push(state.state)
          if (state.state === 'failed') return state
        }
        return null
      })()
      broken.host.warm()
      expect(await watching).toMatchObject({ state: 'failed', message: expect.stringContaining('weights'), hint: expect.any(String) })
      expect(states.at(-2)).toBe('loading')
      await expect(simulateAll(broken, 1)).rejects.toMatchObject({ kind: 'environment', code: expect.stringMatching(/^models\./u) })
    } finally {
      await broken.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
