import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nameFromFile } from '../../host/templates/new-flow.ts'
import { lumos, projectRoot } from './run-in-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-new-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...argv: readonly string[]): ReturnType<typeof lumos> => lumos(argv, { cwd: folder, env: { ...process.env, LUMOS_CACHE_DIR: join(folder, '.cache') } })
const read = (...names: readonly string[]): string => readFileSync(join(folder, ...names), 'utf8')
const templates = readdirSync(join(projectRoot, 'flows'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)

describe('lumos new', () => {
  it('lists the templates when it is asked for none', async () => {
    const { stdout, exitCode } = await run('new')
    expect(exitCode).toBe(0)
    for (const template of templates) expect(stdout).toContain(template)
  })

  it.each(templates)('starts a flow from %s that has no findings, under its own name', async (template) => {
    const { exitCode, stdout, stderr } = await run('new', template, `${template}/my desk.lumos.yaml`, '--title', 'Ours: first')
    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
    expect(read(template, 'my desk.lumos.yaml')).toMatch(/name: my-desk\n {2}title: "Ours: first"\n/)
    expect(read(template, 'my desk.layout.json')).toContain('"workflow": "my-desk"')
    expect(read(template, 'my desk.scenario.lumos.yaml')).toContain('name: my-desk-base')
    expect(stdout).toContain('lumos simulate')
    expect((await run('validate', template, '--max-warnings', '0')).exitCode).toBe(0)
  })

  it('overwrites nothing, and then writes nothing at all', async () => {
    writeFileSync(join(folder, 'mine.scenario.lumos.yaml'), 'mine')
    const { exitCode, stderr } = await run('new', 'from-scratch', 'mine')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('exists already')
    expect(readdirSync(folder)).not.toContain('mine.lumos.yaml')
    expect(read('mine.scenario.lumos.yaml')).toBe('mine')
  })

  it('knows only the templates that exist', async () => {
    expect(await run('new', 'bakery')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('bakery') })
  })

  it('makes a name of what the file is called', () => {
    expect(['Ä Größe.lumos.yaml', '--x--.yaml', '###.lumos.yaml', `${'a'.repeat(80)}.lumos.yaml`].map(nameFromFile)).toEqual(['a-gro-e', 'x', 'flow', 'a'.repeat(63)])
  })

  it('gives a flow that simulates a few tickets of the template', async () => {
    await run('new', 'customer-support', 'sim/desk')
    const tickets = read('sim', 'desk.tickets.jsonl').split('\n').slice(0, 3).join('\n')
    writeFileSync(join(folder, 'sim', 'few.jsonl'), `${tickets}\n`)
    const { exitCode, stderr } = await run('simulate', 'sim/desk.lumos.yaml', '--tickets', 'sim/few.jsonl', '--scenario', 'sim/desk.scenario.lumos.yaml', '--replications', '1', '--json', 'sim/report.json')
    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
    expect(read('sim', 'report.json')).toContain('"replications"')
  })
})

describe('lumos explain', () => {
  it('says what a code means, and lists all of them', async () => {
    expect((await lumos(['explain', 'lum105'])).stdout).toMatch(/^LUM105 {2}warning {2}.+\n\nWhy: .+\n\nHow to repair it: /)
    expect((await lumos(['explain'])).stdout.split('\n').length).toBeGreaterThan(90)
    expect(await lumos(['explain', 'LUM999'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('LUM999') })
  })
})
