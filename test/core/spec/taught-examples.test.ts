import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { examplesDigest, examplesFileName, parseExamples, printExamples, taughtFindings, taughtOutputs, withTaughtExamples } from '../../../core/spec/taught-examples.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'

const examples = [{ label: 'billing', text: 'I was charged "twice"\nthis month' }, { label: 'account', text: 'the door does not open for me' }]
const text = printExamples(examples)
const digest = examplesDigest(text)
const file = examplesFileName('acme', 'triage', 'issueType', digest)
const sample = readFileSync(new URL('../../../flows/customer-support/customer-support.lumos.yaml', import.meta.url), 'utf8')

function taught(): { readonly text: string; readonly workflow: Workflow; readonly parsed: ReturnType<typeof parseSpec> } {
  const before = parseSpec(sample).workflow
  if (before === undefined) throw new Error('The sample cannot be read.')
  const [agent = ''] = Object.entries(before.spec.agents).find(([, each]) => each.role === 'ticketTriage') ?? []
  const own = before.spec.agents[agent]
  const type = own?.outputs['issueType']
  if (own === undefined || typeof type !== 'object' || type.type !== 'enum') throw new Error('The sample has no issue types.')
  const workflow = { ...before, spec: { ...before.spec, agents: { ...before.spec.agents, [agent]: { ...own, outputs: { ...own.outputs, issueType: { ...type, taughtBy: { file, digest } } } } } } }
  const written = JSON.stringify(workflow)
  const parsed = parseSpec(written)
  if (parsed.workflow === undefined) throw new Error(JSON.stringify(parsed.findings))
  return { text: written, workflow: parsed.workflow, parsed }
}

describe('an example file', () => {
  it('is read as it was written, whatever the order of its examples', () => {
    expect(parseExamples(text)).toHaveLength(2)
    expect(parseExamples(text)).toEqual(expect.arrayContaining([...examples]))
    expect(printExamples(examples.toReversed())).toBe(text)
    expect(printExamples([...examples, ...examples])).toBe(text)
  })

  it.each([['no JSON', '{"label":"a"'], ['no text', '{"label":"a"}'], ['a number for a label', '{"label":1,"text":"x"}'], ['a list', '[]']])('with a line that is %s is refused whole', (_, line) => {
    expect(parseExamples(`${text}${line}\n`)).toBeUndefined()
  })

  it('has a name that changes with its content and fits the format', () => {
    expect(file).toMatch(/^acme\.triage\.issueType\.[0-9a-f]{8}\.examples\.jsonl$/)
    expect(taught().parsed.findings.filter((finding) => finding.severity === 'error')).toEqual([])
  })
})

describe('an output that learned from labelled tickets', () => {
  it('gets the examples of its file beside those in the spec', () => {
    const { workflow } = taught()
    const [output] = taughtOutputs(withTaughtExamples(workflow, () => text))
    expect(output).toBeUndefined()
    const before = taughtOutputs(workflow)[0]
    const after = Object.values(withTaughtExamples(workflow, (wanted) => (wanted === digest ? text : undefined)).spec.agents).map((agent) => agent.outputs['issueType']).find((type) => typeof type === 'object' && type.type === 'enum')
    if (before === undefined || typeof after !== 'object' || after.type !== 'enum') throw new Error('The output is gone.')
    expect(after.labels?.['billing']?.examples).toEqual([...(before.type.labels?.['billing']?.examples ?? []), 'I was charged "twice"\nthis month'])
    expect(after.labels?.['billing']?.description).toBe(before.type.labels?.['billing']?.description)
  })

  it.each([
    ['is missing', (): string | undefined => undefined, 'is not beside this file'],
    ['holds no examples', (): string | undefined => 'hello\n', 'lines that are no examples'],
  ] as const)('is an error with a way out where its file %s', (_, files, words) => {
    const { parsed, workflow } = taught()
    const [finding, ...more] = taughtFindings(parsed.source, workflow, files)
    expect(more).toEqual([])
    expect([finding?.code, finding?.severity]).toEqual(['LUM209', 'error'])
    expect(finding?.message).toContain(words)
    expect(finding?.hint).not.toBe('')
  })

  it('goes without the examples of a value that was taken out', () => {
    const { parsed, workflow } = taught()
    const gone = (): string => printExamples([{ label: 'gone', text: 'x' }])
    expect(taughtFindings(parsed.source, workflow, gone)).toEqual([])
    expect(JSON.stringify(withTaughtExamples(workflow, gone))).not.toContain('"gone"')
  })

  it('is fine where its file is there', () => {
    const { parsed, workflow } = taught()
    expect(taughtFindings(parsed.source, workflow, () => text)).toEqual([])
  })
})
