import type { Assumption } from '../engine/agent-contract.ts'
import { instantMs } from '../calendars/instant-ms.ts'
import { durationMs } from '../spec/duration.ts'
import type { HandleTimeDocument, LimitsDocument, RoutingDocument, ScenarioDocument } from '../spec/scenario.ts'
import { resolveDistribution } from './resolve-distribution.ts'
import { resolveKpis } from './resolve-kpis.ts'
import type { AgentLimits, HandleTimes, Patience, RoutingRules, Scenario } from './scenario.ts'
import type { Distribution } from './variates.ts'

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
  for (const [path, value] of Object.entries(spec.overrides ?? {})) {
    assumptions.push({ id: `scenario.overrides.${path}`, text: `In this run ${path} of the flow is set otherwise than in its file.`, value: typeof value === 'string' ? value : JSON.stringify(value), source: 'scenario: overrides' })
  }
  const customer = spec.customer ?? {}
  const handle = (times: HandleTimeDocument | undefined, path: string): Omit<HandleTimes, 'escalatedFactor' | 'approvalFactor'> => ({
    standard: resolveDistribution(pick(times?.default, { mean: '20m', cv: 1 }, `${path}.default`, 'One piece of human work on a ticket takes a lognormal time.', 'mean 20 m, cv 1')),
    teams: each(times?.teams, resolveDistribution),
    issueTypes: each(times?.issueTypes, resolveDistribution),
    teamsAndIssueTypes: each(times?.teamsAndIssueTypes, (types) => each(types, resolveDistribution)),
  })
  const baselineTimes = spec.baseline?.handleTime ?? spec.baselineHandleTime
  const handleTime: HandleTimes = {
    ...handle(spec.handleTime, 'handleTime'),
    escalatedFactor: pick(spec.handleTime?.escalatedFactor, 1, 'handleTime.escalatedFactor', 'What automation leaves to people takes as long as any other ticket.', '1'),
    approvalFactor: pick(spec.handleTime?.approvalFactor, 0.25, 'handleTime.approvalFactor', 'Approving a draft takes a share of the time that answering takes.', '0.25'),
  }
  const shrinkage = pick(spec.shrinkage, 0.3, 'shrinkage', 'Breaks, meetings and training take a share of paid time.', '0.3')
  const routing = routingRules(spec.routing, standardRouting)
  const onShiftEnd = pick(spec.onShiftEnd, { email: 'pause', chat: 'finish', voice: 'finish' }, 'onShiftEnd', 'At the end of a shift email pauses until the next one, chats and calls are finished.', 'email: pause, chat: finish, voice: finish')
  const humanHour = pick(spec.rates?.humanHour, 32, 'rates.humanHour', 'A paid hour of a person costs this much.', '32')
  const arrivals = spec.arrivals ?? { process: 'trace' }
  return {
    name: document.metadata.name,
    arrivals,
    window: {
      from: instant(spec.window?.from),
      to: instant(spec.window?.to),
      warmUpMs: ms(spec.window?.warmUp ?? (arrivals.process === 'trace' ? '0s' : '7d')),
      coolDownMs: ms(spec.window?.coolDown ?? '14d'),
    },
    stop: spec.stop === undefined ? null : { kpi: spec.stop.kpi, statistic: spec.stop.statistic ?? null, within: spec.stop.within ?? 0.05, atMost: Math.max(spec.stop.atMost ?? 100, spec.replications ?? 0) },
    seed: spec.seed ?? 1,
    replications: spec.replications ?? Math.min(20, spec.stop?.atMost ?? 20),
    volume: spec.volume ?? 1,
    shrinkage,
    handleTime,
    baseline: {
      teams: pick<Scenario['baseline']['teams']>(spec.baseline?.teams, null, 'baseline.teams', 'Today, the people of all teams of the flow answer everything together.', 'teams of the flow'),
      // Today nothing is automated: nobody takes over from an agent or approves a draft.
      handleTime: baselineTimes === undefined ? handleTime : { ...handle(baselineTimes, 'baseline.handleTime'), escalatedFactor: 1, approvalFactor: 1 },
      shrinkage: spec.baseline?.shrinkage ?? shrinkage,
      responseDelay: spec.baseline?.responseDelay === undefined ? null : resolveDistribution(spec.baseline.responseDelay),
      responseDelays: each(spec.baseline?.responseDelayByPriority, resolveDistribution),
    },
    issueTypeFrom: spec.issueTypeFrom ?? null,
    aiLatency: {
      standard: resolveDistribution(pick(spec.aiLatency?.default, { median: '1s', p95: '4s' }, 'aiLatency.default', 'An agent answers after a lognormal time.', 'median 1 s, p95 4 s')),
      roles: each(spec.aiLatency?.roles, resolveDistribution),
      agents: each(spec.aiLatency?.agents, resolveDistribution),
    },
    aiLimits: { standard: limits(spec.aiLimits?.default), roles: each(spec.aiLimits?.roles, limits), agents: each(spec.aiLimits?.agents, limits) },
    toolLatency: resolveDistribution(pick(spec.toolLatency, { median: '300ms', p95: '2s' }, 'toolLatency', 'A tool answers after a lognormal time.', 'median 0.3 s, p95 2 s')),
    customer: {
      replyDelay: resolveDistribution(pick(customer.replyDelay, { median: '3h', cv: 1.5 }, 'customer.replyDelay', 'Customers reply by email after a lognormal time.', 'median 3 h, cv 1.5')),
      chatReplyDelay: resolveDistribution(pick(customer.chatReplyDelay, { median: '1m', cv: 1 }, 'customer.chatReplyDelay', 'Customers reply in chats and calls after a lognormal time.', 'median 1 m, cv 1')),
      replyWhenResolved: pick(customer.replyProbability?.resolved, 0.35, 'customer.replyProbability.resolved', 'Share of the customers who say so when an answer has helped.', '0.35'),
      replyWhenUnresolved: pick(customer.replyProbability?.unresolved, 0.85, 'customer.replyProbability.unresolved', 'Share of the customers who say so when an answer has not helped.', '0.85'),
      comebackProbability: pick(customer.comebackProbability, 0.5, 'customer.comebackProbability', 'Share of the customers who come back later when an answer has not helped and they did not say so.', '0.5'),
      comebackDelay: { kind: 'exponential', mean: ms(pick(customer.comebackDelay, '48h', 'customer.comebackDelay', 'They come back after an exponential time; so do customers who reopen a solved ticket.', 'mean 48 h')) },
      reopenProbability: pick(customer.reopenProbability, 0.05, 'customer.reopenProbability', 'Share of the resolutions by people that are reopened.', '0.05'),
      autoSolveAfterMs: ms(pick(customer.autoSolveAfter, '72h', 'customer.autoSolveAfter', 'A question of ours that stays open this long counts as solved at the question, where the flow sets no time itself.', '72 h')),
      closeAfterMs: ms(pick(customer.closeAfter, '7d', 'customer.closeAfter', 'A solved ticket can be reopened this long; what the customer writes later is a ticket of its own.', '7 d')),
      activity: customer.activity ?? null,
      patience: patienceOf(customer.patience, pick),
    },
    answerResolvesFactor: pick(spec.resolution?.answerResolvesFactor, 0.6, 'resolution.answerResolvesFactor', 'Without history, an answer resolves the ticket with this share of its confidence.', '0.6'),
    answerDifficulty: pick(spec.resolution?.difficulty, 0, 'resolution.difficulty', 'Whether an answer of the flow helps has this much to do with how long people would work on the ticket: at 0 what is left for them is as hard as the rest, above it harder.', '0'),
    routing,
    onShiftEnd,
    handoverMs: ms(spec.handover ?? '3m'),
    chatSlowdown: spec.chatSlowdown ?? 0.15,
    clocks: (spec.clocks ?? []).map(({ metric, targets, calendar }) => ({ metric, targets: each(targets, ms), calendar: calendar ?? null })),
    kpis: resolveKpis(spec.kpis),
    csatProxy: spec.csatProxy ?? null,
    rates: {
      humanHour,
      aiAction: pick(spec.rates?.aiAction, 0.02, 'rates.aiAction', 'One call of an agent costs this much.', '0.02'),
      aiResolution: spec.rates?.aiResolution ?? 0,
      fixedPerMonth: spec.rates?.fixedPerMonth ?? 0,
      overtimeFactor: spec.rates?.overtimeFactor ?? 1.5,
    },
    teams: each(spec.teams, (team) => ({
      headcount: team.headcount ?? null,
      shifts: team.shifts ?? null,
      shrinkage: team.shrinkage ?? shrinkage,
      people: team.people ?? null,
      onShiftEnd: { ...onShiftEnd, ...team.onShiftEnd },
      routing: routingRules(team.routing, routing),
      humanHour: team.humanHour ?? humanHour,
    })),
    channelMap: spec.channelMap ?? {},
    assumptions,
    document,
  }
}

const standardRouting: RoutingRules = {
  discipline: 'priority', weights: { P1: 16, P2: 8, P3: 4, P4: 2, P5: 1 }, ageAfterMs: 7_200_000, preemption: null, people: null, agentSelection: 'longestIdle',
  queueSelection: 'priorityThenWait', relaxSkillsAfterMs: null, reserve: 0, affinityWaitMs: 0, assignedCap: null,
}

function routingRules(given: RoutingDocument | undefined, common: RoutingRules): RoutingRules {
  return {
    discipline: given?.discipline ?? common.discipline,
    weights: { ...common.weights, ...given?.weights },
    ageAfterMs: given?.ageAfter === undefined ? common.ageAfterMs : ms(given.ageAfter),
    preemption: given?.preemption ?? common.preemption,
    people: given?.people ?? common.people,
    agentSelection: given?.agentSelection ?? common.agentSelection,
    queueSelection: given?.queueSelection ?? common.queueSelection,
    relaxSkillsAfterMs: given?.relaxSkillsAfter === undefined ? common.relaxSkillsAfterMs : ms(given.relaxSkillsAfter),
    reserve: given?.reserve ?? common.reserve,
    affinityWaitMs: given?.affinityWait === undefined ? common.affinityWaitMs : ms(given.affinityWait),
    assignedCap: given?.assignedCap ?? common.assignedCap,
  }
}

type PatienceDocument = NonNullable<NonNullable<ScenarioDocument['spec']['customer']>['patience']>

function patienceOf(given: PatienceDocument | undefined, pick: <T>(given: T | undefined, fallback: T, path: string, text: string, value: string) => T): Patience {
  const one = (value: NonNullable<PatienceDocument['chat']>): Distribution => (typeof value === 'string' ? { kind: 'exponential', mean: ms(value) } : resolveDistribution(value))
  return {
    channels: {
      chat: one(pick<NonNullable<PatienceDocument['chat']>>(given?.chat, '10m', 'customer.patience.chat', 'Customers in a chat wait an exponential time for the first reply, then leave.', 'mean 10 m')),
      voice: one(pick<NonNullable<PatienceDocument['voice']>>(given?.voice, '10m', 'customer.patience.voice', 'Callers wait an exponential time for the first reply, then leave.', 'mean 10 m')),
      ...(given?.email === undefined ? {} : { email: one(given.email) }),
    },
    issueTypes: each(given?.issueTypes, one),
    teams: each(given?.teams, one),
    restart: given?.restart ?? false,
  }
}

function limits(given: LimitsDocument | undefined): AgentLimits {
  return { concurrency: given?.concurrency ?? null, perMinute: given?.perMinute ?? null, failure: given?.failure ?? 0, retries: given?.retries ?? 2 }
}

function each<T, R>(given: Readonly<Record<string, T | undefined>> | undefined, resolve: (one: T) => R): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(given ?? {}).flatMap(([id, one]) => (one === undefined ? [] : [[id, resolve(one)] as const])))
}

function ms(text: string): number {
  return durationMs(text) ?? 0
}

function instant(text: string | undefined): number | null {
  return text === undefined ? null : instantMs(text)
}
