import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { withSchemaComment } from '../../core/spec/schema-comment.ts'
import { lumos, projectRoot } from './run-in-process.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-export-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const template = join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml')
const read = (...parts: readonly string[]): string => readFileSync(join(folder, ...parts), 'utf8')
const manifestSchema = z.object({ format: z.literal('lumos-bundle/1'), digest: z.string(), files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })) })

describe('lumos export', () => {
  it('writes spec, schema, layout, digest and a manifest that vouches for each', async () => {
    const run = await lumos(['export', template, '--to', 'lumos', '--out', 'release/one'], { cwd: folder })
    expect(run).toMatchObject({ exitCode: 0, stderr: '' })
    const dir = join('release', 'one')
    expect(readdirSync(join(folder, dir)).sort()).toEqual([
      'customer-support.digest',
      'customer-support.layout.json',
      'customer-support.lumos.json',
      'customer-support.lumos.yaml',
      'lumos.schema.json',
      'manifest.json',
    ])
    const manifest = manifestSchema.parse(JSON.parse(read(dir, 'manifest.json')))
    for (const file of manifest.files) {
      const bytes = readFileSync(join(folder, dir, file.name))
      expect([file.name, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([file.name, file.bytes, file.sha256])
    }
    expect(read(dir, 'customer-support.digest')).toBe(`${manifest.digest}\n`)
    expect(manifest.digest).toMatch(/^sha256:[0-9a-f]{64}$/u)
    expect(read(dir, 'customer-support.lumos.yaml')).toBe(withSchemaComment(readFileSync(template, 'utf8')))
    expect(run.stdout).toContain(manifest.digest)
  })

  it('gives the same bytes for the same flow', async () => {
    for (const name of ['a', 'b']) await lumos(['export', template, '--out', name], { cwd: folder })
    for (const name of readdirSync(join(folder, 'a'))) expect(read('b', name)).toBe(read('a', name))
  })

  it('writes a schema that accepts the exported flow', async () => {
    await lumos(['export', template, '--out', 'x'], { cwd: folder })
    const validate = new Ajv2020({ strict: false, formats: { uri: true } }).compile(JSON.parse(read('x', 'lumos.schema.json')))
    expect([validate(JSON.parse(read('x', 'customer-support.lumos.json'))), validate.errors]).toEqual([true, null])
  })

  it('refuses a flow with errors, shows them, and writes nothing', async () => {
    writeFileSync(join(folder, 'bad.lumos.yaml'), readFileSync(template, 'utf8').replace('kind: Workflow', 'kind: Workflw'))
    const run = await lumos(['export', 'bad.lumos.yaml', '--out', 'x'], { cwd: folder })
    expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('Nothing was written') })
    expect(readdirSync(folder)).toEqual(['bad.lumos.yaml'])
  })

  it('says so where the folder cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '')
    const run = await lumos(['export', template, '--out', 'file/inner'], { cwd: folder })
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('file') })
  })
})
