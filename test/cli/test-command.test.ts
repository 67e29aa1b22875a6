import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lumos, projectRoot } from './run-in-process.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-test-'))
  cpSync(join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml'), join(folder, 'support.lumos.yaml'))
  cpSync(join(projectRoot, 'flows', 'customer-support', 'tests'), join(folder, 'tests'), { recursive: true })
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const angry = join('tests', 'angry-customer.lumos.yaml')
const change = (file: string, from: string, to: string): void => {
  const text = readFileSync(join(folder, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(folder, file), text.replace(from, () => to))
}
const reportSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  tests: z.array(z.object({ file: z.string(), name: z.string(), passed: z.boolean(), status: z.string().nullable(), visited: z.array(z.string()), findings: z.array(z.object({ file: z.string(), code: z.string() })), mismatches: z.array(z.object({ path: z.string(), line: z.number(), column: z.number(), expected: z.string(), got: z.string() })) })),
})

describe('lumos test', () => {
  it('runs the tests beside a flow, those in a folder, and single ones', async () => {
    for (const args of [['support.lumos.yaml'], ['tests']]) {
      const all = await lumos(['test', ...args], { cwd: folder })
      expect(all).toMatchObject({ exitCode: 0, stderr: '' })
      expect(all.stdout).toContain('2 tests: 2 passed, 0 failed.')
    }
    expect(await lumos(['test', angry], { cwd: folder })).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 test: 1 passed, 0 failed.') })
  })

  it('says what was expected and what came, with the place in the test', async () => {
    change(angry, 'teams: [tier2]', 'teams: [tier1]')
    const run = await lumos(['test', angry], { cwd: folder })
    expect(run.exitCode).toBe(1)
    const line = readFileSync(join(folder, angry), 'utf8').split('\n').findIndex((each) => each.includes('teams: [tier1]')) + 1
    expect(run.stdout).toContain(`FAIL  ${angry}  A customer who gets angry is offered a callback\n      ${angry}:${line}:12  teams\n          expected  tier1\n          got       tier2\n`)
  })

  it('says the same to machines', async () => {
    change(angry, 'teams: [tier2]', 'teams: [tier1]')
    const run = await lumos(['test', 'tests', '--json'], { cwd: folder })
    expect(run).toMatchObject({ exitCode: 1, stderr: '' })
    const report = reportSchema.parse(JSON.parse(run.stdout))
    expect([report.passed, report.failed]).toEqual([1, 1])
    expect(report.tests[0]).toMatchObject({ file: angry, name: 'angry-customer', passed: false, status: 'finished', findings: [], mismatches: [{ path: 'teams', expected: 'tier1', got: 'tier2' }] })
  })

  it('shows every step where that is wanted', async () => {
    const { stdout } = await lumos(['test', angry, '--trace'], { cwd: folder })
    expect(stdout).toContain('changeApproach: Trigger “frustrated” interrupted the ticket')
  })

  it('does not run a test that is broken, or whose flow is', async () => {
    change(angry, 'visited: [answer,', 'visited: [anwser,')
    const named = await lumos(['test', angry], { cwd: folder })
    expect(named).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('LUM201  The test names unknown node anwser.') })
    change('support.lumos.yaml', '      then: changeApproach', '      then: changeAproach')
    const broken = await lumos(['test', join('tests', 'answered-from-the-help-centre.lumos.yaml')], { cwd: folder })
    expect(broken).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('LUM101') })
  })

  it.each([
    ['a simulation', 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: march }\nspec: { seed: 3 }\n', 'spec has no script, so this scenario is no test.'],
    ['a test of an unknown flow', 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: x }\nspec:\n  workflow: billing\n  script: [{ event: start, channel: email, text: Hello }]\n  expect: { status: running }\n', 'The test names unknown workflow billing.'],
    ['a test that cannot be read', 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: x }\nspec:\n  workflow: customer-support\n  script: [{ event: begin }]\n  expect: { status: running }\n', 'cannot be "begin"'],
  ])('says why %s cannot run', async (_what, text, message) => {
    writeFileSync(join(folder, 'tests', 'one.lumos.yaml'), text)
    expect(await lumos(['test', join('tests', 'one.lumos.yaml')], { cwd: folder })).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(message) })
  })

  it('tells a missing file, and a folder without tests, from a failing test', async () => {
    mkdirSync(join(folder, 'empty'))
    for (const name of ['nowhere.lumos.yaml', 'empty']) {
      const run = await lumos(['test', name], { cwd: folder })
      expect(run).toMatchObject({ exitCode: 2, stdout: '' })
      expect(run.stderr).toContain(name)
    }
  })
})
