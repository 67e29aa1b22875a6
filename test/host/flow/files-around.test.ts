import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { jsonSchema } from '../../../core/spec/json-schema.ts'
import { putSchemaBeside } from '../../../host/files/schema-beside.ts'
import { checkFlowFile } from '../../../host/flow/check-flow-file.ts'
import { filesAround } from '../../../host/flow/files-around.ts'
import { lumos, projectRoot } from '../../cli/run-in-process.ts'
import { startTestHost } from '../start-test-host.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-around-'))
  cpSync(join(projectRoot, 'test', 'fixtures', 'project'), folder, { recursive: true })
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const change = (name: string, from: string, to: string): void => {
  expect(read(name)).toContain(from)
  writeFileSync(join(folder, name), read(name).replace(from, () => to))
}

describe('the files around a flow', () => {
  it('are the libraries and environments beside it, in library and in environments', async () => {
    cpSync(join(folder, 'library', 'desk.lumos.yaml'), join(folder, 'second.lumos.yaml'))
    writeFileSync(join(folder, 'library', 'notes.md'), 'kind: Library\n')
    mkdirSync(join(folder, 'library', 'folder.lumos.yaml'))
    expect((await filesAround(join(folder, 'desk.lumos.yaml'))).map((file) => file.name)).toEqual(['second.lumos.yaml', 'library/desk.lumos.yaml', 'environments/prod.lumos.yaml'])
  })

  it('are none where there are no such folders', async () => {
    expect(await filesAround(join(folder, 'tests', 'billing.lumos.yaml'))).toEqual([])
    expect(await filesAround(join(folder, 'nowhere', 'desk.lumos.yaml'))).toEqual([])
  })

  it('reach the check of the flow, which has the parts of its library', async () => {
    const { workflow, findings } = await checkFlowFile(join(folder, 'desk.lumos.yaml'))
    expect(findings).toEqual([])
    expect(Object.keys(workflow?.spec.teams ?? {})).toEqual(['support'])
  })

  it('are named by lumos validate where a finding lies in one', async () => {
    change('environments/prod.lumos.yaml', '    llm-key: { from: env, name: LLM_KEY }\n', '')
    const unbound = await lumos(['validate', 'desk.lumos.yaml'], { cwd: folder })
    expect(unbound).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('LUM502  Secret llm-key is not bound in environment prod.') })
    change('library/desk.lumos.yaml', 'calendar: officeHours', 'calendar: officeHour')
    const line = read('library/desk.lumos.yaml').split('\n').findIndex((each) => each.includes('calendar: officeHour,')) + 1
    const broken = await lumos(['validate', 'desk.lumos.yaml'], { cwd: folder })
    expect(broken.stdout).toMatch(new RegExp(`library/desk\\.lumos\\.yaml:${line}:\\d+  error  LUM201`))
  })

  it.each(['desk.lumos.yaml', 'library/desk.lumos.yaml', 'environments/prod.lumos.yaml', 'tests/billing.lumos.yaml'])('are valid themselves: %s', async (name) => {
    expect(await lumos(['validate', name], { cwd: folder })).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringContaining('no problems') })
  })

  it.each([
    ['library/desk.lumos.yaml', 'timezone: Europe/Berlin', 'timezone: Europe/Berlinn', 'LUM408'],
    ['library/desk.lumos.yaml', 'baseUrl: https://help-desk.example', 'baseUrl: http://help-desk.example', 'LUM504'],
    ['library/desk.lumos.yaml', 'headcount: 3', 'headcount: three', 'LUM001'],
    ['environments/prod.lumos.yaml', 'https://desk.acme.example', 'http://desk.acme.example', 'LUM504'],
    ['environments/prod.lumos.yaml', 'from: vault', 'from: valt', 'LUM001'],
    ['environments/prod.lumos.yaml', 'title: Production', 'title: "AKIA1234567890ABCDEF"', 'LUM501'],
    ['tests/billing.lumos.yaml', 'event: start', 'event: begin', 'LUM001'],
  ])('are checked as what they are: %s with %s written as %s', async (name, from, to, code) => {
    change(name, from, to)
    const { exitCode, stdout } = await lumos(['validate', name], { cwd: folder })
    expect(exitCode).toBe(1)
    const line = read(name).split('\n').findIndex((each) => each.includes(to)) + 1
    expect(stdout).toMatch(new RegExp(`:${line}:\\d+  error  ${code}`))
  })

  it('come along in an export, whose digest covers them', async () => {
    const first = await lumos(['export', 'desk.lumos.yaml', '--out', 'release'], { cwd: folder })
    expect(first).toMatchObject({ exitCode: 0, stderr: '' })
    expect(read('release/support-desk.library.lumos.yaml')).toContain('name: support-desk')
    expect(JSON.parse(read('release/desk.lumos.json'))).toMatchObject({ spec: { teams: { support: { channels: ['email', 'chat'] } } } })
    const again = await lumos(['validate', 'release/desk.lumos.yaml'], { cwd: folder })
    expect(again).toMatchObject({ exitCode: 0 })
    change('library/desk.lumos.yaml', 'headcount: 3', 'headcount: 4')
    const second = await lumos(['export', 'desk.lumos.yaml', '--out', 'later'], { cwd: folder })
    expect(read('later/desk.digest')).not.toBe(read('release/desk.digest'))
    expect(second.exitCode).toBe(0)
  })

  it('reach simulations and tests', async () => {
    writeFileSync(join(folder, 'tickets.csv'), 'id,created_at,channel,subject,body\n1,2026-03-02T10:00:00Z,email,Bill,I was charged twice\n2,2026-03-02T11:00:00Z,chat,Help,It does not work\n')
    const run = await lumos(['simulate', 'desk.lumos.yaml', '--tickets', 'tickets.csv', '--replications', '1', '--json', '-'], { cwd: folder })
    expect(run.exitCode, run.stderr).toBe(0)
    const test = await lumos(['test', 'desk.lumos.yaml'], { cwd: folder })
    expect(test).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 test: 1 passed') })
  })
})

describe('the app', () => {
  it('is told what lies around a saved flow, and exports it with that; a flow that lies nowhere has nothing around it', async () => {
    const test = startTestHost()
    try {
      const path = join(folder, 'desk.lumos.yaml')
      const flow = { flowText: read('desk.lumos.yaml'), layoutText: '', target: 'lumos' } as const
      expect((await test.client.call('files.around', { path })).map((file) => file.name)).toEqual(['library/desk.lumos.yaml', 'environments/prod.lumos.yaml'])
      const saved = await test.client.call('export.preview', { ...flow, path })
      expect([saved.errors, saved.files.map((file) => file.name)]).toEqual([0, expect.arrayContaining(['support-desk.library.lumos.yaml', 'lumos.schema.json'])])
      expect(await test.client.call('export.preview', { ...flow, path: null })).toMatchObject({ errors: 1, files: [] })
    } finally {
      await test.close()
    }
  })

  it('puts the schema beside a flow that is begun from a template and saved', async () => {
    const test = startTestHost()
    try {
      const { flow } = await test.client.call('templates.open', { id: 'from-scratch' })
      expect(flow.text.split('\n')[1]).toBe('# yaml-language-server: $schema=./lumos.schema.json')
      await test.client.call('files.saveFlow', { path: join(folder, 'new.lumos.yaml'), text: flow.text, layoutText: '', expectedDigest: null })
      expect(read('lumos.schema.json')).toContain('urn:lumos:v1:lumos')
    } finally {
      await test.close()
    }
  })
})

describe('putSchemaBeside', () => {
  it('writes the schema where the flow asks for it beside it, and brings it up to date', async () => {
    const path = join(folder, 'desk.lumos.yaml')
    await putSchemaBeside(path, '# yaml-language-server: $schema=./lumos.schema.json\nkind: Workflow\n')
    expect(JSON.parse(read('lumos.schema.json'))).toEqual(JSON.parse(JSON.stringify(jsonSchema('lumos', roleCatalog.roles))))
    writeFileSync(join(folder, 'lumos.schema.json'), '{}')
    await putSchemaBeside(path, '# yaml-language-server: $schema=lumos.schema.json\nkind: Workflow\n')
    expect(read('lumos.schema.json')).not.toBe('{}')
  })

  it('writes nothing where the flow does not ask, or asks for one elsewhere', async () => {
    for (const text of ['kind: Workflow\n', read('desk.lumos.yaml')]) await putSchemaBeside(join(folder, 'desk.lumos.yaml'), text)
    expect(() => read('lumos.schema.json')).toThrow()
  })
})
