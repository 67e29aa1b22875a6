import { agentByRole, agentCatalog } from '../../agents/registry.ts'
import { AppError, cancelledError } from '../../api/app-error.ts'
import { assertNever } from '../../core/assert-never.ts'
import { compileProgram } from '../../core/engine/compile-program.ts'
import type { Program } from '../../core/engine/program.ts'
import { ProgramError } from '../../core/engine/program-error.ts'
import type { KnowledgeBase } from '../../core/knowledge/article.ts'
import type { SignalAnswer } from '../../core/signals/signal-answer.ts'
import type { AbortLike, AnswerOptions, ModelIdentity } from '../../core/signals/signal-port.ts'
import type { SignalRequest } from '../../core/signals/signal-request.ts'
import type { SignalStore } from '../../core/signals/signal-store.ts'
import type { ReplyBank } from '../../core/simulation/reply-bank.ts'
import type { ScenarioDocument } from '../../core/spec/scenario.ts'
import { simulate } from '../../core/simulation/simulate.ts'
import type { SimulationPhase, SimulationResult } from '../../core/simulation/simulation-input.ts'
import { specDigest } from '../../core/spec/digest.ts'
import { withTaughtExamples } from '../../core/spec/taught-examples.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'

const tellEveryMs = 100
const breatheEveryMs = 25

/** Where a run gets its answers from. */
export type ModelAnswers = {
  identities(knowledge: KnowledgeBase): Promise<readonly ModelIdentity[]>
  /** The answers of earlier runs on the same articles; new ones are added to them. */
  answersFor(knowledge: KnowledgeBase): SignalStore
  answer(knowledge: KnowledgeBase, requests: readonly SignalRequest[], options: AnswerOptions): Promise<readonly SignalAnswer[]>
}

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
}

/** What a run says on its way, at most ten times a second, and its result. */
export type SimulationJobItem =
  | { readonly kind: 'phase'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly kind: 'counts'; readonly nodes: Readonly<Record<string, number>>; readonly edges: Readonly<Record<string, number>>; readonly at: number }
  | { readonly kind: 'result'; readonly result: SimulationResult }

/** Asks nothing, but the models must have indexed the articles to say so: the index gets a progress of its own. */
const anyPassage: SignalRequest = { kind: 'passages', text: '', sources: [], limit: 0 }

const phases: Readonly<Record<SimulationPhase, string>> = {
  reading: 'Reading the tickets',
  flow: 'Simulating the flow',
  today: 'Simulating today, with people only',
}

/** Drives a simulation: asks the models what it needs, tells how far it is, lets others have their turn, and stops when asked. */
export async function* runSimulation(job: SimulationJob, abort: AbortLike): AsyncGenerator<SimulationJobItem> {
  const { tickets, knowledge, scenario, replyBank, models, keepTickets } = job
  const workflow = withTaughtExamples(job.workflow, job.examples)
  const program = compile(workflow, (job.subflows ?? []).map((each) => withTaughtExamples(each, job.examples)))
  yield { kind: 'phase', phase: 'Loading the models', done: 0, total: 0 }
  const identities = await models.identities(knowledge)
  const signals = models.answersFor(knowledge)
  const running = simulate({ workflow, flowDigest: specDigest(job.workflow), program, agents: agentCatalog, tickets, knowledgeDigest: knowledge.digest, signals, models: identities, scenario, zones: intlZoneOffsets(), replyBank, keepTickets })
  let rounds = 0
  let isIndexed = false
  let toldPhase = ''
  let furthest = 0
  let toldAt = 0
  let picturedAt = 0
  let breathedAt = performance.now()
  for (;;) {
    if (abort.aborted) throw cancelledError()
    const next = running.next()
    if (next.done === true) {
      yield { kind: 'result', result: next.value }
      return
    }
    const item = next.value
    switch (item.kind) {
      case 'needs':
        if (!isIndexed && knowledge.articles.length > 0 && item.requests.some((request) => request.kind === 'passages')) {
          isIndexed = true
          yield* askModels(models, knowledge, [anyPassage], signals, 'Indexing the articles', abort, knowledge.articles.length)
        }
        rounds += 1
        yield* askModels(models, knowledge, item.requests, signals, rounds === 1 ? phases.reading : 'Reading the replies', abort)
        break
      case 'progress':
        // A replication that has to be run again does not take the bar back.
        furthest = item.phase === toldPhase ? Math.max(furthest, item.done) : item.done
        if (item.phase !== toldPhase || performance.now() - toldAt >= tellEveryMs) {
          toldPhase = item.phase
          toldAt = performance.now()
          yield { kind: 'phase', phase: phases[item.phase], done: furthest, total: item.total }
        }
        break
      case 'counts':
        if (performance.now() - picturedAt >= tellEveryMs) {
          picturedAt = performance.now()
          yield { kind: 'counts', nodes: item.nodes, edges: item.edges, at: item.simulatedUntil }
        }
        break
      default:
        assertNever(item)
    }
    if (performance.now() - breathedAt >= breatheEveryMs) {
      await new Promise((resolve) => setImmediate(resolve))
      breathedAt = performance.now()
    }
  }
}

function compile(workflow: Workflow, subflows: readonly Workflow[]): Program {
  try {
    return compileProgram(workflow, undefined, (role) => agentByRole(role)?.palette.title, subflows)
  } catch (thrown) {
    if (!(thrown instanceof ProgramError)) throw thrown
    throw new AppError({ code: 'flow.notRunnable', kind: 'user', message: `The flow cannot run. ${thrown.message}`, hint: thrown.hint }, { cause: thrown })
  }
}

async function* askModels(models: ModelAnswers, knowledge: KnowledgeBase, requests: readonly SignalRequest[], signals: SignalStore, phase: string, abort: AbortLike, expected = requests.length): AsyncGenerator<SimulationJobItem> {
  let done = 0
  let total = expected
  let toldDone = -1
  let answers: readonly SignalAnswer[] | null = null
  const answering = models
    .answer(knowledge, requests, {
      abort,
      onProgress: (now, all) => {
        done = now
        total = all
      },
    })
    .then((given) => {
      answers = given
    })
  // Whoever leaves the run must not leave a rejection behind that nobody hears.
  answering.catch(() => undefined)
  while (answers === null) {
    if (done !== toldDone) {
      toldDone = done
      yield { kind: 'phase', phase, done, total }
    }
    await Promise.race([answering, new Promise((resolve) => setTimeout(resolve, tellEveryMs))])
  }
  yield { kind: 'phase', phase, done: total, total }
  const given: readonly SignalAnswer[] = answers
  for (const [index, request] of requests.entries()) {
    const answer = given[index]
    if (answer !== undefined) signals.put(request, answer)
  }
}
