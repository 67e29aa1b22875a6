import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lumos, projectRoot } from './run-in-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-diff-'))
  writeFileSync(join(folder, 'old.yaml'), example)
  writeFileSync(join(folder, 'new.yaml'), example.replace('headcount: 10', 'headcount: 12').replace('      sideDone: { kind', '      pause: { kind: wait, stage: side, for: 5m, then: sideDone }\n      sideDone: { kind'))
  writeFileSync(join(folder, 'bumped.yaml'), example.replace('version: 3.2.0', 'version: 3.2.1').replace('headcount: 10', 'headcount: 12'))
  writeFileSync(join(folder, 'broken.yaml'), 'kind: Workflow\nspec: [\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const example = readFileSync(join(projectRoot, 'test', 'fixtures', 'acme-support.lumos.yaml'), 'utf8')
const shape = z.strictObject({
  from: z.string(), to: z.string(), class: z.enum(['patch', 'minor', 'major']).nullable(), versionEnough: z.boolean(), neededVersion: z.string().nullable(),
  changes: z.array(z.strictObject({ kind: z.enum(['added', 'removed', 'renamed', 'moved', 'changed']), class: z.enum(['patch', 'minor', 'major']), group: z.string(), path: z.array(z.string()), text: z.string(), before: z.unknown(), after: z.unknown() })),
})

describe('lumos diff', () => {
  it('says by group what differs and how great it is', async () => {
    expect(await lumos(['diff', 'old.yaml', 'new.yaml'], { cwd: folder })).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: 'Cards\n  minor  Card pause added (wait)\n\nTeams\n  patch  Team tier1: shifts #2.headcount 10 -> 12\n\n2 changes, minor in all (version 3.2.0; it should be 3.3.0 or higher).\n',
    })
    expect(await lumos(['diff', 'old.yaml', 'old.yaml'], { cwd: folder })).toMatchObject({ exitCode: 0, stdout: 'No difference in what the flows do (version 3.2.0).\n' })
  })

  it('gives machines the same in one shape', async () => {
    const run = await lumos(['diff', 'old.yaml', 'new.yaml', '--json'], { cwd: folder })
    const report = shape.parse(JSON.parse(run.stdout))
    expect(report).toMatchObject({ class: 'minor', versionEnough: false, neededVersion: '3.3.0' })
    expect(report.changes.map((change) => change.path.join('.'))).toEqual(['spec.flow.nodes.pause', 'spec.teams.tier1.shifts.#2.headcount'])
  })

  it('ends with 1 where the version is too small, and only when asked', async () => {
    expect(await lumos(['diff', 'old.yaml', 'new.yaml', '--check-version'], { cwd: folder })).toMatchObject({ exitCode: 1, stderr: 'new.yaml: version 3.2.0 is too small for a minor change since 3.2.0. Set metadata.version to 3.3.0 or higher.\n' })
    expect(await lumos(['diff', 'old.yaml', 'bumped.yaml', '--check-version'], { cwd: folder })).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('ends with 2 where a file is no flow, and says where', async () => {
    const run = await lumos(['diff', 'old.yaml', 'broken.yaml'], { cwd: folder })
    expect(run.exitCode).toBe(2)
    expect(run.stderr).toMatch(/broken\.yaml:\d+:\d+ {2}error {2}LUM000/u)
    expect(await lumos(['diff', 'old.yaml', 'gone.yaml'], { cwd: folder })).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('does not exist') })
  })
})
