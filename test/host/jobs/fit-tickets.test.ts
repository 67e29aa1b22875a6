import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FitItem } from '../../../api/model.ts'
import { scenarioText } from '../../../core/history/scenario-text.ts'
import { knownHistory } from '../../core/history/known-desk.ts'
import { projectRoot, startTestHost, type TestHost } from '../start-test-host.ts'

let test: TestHost
const flowText = readFileSync(join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml'), 'utf8')
const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString())

async function importText(name: string, text: string): Promise<string> {
  writeFileSync(join(test.folder, name), text)
  let datasetId = ''
  for await (const item of test.client.stream('tickets.import', { path: join(test.folder, name) })) if (item.kind === 'summary') datasetId = item.summary.datasetId
  return datasetId
}

function historyText(weeks: number): string {
  const history = knownHistory({ weeks, people: 4, perHour: 1, baseline: { shrinkage: 0.3, handleTime: { default: { mean: '20m', cv: 1 } }, responseDelay: { median: '1h', p95: '4h' } } })
  return ['id,created_at,first_response_at,solved_at,subject', ...history.map(({ id, createdAt, history: { firstResponseAt, solvedAt } }) => `${id},${iso(createdAt)},${iso(firstResponseAt)},${iso(solvedAt)},Question ${id}`)].join('\n')
}

async function fit(datasetId: string, more: { readonly people?: number; readonly scenarioText?: string; readonly scenarioPath?: string } = {}): Promise<readonly FitItem[]> {
  const items: FitItem[] = []
  for await (const item of test.client.stream('history.fit', { datasetId, flowText, scenarioText: null, timezone: 'UTC', ...more })) items.push(item)
  return items
}

beforeAll(() => {
  test = startTestHost()
})
afterAll(() => test.close())

describe('fitting today in the background', () => {
  it('says how far it is, and ends with the fit', async () => {
    const items = await fit(await importText('history.csv', historyText(6)), { people: 4 })
    const last = items.at(-1)
    expect(last).toMatchObject({ kind: 'fitted', fit: { people: { headcount: 4, from: 'given' }, heldOut: { verdict: { kind: 'trusted' } } } })
    const phases = [...new Set(items.flatMap((item) => (item.kind === 'progress' ? [item.what] : [])))]
    expect(phases).toEqual(['Simulating today', 'Comparing with the history'])
    for (const item of items) if (item.kind === 'progress') expect(item.done).toBeLessThanOrEqual(item.total)
  })

  it('is built upon the scenario file that is in use, with what that extends', async () => {
    const path = join(test.folder, 'mine.lumos.yaml')
    writeFileSync(join(test.folder, 'ours.lumos.yaml'), 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: ours }\nspec: { baseline: { teams: [{ id: desk, calendar: supportHours, headcount: 4 }] } }\n')
    const text = 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: mine }\nspec: { extends: ours.lumos.yaml, baselineHandleTime: { default: { mean: 20m, cv: 1 } } }\n'
    const last = (await fit(await importText('history.csv', historyText(6)), { scenarioText: text, scenarioPath: path })).at(-1)
    expect(last).toMatchObject({ kind: 'fitted', fit: { people: { headcount: 4, from: 'base', hoursKept: true }, handleTimeKept: true } })
  })

  it('says why there can be no fit', async () => {
    const few = await importText('few.csv', historyText(6).split('\n').slice(0, 11).join('\n'))
    expect(await fit(few)).toMatchObject([{ kind: 'refused', problem: { code: 'history.tooFew', message: 'A fit needs at least 50 tickets; there are 10.' } }])
    const unanswered = await importText('unanswered.csv', historyText(6).split('\n').map((line) => line.split(',').map((cell, index) => (index === 2 || index === 3 ? (cell.includes('_at') ? cell : '') : cell)).join(',')).join('\n'))
    expect((await fit(unanswered)).at(-1)).toMatchObject({ kind: 'refused', problem: { code: 'history.noResponses' } })
  })

  it('stops between two simulations, and the worker goes on with the next fit', async () => {
    const datasetId = await importText('history.csv', historyText(6))
    const abort = new AbortController()
    const cut = async (): Promise<void> => {
      for await (const item of test.client.stream('history.fit', { datasetId, flowText, scenarioText: null, timezone: 'UTC' }, { signal: abort.signal })) if (item.kind === 'progress' && item.done >= 3) abort.abort()
    }
    await expect(cut()).rejects.toMatchObject({ code: 'cancelled' })
    expect((await fit(datasetId)).at(-1)?.kind).toBe('fitted')
  })
})

describe('a scenario that is written beside a flow', () => {
  it('has a name of its own each time, and replaces nothing', async () => {
    const flowPath = join(test.folder, 'desk.lumos.yaml')
    writeFileSync(flowPath, flowText)
    const first = await test.client.call('scenario.writeBeside', { flowPath, name: 'today', text: 'one' })
    const second = await test.client.call('scenario.writeBeside', { flowPath, name: 'today', text: 'two' })
    expect([first.name, second.name]).toEqual(['today.lumos.yaml', 'today-2.lumos.yaml'])
    expect(readFileSync(first.path, 'utf8')).toBe('one')
    expect(readFileSync(second.path, 'utf8')).toBe('two')
  })

  it('is read with what it extends, and a fit that says it again is no contradiction', async () => {
    const base = 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: base }\nspec: { baselineHandleTime: { default: { mean: 20m, cv: 1 } } }\n'
    const basePath = join(test.folder, 'base.lumos.yaml')
    writeFileSync(basePath, base)
    const last = (await fit(await importText('history.csv', historyText(6)), { scenarioText: base, scenarioPath: basePath })).at(-1)
    if (last?.kind !== 'fitted') throw new Error('There is no fit.')
    const text = scenarioText(last.fit, { tickets: 'history.csv', extends: 'base.lumos.yaml' })
    const { path } = await test.client.call('scenario.writeBeside', { flowPath: basePath, name: 'fitted', text })
    const info = await test.client.call('scenario.read', { text, path })
    expect(info).toMatchObject({ name: 'fitted-today', problems: [] })
  })

  it('goes nowhere where its folder is not there', async () => {
    await expect(test.client.call('scenario.writeBeside', { flowPath: join(test.folder, 'no', 'desk.lumos.yaml'), name: 'today', text: 'one' })).rejects.toMatchObject({ code: 'file.ENOENT' })
  })
})
