import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyLayout, parseLayout, printLayout } from '../../core/spec/layout.ts'
import { exampleText } from '../core/spec/workflow-files.ts'
import { lumos } from './run-in-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-repairs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content)
  return name
}
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const run = (...argv: readonly string[]): ReturnType<typeof lumos> => lumos(argv, { cwd: folder })

const misspelt = exampleText.replace('filter.verdict == "spam"', 'filter.verdict == "spamm"').replace('triage.confidence < 0.5', 'triage.confidence < 50').replace('policy, completeness]', 'policy, no]')
const unused = exampleText.replace('  models:\n    fast', '    idle: { timezone: UTC, open: [{ days: [mon], from: "09:00", to: "10:00" }] }\n\n  models:\n    fast')

describe('lumos validate --fix', () => {
  it('makes every repair and says which, and what is left is nothing', async () => {
    const name = write('fix.lumos.yaml', misspelt)
    const before = await run('validate', name)
    expect(before.exitCode).toBe(1)
    const fixed = await run('validate', name, '--fix')
    expect(fixed.stdout).toMatch(/fix\.lumos\.yaml: 3 repairs\n {4}line \d+ {2}LUM\d+/)
    expect(fixed.stdout).toContain('fix.lumos.yaml: no problems.')
    expect(fixed.exitCode).toBe(0)
    expect(read(name)).toBe(exampleText.replace('policy, completeness]', 'policy, "no"]'))
    expect((await run('validate', name, '--fix')).stdout).toBe(`${name}: no problems.\n`)
  })

  it('shows a diff and writes nothing with --dry-run', async () => {
    const name = write('dry.lumos.yaml', misspelt)
    const dry = await run('validate', name, '--fix', '--dry-run')
    expect(read(name)).toBe(misspelt)
    expect(dry.stdout).toMatch(/^--- a\/dry\.lumos\.yaml\n\+\+\+ b\/dry\.lumos\.yaml\n@@ -\d+,7 \+\d+,7 @@\n/)
    expect(dry.stdout.split('\n').filter((line) => /^-[^-]/.test(line))).toHaveLength(3)
    expect(dry.stdout.split('\n').filter((line) => /^\+[^+]/.test(line))).toHaveLength(3)
    expect(dry.stderr).toContain('3 repairs')
  })

  it('deletes what nothing uses only when asked to', async () => {
    const name = write('unused.lumos.yaml', unused)
    expect((await run('validate', name, '--fix')).stdout).toContain('LUM105')
    expect(read(name)).toBe(unused)
    expect((await run('validate', name, '--fix', '--delete-unused')).stdout).toContain('Delete idle')
    expect(read(name)).not.toContain('idle:')
    expect(await run('validate', name, '--delete-unused')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--fix') })
  })

  it('deletes nothing that only looks unused because another name is misspelt', async () => {
    const name = write('looks.lumos.yaml', exampleText.replace('        then: filter\n', '        then: filtered\n'))
    const before = read(name)
    const { exitCode, stdout } = await run('validate', name, '--fix', '--delete-unused')
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/LUM101[\s\S]*LUM102/)
    expect(read(name)).toBe(before)
  })

  it('prunes the layout beside a flow and gives every node a place', async () => {
    const name = write('placed.lumos.yaml', exampleText)
    write('placed.layout.json', printLayout({ ...emptyLayout('acme-support'), nodes: { intake: [8, 16], gone: [0, 0] } }))
    const before = await run('validate', name)
    expect(before.exitCode).toBe(0)
    expect(before.stdout).toMatch(/placed\.layout\.json:6:5 {2}info {2}LUM801/)
    expect(before.stdout).toContain('LUM802')
    await run('validate', name, '--fix')
    const layout = parseLayout(read('placed.layout.json')).layout
    expect(layout?.nodes['intake']).toEqual([8, 16])
    expect(Object.keys(layout?.nodes ?? {})).toHaveLength(32)
    expect(layout?.nodes).not.toHaveProperty('gone')
    expect((await run('validate', name)).stdout).toBe(`${name}: no problems.\n`)
    expect(read(name)).toBe(exampleText)
  })

  it('says that a layout cannot be read, without an error', async () => {
    const name = write('torn.lumos.yaml', exampleText)
    write('torn.layout.json', '{ "apiVersion": ')
    const torn = await run('validate', name)
    expect(torn).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('torn.layout.json:1:1  warning') })
  })
})

describe('lumos validate reads', () => {
  it('folders and patterns, each file once', async () => {
    const files = mkdtempSync(join(folder, 'many-'))
    for (const name of ['a.lumos.yaml', 'b.lumos.yaml', 'notes.yaml']) writeFileSync(join(files, name), exampleText)
    const all = await lumos(['validate', '.', '*.lumos.yaml', 'a.lumos.yaml'], { cwd: files })
    expect(all).toEqual({ exitCode: 0, stdout: 'a.lumos.yaml: no problems.\nb.lumos.yaml: no problems.\n', stderr: '' })
    expect((await lumos(['validate', '**/{b,c}.lumos.yaml'], { cwd: files })).stdout).toBe('b.lumos.yaml: no problems.\n')
    expect(await lumos(['validate', '*.json'], { cwd: files })).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('No file fits "*.json"') })
  })

  it('standard input, and gives the repaired text back with --fix', async () => {
    const stdin = (): Promise<string> => Promise.resolve(misspelt)
    expect(await lumos(['validate', '-'], { stdin })).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/^stdin:\d+/) })
    const fixed = await lumos(['validate', '-', '--fix'], { stdin })
    expect(fixed.exitCode).toBe(0)
    expect(fixed.stdout).toContain('policy, "no"]')
    expect(fixed.stderr).toContain('3 repairs')
  })
})

describe('lumos validate judges', () => {
  it('by the number of warnings where one is given', async () => {
    const name = write('warned.lumos.yaml', unused)
    expect((await run('validate', name)).exitCode).toBe(0)
    expect(await run('validate', name, '--max-warnings', '0')).toMatchObject({ exitCode: 1, stderr: '1 warning, and at most 0 allowed.\n' })
    expect((await run('validate', name, '--max-warnings', '1')).exitCode).toBe(0)
  })

  it('a code as the run says, but never an error as less', async () => {
    const name = write('raised.lumos.yaml', unused)
    expect(await run('validate', name, '--set', 'LUM105=error')).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('error  LUM105') })
    expect((await run('validate', name, '--set', 'LUM105=info', '--severity', 'warning')).stdout).toBe(`${name}: no problems (1 not shown).\n`)
    expect(await run('validate', name, '--set', 'LUM101=warning')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('LUM101 is an error') })
    expect(await run('validate', name, '--set', 'LUM999=info')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('LUM999') })
  })

  it('what a flow loses in an export target, where one is named', async () => {
    const name = write('meant.lumos.yaml', exampleText)
    const bpmn = await run('validate', name, '--for', 'bpmn', '--severity', 'warning')
    expect(bpmn.exitCode).toBe(0)
    expect(bpmn.stdout).toContain('LUM701  BPMN 2.0 (Camunda 8) has no exact equivalent of service levels: ')
    expect(await run('validate', name, '--for', 'agentSpec')).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/error {2}LUM701 {2}Open Agent Spec has no exact equivalent of an interrupting trigger/) })
    expect((await run('validate', name, '--for', 'restate', '--severity', 'warning')).stdout).toContain('no problems (1 not shown)')
  })

  it('allowed findings as counted, not shown', async () => {
    const name = write('allowed.lumos.yaml', unused.replace('    idle:', '    # lumos: allow LUM105 - kept for the spring campaign\n    idle:'))
    expect(await run('validate', name, '--max-warnings', '0')).toEqual({ exitCode: 0, stdout: `${name}: no problems (1 suppressed).\n`, stderr: '' })
  })
})
