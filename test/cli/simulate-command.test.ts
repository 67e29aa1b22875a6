import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lumos, projectRoot, type CliRun } from './run-in-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-simulate-'))
  const sample = readFileSync(join(projectRoot, 'flows', 'customer-support', 'tickets.jsonl'), 'utf8').split('\n').slice(0, 12)
  writeFileSync(join(folder, 'tickets.jsonl'), `${sample.join('\n')}\n`)
  mkdirSync(join(folder, 'kb'))
  for (const article of ['change-wifi-or-router.md', 'charged-twice.md']) writeFileSync(join(folder, 'kb', article), readFileSync(join(projectRoot, 'flows', 'customer-support', 'knowledge', article)))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const flow = join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const write = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content)
  return name
}
const simulate = (args: readonly string[], io: Parameters<typeof lumos>[1] = {}): Promise<CliRun> =>
  lumos(['simulate', flow, ...args], { cwd: folder, env: { LUMOS_CACHE_DIR: join(folder, 'cache') }, ...io })

const figure = z.object({ unit: z.enum(['ms', 'share', 'count', 'money']), mean: z.number().nullable(), p50: z.number().nullable(), p90: z.number().nullable(), p95: z.number().nullable(), ci95: z.object({ mean: z.tuple([z.number(), z.number()]).nullable() }), n: z.int() })
const reportSchema = z.object({
  manifest: z.object({ seed: z.number(), replications: z.number(), tickets: z.number(), models: z.array(z.object({ id: z.string() })) }),
  kpis: z.record(z.string(), figure),
  baseline: z.object({ observed: z.record(z.string(), figure), simulated: z.record(z.string(), figure) }),
})

describe('lumos simulate', () => {
  it('reports times beside today, and writes the report and every ticket\'s way', async () => {
    const run = await simulate(['--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--replications', '2', '--json', 'report.json', '--trace', 'trace.jsonl'])
    expect(run).toMatchObject({ exitCode: 0, stderr: '' })
    for (const words of ['customer-support: 12 tickets, 2 replications, seed 1', 'First response', 'with this flow', 'today, simulated', 'today, observed', 'median', 'p90', '95 % interval', 'Occupancy', 'Assumptions', 'Made with']) expect(run.stdout).toContain(words)
    const report = reportSchema.parse(JSON.parse(read('report.json')))
    expect(report.manifest).toMatchObject({ seed: 1, replications: 2, tickets: 12 })
    expect(Object.keys(report.kpis)).toContain('firstResponseAny')
    const tickets = read('trace.jsonl').trimEnd().split('\n').map((line) => z.object({ id: z.string(), outcome: z.string(), why: z.string().min(10), trace: z.array(z.unknown()).min(1) }).parse(JSON.parse(line)))
    expect(tickets).toHaveLength(12)
  })

  it('gives the same bytes again, whether the models were asked anew or not', async () => {
    const args = ['--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--replications', '2', '--json', '-']
    const warm = await simulate(args)
    const cold = await simulate(args, { env: { LUMOS_CACHE_DIR: join(folder, 'cold') } })
    expect(warm.stdout).toBe(read('report.json'))
    expect(cold.stdout).toBe(warm.stdout)
  })

  it('takes seed and replications from the command line before those of the scenario', async () => {
    const scenario = write('s.lumos.yaml', 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: s }\nspec: { seed: 5, replications: 3 }\n')
    const run = await simulate(['--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--scenario', scenario, '--replications', '1', '--json', '-'])
    expect(reportSchema.parse(JSON.parse(run.stdout)).manifest).toMatchObject({ seed: 5, replications: 1 })
  })

  it('works without any article', async () => {
    mkdirSync(join(folder, 'nothing'), { recursive: true })
    const run = await simulate(['--tickets', 'tickets.jsonl', '--knowledge', 'nothing', '--replications', '1'])
    expect(run.exitCode).toBe(0)
    expect(run.stderr).toContain('No articles were found')
  })

  it('shows progress on a terminal only, and clears it', async () => {
    const run = await simulate(['--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--replications', '1'], { isTTY: true })
    expect(run.stderr).toMatch(/\r\u001b\[K(?:Reading|Loading|Simulating)/u)
    expect(run.stderr.endsWith('\r\u001b[K')).toBe(true)
  })

  it('stops cleanly at Ctrl-C', async () => {
    const abort = new AbortController()
    const stopping = simulate(['--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--json', 'stopped.json'], { abort: abort.signal, env: { LUMOS_CACHE_DIR: join(folder, 'stopped') } })
    setTimeout(() => abort.abort(), 150)
    expect(await stopping).toEqual({ exitCode: 130, stdout: '', stderr: 'Stopped.\n' })
    expect(() => read('stopped.json')).toThrow('ENOENT')
  })

  it('says which rows of a file it left out, and goes on with the rest', async () => {
    const [first = '', second = ''] = read('tickets.jsonl').split('\n')
    const tickets = write('mixed.jsonl', `${first}\n{"id":"broken"\n{"id":"x","created_at":"2026-01-05T09:00:00Z","subject":"","description":""}\n${second}\n`)
    const run = await simulate(['--tickets', tickets, '--knowledge', 'kb', '--replications', '1'])
    expect(run.exitCode).toBe(0)
    expect(run.stderr).toMatch(/^mixed\.jsonl:2 {2}error {2}This line is not JSON/u)
    expect(run.stderr).toContain('mixed.jsonl:3')
    expect(run.stdout).toContain('2 tickets')
  })

  const refused = [
    { name: 'a flow with errors', argv: (): readonly string[] => ['simulate', write('bad.lumos.yaml', 'kind: Workflow\n'), '--tickets', 'tickets.jsonl'], exitCode: 1, says: 'Nothing was simulated' },
    { name: 'a scenario in the place of the flow', argv: (): readonly string[] => ['simulate', write('only.lumos.yaml', 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: s }\nspec: {}\n'), '--tickets', 'tickets.jsonl'], exitCode: 1, says: '--scenario' },
    { name: 'a missing ticket file', argv: (): readonly string[] => ['simulate', flow, '--tickets', 'gone.csv'], exitCode: 2, says: '"gone.csv"' },
    { name: 'tickets that are no text', argv: (): readonly string[] => ['simulate', flow, '--tickets', write('book.csv', 'PK\u0003\u0004\u0000')], exitCode: 2, says: 'Office document' },
    { name: 'a file without a usable ticket', argv: (): readonly string[] => ['simulate', flow, '--tickets', write('wrong.csv', 'name;colour\nx;red\n')], exitCode: 2, says: 'no tickets' },
    { name: 'a missing folder of articles', argv: (): readonly string[] => ['simulate', flow, '--tickets', 'tickets.jsonl', '--knowledge', 'gone'], exitCode: 2, says: '"gone"' },
    { name: 'a scenario with an unknown field', argv: (): readonly string[] => ['simulate', flow, '--tickets', 'tickets.jsonl', '--scenario', write('odd.yaml', 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: s }\nspec:\n  sede: 1\n')], exitCode: 2, says: 'Line 5' },
    { name: 'no tickets at all', argv: (): readonly string[] => ['simulate', flow], exitCode: 2, says: '--tickets' },
    { name: 'a seed that is no number', argv: (): readonly string[] => ['simulate', flow, '--tickets', 'tickets.jsonl', '--seed', 'x'], exitCode: 2, says: 'whole number' },
    { name: 'a full disk', argv: (): readonly string[] => ['simulate', flow, '--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--replications', '1', '--json', '/dev/full'], exitCode: 2, says: 'is full' },
  ]
  for (const { name, argv, exitCode, says } of refused) {
    it(`refuses ${name} in a sentence`, async () => {
      const run = await lumos(argv(), { cwd: folder, env: { LUMOS_CACHE_DIR: join(folder, 'cache') } })
      expect(run).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(says) })
      expect(run.stderr).not.toMatch(/^\s+at /mu)
    })
  }
})
