import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sarifLog } from '../../cli/report/sarif-log.ts'
import { exampleText } from '../core/spec/workflow-files.ts'
import { lumos } from './run-in-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-sarif-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { id: _id, $schema: _draft4, ...schema } = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(new URL('../fixtures/sarif/sarif-2.1.0.schema.json', import.meta.url), 'utf8')))
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
formats.default(ajv)
const validate = ajv.compile(schema)

const region = z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1), endLine: z.int().min(1), endColumn: z.int().min(1) })
const location = z.strictObject({ uri: z.string(), uriBaseId: z.string().optional() })
const physical = z.strictObject({ physicalLocation: z.strictObject({ artifactLocation: location, region }) })
const resultSchema = z.strictObject({
  ruleId: z.string(), ruleIndex: z.int(), level: z.enum(['error', 'warning', 'note']),
  message: z.strictObject({ text: z.string().min(1) }),
  locations: z.array(physical).length(1),
  partialFingerprints: z.record(z.string(), z.string()),
  fixes: z.array(z.strictObject({ description: z.strictObject({ text: z.string() }), artifactChanges: z.array(z.strictObject({ artifactLocation: location, replacements: z.array(z.strictObject({ deletedRegion: region, insertedContent: z.strictObject({ text: z.string() }).optional() })).min(1) })).length(1) })).optional(),
  suppressions: z.array(z.strictObject({ kind: z.literal('inSource'), status: z.literal('accepted'), justification: z.string().min(1), location: physical })).optional(),
})
const logSchema = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(z.object({
    tool: z.object({ driver: z.object({ name: z.string(), semanticVersion: z.string(), rules: z.array(z.object({ id: z.string(), name: z.string(), shortDescription: z.object({ text: z.string() }), fullDescription: z.object({ text: z.string() }), help: z.object({ text: z.string(), markdown: z.string() }), helpUri: z.url().optional(), defaultConfiguration: z.object({ level: z.enum(['error', 'warning', 'note']) }) })) }) }),
    results: z.array(resultSchema),
  })).length(1),
})
type Log = z.output<typeof logSchema>

async function logOf(text: string, name = 'flow.lumos.yaml'): Promise<Log['runs'][number]> {
  writeFileSync(join(folder, name), text)
  const { stdout } = await lumos(['validate', name, '--format', 'sarif'], { cwd: folder })
  const log: unknown = JSON.parse(stdout)
  expect(validate(log), ajv.errorsText(validate.errors)).toBe(true)
  const [run] = logSchema.parse(log).runs
  if (run === undefined) throw new Error('The log has no run.')
  return run
}

const misspelt = exampleText.replace('triage.confidence < 0.5', 'triage.confidense < 0.5')

describe('lumos validate --format sarif', () => {
  it('is valid by the schema of the standard, also for a file without findings and for one that is not YAML', async () => {
    expect((await logOf(exampleText)).results).toEqual([])
    expect((await logOf('a: [')).results.map((result) => result.ruleId)).toContain('LUM000')
  })

  it('points at exactly what is wrong and offers the repair as a change of that text', async () => {
    const { results, tool } = await logOf(misspelt)
    const [result] = results
    const line = misspelt.slice(0, misspelt.indexOf('triage.confidense')).split('\n').length
    const place = result?.locations[0]?.physicalLocation
    expect(result?.ruleId).toBe('LUM301')
    expect(tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('LUM301')
    expect(place?.artifactLocation).toEqual({ uri: 'flow.lumos.yaml', uriBaseId: '%SRCROOT%' })
    expect(place?.region).toMatchObject({ startLine: line, endLine: line })
    const text = misspelt.split('\n')[line - 1] ?? ''
    expect(text.slice((place?.region.startColumn ?? 0) - 1, (place?.region.endColumn ?? 0) - 1)).toBe('confidense')
    expect(result?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([{ deletedRegion: place?.region, insertedContent: { text: 'confidence' } }])
  })

  it('explains each rule that it names, with its level', async () => {
    const { tool, results } = await logOf(misspelt)
    expect(tool.driver.rules.map((rule) => rule.id)).toEqual([...new Set(results.map((result) => result.ruleId))].sort())
    for (const rule of tool.driver.rules) {
      expect(rule.name).toMatch(/^[A-Za-z0-9]+$/)
      expect(rule.help.markdown).toContain('How to repair it')
    }
  })

  it('keeps the fingerprint of a finding when lines are added above it, and tells two in equal lines apart', async () => {
    const before = await logOf(misspelt)
    const after = await logOf(`# one more line\n${misspelt}`)
    expect(after.results.map((result) => result.partialFingerprints)).toEqual(before.results.map((result) => result.partialFingerprints))
    const twice = await logOf(exampleText.replaceAll('catch: [{ errors: ["LUMOS.*"], then: close }]', 'catch: [{ errors: ["LUMOS.*"], then: closee }]'))
    const prints = twice.results.map((result) => JSON.stringify(result.partialFingerprints))
    expect(new Set(prints).size).toBe(prints.length)
  })

  it('lists what the file allows as suppressed, with the reason', async () => {
    const { results } = await logOf(exampleText.replace('  models:\n    fast', '    # lumos: allow LUM105 - kept for the spring campaign\n    idle: { timezone: UTC, open: [{ days: [mon], from: "09:00", to: "10:00" }] }\n\n  models:\n    fast'))
    expect(results.map((result) => [result.ruleId, result.suppressions?.[0]?.justification])).toEqual([['LUM105', 'kept for the spring campaign']])
  })

  it('tells nothing of the machine that it was made on', async () => {
    expect(JSON.stringify(await logOf(misspelt))).not.toContain(folder)
  })

  it('says which files it could not read', async () => {
    const { stdout, exitCode } = await lumos(['validate', 'gone.lumos.yaml', '--format', 'sarif'], { cwd: folder })
    const log: unknown = JSON.parse(stdout)
    expect(validate(log), ajv.errorsText(validate.errors)).toBe(true)
    expect(exitCode).toBe(2)
    expect(stdout).toContain('does not exist')
    expect(stdout).toContain('"executionSuccessful": false')
  })

  it('points to the pages of the project where it is published', () => {
    const log = logSchema.parse(sarifLog(
      [{ file: 'a', path: join(folder, 'a'), text: '', findings: [{ code: 'LUM105', severity: 'warning', message: 'm', hint: 'h', path: [], range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } }], hidden: 0, suppressed: [], repaired: [] }],
      { version: '1.0.0', root: folder, homepage: 'https://lumos.example', failures: [] },
    ))
    expect(log.runs[0]?.tool.driver.rules[0]?.helpUri).toBe('https://lumos.example/docs/lint/LUM105.md')
  })
})
