import { agentByRole, agentCatalog } from '../../agents/registry.ts'
import { AppError } from '../../api/app-error.ts'
import { compileProgram } from '../../core/engine/compile-program.ts'
import type { Program } from '../../core/engine/program.ts'
import { ProgramError } from '../../core/engine/program-error.ts'
import type { KnowledgeBase } from '../../core/knowledge/article.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { ReplyBank } from '../../core/simulation/reply-bank.ts'
import type { SimulationInput, SimulationResult } from '../../core/simulation/simulation-input.ts'
import type { Statistics } from '../../core/simulation/figures.ts'
import { simulateSession } from '../../core/simulation/simulate.ts'
import { SimulationSession } from '../../core/simulation/simulation-session.ts'
import { specDigest } from '../../core/spec/digest.ts'
import type { ScenarioDocument } from '../../core/spec/scenario.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import { withTaughtExamples } from '../../core/spec/taught-examples.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'
import { overriddenWorkflow } from './override-workflow.ts'
import type { DriveItem, ModelAnswers } from './drive-simulation.ts'
import { SimulationDriver } from './drive-simulation.ts'
import type { ReplicationThreads } from './simulate-in-threads.ts'
import { simulateInThreads } from './simulate-in-threads.ts'

/** Everything that one run needs. */
export type SimulationJob = {
  readonly workflow: Workflow
  /** The workflows that its subflows run. */
  readonly subflows?: readonly Workflow[]
  /** The example files that its outputs learned from, and those of the subflows. */
  readonly examples: ExampleFiles
  readonly tickets: readonly Ticket[]
  readonly knowledge: KnowledgeBase
  readonly scenario: ScenarioDocument | null
  readonly replyBank: ReplyBank | null
  readonly models: ModelAnswers
  /** Whether every ticket of the first replication is kept in full. */
  readonly keepTickets: boolean
  /** Threads that run the replications after the first; without them this one does. */
  readonly workers?: ReplicationThreads | null
}

/** What a run says on its way, and its result, with the session that made it and the figures of each replication: what-if questions go on from there. */
export type SimulationJobItem = DriveItem | { readonly kind: 'result'; readonly result: SimulationResult; readonly session: SimulationSession; readonly figures: readonly ReadonlyMap<string, Statistics>[] }

/** Drives a simulation of a flow, from loading the models to the report. */
export async function* runSimulation(job: SimulationJob, abort: AbortLike): AsyncGenerator<SimulationJobItem> {
  yield { kind: 'phase', phase: 'Loading the models', done: 0, total: 0 }
  const driver = new SimulationDriver(job.models, job.knowledge, abort)
  const session = new SimulationSession(await simulationInput(job, driver))
  const { workers = null, subflows = [], examples } = job
  const { result, runs } = workers === null ? yield* driver.drive(simulateSession(session)) : yield* simulateInThreads(session, subflows.map((each) => withTaughtExamples(each, examples)), driver, workers)
  yield { kind: 'result', result, session, figures: runs.map(({ folded }) => folded.statistics) }
}

/** What a simulation is fed with: the flow with what it learned, compiled, and the answers that the driver gathers. */
export async function simulationInput(job: SimulationJob, driver: SimulationDriver): Promise<SimulationInput> {
  const { tickets, knowledge, scenario, replyBank, models, keepTickets } = job
  const flow = overriddenWorkflow(job.workflow, scenario)
  const workflow = withTaughtExamples(flow, job.examples)
  const program = compileFor(job)(workflow)
  return {
    workflow, flowDigest: specDigest(flow), program, agents: agentCatalog, tickets, knowledgeDigest: knowledge.digest, signals: driver.signals,
    models: await models.identities(knowledge), scenario, zones: intlZoneOffsets(), replyBank, keepTickets,
  }
}

/** Compiles variations of a job's flow, with the same subflows. */
export function compileFor({ subflows = [], examples }: Pick<SimulationJob, 'subflows' | 'examples'>): (workflow: Workflow) => Program {
  const taught = subflows.map((each) => withTaughtExamples(each, examples))
  return (workflow) => compile(workflow, taught)
}

function compile(workflow: Workflow, subflows: readonly Workflow[]): Program {
  try {
    return compileProgram(workflow, undefined, (role) => agentByRole(role)?.palette.title, subflows)
  } catch (thrown) {
    if (!(thrown instanceof ProgramError)) throw thrown
    throw new AppError({ code: 'flow.notRunnable', kind: 'user', message: `The flow cannot run. ${thrown.message}`, hint: thrown.hint }, { cause: thrown })
  }
}
