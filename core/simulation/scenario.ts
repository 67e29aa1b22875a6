import type { Assumption } from '../engine/agent-contract.ts'
import { durationMs } from '../spec/duration.ts'
import { ln } from './math-ln.ts'
import type { HandleTimeDocument, ScenarioDocument } from '../spec/scenario.ts'
import type { Distribution } from './variates.ts'
import { lognormalFromMean, lognormalFromQuantiles } from './variates.ts'
import type { SHIFT_END } from './work-items.ts'

/** How long pieces of human work take. */
export type HandleTimes = {
  readonly standard: Distribution
  readonly teams: Readonly<Record<string, Distribution>>
  readonly escalatedFactor: number
  readonly approvalFactor: number
}

/** A scenario with every value decided; durations are milliseconds. */
export type Scenario = {
  readonly name: string
  readonly seed: number
  readonly replications: number
  readonly volume: number
  readonly shrinkage: number
  readonly handleTime: HandleTimes
  readonly baseline: { readonly teams: readonly { readonly id: string; readonly calendar: string; readonly headcount: number }[] | null; readonly handleTime: HandleTimes }
  readonly aiLatency: { readonly standard: Distribution; readonly roles: Readonly<Record<string, Distribution>> }
  readonly toolLatency: Distribution
  readonly customer: {
    readonly replyDelay: Distribution
    readonly chatReplyDelay: Distribution
    readonly replyWhenResolved: number
    readonly replyWhenUnresolved: number
    readonly comebackProbability: number
    readonly comebackDelay: Distribution
    readonly reopenProbability: number
    readonly autoSolveAfterMs: number
    readonly patience: Readonly<Record<string, Distribution>>
  }
  readonly answerResolvesFactor: number
  readonly onShiftEnd: Readonly<Record<string, keyof typeof SHIFT_END>>
  readonly rates: { readonly humanHour: number; readonly aiAction: number; readonly overtimeFactor: number }
  readonly teams: NonNullable<ScenarioDocument['spec']['teams']>
  readonly channelMap: Readonly<Record<string, string>>
  /** The values above that the file left to the product. */
  readonly assumptions: readonly Assumption[]
  /** The file in canonical form, for digests. */
  readonly document: ScenarioDocument
}

/** The scenario of a run for which none was written. */
export const emptyScenario: ScenarioDocument = { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'standard' }, spec: {} }

const SOURCE = 'product default; write it into the scenario to replace it'

/** Decides every value of a scenario and remembers which ones were defaults. */
export function resolveScenario(document: ScenarioDocument): Scenario {
  const { spec } = document
  const assumptions: Assumption[] = []
  /** The file's value, or the default with an entry in the list of assumptions. */
  function pick<T>(given: T | undefined, fallback: T, path: string, text: string, value: string): T {
    if (given !== undefined) return given
    assumptions.push({ id: `scenario.${path}`, text, value, source: SOURCE })
    return fallback
  }
  const customer = spec.customer ?? {}
  const handle = (times: HandleTimeDocument | undefined, path: string): Pick<HandleTimes, 'standard' | 'teams'> => ({
    standard: work(pick(times?.default, { mean: '20m', cv: 1 }, `${path}.default`, 'One piece of human work on a ticket takes a lognormal time.', 'mean 20 m, cv 1')),
    teams: Object.fromEntries(Object.entries(times?.teams ?? {}).map(([id, one]) => [id, work(one)])),
  })
  const baselineTimes = spec.baseline?.handleTime ?? spec.baselineHandleTime
  const handleTime: HandleTimes = {
    ...handle(spec.handleTime, 'handleTime'),
    escalatedFactor: pick(spec.handleTime?.escalatedFactor, 1, 'handleTime.escalatedFactor', 'What automation leaves to people takes as long as any other ticket.', '1'),
    approvalFactor: pick(spec.handleTime?.approvalFactor, 0.25, 'handleTime.approvalFactor', 'Approving a draft takes a share of the time that answering takes.', '0.25'),
  }
  return {
    name: document.metadata.name,
    seed: spec.seed ?? 1,
    replications: spec.replications ?? 20,
    volume: spec.volume ?? 1,
    shrinkage: pick(spec.shrinkage, 0.3, 'shrinkage', 'Breaks, meetings and training take a share of paid time.', '0.3'),
    handleTime,
    baseline: {
      teams: pick<Scenario['baseline']['teams']>(spec.baseline?.teams, null, 'baseline.teams', 'Today, the people of all teams of the flow answer everything together.', 'teams of the flow'),
      // Today nothing is automated: nobody takes over from an agent or approves a draft.
      handleTime: baselineTimes === undefined ? handleTime : { ...handle(baselineTimes, 'baseline.handleTime'), escalatedFactor: 1, approvalFactor: 1 },
    },
    aiLatency: {
      standard: latency(pick(spec.aiLatency?.default, { median: '1s', p95: '4s' }, 'aiLatency.default', 'An agent answers after a lognormal time.', 'median 1 s, p95 4 s')),
      roles: Object.fromEntries(Object.entries(spec.aiLatency?.roles ?? {}).map(([role, one]) => [role, latency(one)])),
    },
    toolLatency: latency(pick(spec.toolLatency, { median: '300ms', p95: '2s' }, 'toolLatency', 'A tool answers after a lognormal time.', 'median 0.3 s, p95 2 s')),
    customer: {
      replyDelay: delay(pick(customer.replyDelay, { median: '3h', cv: 1.5 }, 'customer.replyDelay', 'Customers reply by email after a lognormal time.', 'median 3 h, cv 1.5')),
      chatReplyDelay: delay(pick(customer.chatReplyDelay, { median: '1m', cv: 1 }, 'customer.chatReplyDelay', 'Customers reply in chats and calls after a lognormal time.', 'median 1 m, cv 1')),
      replyWhenResolved: pick(customer.replyProbability?.resolved, 0.35, 'customer.replyProbability.resolved', 'Share of the customers who say so when an answer has helped.', '0.35'),
      replyWhenUnresolved: pick(customer.replyProbability?.unresolved, 0.85, 'customer.replyProbability.unresolved', 'Share of the customers who say so when an answer has not helped.', '0.85'),
      comebackProbability: pick(customer.comebackProbability, 0.5, 'customer.comebackProbability', 'Share of the customers who come back later when an answer has not helped and they did not say so.', '0.5'),
      comebackDelay: { kind: 'exponential', mean: ms(pick(customer.comebackDelay, '48h', 'customer.comebackDelay', 'They come back after an exponential time; so do customers who reopen a solved ticket.', 'mean 48 h')) },
      reopenProbability: pick(customer.reopenProbability, 0.05, 'customer.reopenProbability', 'Share of the resolutions by people that are reopened.', '0.05'),
      autoSolveAfterMs: ms(pick(customer.autoSolveAfter, '72h', 'customer.autoSolveAfter', 'A question of ours that stays open this long counts as solved at the question, where the flow sets no time itself.', '72 h')),
      patience: {
        chat: { kind: 'exponential', mean: ms(pick(customer.patience?.chat, '10m', 'customer.patience.chat', 'Customers in a chat wait an exponential time for the first reply, then leave.', 'mean 10 m')) },
        voice: { kind: 'exponential', mean: ms(pick(customer.patience?.voice, '10m', 'customer.patience.voice', 'Callers wait an exponential time for the first reply, then leave.', 'mean 10 m')) },
      },
    },
    answerResolvesFactor: pick(spec.resolution?.answerResolvesFactor, 0.6, 'resolution.answerResolvesFactor', 'Without history, an answer resolves the ticket with this share of its confidence.', '0.6'),
    onShiftEnd: pick(spec.onShiftEnd, { email: 'pause', chat: 'finish', voice: 'finish' }, 'onShiftEnd', 'At the end of a shift email pauses until the next one, chats and calls are finished.', 'email: pause, chat: finish, voice: finish'),
    rates: {
      humanHour: pick(spec.rates?.humanHour, 32, 'rates.humanHour', 'A paid hour of a person costs this much.', '32'),
      aiAction: pick(spec.rates?.aiAction, 0.02, 'rates.aiAction', 'One call of an agent costs this much.', '0.02'),
      overtimeFactor: 1.5,
    },
    teams: spec.teams ?? {},
    channelMap: spec.channelMap ?? {},
    assumptions,
    document,
  }
}

function ms(text: string): number {
  return durationMs(text) ?? 0
}

function work(given: { readonly mean: string; readonly cv?: number }): Distribution {
  return lognormalFromMean(ms(given.mean), given.cv ?? 1)
}

function latency(given: { readonly median: string; readonly p95: string }): Distribution {
  return lognormalFromQuantiles(ms(given.median), ms(given.p95))
}

function delay(given: { readonly median: string; readonly cv?: number }): Distribution {
  const cv = given.cv ?? 1
  const median = ms(given.median)
  return median > 0 && cv > 0 ? { kind: 'lognormal', mu: ln(median), sigma: Math.sqrt(ln(1 + cv * cv)) } : { kind: 'deterministic', value: median }
}
