import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { agentCatalog } from '../../../agents/registry.ts'
import { asRecord } from '../../../agents/read-value.ts'
import type { AgentInput, ConversationMessage } from '../../../core/engine/agent-contract.ts'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { ToneAnswer } from '../../../core/signals/signal-answer.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import { workflowSchema, type Workflow } from '../../../core/spec/workflow.ts'
import { TicketDrive } from '../../core/engine/ticket-drive.ts'

const flow = workflowSchema.parse(parse(readFileSync(new URL('../../../flows/customer-support/customer-support.lumos.yaml', import.meta.url), 'utf8')))

/** Texts that begin with a number are that frustrated. */
function judge(text: string): ToneAnswer {
  const frustrated = Number(/^0\.\d+/.exec(text)?.[0] ?? 0)
  return { kind: 'tone', frustrated, confused: 0, satisfied: 0, neutral: 1 - frustrated, polarity: -frustrated, words: 9, languageKnown: true }
}

/** A ticket of the shipped flow whose monitor is the real agent, answered the moment it is started. */
class Watched {
  readonly workflow: Workflow
  readonly drive: TicketDrive
  readonly store = new SignalStore()
  readonly conversation: ConversationMessage[] = []
  /** How many texts were asked about so far. */
  asked = 0
  #watched = 0

  constructor(workflow: Workflow) {
    this.workflow = workflow
    this.drive = new TicketDrive(compileProgram(workflow))
  }

  start(text: string): void {
    this.conversation.push({ from: 'customer', at: 0, text })
    this.drive.start({ text })
    this.#watch()
  }

  customer(text: string): void {
    this.conversation.push({ from: 'customer', at: 0, text })
    this.drive.wait(600_000).says(text)
    this.#watch()
  }

  we(from: 'agent' | 'human', text: string): void {
    this.conversation.push({ from, at: 0, text })
  }

  /** Hands the ticket over to people, as the flow does once its escalation agent has chosen a team. */
  handOver(): void {
    const task = this.drive.commands.findLast((command) => command.kind === 'startAgent' && command.agentId === 'escalation')
    if (task?.kind !== 'startAgent') throw new Error('The ticket is not being escalated.')
    this.drive.done(task.taskId, { team: 'tier1', summary: 'It does not work.' })
  }

  fired(trigger: string): number {
    return this.drive.trace.filter((entry) => entry.kind === 'trigger' && entry.rule === trigger && /interrupted the ticket|started /u.test(entry.text)).length
  }

  get frustration(): unknown {
    const outputs = this.drive.state?.context['sentiment']
    return asRecord(outputs)?.['frustration']
  }

  #watch(): void {
    const runtime = agentCatalog.runtimeOf('sentimentAnalysis')
    const agent = this.workflow.spec.agents['sentiment']
    if (runtime === undefined || agent === undefined) throw new Error('The flow has no sentiment agent.')
    const started = this.drive.commands.filter((command) => command.kind === 'startAgent' && command.owner.kind === 'monitor')
    for (const command of started.slice(this.#watched)) {
      if (command.kind !== 'startAgent') continue
      const input: AgentInput = {
        workflow: this.workflow, agentId: 'sentiment', agent, ticket: { id: 'T1', channel: 'email', subject: 'Help', language: 'en', fields: {} }, customer: {},
        conversation: this.conversation, context: {}, now: 0, teams: [],
      }
      for (;;) {
        const open = runtime.signals(input, this.store).filter((request) => !this.store.has(request))
        if (open.length === 0) break
        this.asked += open.length
        for (const request of open) if (request.kind === 'tone') this.store.put(request, judge(request.text))
      }
      const decision = runtime.decide(input, this.store)
      if (decision.kind === 'failed') throw new Error(decision.message)
      this.drive.done(command.taskId, decision.outputs, decision.reasons)
    }
    this.#watched = started.length
  }
}

function withThreshold(value: number): Workflow {
  const triggers = (flow.spec.triggers ?? []).map((trigger) => (trigger.id === 'unhappyWithHuman' ? { ...trigger, when: `has(sentiment.frustration) && sentiment.frustration >= ${value}` } : trigger))
  return { ...flow, spec: { ...flow.spec, triggers } }
}

describe('the tone of a ticket', () => {
  it('is watched on after the handoff, and calls the lead when the customer grows angry with a person', () => {
    const ticket = new Watched(flow)
    ticket.start('Let me talk to a human please.')
    ticket.handOver()
    expect(ticket.drive.state?.context.ticket.status).toBe('handedOff')
    ticket.we('human', 'Hello, this is Kim.')
    ticket.customer('0.2 it blinks')
    expect(ticket.fired('unhappyWithHuman')).toBe(0)
    ticket.we('human', 'Restart it please.')
    ticket.customer('0.95 I did that twice')
    ticket.customer('0.95 Nobody reads what I write')
    expect(ticket.fired('unhappyWithHuman')).toBe(1)
    expect(ticket.drive.commands.some((command) => command.kind === 'startTool' && command.nodeId === 'pageLead')).toBe(true)
  })

  it('does not take the words of the person for the customer\'s', () => {
    const ticket = new Watched(flow)
    ticket.start('Let me talk to a human please.')
    ticket.handOver()
    ticket.customer('0.3 it blinks again')
    const before = ticket.frustration
    const asked = ticket.asked
    ticket.we('human', '0.99 this makes me so angry')
    ticket.we('agent', '0.99 we are furious')
    ticket.customer('Let me talk to a human please.')
    expect(ticket.asked).toBe(asked)
    expect(ticket.frustration).toBeLessThan(Number(before))
  })

  it('fires once while the tone stays bad, and again only after it had been good', () => {
    const ticket = new Watched(flow)
    ticket.start('Let me talk to a human please.')
    ticket.handOver()
    for (const frustration of ['0.91', '0.92', '0.93', '0.94']) ticket.customer(`${frustration} still the same`)
    expect(ticket.fired('unhappyWithHuman')).toBe(1)
    for (const text of ['0.01 fine now', '0.02 yes it is', '0.03 all good']) ticket.customer(text)
    expect(ticket.fired('unhappyWithHuman')).toBe(1)
    for (const frustration of ['0.95', '0.96', '0.97']) ticket.customer(`${frustration} broken again`)
    expect(ticket.fired('unhappyWithHuman')).toBe(2)
  })

  it('is decided anew for another threshold from the same answers', () => {
    const say = (value: number): Watched => {
      const ticket = new Watched(withThreshold(value))
      ticket.start('Let me talk to a human please.')
      ticket.handOver()
      for (const text of ['0.5 it blinks', '0.6 it still blinks', '0.7 it blinks and blinks']) ticket.customer(text)
      return ticket
    }
    const [strict, lenient] = [say(0.4), say(0.9)]
    expect([strict.fired('unhappyWithHuman'), lenient.fired('unhappyWithHuman')]).toEqual([1, 0])
    expect(lenient.asked).toBe(strict.asked)
  })
})
