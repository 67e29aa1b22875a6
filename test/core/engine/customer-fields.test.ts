import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { EngineEvent } from '../../../core/engine/engine-event.ts'
import { step } from '../../../core/engine/step.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'

const text = `apiVersion: lumos/v1
kind: Workflow
metadata: { name: fields, version: 1.0.0 }
spec:
  context: { customer: { seats: { type: integer, optional: true } } }
  connections: { desk: { type: zendesk, baseUrl: "https://desk.example", auth: { scheme: none } } }
  channels: { email: { connection: desk } }
  models: {}
  agents: {}
  flow:
    stages: { main: { title: Main } }
    onError: { then: small }
    nodes:
      intake: { kind: start, stage: main, channels: [email], then: size }
      size: { kind: decision, stage: main, branches: [{ id: large, when: has(customer.seats) && customer.seats > 100, then: big }], default: small }
      big: { kind: end, stage: main, outcome: resolved }
      small: { kind: end, stage: main, outcome: unresolved }
`

function outcomeFor(customer: Extract<EngineEvent, { kind: 'start' }>['customer']): unknown {
  const { workflow } = parseSpec(text)
  if (workflow === undefined) throw new Error('The workflow of this test cannot be read.')
  const ticket = { id: 't1', channel: 'email', subject: '', language: 'en', openedAt: 0, reopenCount: 0 }
  return step(compileProgram(workflow), undefined, { kind: 'start', at: 0, ticket, customer, text: 'Hello' }).commands.find((command) => command.kind === 'finish')
}

describe('fields that a workflow adds to a customer', () => {
  it('are seen by conditions', () => {
    expect(outcomeFor({ tier: 'gold', seats: 250 })).toMatchObject({ outcome: 'resolved' })
    expect(outcomeFor({ tier: 'gold', seats: 3 })).toMatchObject({ outcome: 'unresolved' })
  })

  it('are absent where nothing is known', () => {
    expect(outcomeFor({ tier: 'gold', seats: undefined })).toMatchObject({ outcome: 'unresolved' })
    expect(outcomeFor({})).toMatchObject({ outcome: 'unresolved' })
  })
})
