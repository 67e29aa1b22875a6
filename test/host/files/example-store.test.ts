import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { examplesFileName, printExamples } from '../../../core/spec/taught-examples.ts'
import { createExampleStore, examplesBeside, taughtDigests } from '../../../host/files/example-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'lumos-examples-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = printExamples([{ label: 'billing', text: 'I was charged twice' }, { label: 'account', text: 'no access' }])
const sample = readFileSync(new URL('../../../flows/customer-support/customer-support.lumos.yaml', import.meta.url), 'utf8')

/** The sample flow with an output that learned from a file. */
function flowTaughtBy(digest: string): { readonly flowText: string; readonly file: string } {
  const { workflow } = parseSpec(sample)
  const [agent, own] = Object.entries(workflow?.spec.agents ?? {}).find(([, each]) => each.role === 'ticketTriage') ?? []
  const type = own?.outputs['issueType']
  if (workflow === undefined || agent === undefined || own === undefined || typeof type !== 'object' || type.type !== 'enum') throw new Error('The sample has no triage.')
  const file = examplesFileName(workflow.metadata.name, agent, 'issueType', digest)
  const agents = { ...workflow.spec.agents, [agent]: { ...own, outputs: { ...own.outputs, issueType: { ...type, taughtBy: { file, digest } } } } }
  return { flowText: JSON.stringify({ ...workflow, spec: { ...workflow.spec, agents } }), file }
}

describe('learned examples', () => {
  it('are put beside a saved flow, and taken from there on another machine', async () => {
    const here = createExampleStore(join(folder, 'here'))
    const digest = await here.put(text)
    const { flowText, file } = flowTaughtBy(digest)
    const flowPath = join(folder, 'flow.lumos.yaml')
    await here.putBeside(flowPath, flowText)
    expect(readFileSync(join(folder, file), 'utf8')).toBe(text)
    const there = createExampleStore(join(folder, 'there'))
    expect(await there.read([digest])).toEqual({})
    await there.takeBeside(flowPath, flowText)
    expect(await there.read([digest])).toEqual({ [digest]: text })
  })

  it('are not there once their file was changed, and never half', async () => {
    const store = createExampleStore(join(folder, 'changed'))
    const digest = await store.put(text)
    const { flowText, file } = flowTaughtBy(digest)
    const flowPath = join(folder, 'flow.lumos.yaml')
    writeFileSync(join(folder, file), text.slice(0, 10))
    const { workflow } = parseSpec(flowText)
    if (workflow === undefined) throw new Error('The flow cannot be read.')
    expect((await examplesBeside(flowPath, workflow))(digest)).toBeUndefined()
    await store.putBeside(flowPath, flowText)
    expect((await examplesBeside(flowPath, workflow))(digest)).toBe(text)
  })

  it('are kept once, whatever is learned twice', async () => {
    const store = createExampleStore(join(folder, 'twice'))
    expect(await store.put(text)).toBe(await store.put(text))
    expect(readdirSync(join(folder, 'twice'))).toHaveLength(1)
  })

  it('are asked for only where a flow names some', () => {
    expect(taughtDigests(sample)).toEqual([])
    expect(taughtDigests('taughtBy: [')).toEqual([])
  })
})
