import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lumos, projectRoot, type CliRun } from './run-in-process.ts'

let folder = ''
const source = readFileSync(join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml'), 'utf8')
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-what-if-'))
  const sample = readFileSync(join(projectRoot, 'flows', 'customer-support', 'tickets.jsonl'), 'utf8').split('\n').slice(0, 12)
  writeFileSync(join(folder, 'tickets.jsonl'), `${sample.join('\n')}\n`)
  writeFileSync(join(folder, 'flow.lumos.yaml'), source)
  // Without its people for devices, and with one fewer in front.
  writeFileSync(join(folder, 'fewer.lumos.yaml'), source.replace('shifts: [{ calendar: supportHours, headcount: 2 }]', 'shifts: [{ calendar: supportHours, headcount: 1 }]'))
  mkdirSync(join(folder, 'kb'))
  writeFileSync(join(folder, 'kb', 'charged-twice.md'), readFileSync(join(projectRoot, 'flows', 'customer-support', 'knowledge', 'charged-twice.md')))
  writeFileSync(join(folder, 'busy.lumos.yaml'), 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: busy }\nspec: { handleTime: { default: { mean: 3h, cv: 1 } } }\n')
  writeFileSync(join(folder, 'calm.lumos.yaml'), 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: calm }\nspec: { handleTime: { default: { mean: 10m, cv: 1 } } }\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const run = (...argv: readonly string[]): Promise<CliRun> => lumos([...argv, ...(argv.includes('--tickets') ? [] : ['--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--replications', '3'])], { cwd: folder, env: { LUMOS_CACHE_DIR: join(folder, 'cache') } })
const problem = { exitCode: 2, stdout: '' }

describe('lumos sweep', () => {
  const sweepSchema = z.object({
    fields: z.array(z.object({ path: z.string(), present: z.union([z.string(), z.number()]) })),
    points: z.array(z.object({ values: z.record(z.string(), z.union([z.string(), z.number()])), isPresent: z.boolean(), feasible: z.boolean().nullable(), figures: z.record(z.string(), z.object({ value: z.number().nullable(), delta: z.number().nullable() })) })),
    best: z.object({ values: z.record(z.string(), z.unknown()) }).nullable(),
  })

  it('shows bars for one setting, marks the present value, and writes JSON and CSV', async () => {
    const { exitCode, stdout, stderr } = await run('sweep', 'flow.lumos.yaml', '--vary', 'teams.tier1.shifts.0.headcount=1..3', '--kpi', 'frt_any.p90', '--kpi', 'cost', '--best', 'min:cost', '--csv', 'sweep.csv', '--json', 'sweep.json')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    for (const words of ['teams.tier1.shifts.0.headcount is 2 now', 'First response, p90', 'Cost per ticket', '2 *', '####', 'Best: teams.tier1.shifts.0.headcount = 1']) expect(stdout).toContain(words)
    const { points, best } = sweepSchema.parse(JSON.parse(read('sweep.json')))
    expect(points.map((point) => [point.values['teams.tier1.shifts.0.headcount'], point.isPresent])).toEqual([[1, false], [2, true], [3, false]])
    expect(best?.values).toEqual({ 'teams.tier1.shifts.0.headcount': 1 })
    const [header = '', ...lines] = read('sweep.csv').trimEnd().split('\n')
    expect(header.split(',').slice(0, 4)).toEqual(['teams.tier1.shifts.0.headcount', 'kpi', 'unit', 'value'])
    expect(lines).toHaveLength(6)
  })

  it('shows a grid for two settings', async () => {
    const { exitCode, stdout } = await run('sweep', 'flow.lumos.yaml', '--vary', 'teams.tier1.shifts.0.headcount=1..2', '--vary', 'scenario.handleTime.default.mean=10m,3h', '--scenario', 'calm.lumos.yaml', '--kpi', 'frt_human.p90', '--subject-to', 'frt_human.p90 <= 400d')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/across: teams\.tier1.*; down: scenario\.handleTime/u)
    expect(stdout).toContain('+ surely meets frt_human.p90 <= 400d')
  })

  const refused = [
    { name: 'a path that leads nowhere', argv: ['--vary', 'teams.tier9.shifts.0.headcount=1..3'], says: 'Nothing can be varied' },
    { name: 'a range without a step', argv: ['--vary', 'scenario.shrinkage=0.1..0.3'], says: 'step' },
    { name: 'an unknown figure', argv: ['--vary', 'teams.tier1.shifts.0.headcount=1..3', '--kpi', 'frt_ani'], says: 'frt_any' },
    { name: 'three settings', argv: ['--vary', 'a=1..3', '--vary', 'b=1..3', '--vary', 'c=1..3'], says: 'given 3 times' },
    { name: 'nothing to vary', argv: [], says: 'Add --vary' },
    { name: 'two values that exclude each other', argv: ['--vary', 'scenario.toolLatency.median=1s,4s', '--vary', 'scenario.toolLatency.p95=2s,8s'], says: 'The point scenario.toolLatency.median = 4s, scenario.toolLatency.p95 = 2s cannot be run' },
    { name: 'a threshold that no model can reach', argv: ['--vary', 'agents.triage.params.threshold=0.5,7'], says: 'cannot be' },
    { name: 'a statement with a place', argv: ['--vary', 'teams.tier1.shifts.0.headcount=1..3', '--subject-to', 'frt_any.p80 <= 8m'], says: '--subject-to, column 9: "p80" is no statistic.\n         frt_any.p80 <= 8m\n                 ^\n' },
  ]
  for (const { name, argv, says } of refused) it(`refuses ${name}`, async () => expect(await run('sweep', 'flow.lumos.yaml', ...argv)).toMatchObject({ ...problem, stderr: expect.stringContaining(says) }))
})

describe('lumos sweep --list', () => {
  it('lists what can be varied, with its present value and what it stands in, without any tickets', async () => {
    const all = await lumos(['sweep', 'flow.lumos.yaml', '--list'], { cwd: folder })
    expect({ exitCode: all.exitCode, stderr: all.stderr }).toEqual({ exitCode: 0, stderr: '' })
    for (const words of ['teams.tier1.shifts.0.headcount', 'calendars.supportHours.open.0.to', '17:00  (a time of day)', 'scenario.handleTime.default.mean', '20m  (a span of time)', 'in has(kb.topConfidence)']) expect(all.stdout).toContain(words)
    for (const line of all.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    const some = await lumos(['sweep', 'flow.lumos.yaml', '--list', 'headcount', '--json', '-'], { cwd: folder })
    expect(JSON.parse(some.stdout)).toEqual(expect.arrayContaining([{ path: 'teams.tier1.shifts.0.headcount', kind: 'number', present: 2 }]))
    expect((await lumos(['sweep', 'flow.lumos.yaml', '--list', 'nothing-of-this-name'], { cwd: folder })).stdout).toBe('Nothing that can be varied has "nothing-of-this-name" in its path.\n')
  })
})

describe('what a scenario names', () => {
  beforeAll(() => {
    for (const name of ['calm', 'busy']) writeFileSync(join(folder, `named-${name}.lumos.yaml`), `apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: named-${name} }\nspec: { extends: ${name}.lumos.yaml, workflow: flow.lumos.yaml, tickets: tickets.jsonl, knowledge: kb, replications: 2 }\n`)
    writeFileSync(join(folder, 'others.jsonl'), read('tickets.jsonl').split('\n').slice(0, 6).join('\n'))
    writeFileSync(join(folder, 'named-others.lumos.yaml'), read('named-busy.lumos.yaml').replace('tickets.jsonl', 'others.jsonl'))
    writeFileSync(join(folder, 'no-flow.lumos.yaml'), read('named-busy.lumos.yaml').replace('workflow: flow.lumos.yaml, ', ''))
    mkdirSync(join(folder, 'kb-none'), { recursive: true })
    writeFileSync(join(folder, 'kb-none', 'other.md'), '# Opening hours\n\nWe are open from nine to five.\n')
  })
  const alone = (...argv: readonly string[]): Promise<CliRun> => lumos(argv, { cwd: folder, env: { LUMOS_CACHE_DIR: join(folder, 'cache') } })

  it('is all that sweep, staff and compare need', async () => {
    expect(await alone('sweep', 'named-calm.lumos.yaml', '--vary', 'scenario.volume=1,2', '--kpi', 'cost')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('scenario.volume is 1 now\n2 replications') })
    expect(await alone('staff', 'named-calm.lumos.yaml', '--team', 'tier1', '--target', 'frt_any.p90 <= 40d', '--at-most', '2')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await alone('compare', 'named-calm.lumos.yaml', 'named-busy.lumos.yaml')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('12 tickets on both sides, 2 replications') })
    expect(await alone('compare', 'flow.lumos.yaml', 'fewer.lumos.yaml', '--scenario', 'named-busy.lumos.yaml')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('12 tickets on both sides, 2 replications') })
  })

  const refused = [
    { name: 'two sides with other tickets', argv: ['compare', 'named-calm.lumos.yaml', 'named-others.lumos.yaml'], says: 'name different tickets: "tickets.jsonl" and "others.jsonl"' },
    { name: 'a scenario without a flow', argv: ['sweep', 'no-flow.lumos.yaml', '--vary', 'scenario.volume=1,2'], says: 'names no flow' },
    { name: 'a comparison without a flow', argv: ['compare', 'no-flow.lumos.yaml', 'named-busy.lumos.yaml'], says: 'names no flow, and none is given' },
    { name: 'no tickets', argv: ['staff', 'flow.lumos.yaml', '--target', 'sla >= 90%'], says: 'There are no tickets to simulate' },
  ]
  for (const { name, argv, says } of refused) it(`is missed in ${name}`, async () => expect(await alone(...argv)).toMatchObject({ ...problem, stderr: expect.stringContaining(says) }))

  it('is compared with other articles on one side', async () => {
    const { exitCode, stdout } = await alone('compare', 'named-calm.lumos.yaml', 'named-calm.lumos.yaml', '--knowledge-b', 'kb-none', '--json', '-')
    expect(exitCode).toBe(0)
    const schema = z.object({ a: z.object({ knowledgeDigest: z.string() }), b: z.object({ knowledgeDigest: z.string() }), kpis: z.array(z.object({ id: z.string(), delta: z.number().nullable() })) })
    const { a, b } = schema.parse(JSON.parse(stdout))
    expect(a.knowledgeDigest).not.toBe(b.knowledgeDigest)
  })
})

describe('lumos staff', () => {
  it('names the people, the proof, one person fewer, and the textbook beside it', async () => {
    const { exitCode, stdout } = await run('staff', 'flow.lumos.yaml', '--team', 'tier1', '--target', 'frt_any.p90 <= 4d', '--at-most', '6', '--json', 'staff.json')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/With 95 % confidence, frt_any\.p90 <= 4d is met by\n {2}Front line: \d+ people \(now 2\)/u)
    const { best, onePersonFewer } = z.object({ best: z.object({ people: z.object({ tier1: z.int() }), meets: z.literal('yes') }), onePersonFewer: z.array(z.object({ meets: z.enum(['no', 'unsure']) })) }).parse(JSON.parse(read('staff.json')))
    expect(onePersonFewer).toHaveLength(best.people.tier1 === 0 ? 0 : 1)
  })

  it('ends with 1 and says why where people alone cannot', async () => {
    expect(await run('staff', 'flow.lumos.yaml', '--target', 'frt_any.p50 <= 1ms', '--most', '3', '--at-most', '3')).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('cannot be met by people alone because') })
  })

  it('refuses an unknown team', async () => expect(await run('staff', 'flow.lumos.yaml', '--team', 'tier3', '--target', 'sla >= 90%')).toMatchObject({ ...problem, stderr: expect.stringContaining('no team "tier3"') }))
})

describe('lumos compare', () => {
  it('runs both sides as often as the stop rule of the one that needs more of them asks for', async () => {
    const stop = 'stop: { kpi: resolutionTime, statistic: mean, within: 0.25, atMost: 25 }'
    for (const name of ['busy', 'calm']) writeFileSync(join(folder, `${name}-stop.lumos.yaml`), read(`${name}.lumos.yaml`).replace('spec: {', `spec: { replications: 2, ${stop},`))
    const alone = async (name: string): Promise<number> => {
      const one = await run('simulate', 'flow.lumos.yaml', '--scenario', name, '--tickets', 'tickets.jsonl', '--knowledge', 'kb', '--json', '-')
      return z.object({ manifest: z.object({ replications: z.int() }) }).parse(JSON.parse(one.stdout)).manifest.replications
    }
    const needed = [await alone('busy-stop.lumos.yaml'), await alone('calm-stop.lumos.yaml')]
    expect(Math.max(...needed)).toBeGreaterThan(2)
    for (const sides of [['busy-stop.lumos.yaml', 'calm-stop.lumos.yaml'], ['calm-stop.lumos.yaml', 'busy-stop.lumos.yaml']]) {
      const compared = await run('compare', ...sides, '--flow', 'flow.lumos.yaml', '--tickets', 'tickets.jsonl', '--knowledge', 'kb')
      expect(compared.exitCode).toBe(0)
      expect(compared.stdout).toContain(`${Math.max(...needed)} replications with the same seeds`)
      expect(compared.stdout).toMatch(/^A: Stopped a/mu)
    }
  })

  const comparisonSchema = z.object({
    kpis: z.array(z.object({ id: z.string(), statistic: z.string(), delta: z.number().nullable(), isPinned: z.boolean() })),
    tickets: z.object({ worse: z.int(), better: z.int(), same: z.int(), regressions: z.array(z.object({ id: z.string(), lossMs: z.number(), why: z.string() })) }),
    groups: z.array(z.object({ by: z.string(), name: z.string(), tickets: z.int() })),
    failIf: z.array(z.object({ outcome: z.string() })),
  })

  it('finds no difference between a flow and itself', async () => {
    const { exitCode, stdout } = await run('compare', 'flow.lumos.yaml', 'flow.lumos.yaml', '--json', '-', '--fail-if', 'delta.frt_any.p90 > 0s')
    const { kpis, tickets, failIf } = comparisonSchema.parse(JSON.parse(stdout))
    expect(kpis.every(({ delta }) => delta === 0 || delta === null)).toBe(true)
    expect(tickets).toEqual({ worse: 0, better: 0, same: 12, regressions: [] })
    expect([exitCode, failIf]).toEqual([0, [{ outcome: 'passed' }]])
  })

  it('lists who gets worse first, with the reason, and fails where it is told to', async () => {
    const { exitCode, stdout, stderr } = await run('compare', 'calm.lumos.yaml', 'busy.lumos.yaml', '--flow', 'flow.lumos.yaml', '--json', 'compare.json', '--fail-if', 'delta.resolution.mean > 1s', '--fail-if', 'b.frt_any.p90 > 400d')
    expect(exitCode).toBe(1)
    for (const words of ['Differences, B less A', 'Worst first', 'who loses most first']) expect(stdout).toContain(words)
    expect(stderr).toMatch(/^failed {2}delta\.resolution\.mean > 1s: .*\npassed {2}b\.frt_any\.p90/u)
    const { tickets, groups } = comparisonSchema.parse(JSON.parse(read('compare.json')))
    const losses = tickets.regressions.map((ticket) => ticket.lossMs)
    expect(losses.length).toBe(tickets.worse)
    expect(losses).toEqual([...losses].sort((a, b) => b - a))
    for (const { why } of tickets.regressions) expect(why.length).toBeGreaterThan(10)
    for (const by of ['issueType', 'language', 'channel', 'tier']) expect(groups.filter((group) => group.by === by).reduce((sum, group) => sum + group.tickets, 0)).toBe(12)
  })

  it('compares two flows', async () => expect(await run('compare', 'flow.lumos.yaml', 'fewer.lumos.yaml')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('B is fewer.lumos.yaml') }))

  const refused = [
    { name: 'a flow and a scenario', argv: ['flow.lumos.yaml', 'calm.lumos.yaml'], says: 'is a Scenario' },
    { name: 'two scenarios without a flow', argv: ['calm.lumos.yaml', 'busy.lumos.yaml'], says: '--flow' },
    { name: 'a statement about an unknown figure', argv: ['flow.lumos.yaml', 'flow.lumos.yaml', '--fail-if', 'b.frt_ani > 8m'], says: 'frt_any' },
  ]
  for (const { name, argv, says } of refused) it(`refuses ${name}`, async () => expect(await run('compare', ...argv)).toMatchObject({ ...problem, stderr: expect.stringContaining(says) }))
})

describe('lumos simulate --fail-if', () => {
  it('ends with 1 where a statement is true, and 0 where none is', async () => {
    const failing = await run('simulate', 'flow.lumos.yaml', '--fail-if', 'frt_any.p90 > 1ms', '--fail-if', 'asr < 0.0')
    expect(failing).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/failed {2}frt_any\.p90 > 1ms.*\npassed {2}asr < 0\.0/u) })
    expect((await run('simulate', 'flow.lumos.yaml', '--fail-if', 'frt_any.p90 > 400d', '--confidently')).exitCode).toBe(0)
  })

  it('refuses a statement that it cannot read before anything is run', async () => expect(await run('simulate', 'flow.lumos.yaml', '--fail-if', 'frt_any.p90 > 8')).toMatchObject({ ...problem, stderr: expect.stringContaining('8m') }))
})
