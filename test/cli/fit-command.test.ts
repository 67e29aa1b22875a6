import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import { knownHistory } from '../core/history/known-desk.ts'
import { lumos } from './run-in-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-fit-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString())
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return name
}

describe('lumos fit', () => {
  it('fits, shows observed against simulated, and writes a scenario that can be read', async () => {
    const history = knownHistory({ weeks: 6, people: 4, perHour: 1, baseline: { shrinkage: 0.3, handleTime: { default: { mean: '20m', cv: 1 } }, responseDelay: { median: '1h', p95: '4h' } } })
    write('history.csv', ['id,created_at,first_response_at,solved_at', ...history.map(({ id, createdAt, history: { firstResponseAt, solvedAt } }) => `${id},${iso(createdAt)},${iso(firstResponseAt)},${iso(solvedAt)}`)].join('\n'))
    const run = await lumos(['fit', 'history.csv', '--people', '4', '--out', 'today.lumos.yaml', '--check', '--json', 'fit.json'], { cwd: folder })
    expect(run.stderr).toBe('')
    for (const words of ['People     4 at a time, as you said', 'Hours      mon to fri 09:00–17:00 UTC, with 100 % of', 'Fitted to the first 70 % of the time', 'Held out: the rest, to which nothing was fitted', 'all observed', 'all simulated', 'Verdict    Trusted: the median is within 20 %.', 'The scenario is in today.lumos.yaml.']) expect(run.stdout).toContain(words)
    expect(run.exitCode).toBe(0)
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    expect(parseScenario(readFileSync(join(folder, 'today.lumos.yaml'), 'utf8')).problems).toEqual([])
    expect(JSON.parse(readFileSync(join(folder, 'fit.json'), 'utf8'))).toMatchObject({ tickets: history.length, heldOut: { verdict: { kind: 'trusted' } } })
  })

  it('writes what the linter finds nothing in, beside a flow that does not know its hours', async () => {
    const flow = join(import.meta.dirname, '..', '..', 'flows', 'customer-support', 'customer-support.lumos.yaml')
    const text = readFileSync(join(folder, 'today.lumos.yaml'), 'utf8')
    expect(text).toContain('calendar: todayHours')
    write('named.lumos.yaml', text.replace('spec:\n', `spec:\n  workflow: ${JSON.stringify(relative(folder, flow))}\n`))
    expect(await lumos(['validate', 'named.lumos.yaml'], { cwd: folder })).toMatchObject({ exitCode: 0, stderr: '' })
    write('wrong.lumos.yaml', readFileSync(join(folder, 'named.lumos.yaml'), 'utf8').replace('calendar: todayHours', 'calendar: otherHours'))
    expect(await lumos(['validate', 'wrong.lumos.yaml'], { cwd: folder })).toMatchObject({ exitCode: 1 })
  })

  it('keeps the people and handle times that the scenario states which it extends, with the hours of its flow', async () => {
    const flow = join(import.meta.dirname, '..', '..', 'flows', 'customer-support', 'customer-support.lumos.yaml')
    write('base.lumos.yaml', `apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: base }\nspec:\n  workflow: ${JSON.stringify(relative(folder, flow))}\n  baseline: { teams: [{ id: desk, calendar: supportHours, headcount: 4 }], handleTime: { default: { mean: 20m, cv: 1 } } }\n`)
    const run = await lumos(['fit', 'history.csv', '--extends', 'base.lumos.yaml', '--out', 'on-base.lumos.yaml'], { cwd: folder })
    expect(run.stderr).toBe('')
    for (const words of ['Hours      as the scenario that is extended says', 'People     4 at a time, as the scenario that is extended says', 'Handling   as the scenario that is extended says']) expect(run.stdout).toContain(words)
    const { scenario, problems } = parseScenario(readFileSync(join(folder, 'on-base.lumos.yaml'), 'utf8'))
    expect(problems).toEqual([])
    expect(scenario?.spec.extends).toBe('base.lumos.yaml')
    expect(Object.keys(scenario?.spec.baseline ?? {})).not.toEqual(expect.arrayContaining(['teams']))
    expect(Object.keys(scenario?.spec.baseline ?? {})).not.toEqual(expect.arrayContaining(['handleTime']))
  })

  it.each([
    ['no time of creation', 'id,subject\n1,Hello\n', [], /Line 1: Column created_at is missing/],
    ['two tickets', 'id,created_at,first_response_at\n1,2026-03-01T09:00Z,2026-03-01T10:00Z\n2,2026-03-02T09:00Z,\n', [], /needs at least 50 tickets; there are 2/],
    ['two ways to write dates', 'id,created_at\n1,13/02/2026 09:00Z\n2,02/14/2026 09:00Z\n', [], /Dates are written in two ways/],
    ['a zone that is none', 'id,created_at\n1,2026-03-01T09:00Z\n', ['--timezone', 'Mars/Base'], /"Mars\/Base" is not a time zone/],
  ] as const)('says what is wrong with %s, and how to mend it', async (_, text, options, message) => {
    const run = await lumos(['fit', write('bad.csv', text), ...options, '--out', 'none.lumos.yaml'], { cwd: folder })
    expect(run.exitCode).toBe(2)
    expect(run.stderr).toMatch(message)
    expect(existsSync(join(folder, 'none.lumos.yaml'))).toBe(false)
  })
})
