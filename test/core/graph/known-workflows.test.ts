import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { checkSpec } from '../../../core/graph/check-spec.ts'
import { exampleText } from '../spec/workflow-files.ts'

const withSubflow = (workflow: string): string => {
  const text = exampleText.replace('      sideDone:', `      again: { kind: subflow, workflow: ${workflow}, version: "3.x", stage: side, then: sideDone }\n      sideDone:`)
  expect(text).not.toBe(exampleText)
  return text
}

describe('a subflow', () => {
  it('that is the workflow itself is told so, also where no other file is known', () => {
    const found = checkSpec(withSubflow('acme-support'), roleCatalog).findings.find((finding) => finding.path.at(-1) === 'workflow')
    expect(found).toMatchObject({ code: 'LUM001', message: 'Node again runs workflow acme-support, which is this workflow.' })
    expect(found?.hint).toContain('never ends')
  })

  it('of another workflow is not doubted where no other file is known, and unknown where the files are', () => {
    const text = withSubflow('refunds')
    const ofWorkflow = (files?: []) => checkSpec(text, roleCatalog, files === undefined ? {} : { files }).findings.filter((finding) => finding.path.at(-1) === 'workflow').map((finding) => finding.code)
    expect(ofWorkflow()).toEqual([])
    expect(ofWorkflow([])).toEqual(['LUM201'])
  })
})
