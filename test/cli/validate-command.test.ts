import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lumos, projectRoot } from './run-in-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return name
}
const position = z.strictObject({ line: z.int().min(1), column: z.int().min(1) })
const reportSchema = z.strictObject({
  files: z.array(
    z.strictObject({
      file: z.string(),
      findings: z.array(
        z.strictObject({
          code: z.string(),
          severity: z.enum(['error', 'warning', 'info']),
          message: z.string().min(1),
          hint: z.string().min(1),
          range: z.strictObject({ start: position, end: position }),
          fix: z.unknown(),
        }),
      ),
      suppressed: z.array(z.unknown()),
      repaired: z.array(z.unknown()),
    }),
  ),
  errors: z.int(),
  warnings: z.int(),
  infos: z.int(),
  suppressed: z.int(),
})

const template = join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml')
const broken = 'apiVersion: lumos/v1\nkind: Workflow\nmetadata:\n  name: broken\nspec:\n  flow:\n    nodes:\n      in: [unclosed\n'

describe('lumos validate', () => {
  it('finds nothing in a template', async () => {
    const run = await lumos(['validate', template])
    expect(run).toEqual({ exitCode: 0, stdout: `${template}: no problems.\n`, stderr: '' })
  })

  it('says where broken YAML breaks, and ends with 1', async () => {
    const run = await lumos(['validate', write('broken.lumos.yaml', broken)], { cwd: folder })
    expect(run.exitCode).toBe(1)
    expect(run.stdout).toMatch(/^broken\.lumos\.yaml:\d+:\d+ {2}error {2}LUM\d+ {2}.+\n {4}\S/u)
    expect(run.stdout).toMatch(/broken\.lumos\.yaml: \d+ errors?.*\.\nWhat a code means: lumos explain LUM\d+\n$/u)
  })

  it('gives machines every finding with its place, as JSON in one shape', async () => {
    const run = await lumos(['validate', template, write('broken.lumos.yaml', broken), '--json'], { cwd: folder })
    const report = reportSchema.parse(JSON.parse(run.stdout))
    expect(run.exitCode).toBe(1)
    expect(report.files.map((file) => [file.file, file.findings.length > 0])).toEqual([[template, false], ['broken.lumos.yaml', true]])
    expect(report.errors).toBeGreaterThan(0)
  })

  const hostile = [
    { name: 'an empty file', content: '' },
    { name: 'a list instead of a flow', content: '- a\n- b\n' },
    { name: 'a bomb of aliases', content: `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((letter, index) => `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${'abcdefg'.charAt(index)}`).join(',')}]`).join('\n')}\n` },
    { name: 'deep nesting', content: `a: ${'['.repeat(5000)}${']'.repeat(5000)}\n` },
    { name: 'keys that reach into objects', content: 'apiVersion: lumos/v1\nkind: Workflow\n__proto__: { polluted: true }\nconstructor: 1\n' },
  ]
  for (const { name, content } of hostile) {
    it(`turns ${name} into findings, not into a crash`, async () => {
      const run = await lumos(['validate', write('hostile.lumos.yaml', content)], { cwd: folder })
      expect(run.exitCode).toBe(1)
      expect(run.stderr).toBe('')
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    })
  }

  it('ends with 2 where a file cannot be read, and still checks the others', async () => {
    const run = await lumos(['validate', 'gone.lumos.yaml', template], { cwd: folder })
    expect(run.exitCode).toBe(2)
    expect(run.stderr).toContain('"gone.lumos.yaml"')
    expect(run.stderr).toContain('does not exist')
    expect(run.stdout).toContain('no problems')
  })

  it('ends with 2 where a file is no text', async () => {
    const run = await lumos(['validate', write('zip.lumos.yaml', Buffer.from([0x50, 0x4b, 3, 4, 0]))], { cwd: folder })
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('ZIP') })
  })
})

describe('the command line', () => {
  const commands = [['--help'], ['validate', '--help'], ['new', '--help'], ['explain', '--help'], ['simulate', '--help'], ['export', '--help'], ['models', '--help'], ['models', 'list', '--help']]
  for (const argv of commands) {
    it(`explains lumos ${argv.join(' ')} and gives examples`, async () => {
      const run = await lumos(argv)
      expect(run.exitCode).toBe(0)
      expect(run.stdout).toContain('Usage: lumos')
      if (argv.join(' ') !== 'models --help') expect(run.stdout).toMatch(/Examples?:/u)
    })
  }

  it('refuses what it does not know, with a suggestion', async () => {
    expect(await lumos(['validat', 'x'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('validate') })
    expect(await lumos(['validate', 'x', '--jsn'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--json') })
    expect(await lumos(['export', 'x'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--out') })
  })

  it('lists the models with size, licence and digest', async () => {
    const run = await lumos(['models', 'list', '--json'])
    const models = z.array(z.object({ id: z.string(), task: z.string(), bytes: z.number(), licence: z.string(), digest: z.string().length(64) })).parse(JSON.parse(run.stdout))
    expect(models.map((model) => model.id)).toContain('tone')
  })
})
