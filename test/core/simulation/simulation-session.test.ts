import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { SimulationInput, SimulationItem } from '../../../core/simulation/simulation-input.ts'
import { SimulationSession } from '../../../core/simulation/simulation-session.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { answerSignal, plainScenario, runSimulation, smallCatalog, smallFlow, ticketOf } from './small-flow.ts'

const tickets = Array.from({ length: 60 }, (_, index) => ticketOf(`T-${index}`, Date.UTC(2026, 2, 2) + index * 1_800_000, { description: index % 3 === 0 ? `hard question ${index}` : `question ${index}` }))
const lively: ScenarioDocument = { ...plainScenario, spec: { seed: 3, replications: 3 } }
const fewer: ScenarioDocument = { ...lively, spec: { ...lively.spec, teams: { desk: { headcount: 1 } } } }
const stricter: Workflow = workflowSchema.parse(JSON.parse(JSON.stringify(smallFlow).replace('nodes.write.visits < 2', 'nodes.write.visits < 1')))
const store = new SignalStore()

function finish<Result>(part: Generator<SimulationItem, Result, void>): Result {
  for (;;) {
    const next = part.next()
    if (next.done === true) return next.value
    if (next.value.kind === 'needs') for (const request of next.value.requests) store.put(request, answerSignal(request))
  }
}

function inputOf(workflow: Workflow, scenario: ScenarioDocument): SimulationInput {
  return { workflow, program: compileProgram(workflow), agents: smallCatalog, tickets, knowledgeDigest: 'k', signals: store, models: [], scenario, zones: intlZoneOffsets(), replyBank: null, keepTickets: false }
}

/** The report of a session, by single replications. */
function reportOf(session: SimulationSession): string {
  finish(session.prepare())
  const runs = [0, 1, 2].map((index) => finish(session.replicate(index)))
  return JSON.stringify(session.report(runs, runs.map((run, index) => session.today(index, run))))
}

function alone(workflow: Workflow, scenario: ScenarioDocument, rememberWays = true): string {
  return JSON.stringify(runSimulation({ ...inputOf(workflow, scenario), rememberWays, signals: store }, undefined, store).report)
}

describe('SimulationSession', () => {
  const session = new SimulationSession(inputOf(smallFlow, lively))

  it('gives the report that a run for itself gives, with ways that are remembered and with none', () => {
    const report = reportOf(session)
    expect(report).toBe(alone(smallFlow, lively))
    expect(report).toBe(alone(smallFlow, lively, false))
    expect(reportOf(session)).toBe(report)
  })

  it.each<[string, Workflow | null, ScenarioDocument]>([['fewer people', null, fewer], ['another limit in a condition', stricter, lively], ['both', stricter, fewer], ['nothing else', null, lively]])('varies a run by %s as if it had been run so from the beginning', (_what, workflow, scenario) => {
    const varied = session.vary({ scenario, ...(workflow === null ? {} : { flow: { workflow, program: compileProgram(workflow) } }) })
    expect(reportOf(varied)).toBe(alone(workflow ?? smallFlow, scenario))
  })

  it('says what to do where a session replicates before it is prepared', () => {
    expect(() => finish(session.vary({}).replicate(0))).toThrow('run prepare() to its end first')
  })
})
