import { describe, expect, it } from 'vitest'
import { printReport } from '../../../cli/report/print-report.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import { plainScenario, runSimulation, ticketOf } from '../../core/simulation/small-flow.ts'

const HOUR = 3_600_000
const monday = Date.UTC(2026, 2, 2)
const spec: ScenarioDocument['spec'] = { ...plainScenario.spec, replications: 6, handleTime: { default: { mean: '20m', cv: 1 } } }
const tickets = Array.from({ length: 120 }, (_, index) => ticketOf(`t${index}`, monday + index * 2 * HOUR, { description: index % 3 === 0 ? 'hard' : 'easy' }))
const scenario: ScenarioDocument = { ...plainScenario, spec }
const text = printReport(runSimulation({ tickets, scenario }).report)

/** The lines below a heading, up to the next empty line. */
function part(of: string, heading: string): string {
  const from = of.indexOf(`\n${heading}\n`)
  return from < 0 ? '' : of.slice(from, of.indexOf('\n\n', from + 2))
}

describe('the report on a terminal', () => {
  it('says first how soon customers are answered: by anyone and by a person, on all hours and in business hours', () => {
    const first = part(text, 'How soon customers are answered')
    expect(first).toMatch(/median +95 % interval +p90 +mean +tickets/)
    expect(first).toMatch(/First response by anyone +all hours/)
    expect(first).toMatch(/First reply by a person +all hours/)
    expect(first.match(/business hours/g)).toHaveLength(2)
    expect(first).toMatch(/0 never replied to, 0 given to people and not answered by one, 0 still open at the end: they are in no time above\./)
    expect(first).not.toContain('DEMAND EXCEEDS CAPACITY')
  })

  it('gives changes with their interval first, and says why no factor is said', () => {
    const compared = part(text, 'Compared with today')
    expect(compared).toMatch(/change +95 % interval +p +with this flow +today, simulated/)
    expect(compared).toMatch(/First response, median +-/)
    expect(compared).toContain('Intervals hold for all 6 together (Bonferroni), over 6 paired replications.')
    expect(compared).toContain('No "times faster": the history has too few first responses')
  })

  it('shows where the time goes, the targets and the definitions that are not standard', () => {
    expect(part(text, 'Where the time of solved tickets goes')).toMatch(/Waiting for a person, out of hours/)
    expect(part(text, 'Targets')).toMatch(/First response P3 +\d+ %/)
    expect(text).not.toContain('Definitions other than')
    const other = printReport(runSimulation({ tickets: tickets.slice(0, 10), scenario: { ...scenario, spec: { ...spec, kpis: { style: 'intercom' } } } }).report)
    expect(part(other, 'Definitions other than the standard ones')).toContain('Resolved automatically (fin): Share of the requests to which an agent of the flow wrote')
    expect(text).not.toContain('CSAT')
  })

  it('warns in capitals when demand exceeds capacity, and counts what did not come to its end', () => {
    const many = Array.from({ length: 800 }, (_, index) => ticketOf(`o${index}`, monday + index * 0.4 * HOUR, { description: 'hard' }))
    const crowded = printReport(runSimulation({ tickets: many, scenario: { ...plainScenario, spec: { ...plainScenario.spec, handleTime: { default: { mean: '1h', cv: 0 } } } } }).report)
    expect(crowded).toMatch(/DEMAND EXCEEDS CAPACITY: the backlog grows by \d+/)
    expect(crowded).toMatch(/\d+ never replied to, \d+ given to people and not answered by one, [1-9]\d* still open at the end/)
    expect(part(crowded, 'Unsolved at the end of the window, by age')).toContain('over 30 d')
  })

  it('takes intervals from within one replication, where there is only one', () => {
    const one = printReport(runSimulation({ tickets, scenario: { ...scenario, spec: { ...spec, replications: 1 } } }).report)
    expect(part(one, 'Intervals from within the one replication')).toMatch(/First response, mean .*, 95 %: .* from 30 batches of 4 tickets/)
    expect(text).not.toContain('Intervals from within')
  })
})
