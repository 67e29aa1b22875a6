import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentText, openDocument } from '../../../core/document/flow-document.ts'
import type { FlowDocument } from '../../../core/document/flow-document.ts'
import { knownFeatures } from '../../../core/spec/known-features.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { usedFeatures, withUsedFeatures } from '../../../core/spec/used-features.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowFiles } from './workflow-files.ts'

function workflowOf(text: string): Workflow {
  const { workflow } = parseSpec(text)
  if (workflow === undefined) throw new Error('unreadable')
  return workflow
}

function opened(text: string): FlowDocument {
  const result = openDocument(text, null)
  if (result.kind === 'unreadable') throw new Error('unreadable')
  return result.document
}

const desk = readFileSync('test/fixtures/project/desk.lumos.yaml', 'utf8')

describe('withUsedFeatures', () => {
  it.each([...workflowFiles, 'test/fixtures/project/desk.lumos.yaml'])('adds nothing to %s, which names what it uses', (file) => {
    const workflow = workflowOf(readFileSync(file, 'utf8'))
    expect(withUsedFeatures(workflow)).toBe(workflow)
  })

  it('knows every feature that it can add', () => {
    const workflow = workflowOf(desk)
    const full: Workflow = { ...workflow, spec: { ...workflow.spec, context: { customer: { segment: 'string' } }, skills: { billing: {} }, migrations: [{ from: '1.0.0', nodes: { old: 'triage' } }], triggers: [{ id: 'late', mode: 'notify', then: 'resolved' }] } }
    expect(usedFeatures(full).filter((feature) => !knownFeatures.has(feature))).toEqual([])
    expect(usedFeatures(full)).toEqual(['triggers', 'monitors', 'businessTime', 'libraries', 'customerFields', 'skills', 'migrations'])
  })

  it('keeps what an author named, in its place', () => {
    const { spec } = withUsedFeatures(workflowOf(desk.replace('[monitors, businessTime, libraries]', '[quorumJoin, libraries]')))
    expect(spec.requires?.features).toEqual(['quorumJoin', 'libraries', 'monitors', 'businessTime'])
  })
})

describe('saving a flow', () => {
  const silent = desk.replace('    features: [monitors, businessTime, libraries]\n', '')

  it('leaves a file that nobody edited as it is', () => {
    expect(documentText(opened(silent))).toBe(silent)
  })

  it('adds what is used with the first edit, and only that', () => {
    const document = opened(silent)
    const { workflow } = document
    const text = documentText({ ...document, workflow: { ...workflow, metadata: { ...workflow.metadata, title: 'Desk' } } })
    expect(text).toBe(silent.replace('title: Desk with a shared team', 'title: Desk').replace('    expressions: lumos-cel/1\n', '    expressions: lumos-cel/1\n    features: [monitors, businessTime, libraries]\n'))
  })

  it('names the profile of conditions where nothing was required before', () => {
    const bare = desk.replace('  requires:\n    expressions: lumos-cel/1\n    features: [monitors, businessTime, libraries]\n\n', '')
    const document = opened(bare)
    const { workflow } = document
    const again = workflowOf(documentText({ ...document, workflow: { ...workflow, metadata: { ...workflow.metadata, title: 'Desk' } } }))
    expect(again.spec.requires).toEqual({ expressions: 'lumos-cel/1', features: ['monitors', 'businessTime', 'libraries'] })
  })
})
