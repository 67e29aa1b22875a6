import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lumos, projectRoot } from './run-in-process.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-rewrite-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fixture = (name: string): string => readFileSync(join(projectRoot, 'test', 'fixtures', 'migrate', name), 'utf8')
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe('lumos migrate', () => {
  it('brings an old file to the current version, once', async () => {
    put('a.lumos.yaml', fixture('parcels.v1alpha1.lumos.yaml'))
    expect(await lumos(['migrate', 'a.lumos.yaml', '--check'], { cwd: folder })).toMatchObject({ exitCode: 1, stdout: 'a.lumos.yaml: would be brought to lumos/v1.\n' })
    expect(read('a.lumos.yaml')).toBe(fixture('parcels.v1alpha1.lumos.yaml'))
    expect(await lumos(['migrate', 'a.lumos.yaml'], { cwd: folder })).toMatchObject({ exitCode: 0, stdout: 'a.lumos.yaml: brought from lumos/v1alpha1 to lumos/v1.\n' })
    expect(read('a.lumos.yaml')).toBe(fixture('parcels.v1.lumos.yaml'))
    expect(await lumos(['migrate', '.', '--check'], { cwd: folder })).toMatchObject({ exitCode: 0, stdout: 'a.lumos.yaml: is in lumos/v1 already.\n' })
  })

  it('says which version it does not know, and what is broken where', async () => {
    put('b.lumos.yaml', 'apiVersion: lumos/v7\nkind: Workflow\n')
    expect(await lumos(['migrate', 'b.lumos.yaml'], { cwd: folder })).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('lumos/v7') })
    put('c.lumos.yaml', 'apiVersion: lumos/v1alpha1\nspec: [\n')
    expect(await lumos(['migrate', 'c.lumos.yaml'], { cwd: folder })).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/c\.lumos\.yaml:\d+:\d+ {2}error {2}LUM000/u) })
  })
})

describe('lumos fmt', () => {
  it('formats a file in place, and then has nothing to do', async () => {
    put('a.lumos.yaml', 'kind: Workflow\napiVersion:   lumos/v1 # major\n')
    expect(await lumos(['fmt', 'a.lumos.yaml', '--check'], { cwd: folder })).toMatchObject({ exitCode: 1, stdout: 'a.lumos.yaml: would be formatted.\n' })
    expect(await lumos(['fmt', 'a.lumos.yaml'], { cwd: folder })).toMatchObject({ exitCode: 0, stdout: 'a.lumos.yaml: formatted.\n' })
    expect(read('a.lumos.yaml')).toBe('apiVersion: lumos/v1 # major\nkind: Workflow\n')
    expect(await lumos(['fmt', 'a.lumos.yaml', '--check'], { cwd: folder })).toMatchObject({ exitCode: 0, stdout: 'a.lumos.yaml: is formatted already.\n' })
  })

  it('does not touch a file that is not sound YAML, and says where it is not', async () => {
    put('b.lumos.yaml', 'a: [1\n')
    expect(await lumos(['fmt', 'b.lumos.yaml'], { cwd: folder })).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/b\.lumos\.yaml:\d+:\d+ {2}error/u) })
    expect(read('b.lumos.yaml')).toBe('a: [1\n')
  })

  for (const command of ['diff', 'fmt', 'migrate']) {
    it(`explains lumos ${command} and gives examples`, async () => {
      expect(await lumos([command, '--help'])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Usage: lumos[^]*Examples:[^]*Exit codes:/u) })
    })
  }
})
