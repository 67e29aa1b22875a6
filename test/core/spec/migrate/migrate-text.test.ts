import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { migrateText } from '../../../../core/spec/migrate/migrate-text.ts'
import { toV1alpha1 } from '../../../../core/spec/migrate/v1alpha1.ts'
import { parseSpec } from '../../../../core/spec/parse-spec.ts'
import { specDigest } from '../../../../core/spec/digest.ts'
import { messyYaml } from '../messy-yaml.ts'
import { treeEditor } from '../tree-editor.ts'
import { exampleText, workflowFiles } from '../workflow-files.ts'

const golden = (name: string): string => readFileSync(new URL(`../../../fixtures/migrate/${name}`, import.meta.url), 'utf8')

function migrated(text: string): string {
  const result = migrateText(text)
  if (result.kind !== 'migrated') throw new Error(result.kind)
  return result.text
}

const models = workflowFiles.map((file) => treeEditor(parseSpec(readFileSync(file, 'utf8')).workflow).tree)

describe('bringing a file to the current format', () => {
  it('turns the first form into the current one, comments and all', () => {
    const before = golden('parcels.v1alpha1.lumos.yaml')
    const after = golden('parcels.v1.lumos.yaml')
    expect(migrated(before)).toBe(after)
    expect(parseSpec(after).findings.filter((finding) => finding.severity === 'error')).toEqual([])
    expect(toV1alpha1(after)).toBe(before)
  })

  it.each(['desk-library', 'prod', 'lost', 'busy-day'])('turns the first form of %s, a file beside a workflow, into the current one and back', (name) => {
    const before = golden(`${name}.v1alpha1.lumos.yaml`)
    const after = golden(`${name}.v1.lumos.yaml`)
    expect(migrateText(before)).toEqual({ kind: 'migrated', text: after, from: 'lumos/v1alpha1', findings: [] })
    expect(migrateText(after)).toEqual({ kind: 'current' })
    expect(toV1alpha1(after)).toBe(before)
  })

  it('leaves a current file alone, also the second time', () => {
    expect(migrateText(exampleText)).toEqual({ kind: 'current' })
    expect(migrateText(migrated(golden('parcels.v1alpha1.lumos.yaml')))).toEqual({ kind: 'current' })
  })

  it('says what it does not know, and what is broken', () => {
    expect(migrateText(exampleText.replace('lumos/v1\n', 'lumos/v9\n'))).toEqual({ kind: 'unknown', version: 'lumos/v9' })
    expect(migrateText('kind: Workflow\n')).toEqual({ kind: 'unknown', version: undefined })
    expect(migrateText('apiVersion: lumos/v1alpha1\nspec: [')).toMatchObject({ kind: 'broken', findings: [{ code: 'LUM000' }] })
  })

  it.each(workflowFiles)('brings %s to the first form and back without a changed byte', (file) => {
    const text = readFileSync(file, 'utf8')
    const old = toV1alpha1(text)
    expect(old).not.toBe(text)
    expect(migrated(old)).toBe(text)
  })

  it('keeps names that the current form cannot spell, so that the way back finds them', () => {
    const old = golden('parcels.v1alpha1.lumos.yaml').replaceAll('tier-1', 'no')
    const text = migrated(old)
    expect(text).toContain('noNode:')
    expect(text).toContain('lumos/v1alpha1-ids')
    expect(toV1alpha1(text)).toBe(old)
  })

  it('goes there and back on any file, however it is written', () => {
    fc.assert(fc.property(fc.nat(models.length - 1), fc.nat(2 ** 31), (model, seed) => {
      const { text } = messyYaml(models[model] ?? null, seed)
      const back = migrated(toV1alpha1(text))
      expect(back).toBe(text)
      const [one, other] = [parseSpec(text).workflow, parseSpec(back).workflow]
      expect(one === undefined || other === undefined ? '' : specDigest(one)).toBe(other === undefined ? 'none' : specDigest(other))
    }), { numRuns: 40 })
  })
})
