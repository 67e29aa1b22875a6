import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseExamples } from '../../../agents/agent-example.ts'
import { inputOf } from '../../../agents/run-example.ts'
import { ticketTriage } from '../../../agents/triage/agent.ts'
import type { AgentInput } from '../../../core/engine/agent-contract.ts'
import { assembleKnowledge } from '../../../core/knowledge/assemble-knowledge.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { AgentSpec, EnumTypeExpr } from '../../../core/spec/workflow.ts'
import { spawnSourceWorker } from '../../../host/jobs/spawn-source-worker.ts'
import { type OpenSignals, openSignals } from '../../../models/open-signals.ts'

const plain: EnumTypeExpr = { type: 'enum', values: ['low', 'normal', 'high', 'critical'] }
const described: EnumTypeExpr = { ...plain, labels: { low: { title: 'Low', description: 'It can wait.' } } }

function inputFor(urgency: EnumTypeExpr, text: string, more: Partial<AgentSpec> = {}): AgentInput {
  const [example] = parseExamples(JSON.stringify([{ title: 'a request', conversation: [{ customer: text }], expect: {} }]))
  if (example === undefined) throw new Error('There is no example.')
  const input = inputOf(ticketTriage, example)
  return { ...input, agent: { ...input.agent, ...more, outputs: { ...input.agent.outputs, urgency } } }
}

const asks = (urgency: EnumTypeExpr, text: string, more: Partial<AgentSpec> = {}): boolean =>
  ticketTriage.runtime.signals(inputFor(urgency, text, more)).some((request) => request.kind === 'urgency')

describe('what triage asks about urgency', () => {
  it('is the urgency model, on the text that the labels are scored on, and no label of urgency', () => {
    const requests = ticketTriage.runtime.signals(inputFor(plain, 'Where can I see my invoice?'))
    expect(requests.filter((request) => request.kind === 'urgency')).toEqual([{ kind: 'urgency', text: 'Where can I see my invoice?' }])
    expect(requests.some((request) => request.kind === 'labels' && request.labels.some((label) => label.id === 'critical'))).toBe(false)
    expect(asks(described, 'Where can I see my invoice?')).toBe(true)
  })

  it.each([
    ['examples', { ...plain, labels: { high: { examples: ['the truck waits'] } } }, 'Where can I see my invoice?'],
    ['learned labels', { ...plain, taughtBy: { file: 'urgency.examples.jsonl', digest: `sha256:${'0'.repeat(64)}` } }, 'Where can I see my invoice?'],
    ['values of another kind', { type: 'enum', values: ['today', 'later'] }, 'Where can I see my invoice?'],
    ['a text in another language', plain, 'Wo kann ich bitte meine Rechnung sehen? Ich finde sie nicht.'],
    ['a text in another script', plain, 'Где я могу увидеть свой счёт?'],
  ] as const)('is the labels instead, given %s', (_, urgency, text) => {
    expect(asks(urgency, text)).toBe(false)
    const labels = ticketTriage.runtime.signals(inputFor(urgency, text)).flatMap((request) => (request.kind === 'labels' ? [request.labels.map((label) => label.id)] : []))
    expect(labels).toContainEqual(urgency.values)
  })

  it('is nothing where a column of the ticket says it', () => {
    expect(asks(plain, 'Where can I see my invoice?', { params: { fromFields: { urgency: 'Urgency' } } })).toBe(false)
  })

  it('fails with a sentence where the model gave no answer', () => {
    const store = new SignalStore()
    const input = inputFor(plain, 'Where can I see my invoice?')
    for (const request of ticketTriage.runtime.signals(input)) {
      if (request.kind === 'labels') store.put(request, { kind: 'labels', scores: request.labels.map(({ id }) => ({ label: id, score: 0.1 })) })
    }
    const decision = ticketTriage.runtime.decide(input, store)
    expect(decision).toMatchObject({ kind: 'failed', code: 'LUMOS.ModelFailed' })
    expect(decision.kind === 'failed' && decision.message).toContain('no answer to the urgency signal')
  })
})

describe('the urgency of requests by the shipped models', () => {
  let port: OpenSignals
  beforeAll(async () => {
    port = await openSignals({
      weightsDir: new URL('../../../models/weights', import.meta.url).pathname,
      knowledge: assembleKnowledge([]),
      spawnWorker: () => spawnSourceWorker(new URL('../../../models/worker.ts', import.meta.url)),
    })
  }, 60_000)
  afterAll(() => port.close())

  it.each([
    ['low', 'Is there a way to change the colour of the toolbar? I would like it darker.'],
    ['high', 'All my bookmarks and saved passwords are gone after the update. I lost everything, please help me get them back!'],
    ['critical', 'Our production is down and nobody can work.'],
  ])('is %s for "%s"', async (urgency, text) => {
    const input = inputFor(plain, text)
    const requests = ticketTriage.runtime.signals(input)
    const answers = await port.answer(requests)
    const store = new SignalStore()
    for (const [index, request] of requests.entries()) {
      const answer = answers[index]
      if (answer !== undefined) store.put(request, answer)
    }
    const decision = ticketTriage.runtime.decide(input, store)
    expect(decision).toMatchObject({ kind: 'outputs', outputs: { urgency } })
    expect(ticketTriage.runtime.decide(input, store)).toEqual(decision)
    expect(decision.kind === 'outputs' && decision.reasons.join(' ')).toMatch(/urgency model: (low|normal|high) [01]\.\d\d/)
  }, 60_000)
})
