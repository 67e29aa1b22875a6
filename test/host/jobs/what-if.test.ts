import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WhatIfCurveItem, WhatIfMove, WhatIfTryItem } from '../../../api/what-if-model.ts'
import type { RunReport } from '../../../core/simulation/run-report.ts'
import { projectRoot, startTestHost, type TestHost } from '../start-test-host.ts'

let test: TestHost
let datasetId = ''
let knowledgeId = ''
let runId = ''
let report: RunReport
const template = join(projectRoot, 'flows', 'customer-support')
const flowText = readFileSync(join(template, 'customer-support.lumos.yaml'), 'utf8')
const kpis = ['firstResponseAny.p90', 'resolutionTime.mean', 'costPerTicket', 'slaResolution']
const people = 'teams.tier1.shifts.0.headcount'

async function run(text: string, scenarioText: string | null = null): Promise<{ readonly runId: string; readonly report: RunReport }> {
  for await (const item of test.client.stream('runs.simulate', { flowText: text, datasetId, knowledgeId, scenarioText, replications: 6 })) if (item.kind === 'finished') return item
  throw new Error('The run did not finish.')
}

async function tried(moves: readonly WhatIfMove[], of = runId): Promise<readonly Extract<WhatIfTryItem, { kind: 'frame' }>[]> {
  const frames: Extract<WhatIfTryItem, { kind: 'frame' }>[] = []
  for await (const item of test.client.stream('whatIf.try', { runId: of, moves: [...moves], kpis })) if (item.kind === 'frame') frames.push(item)
  return frames
}

beforeAll(async () => {
  test = startTestHost()
  writeFileSync(join(test.folder, 'tickets.jsonl'), `${readFileSync(join(template, 'tickets.jsonl'), 'utf8').split('\n').slice(0, 25).join('\n')}\n`)
  mkdirSync(join(test.folder, 'kb'))
  cpSync(join(template, 'knowledge', 'charged-twice.md'), join(test.folder, 'kb', 'charged-twice.md'))
  for await (const item of test.client.stream('tickets.import', { path: join(test.folder, 'tickets.jsonl') })) if (item.kind === 'summary') datasetId = item.summary.datasetId
  for await (const item of test.client.stream('knowledge.import', { path: join(test.folder, 'kb') })) if (item.kind === 'summary') knowledgeId = item.summary.knowledgeId
  ;({ runId, report } = await run(flowText))
})
afterAll(() => test.close())

describe('what-if questions about a run that is kept open', () => {
  it('lists what can be moved, with what stands there and what may, and what the scenario leaves to the product too', async () => {
    const { fields, replications, tickets } = await test.client.call('whatIf.open', { runId })
    expect([replications, tickets]).toEqual([6, 25])
    expect(fields.find(({ path }) => path === people)).toMatchObject({ present: { written: 2, at: 2 }, range: { kind: 'number', min: 0, whole: true }, overridden: false })
    expect(fields.find(({ path }) => path === 'scenario.volume')?.present.written).toBe(1)
    expect(fields.find(({ path }) => path === 'flow.nodes.route.branches.confident.when#1')).toMatchObject({ valueKind: 'number', present: { written: 0.2 } })
  })

  it.each<readonly [string, WhatIfMove, readonly [string, string], string | null]>([
    ['people', { path: people, value: 1 }, ['headcount: 2', 'headcount: 1'], null],
    ['a threshold', { path: 'flow.nodes.route.branches.confident.when#1', value: 0.6 }, ['kb.topConfidence >= 0.2 ', 'kb.topConfidence >= 0.6 '], null],
    ['a promise', { path: 'slas.standard.resolution.P3', value: '20h' }, ['resolution: { P1: 8h, P2: 16h, P3: 24h', 'resolution: { P1: 8h, P2: 16h, P3: 20h'], null],
    ['the hours', { path: 'calendars.supportHours.open.0.to', value: '12:00' }, ['to: "17:00"', 'to: "12:00"'], null],
    ['an assumption', { path: 'scenario.resolution.answerResolvesFactor', value: 0.2 }, ['', ''], 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: s }\nspec: { resolution: { answerResolvesFactor: 0.2 } }\n'],
  ])('shows %s moved as a run of its own would, one replication first and the interval behind it', async (_what, move, [from, to], scenario) => {
    expect(flowText).toContain(from)
    const frames = await tried([move])
    expect(frames.map(({ replications, of }) => [replications, of])).toEqual([[1, 6], [5, 6], [6, 6]])
    const other = await run(flowText.replace(from, to), scenario)
    for (const name of kpis) {
      const [id = '', statistic = 'mean'] = name.split('.')
      const last = frames[2]?.figures[name]
      const read = (of: RunReport): number | null => of.kpis[id]?.[statistic === 'p90' ? 'p90' : 'mean'] ?? null
      expect(last?.value, name).toBeCloseTo(read(other.report) ?? NaN, 6)
      expect(last?.base, name).toBeCloseTo(read(report) ?? NaN, 6)
      expect(last?.delta, name).toBeCloseTo((read(other.report) ?? NaN) - (read(report) ?? NaN), 4)
    }
    expect(frames[0]?.figures['costPerTicket']?.deltaCi95).toBeNull()
    expect(frames[2]?.figures['costPerTicket']?.deltaCi95).not.toBeNull()
  })

  it('finds no difference where nothing was moved', async () => {
    const frames = await tried([{ path: people, value: 2 }])
    expect(frames.at(-1)?.figures['costPerTicket']).toMatchObject({ delta: 0, deltaCi95: [0, 0] })
  })

  it('stops when asked, even while the models are asked, and says the same afterwards', async () => {
    const moves: WhatIfMove[] = [{ path: 'scenario.volume', value: 2 }]
    const own = (await run(flowText, 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: s }\nspec: { volume: 2 }\n')).runId
    const expected = (await tried([], own)).at(-1)?.figures['costPerTicket']?.value ?? NaN
    const { runId: fresh } = await run(flowText)
    for (const after of [1, 2, 3]) {
      const abort = new AbortController()
      let items = 0
      await expect(async () => {
        for await (const item of test.client.stream('whatIf.try', { runId: fresh, moves, kpis }, { signal: abort.signal })) {
          void item
          if (++items === after) abort.abort()
        }
      }).rejects.toMatchObject({ code: 'cancelled' })
    }
    expect((await tried(moves, fresh)).at(-1)?.figures['costPerTicket']?.value).toBeCloseTo(expected, 6)
  })

  it('draws a curve: every point, the present one without a difference, and says which value cannot be run', async () => {
    const { runId: fresh } = await run(flowText)
    const items: WhatIfCurveItem[] = []
    for await (const item of test.client.stream('whatIf.curve', { runId: fresh, moves: [], kpis, path: people, values: [0, 1, 2, 3, -1] })) items.push(item)
    const points = items.flatMap((item) => (item.kind === 'point' ? [item] : []))
    // The linter is asked after the first look: a shift without anybody is found then.
    expect(points.map(({ index, replications }) => [index, replications])).toEqual([...[0, 1, 2, 3].map((index) => [index, 2]), ...[5, 6].flatMap((count) => [1, 2, 3].map((index) => [index, count]))])
    expect(points.at(-2)?.figures['costPerTicket']?.delta).toBe(0)
    expect(points.at(-1)?.figures['costPerTicket']?.delta).toBeGreaterThan(0)
    expect(items.flatMap((item) => (item.kind === 'refused' ? [[item.index, item.problem]] : []))).toEqual([[4, expect.stringContaining('cannot be -1')], [0, expect.stringContaining('cannot be run')]])
  })

  it('finds the smallest team, with the bound of each target, and says why people alone cannot', async () => {
    const { runId: fresh } = await run(flowText)
    const ask = async (targets: string[]) => {
      let trials = 0
      for await (const item of test.client.stream('whatIf.staff', { runId: fresh, moves: [], targets, teams: ['tier1'] })) {
        if (item.kind === 'trial') trials += 1
        if (item.kind === 'answer') return { trials, answer: item.answer }
      }
      throw new Error('There was no answer.')
    }
    const { answer, trials } = await ask(['slaFirstResponse >= 50%'])
    expect(trials).toBeGreaterThan(1)
    expect(answer.crews).toMatchObject([{ id: 'tier1', title: 'Front line', present: 2 }])
    if (answer.kind !== 'found') throw new Error('It can be met.')
    expect(answer.best.each[0]?.bound).toBeGreaterThanOrEqual(0.5)
    expect((await ask(['frt_human.p90 <= 1s'])).answer).toMatchObject({ kind: 'impossible', why: 'beforePeople' })
  })

  it('says in a sentence what does not fit', async () => {
    const { runId: fresh } = await run(flowText)
    await expect(tried([{ path: people, value: -1 }], fresh)).rejects.toMatchObject({ code: 'whatIf.refused', message: expect.stringContaining(people) })
    await expect(tried([{ path: 'teams.nobody.shifts.0.headcount', value: 1 }], fresh)).rejects.toMatchObject({ code: 'whatIf.refused' })
    await expect(tried([{ path: 'calendars.supportHours.open.0.to', value: '08:00' }], fresh)).rejects.toMatchObject({ code: 'whatIf.refused' })
  })

  it('keeps the two newest runs, and says what to do about an older one', async () => {
    const first = (await run(flowText)).runId
    await run(flowText)
    await test.client.call('whatIf.open', { runId: first })
    await run(flowText)
    await test.client.call('whatIf.open', { runId: first })
    await run(flowText)
    await run(flowText)
    await expect(test.client.call('whatIf.open', { runId: first })).rejects.toMatchObject({ code: 'whatIf.closed', kind: 'user', hint: expect.stringContaining('Run it again') })
  })
})
