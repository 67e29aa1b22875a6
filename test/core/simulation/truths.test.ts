import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { FlowNode, Workflow } from '../../../core/spec/workflow.ts'
import { plainScenario, runSimulation, smallFlow, ticketOf } from './small-flow.ts'

const HOUR = 3_600_000
const monday = '2026-03-02T09:00:00Z'

/** The small flow with some of its nodes written anew. */
function flowWith(nodes: Readonly<Record<string, FlowNode>>): Workflow {
  const { flow } = smallFlow.spec
  return { ...smallFlow, spec: { ...smallFlow.spec, flow: { ...flow, nodes: { ...flow.nodes, ...nodes } } } }
}

function way(when: string): Workflow {
  return flowWith({ way: { kind: 'decision', stage: 'main', branches: [{ id: 'gold', when, then: 'person' }], default: 'write' } })
}

const nobodyIsHelped: ScenarioDocument = {
  ...plainScenario,
  spec: { ...plainScenario.spec, customer: { ...plainScenario.spec.customer, replyProbability: { resolved: 0, unresolved: 1 } }, resolution: { answerResolvesFactor: 0 } },
}

describe('simulate: what tickets do not say', () => {
  it('lets conditions read tier and locale of every customer, and says how many tickets lack them', () => {
    const tickets = [ticketOf('a', monday), ticketOf('b', monday, { customer: { tier: 'premium', locale: 'de-AT' } })]
    const { tickets: runs, report } = runSimulation({ tickets, workflow: way('customer.tier == "premium" || customer.locale == "fr"') })
    expect(runs.map((run) => [run.id, run.outcome])).toEqual([['a', 'resolvedAutomatically'], ['b', 'resolvedByPerson']])
    expect(report.assumptions.filter((one) => one.id === 'customer.unknown').map((one) => one.value)).toEqual(['1 of 2 tickets without a tier, 1 without a locale'])
  })

  it('takes the language of the ticket for its locale', () => {
    const { tickets: runs } = runSimulation({ tickets: [ticketOf('a', monday, { language: 'fr' })], workflow: way('customer.locale == "fr"') })
    expect(runs[0]?.outcome).toBe('resolvedByPerson')
  })

  it('assumes nothing where every ticket says both', () => {
    const { report } = runSimulation({ tickets: [ticketOf('a', monday, { customer: { tier: 'basic', locale: 'en' } })] })
    expect(report.assumptions.map((one) => one.id)).not.toContain('customer.unknown')
  })
})

describe('simulate: promises as the flow sees them', () => {
  it('lets conditions read when a clock runs out, from the start and when a ticket comes back', () => {
    const workflow = way('sla.firstResponse.remaining > duration("999h") || sla.resolution.breached')
    const { tickets: runs } = runSimulation({ tickets: [ticketOf('a', monday)], workflow })
    expect(runs[0]?.outcome).toBe('resolvedAutomatically')
    const told = runs[0]?.trace.filter((entry) => entry.kind === 'sla').map((entry) => entry.text) ?? []
    expect(told.length).toBeGreaterThanOrEqual(2)
    expect(told[0]).toMatch(/^The time for the first response is \d/)
  })
})

describe('simulate: why a ticket ended as it did', () => {
  it('names the reply that led to people, not the rule before it', () => {
    const answer = smallFlow.spec.flow.nodes['answer']
    if (answer?.kind !== 'message') throw new Error('The flow has no answer.')
    const workflow = flowWith({ answer: { ...answer, title: 'Send the answer', outcomes: { replied: 'person', timeout: 'done' } } })
    const { tickets: runs } = runSimulation({ tickets: [ticketOf('a', monday)], workflow, scenario: nobodyIsHelped })
    expect(runs[0]?.why).toMatch(/^Resolved by Service desk\. It went to people because the customer replied .* to “Send the answer”\.$/)
  })

  it('names the error where one led to people', () => {
    const workflow = flowWith({ way: { kind: 'decision', stage: 'main', branches: [{ id: 'broken', when: 'write.text == "x"', then: 'write' }], default: 'done' } })
    const { tickets: runs } = runSimulation({ tickets: [ticketOf('a', monday)], workflow })
    expect(runs[0]?.why).toMatch(/It went to people because “Way” failed with LUMOS\.ContextMissing/)
  })

  it('calls an agent by its title, or by what the driver calls its role', () => {
    const labelOf = (program: ReturnType<typeof compileProgram>): string | undefined => program.nodes.get('sort')?.label
    const { sorter, ...others } = smallFlow.spec.agents
    if (sorter === undefined) throw new Error('The flow has no sorter.')
    const { title: _title, ...nameless } = sorter
    const untitled: Workflow = { ...smallFlow, spec: { ...smallFlow.spec, agents: { ...others, sorter: nameless } } }
    const titled: Workflow = { ...smallFlow, spec: { ...smallFlow.spec, agents: { ...others, sorter: { ...sorter, title: 'Sorting desk' } } } }
    expect(labelOf(compileProgram(untitled))).toBe('Sort')
    expect(labelOf(compileProgram(untitled, undefined, (role) => `The ${role}`))).toBe('The sorter')
    expect(labelOf(compileProgram(titled, undefined, (role) => `The ${role}`))).toBe('Sorting desk')
  })
})

describe('simulate: the report', () => {
  it('lists no assumption twice, and names every digest with its algorithm', () => {
    const scenario: ScenarioDocument = { ...plainScenario, spec: { ...plainScenario.spec, baseline: { handleTime: { default: { mean: '10m', cv: 0 } } } } }
    const models = [{ id: 'm', task: 'tone', digest: 'a'.repeat(64) }]
    const { report } = runSimulation({ tickets: [ticketOf('a', monday)], scenario, knowledgeDigest: 'b'.repeat(64), models })
    const texts = report.assumptions.map((one) => one.text)
    expect(texts).toEqual([...new Set(texts)])
    const { manifest } = report
    for (const digest of [manifest.flowDigest, manifest.ticketsDigest, manifest.knowledgeDigest, manifest.scenarioDigest, manifest.models[0]?.digest]) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it.each([
    { name: 'trusts the model of today where it is near the history', answeredAfter: 20 * 60_000, n: 20, trusted: true },
    { name: 'does not where it is far off', answeredAfter: 5 * HOUR, n: 20, trusted: false },
    { name: 'does not where the history says too little', answeredAfter: 20 * 60_000, n: 19, trusted: false },
  ])('$name', ({ answeredAfter, n, trusted }) => {
    const start = Date.parse(monday)
    const tickets = Array.from({ length: n }, (_, index) => ticketOf(`t${index}`, start + Math.floor(index / 5) * 24 * HOUR + (index % 5) * HOUR, { history: { firstResponseAt: start + Math.floor(index / 5) * 24 * HOUR + (index % 5) * HOUR + answeredAfter } }))
    const { calibration } = runSimulation({ tickets }).report.baseline
    expect(calibration).toEqual({ observedMedianMs: answeredAfter, simulatedMedianMs: 20 * 60_000, off: n < 20 ? null : (20 * 60_000 - answeredAfter) / answeredAfter, trusted })
  })
})

describe('simulate: on its way', () => {
  it('lets others have their turn many times in every replication, cold and warm, and says how far it is', () => {
    const tickets = Array.from({ length: 150 }, (_, index) => ticketOf(`t${index}`, Date.parse(monday) + index * HOUR))
    const scenario: ScenarioDocument = { ...nobodyIsHelped, spec: { ...nobodyIsHelped.spec, replications: 4 } }
    const store = new SignalStore()
    for (const run of ['cold', 'warm']) {
      const done: number[] = []
      const totals = new Set<number>()
      runSimulation({ tickets, scenario }, (item) => {
        if (item.kind !== 'progress' || item.phase !== 'flow') return
        done.push(item.done)
        totals.add(item.total)
      }, store)
      expect([...totals], run).toEqual([800])
      expect(done.at(-1), run).toBe(800)
      expect(new Set(done).size, run).toBeGreaterThan(12)
    }
  })

  it('says the same whether tickets are kept with their sentences or not', () => {
    const tickets = Array.from({ length: 40 }, (_, index) => ticketOf(`t${index}`, Date.parse(monday) + index * HOUR, { description: index % 3 === 0 ? 'hard' : `easy ${index}` }))
    const kept = runSimulation({ tickets, scenario: nobodyIsHelped })
    expect(runSimulation({ tickets, scenario: nobodyIsHelped, keepTickets: false })).toEqual({ report: kept.report, tickets: [] })
  })
})
