import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signalKey } from '../../../core/signals/signal-key.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { SimulationItem } from '../../../core/simulation/simulation-input.ts'
import { KeyedRandom } from '../../../core/simulation/keyed-random.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { plainScenario, runSimulation, ticketOf } from './small-flow.ts'

const HOUR = 3_600_000
const monday = Date.UTC(2026, 2, 2)
const at = (text: string): number => Date.parse(`2026-03-${text}Z`)
const lively: ScenarioDocument = { ...plainScenario, metadata: { name: 'lively' }, spec: { seed: 7, replications: 4 } }

/** A fortnight of mixed tickets. */
function fortnight(count: number): readonly Ticket[] {
  const random = new KeyedRandom(11, 0)
  return Array.from({ length: count }, (_, index) => {
    const createdAt = monday + Math.floor(random.uniformAt(index, 0, 0, 0) * 14 * 24 * HOUR)
    const solvedAt = createdAt + 8 * HOUR
    return ticketOf(`T-${index}`, createdAt, {
      channel: index % 7 === 0 ? 'chat' : 'email',
      subject: index % 11 === 0 ? 'urgent matter' : 'matter',
      description: index % 3 === 0 ? `hard question ${index}` : `question ${index}`,
      customer: index % 5 === 0 ? { id: `c${index}`, tier: 'gold' } : {},
      fields: { region: 'north', product: 'hub' },
      messages: index % 2 === 0 ? [{ from: 'agent', at: createdAt + HOUR, text: `Do this with number ${index}, then restart it.` }, { from: 'customer', at: solvedAt, text: 'Thank you, that worked.' }] : [],
      history: index % 2 === 0 ? { firstResponseAt: createdAt + HOUR, solvedAt } : {},
    })
  })
}

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

describe('simulate: people, clocks and calendars, to the millisecond', () => {
  it('answers at once where it can, and gives the rest to people in their hours', () => {
    const tickets = [ticketOf('easy', at('02T20:00')), ticketOf('hard', at('02T20:00'), { description: 'a hard one' })]
    const { tickets: runs } = runSimulation({ tickets })
    const [easy, hard] = runs
    expect(easy).toMatchObject({ outcome: 'resolvedAutomatically', automated: true, escalated: false, firstResponseAnyAt: at('02T20:00:02'), firstResponseHumanAt: null, resolvedAt: at('02T20:00:02') })
    expect(hard).toMatchObject({ outcome: 'resolvedByPerson', escalated: true, team: 'desk', firstResponseAnyAt: at('03T09:20'), firstResponseHumanAt: at('03T09:20'), resolvedAt: at('03T09:20') })
    expect(hard?.why).toMatch(/^Resolved by Service desk\. It went to people because “Way” took the default because .*sort\.easy/)
    expect(easy?.why).toMatch(/^Resolved automatically: the flow answered \(confidence .*\) 2 s after it came in, and the customer did not come back\. That it helped is an assumption: .*likely to help\.$/)
  })

  it('pauses email at closing time and takes it up again before anything new', () => {
    const tickets = ['a', 'b', 'c'].map((id) => ticketOf(id, at('06T16:50'), { description: 'hard' }))
    const { tickets: runs, report } = runSimulation({ tickets })
    // One second of sorting; two people work from 16:50:01 to 17:00 on Friday, then again on Monday.
    expect(runs.map((run) => run.resolvedAt)).toEqual([at('09T09:10:01'), at('09T09:10:01'), at('09T09:30:01')])
    expect(report.teams['desk']).toMatchObject({ handled: 3, overtimeMs: 0, headcount: 2 })
  })

  it('finishes chats after closing time as overtime, and loses those who wait too long', () => {
    const tickets = [ticketOf('late', at('06T16:50'), { channel: 'chat', description: 'hard' }), ticketOf('night', at('06T20:00'), { channel: 'chat', description: 'hard' })]
    const { tickets: runs, report } = runSimulation({ tickets })
    expect(runs[0]).toMatchObject({ outcome: 'resolvedByPerson', firstResponseHumanAt: at('06T16:50:01'), resolvedAt: at('06T17:10:01') })
    expect(runs[1]?.outcome).toBe('abandoned')
    expect(runs[1]?.why).toMatch(/^The customer left after .* without a reply\.$/)
    expect(report.teams['desk']?.overtimeMs).toBe(10 * 60_000 + 1000)
    expect(report.kpis['abandonmentRate']?.mean).toBe(0.5)
  })

  it('measures promises on their calendar: a reply at the deadline is on time', () => {
    // Gold: ten minutes. The first two start at nine and take twenty; the third starts when they are done.
    const gold = { customer: { tier: 'gold' }, description: 'hard' }
    const quick: ScenarioDocument = { ...plainScenario, spec: { ...plainScenario.spec, handleTime: { default: { mean: '10m', cv: 0 } } } }
    const tickets = [ticketOf('a', at('02T02:00'), gold), ticketOf('b', at('02T02:00'), gold), ticketOf('c', at('02T02:00'), gold)]
    const { report, tickets: runs } = runSimulation({ tickets, scenario: quick })
    expect(runs.map((run) => run.firstResponseAnyAt)).toEqual([at('02T09:10'), at('02T09:10'), at('02T09:20')])
    expect(report.kpis['slaFirstResponse']?.mean).toBeCloseTo(2 / 3, 12)
    expect(report.kpis['slaResolution']?.mean).toBe(1)
  })

  it('takes urgent tickets first once the flow knows that they are', () => {
    const tickets = ['a', 'b', 'c'].map((id) => ticketOf(id, at('02T02:00'), { description: 'hard' }))
    const urgent = ticketOf('z', at('02T03:00'), { subject: 'urgent', description: 'hard' })
    const { tickets: runs } = runSimulation({ tickets: [...tickets, urgent] })
    expect(runs.map((run) => [run.id, run.resolvedAt])).toEqual([['a', at('02T09:20')], ['b', at('02T09:40')], ['c', at('02T09:40')], ['z', at('02T09:20')]])
    expect(runs[3]?.priority).toBe('P1')
  })
})

describe('simulate: customers', () => {
  const scenario = (resolved: number, unresolved: number, factor: number, comeback = 0): ScenarioDocument => ({
    ...plainScenario,
    spec: { ...plainScenario.spec, resolution: { answerResolvesFactor: factor }, customer: { replyDelay: { median: '1h', cv: 0 }, replyProbability: { resolved, unresolved }, comebackProbability: comeback, comebackDelay: '10h', reopenProbability: 0 } },
  })
  const many = Array.from({ length: 40 }, (_, index) => ticketOf(`q${index}`, monday + index * HOUR))

  it('lets the real next message stand for a reply that fits, and marks the others as synthetic', () => {
    const messages: Ticket['messages'] = [{ from: 'agent', at: at('02T11:00'), text: 'Take the cable out.' }, { from: 'customer', at: at('02T12:00'), text: 'Thank you, works now.' }]
    const real = many.map((ticket) => ({ ...ticket, messages, history: { solvedAt: at('02T12:00') } }))
    const { tickets: runs } = runSimulation({ tickets: real, scenario: scenario(1, 1, 1) })
    const confirmed = runs.filter((run) => run.why.includes('the customer confirmed it'))
    expect(confirmed.length).toBeGreaterThan(3)
    for (const run of confirmed) expect(run.conversation.filter((message) => message.from === 'customer').at(-1)).toMatchObject({ text: 'Thank you, works now.' })
    const { tickets: drawn } = runSimulation({ tickets: many, scenario: scenario(1, 1, 1) })
    for (const run of drawn) for (const message of run.conversation.slice(1)) if (message.from === 'customer') expect(message.synthetic).toBe(true)
  })

  it('brings customers back to whom an answer was no help: to the loop, then to people', () => {
    const { tickets: runs, report } = runSimulation({ tickets: many, scenario: scenario(0, 1, 0) })
    expect(report.kpis['automatedResolutionRate']?.mean).toBe(0)
    for (const run of runs) {
      expect(run.outcome).toBe('resolvedByPerson')
      expect(run.conversation.filter((message) => message.from === 'agent')).toHaveLength(2)
    }
    expect(report.flow.edges['answer#replied']).toBe(80)
  })

  it('reopens tickets of customers who come back after the flow has closed them, and counts those who do not', () => {
    const silent = runSimulation({ tickets: many, scenario: scenario(0, 0, 0) }).report
    expect(silent.kpis['gaveUpRate']?.mean).toBe(1)
    expect(silent.kpis['automatedResolutionRate']?.mean).toBe(1)
    expect(silent.kpis['confirmedResolutionRate']?.mean).toBe(0)
    const back = runSimulation({ tickets: many, scenario: scenario(0, 0, 0, 1) }).report
    expect(back.kpis['reopenRate']?.mean).toBeGreaterThan(0.05)
    expect(back.kpis['gaveUpRate']?.mean).toBeLessThan(0.9)
  })
})

describe('simulate: signals', () => {
  it('asks in batches, each question once, and first of all what the opening messages need', () => {
    const needs: Extract<SimulationItem, { kind: 'needs' }>[] = []
    const tickets = fortnight(60)
    runSimulation({ tickets, scenario: lively }, (item) => { if (item.kind === 'needs') needs.push(item) })
    const keys = needs.flatMap((item) => item.requests.map(signalKey))
    expect(new Set(keys).size).toBe(keys.length)
    expect(needs[0]?.requests).toHaveLength(120)
    expect(needs.length).toBeLessThan(20)
  })

  it('goes on without answers that never come, and says so', () => {
    const store = new SignalStore()
    const run = runSimulation({ tickets: [ticketOf('a', monday), ticketOf('b', monday)], signals: { read: () => undefined } }, () => undefined, store)
    expect(run.report.warnings.some((warning) => warning.startsWith('2 questions to the models got no answer'))).toBe(true)
    expect(run.tickets.map((ticket) => ticket.outcome)).toEqual(['resolvedByPerson', 'resolvedByPerson'])
  })
})

describe('simulate: the same input gives the same bytes', () => {
  const tickets = fortnight(150)
  const first = runSimulation({ tickets, scenario: lively })

  it('on a second run, in another order of tickets and columns, and with answers that were there before', () => {
    const again = runSimulation({ tickets, scenario: lively })
    expect(sha256(again)).toBe(sha256(first))
    const shuffled = [...tickets].sort((a, b) => (a.description < b.description ? 1 : -1)).map((ticket) => ({ ...ticket, fields: Object.fromEntries(Object.entries(ticket.fields).reverse()) }))
    const store = new SignalStore()
    runSimulation({ tickets, scenario: lively }, () => undefined, store)
    let asked = 0
    const warm = runSimulation({ tickets: shuffled, scenario: lively }, (item) => { if (item.kind === 'needs') asked += 1 }, store)
    expect(asked).toBe(0)
    expect(sha256(warm)).toBe(sha256(first))
  })

  it('as it did when this was written', () => {
    expect(sha256(first.report)).toMatchInlineSnapshot(`"63a0a85ed730fff538fb10a3979151d09308d476165fad4a2e25c0178592bbdb"`)
  })

  it('and another seed gives another result', () => {
    expect(sha256(runSimulation({ tickets, scenario: { ...lively, spec: { ...lively.spec, seed: 8 } } }).report.kpis)).not.toBe(sha256(first.report.kpis))
  })

  it('meets the same customers with other staff: only waiting changes', () => {
    const more: ScenarioDocument = { ...lively, spec: { ...lively.spec, teams: { desk: { headcount: 6 } } } }
    const { report, tickets: runs } = runSimulation({ tickets, scenario: more })
    const answers = (list: typeof runs): unknown => list.map((run) => [run.id, run.conversation.find((message) => message.from === 'agent')?.at ?? null])
    expect(answers(runs)).toEqual(answers(first.tickets))
    expect(report.teams['desk']?.busyMs).toBeGreaterThan(0)
    expect(report.teams['desk']?.meanWaitMs ?? 1).toBeLessThan(first.report.teams['desk']?.meanWaitMs ?? 0)
    expect(report.baseline).toEqual({ ...report.baseline, observed: first.report.baseline.observed })
  })

  it('accounts for every ticket and every move', () => {
    const { report, tickets: runs } = first
    const { outcomes, flow } = report
    expect(Object.values(outcomes).reduce((sum, outcome) => sum + outcome.count, 0)).toBeCloseTo(150, 9)
    expect(runs).toHaveLength(150)
    const into = (node: string, edges: readonly string[]): void => { expect(flow.nodes[node]).toBeCloseTo(edges.reduce((sum, edge) => sum + (flow.edges[edge] ?? 0), 0), 9) }
    into('way', ['sort#then', 'happy#default'])
    into('write', ['way#easy'])
    into('person', ['way#default', 'flow#onError', 'onError#then'])
    into('check', ['answer#replied'])
    expect(flow.nodes['intake']).toBeGreaterThanOrEqual(150)
    expect(report.evidence.comparedWithHistory + report.evidence.retrievalConfidence + report.evidence.assumed).toBeLessThanOrEqual(150)
    expect(report.series.arrivals.reduce((sum, count) => sum + count, 0)).toBe(150)
  })

  it('has intervals around every mean, wider for less', () => {
    const figure = first.report.kpis['automatedResolutionRate']
    expect(figure?.ci95.mean?.[0]).toBeLessThan(figure?.mean ?? 0)
    expect(figure?.ci95.mean?.[1]).toBeGreaterThan(figure?.mean ?? 1)
    const single = runSimulation({ tickets, scenario: { ...lively, spec: { ...lively.spec, replications: 1 } } })
    expect(single.report.kpis['automatedResolutionRate']?.ci95.mean).toBeNull()
  })
})

describe('simulate: unusual input', () => {
  it('runs without tickets and says so', () => {
    const { report, tickets } = runSimulation({ tickets: [] })
    expect(tickets).toEqual([])
    expect(report.warnings).toContain('There are no tickets to simulate.')
    expect(report.kpis['firstResponseAny']).toMatchObject({ mean: null, n: 0 })
    expect(report.series.arrivals).toEqual([])
  })

  it('runs with one ticket, and with many of the same instant', () => {
    expect(runSimulation({ tickets: [ticketOf('only', monday)] }).report.manifest.tickets).toBe(1)
    const same = Array.from({ length: 30 }, (_, index) => ticketOf(`s${index}`, monday + 10 * HOUR, { description: 'hard' }))
    const { tickets: runs } = runSimulation({ tickets: same })
    expect(new Set(runs.map((run) => run.resolvedAt)).size).toBe(15)
  })

  it('leaves tickets open when nobody is there for them, and warns', () => {
    const { report, tickets: runs } = runSimulation({
      tickets: [ticketOf('a', monday, { description: 'hard' })], scenario: { ...plainScenario, spec: { ...plainScenario.spec, teams: { desk: { headcount: 0 } }, baseline: { teams: [{ id: 'today', calendar: 'office', headcount: 1 }] } } },
    })
    expect(runs[0]).toMatchObject({ outcome: 'open', resolvedAt: null })
    expect(runs[0]?.why).toMatch(/^Still waiting for /)
    expect(report.warnings.some((warning) => warning.includes('Nobody of team desk works'))).toBe(true)
    expect(report.kpis['neverReplied']?.mean).toBe(1)
  })

  it('runs tickets of channels that no start takes as the first that one does, and states it', () => {
    const { report, tickets: runs } = runSimulation({ tickets: [ticketOf('a', monday, { channel: 'web' })] })
    expect(runs[0]).toMatchObject({ channel: 'email', outcome: 'resolvedAutomatically' })
    expect(report.assumptions.find((assumption) => assumption.id === 'channel.web')).toMatchObject({ value: 'email' })
    const mapped = runSimulation({ tickets: [ticketOf('a', monday + 12 * HOUR, { channel: 'web' })], scenario: { ...plainScenario, spec: { ...plainScenario.spec, channelMap: { web: 'chat' } } } })
    expect(mapped.tickets[0]?.channel).toBe('chat')
  })

  it.each([[2, 80], [0.5, 20], [1.5, 60]])('takes %d times the volume', (volume, expected) => {
    const tickets = Array.from({ length: 40 }, (_, index) => ticketOf(`v${index}`, monday + index * HOUR))
    const { report } = runSimulation({ tickets, scenario: { ...plainScenario, spec: { ...plainScenario.spec, volume } } })
    expect(Math.abs(report.manifest.tickets - expected)).toBeLessThanOrEqual(Number.isInteger(volume) ? 0 : 10)
  })

  it('warns when demand exceeds capacity', () => {
    const tickets = Array.from({ length: 800 }, (_, index) => ticketOf(`o${index}`, monday + index * 0.4 * HOUR, { description: 'hard' }))
    const slow: ScenarioDocument = { ...plainScenario, spec: { ...plainScenario.spec, handleTime: { default: { mean: '1h', cv: 0 } } } }
    const { report } = runSimulation({ tickets, scenario: slow })
    expect(report.warnings.some((warning) => warning.startsWith('Demand exceeds capacity'))).toBe(true)
    expect(report.warnings.filter((warning) => /is busy (9[5-9]|100) % of the time/.test(warning))).toHaveLength(1)
    expect(report.kpis['occupancy']?.mean).toBeGreaterThan(0.95)
    expect(runSimulation({ tickets: tickets.slice(0, 200).map((ticket, index) => ({ ...ticket, createdAt: monday + index * 1.6 * HOUR })) }).report.warnings).toEqual([])
  })
})

describe('simulate: today', () => {
  it('observes the history and simulates people only, on the same tickets', () => {
    const tickets = [
      ticketOf('a', at('02T08:00'), { history: { firstResponseAt: at('02T12:00'), solvedAt: at('03T12:00') } }),
      ticketOf('b', at('02T08:00'), { history: { firstResponseAt: at('02T10:00') } }),
      ticketOf('spam', at('02T08:00'), { history: { isSpam: true } }),
    ]
    const { baseline } = runSimulation({ tickets }).report
    expect(baseline.observed['firstResponseHuman']).toMatchObject({ p50: 3 * HOUR, n: 2, ci95: { mean: null } })
    expect(baseline.observed['resolutionTime']).toMatchObject({ mean: 28 * HOUR, n: 1 })
    expect(baseline.simulated['firstResponseAny']).toMatchObject({ mean: HOUR + 20 * 60_000, n: 2 })
    expect(baseline.simulated['automatedResolutionRate']?.mean).toBe(0)
    expect(baseline.simulated['droppedRate']?.mean).toBeCloseTo(1 / 3, 12)
    expect(baseline.team).toMatchObject({ headcount: 2, handled: 3 })
  })

  it('says when the model of today is far from the history', () => {
    const tickets = Array.from({ length: 30 }, (_, index) => ticketOf(`t${index}`, monday + (9 + index * 24) * HOUR, { history: { firstResponseAt: monday + (20 + index * 24) * HOUR } }))
    expect(runSimulation({ tickets }).report.warnings.some((warning) => warning.startsWith('The model of today is off'))).toBe(true)
  })
})
