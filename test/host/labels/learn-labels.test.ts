import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LearnItem } from '../../../api/model.ts'
import { AppError } from '../../../api/app-error.ts'
import { CancelSource } from '../../../api/cancel-source.ts'
import { openDocument } from '../../../core/document/flow-document.ts'
import { examplesFileName } from '../../../core/spec/taught-examples.ts'
import { projectRoot, startTestHost } from '../start-test-host.ts'
import type { TestHost } from '../start-test-host.ts'

const flowText = readFileSync(join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml'), 'utf8')
const kinds: Readonly<Record<string, readonly string[]>> = {
  Refunds: ['I want my money back for order', 'please refund the second charge on', 'you charged me twice for', 'when does my refund arrive for', 'the invoice is wrong for'],
  Doors: ['the lock does not open with', 'my door sensor is offline since', 'the smart lock jams at', 'door stays closed although I pressed', 'the lock battery is empty on'],
  Sign_in: ['I cannot log in with', 'forgot my password for', 'the code by mail never comes for', 'my account is locked since', 'two-factor does not work on'],
}
const ends = ['4411', 'the app', 'Monday', 'my phone', 'the new model', 'all of us', 'today', 'my home']
const labels = [{ id: 'billing', title: 'Billing' }, { id: 'defect', title: 'Defect' }, { id: 'account', title: 'Account' }]
const mapping = { Refunds: 'billing', Doors: 'defect', Sign_in: 'account' }

let test: TestHost
let datasetId = ''

beforeAll(async () => {
  test = startTestHost()
  const rows = Object.entries(kinds).flatMap(([kind, starts]) => starts.flatMap((start) => ends.map((end) => `${start} ${end}`)).map((text) => ({ kind, text })))
  const csv = ['id,created_at,subject,description,Reason,Note', ...rows.map(({ kind, text }, i) => `T${i},2026-03-0${(i % 8) + 1}T09:00:00Z,,"${text}, says Maria Lopez (maria.lopez@example.com)",${kind},note ${i}`)]
  writeFileSync(join(test.folder, 'tickets.csv'), `${csv.join('\n')}\n`)
  for await (const item of test.client.stream('tickets.import', { path: join(test.folder, 'tickets.csv') })) if (item.kind === 'summary') datasetId = item.summary.datasetId
})
afterAll(() => test.close())

async function learn(): Promise<{ readonly items: readonly LearnItem[]; readonly learned: Extract<LearnItem, { kind: 'learned' }> }> {
  const items: LearnItem[] = []
  for await (const item of test.client.stream('labels.learn', { datasetId, column: 'Reason', mapping, labels, threshold: 0.4 })) items.push(item)
  const learned = items.at(-1)
  if (learned?.kind !== 'learned') throw new Error('Nothing was learned.')
  return { items, learned }
}

describe('learning from labelled tickets', () => {
  it('offers the columns whose values come back, and counts them', async () => {
    const columns = await test.client.call('labels.columns', { datasetId })
    expect(columns.map(({ column }) => column)).toContain('Reason')
    expect(columns.map(({ column }) => column)).not.toContain('Note')
    const reason = columns.find(({ column }) => column === 'Reason')
    expect(reason?.labelled).toBe(120)
    expect(reason?.values).toEqual([{ value: 'Doors', count: 40 }, { value: 'Refunds', count: 40 }, { value: 'Sign_in', count: 40 }])
  })

  it('reports what it is worth on tickets that it had not seen, beside words and the commonest label', async () => {
    const { items, learned } = await learn()
    expect(items.filter((item) => item.kind === 'progress').length).toBeGreaterThan(0)
    const { report } = learned
    expect(report.tickets).toBe(120)
    expect(report.model.accuracy).toBeGreaterThan(0.9)
    expect(report.commonest.accuracy).toBeCloseTo(1 / 3, 10)
    expect(report.words.accuracy).toBeGreaterThan(report.commonest.accuracy)
    expect(report.labels.map(({ tickets }) => tickets)).toEqual([40, 40, 40])
    expect((await learn()).learned).toEqual(learned)
  })

  it('keeps the examples beside the flow without names and addresses, and the flow runs with them, here and from its folder', async () => {
    const { learned } = await learn()
    const opened = openDocument(flowText, null)
    if (opened.kind === 'unreadable') throw new Error('The sample cannot be read.')
    const { workflow } = opened.document
    const [agent = ''] = Object.entries(workflow.spec.agents).find(([, each]) => each.role === 'ticketTriage') ?? []
    const type = workflow.spec.agents[agent]?.outputs['issueType']
    if (typeof type !== 'object' || type.type !== 'enum') throw new Error('The sample has no issue types.')
    const file = examplesFileName(workflow.metadata.name, agent, 'issueType', learned.digest)
    const taught = { ...workflow, spec: { ...workflow.spec, agents: { ...workflow.spec.agents, [agent]: { ...workflow.spec.agents[agent], outputs: { ...workflow.spec.agents[agent]?.outputs, issueType: { ...type, taughtBy: { file, digest: learned.digest } } } } } } }
    const text = JSON.stringify(taught)
    const path = join(test.folder, 'saved.lumos.yaml')
    await test.client.call('files.saveFlow', { path, text, layoutText: '', expectedDigest: null })
    const written = readFileSync(join(test.folder, file), 'utf8')
    expect(written.split('\n').filter(Boolean)).toHaveLength(learned.examples)
    expect(written).not.toMatch(/Lopez|example\.com/)

    const preview = await test.client.call('export.preview', { flowText: text, layoutText: '', target: 'lumos' })
    expect(preview.files.find(({ name }) => name === file)?.text).toBe(written)

    const elsewhere = startTestHost()
    try {
      for await (const item of elsewhere.client.stream('tickets.import', { path: join(test.folder, 'tickets.csv') })) void item
      const run = async (): Promise<number> => {
        let items = 0
        for await (const item of elsewhere.client.stream('runs.simulate', { flowText: text, datasetId, knowledgeId: null, scenarioText: null, replications: 2 })) items += Number(item.kind === 'finished')
        return items
      }
      await expect(run()).rejects.toMatchObject({ code: 'flow.hasErrors', message: expect.stringContaining(file) })
      await elsewhere.client.call('files.openFlow', { path })
      expect(await elsewhere.client.call('labels.examples', { digests: [learned.digest] })).toEqual([learned.digest])
      expect(await run()).toBe(1)
    } finally {
      await elsewhere.close()
    }
    expect(readdirSync(test.folder)).toContain(file)
  }, 240_000)

  it('says what is wrong where a column gives fewer than two labels', async () => {
    const learning = async (): Promise<void> => {
      for await (const item of test.client.stream('labels.learn', { datasetId, column: 'Reason', mapping: { Doors: 'defect' }, labels, threshold: 0.4 })) void item
    }
    await expect(learning()).rejects.toMatchObject({ code: 'labels.tooFew', kind: 'user' })
  })

  it('stops when asked', async () => {
    const source = new CancelSource()
    const learning = async (): Promise<void> => {
      for await (const item of test.client.stream('labels.learn', { datasetId, column: 'Reason', mapping, labels, threshold: 0.4 }, { signal: source.signal })) {
        void item
        source.cancel()
      }
    }
    await expect(learning()).rejects.toBeInstanceOf(AppError)
  })
})
