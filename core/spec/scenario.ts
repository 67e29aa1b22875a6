import * as z from 'zod'
import { distributionSchema } from './distribution-schema.ts'
import { jsonValueSchema } from './json-value.ts'
import { csatProxySchema, kpisSchema } from './kpis-schema.ts'
import { apiVersionSchema, looseMetadataSchema } from './metadata.ts'
import { contextPathSchema, durationSchema, idSchema } from './scalar-schemas.ts'

const share = z.number().min(0).max(1)
const positive = z.number().positive()
const handleTimeSchema = z.strictObject({
  default: distributionSchema.optional().describe('one piece of human work where nothing more exact is said'),
  teams: z.record(idSchema, distributionSchema).optional().describe('by team'),
  issueTypes: z.record(idSchema, distributionSchema).optional().describe('by issue type, for teams that are not named'),
  teamsAndIssueTypes: z.record(idSchema, z.record(idSchema, distributionSchema)).optional().describe('by team, then issue type: the most exact wins'),
  escalatedFactor: positive.max(10).optional().describe('how much longer work takes that automation has left over'),
  approvalFactor: positive.max(10).optional().describe('an approval takes this share of the handle time'),
})
// Today nobody takes over from an agent or approves a draft.
const baselineTimeSchema = handleTimeSchema.omit({ escalatedFactor: true, approvalFactor: true })
const calendar = idSchema.describe('calendar of the workflow that says when')
const headcount = z.int().min(0).describe('people at a time')
const shiftSchema = z.strictObject({ calendar, headcount })
const shiftEndSchema = z
  .enum(['pause', 'finish', 'handoff', 'block'])
  .describe('pause until the next shift, finish first (overtime), hand the work to someone on shift, or block: do not begin what is expected to last longer than the shift')
const patienceSchema = z.union([durationSchema, distributionSchema])
const priorities = z.enum(['P1', 'P2', 'P3', 'P4', 'P5'])

const arrivalsSchema = z
  .discriminatedUnion('process', [
    z.strictObject({ process: z.literal('trace').describe('the tickets arrive exactly when they did') }),
    z.strictObject({ process: z.literal('poisson').describe('at random, at a constant rate'), perHour: positive.describe('tickets an hour on average') }),
    z.strictObject({
      process: z.literal('profile').describe('at random, at a rate for each half hour of the week'),
      timezone: z.string().optional().describe('IANA zone of the hours; default: that of the first calendar of the flow'),
      perWeek: positive.optional().describe('tickets a week on average; default: as in the rates, or as in the history'),
      perHour: z
        .partialRecord(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), z.array(z.number().min(0)).min(24).max(48).refine((rates) => rates.length === 24 || rates.length === 48, 'must have 24 or 48 numbers'))
        .optional()
        .describe('rates by weekday: 24 numbers by hour or 48 by half hour; days that are left out have none; default: the shape of the history'),
    }),
    z.strictObject({ process: z.literal('bootstrap').describe('whole weeks of the history, drawn at random with replacement'), timezone: z.string().optional().describe('IANA zone in which weeks begin; default: that of the first calendar of the flow') }),
  ])
  .describe('how tickets come; default: trace')

const limitsSchema = z
  .strictObject({
    concurrency: z.int().min(1).optional().describe('calls at once; further ones wait in line'),
    perMinute: positive.optional().describe('calls a minute at most'),
    failure: share.optional().describe('share of the calls that fail'),
    retries: z.int().min(0).max(10).optional().describe('how often a failed call is tried again by the service itself, after 1 s, 2 s, 4 s …; default 2'),
  })
  .describe('what the service behind an agent can take')

const routingSchema = z.strictObject({
  discipline: z.enum(['priority', 'fifo', 'sla', 'weighted', 'aging']).optional().describe('who is next: by priority, in order of arrival, by the next SLA deadline, by wait times a weight, or by priority that grows with the wait; default: priority'),
  weights: z.partialRecord(priorities, positive).optional().describe('for weighted: how much a minute of wait counts, by priority; default: P1 16, P2 8, P3 4, P4 2, P5 1'),
  ageAfter: durationSchema.optional().describe('for aging: the wait after which a ticket counts as one priority higher; default 2h'),
  preemption: z.strictObject({ by: z.array(priorities).min(1).describe('priorities that may interrupt'), of: z.array(priorities).min(1).describe('priorities that may be interrupted; their work resumes later') }).optional().describe('urgent work interrupts other work; default: never'),
  people: z.enum(['pooled', 'individual']).optional().describe('whether people of a team are alike, or each has skills and a history; default: individual where people are named, else pooled'),
  agentSelection: z.enum(['longestIdle', 'bestSkill', 'roundRobin', 'mostSpareCapacity']).optional().describe('who of several idle people takes new work; default: longestIdle'),
  queueSelection: z.enum(['priorityThenWait', 'ownSkillFirst', 'weightedWait']).optional().describe('which of several queues a person who gets free takes from; default: priorityThenWait'),
  relaxSkillsAfter: durationSchema.optional().describe('after this wait any person of the team may take the work; default: never'),
  reserve: z.int().min(0).optional().describe('people kept free for work that needs their first skill; default 0'),
  affinityWait: durationSchema.optional().describe('how long a returning customer waits for the same person; default: not at all'),
  assignedCap: z.int().min(1).optional().describe('tickets assigned to one person at most, those that wait for the customer included; default: no cap'),
})

const personSchema = z.strictObject({
  id: idSchema.describe('the name of the person'),
  skills: z.record(idSchema, z.number().positive().max(1)).optional().describe('skill: proficiency above 0 up to 1; work takes 1/proficiency as long; the first is the primary skill; default: the skills of the team at 1'),
  calendar: idSchema.optional().describe('when the person works; default: the first shift of the team'),
})

const teamChangeSchema = z.strictObject({
  headcount: headcount.optional(),
  shifts: z.array(shiftSchema).min(1).optional().describe('who works when'),
  shrinkage: z.number().min(0).max(0.9).optional().describe('in place of the common one'),
  people: z.array(personSchema).min(1).max(1000).optional().describe('named people in place of the headcount'),
  onShiftEnd: z.record(idSchema, shiftEndSchema).optional().describe('by channel, in place of the common rules'),
  routing: routingSchema.optional().describe('rules in place of the common ones'),
  humanHour: z.number().min(0).optional().describe('cost of a paid hour in place of the common one'),
})

/** The schema of a simulation scenario: everything about a run that is not in the flow. Every field of its spec is optional. */
export const scenarioSchema = z.strictObject({
  apiVersion: apiVersionSchema,
  kind: z.literal('Scenario').describe('what kind of file this is'),
  metadata: looseMetadataSchema.describe('name and owners'),
  spec: z
    .strictObject({
      extends: z.string().min(1).optional().describe('scenario file that this one starts from, beside it; only what differs is written here'),
      workflow: z.string().min(1).optional().describe('workflow file, beside the scenario'),
      tickets: z.string().min(1).optional().describe('ticket file, beside the scenario'),
      knowledge: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional().describe('files or folders with articles, beside the scenario'),
      arrivals: arrivalsSchema.optional(),
      window: z
        .strictObject({
          from: z.iso.datetime({ offset: true }).optional().describe('tickets from here on are counted; default: the first ticket'),
          to: z.iso.datetime({ offset: true }).optional().describe('tickets before this are counted; default: the last ticket'),
          warmUp: durationSchema.optional().describe('time before the window in which tickets come but are not counted; default 0s for a trace, 7d else'),
          coolDown: durationSchema.optional().describe('time after the window in which open tickets may still be finished; default 14d'),
        })
        .optional()
        .describe('which tickets the figures are about'),
      seed: z.int().min(0).max(4_294_967_295).optional().describe('where chance begins; the same seed gives the same run'),
      replications: z.int().min(1).max(1000).optional().describe('how often the run is repeated for the intervals'),
      stop: z
        .strictObject({
          kpi: idSchema.describe('the KPI that decides'),
          statistic: z.enum(['mean', 'p50', 'p90', 'p95']).optional().describe('of that KPI; default: its usual one'),
          within: z.number().min(0.001).max(1).optional().describe('half of the 95 % interval as a share of the figure; default 0.05'),
          atMost: z.int().min(2).max(1000).optional().describe('replications at most; default 100'),
        })
        .optional()
        .describe('go on beyond the replications above until an interval is narrow enough'),
      volume: z.number().min(0.01).max(20).optional().describe('how many tickets come, as a multiple'),
      shrinkage: z.number().min(0).max(0.9).optional().describe('share of paid time for breaks, meetings, training'),
      handleTime: handleTimeSchema.optional().describe('how long people work on one ticket in the flow'),
      baselineHandleTime: baselineTimeSchema.optional().describe('how long people work on one ticket today; baseline.handleTime says the same'),
      baseline: z
        .strictObject({
          teams: z.array(z.strictObject({ id: idSchema.describe('the name of the team'), calendar, headcount })).min(1).optional().describe('who answers today'),
          handleTime: baselineTimeSchema.optional().describe('how long people work on one ticket today'),
          shrinkage: z.number().min(0).max(0.9).optional().describe('today, in place of the common one'),
          responseDelay: distributionSchema.optional().describe('time before an answer that is neither queue nor work, as fitted to a history'),
          responseDelayByPriority: z.partialRecord(priorities, distributionSchema).optional().describe('in place of it, by the priority that the history gives'),
        })
        .optional()
        .describe('how tickets are answered today, to compare with'),
      issueTypeFrom: contextPathSchema.optional().describe('where the flow writes the issue type; default: triage.issueType, or the issueType output of the first agent that has one'),
      aiLatency: z
        .strictObject({
          default: distributionSchema.optional().describe('for agents that are not named'),
          roles: z.record(idSchema, distributionSchema).optional().describe('by role'),
          agents: z.record(idSchema, distributionSchema).optional().describe('by agent'),
        })
        .optional()
        .describe('how fast agents answer'),
      aiLimits: z.strictObject({ default: limitsSchema.optional(), roles: z.record(idSchema, limitsSchema).optional().describe('by role'), agents: z.record(idSchema, limitsSchema).optional().describe('by agent') }).optional().describe('limits of the services behind agents; default: none'),
      toolLatency: distributionSchema.optional().describe('how fast tools answer'),
      customer: z
        .strictObject({
          replyDelay: distributionSchema.optional().describe('how soon customers reply by email'),
          chatReplyDelay: distributionSchema.optional().describe('how soon customers reply in chats and calls'),
          replyProbability: z
            .strictObject({
              resolved: share.optional().describe('share of the customers who say so when an answer has helped'),
              unresolved: share.optional().describe('share of the customers who say so when an answer has not helped'),
            })
            .optional()
            .describe('how many customers reply to an answer'),
          comebackProbability: share.optional().describe('a customer whom the answer did not help and who did not reply comes back later'),
          comebackDelay: durationSchema.optional().describe('after how long they come back on average'),
          reopenProbability: share.optional().describe('share of the resolutions by people that are reopened'),
          autoSolveAfter: durationSchema.optional().describe('a question of ours that stays open this long counts as solved'),
          closeAfter: durationSchema.optional().describe('a solved ticket can be reopened this long; later messages are new tickets; default 7d'),
          activity: idSchema.optional().describe('calendar of the flow in which customers write; default: always'),
          patience: z
            .strictObject({
              chat: patienceSchema.optional().describe('in chats; a time alone is the mean of an exponential one'),
              voice: patienceSchema.optional().describe('in calls; a time alone is the mean of an exponential one'),
              email: patienceSchema.optional().describe('by email; default: endless'),
              issueTypes: z.record(idSchema, patienceSchema).optional().describe('by issue type, once it is known'),
              teams: z.record(idSchema, patienceSchema).optional().describe('while waiting for a team'),
              restart: z.boolean().optional().describe('patience begins anew with every wait for a person, not only before the first reply; default false'),
            })
            .optional()
            .describe('how long customers wait for the first reply before they leave'),
        })
        .optional()
        .describe('how customers behave'),
      resolution: z
        .strictObject({ answerResolvesFactor: share.optional().describe('an answer resolves the ticket with this share of its confidence'), difficulty: share.optional().describe('how much answers help with easy tickets rather than with those on which people work long, so that what is left for people is harder; default 0') })
        .optional()
        .describe('what resolves a ticket where the history does not say'),
      routing: routingSchema.optional().describe('how work finds people'),
      onShiftEnd: z.record(idSchema, shiftEndSchema).optional().describe('what becomes of open work at the end of a shift, by channel'),
      handover: durationSchema.optional().describe('what handing work over at the end of a shift adds; default 3m'),
      chatSlowdown: z.number().min(0).max(2).optional().describe('how much slower each further chat of the same person makes the work; default 0.15'),
      clocks: z
        .array(
          z.strictObject({
            metric: z.enum(['firstReplyHuman', 'firstResponseAny', 'nextReply', 'requesterWait', 'agentWork', 'totalResolution', 'pausableUpdate']).describe('what is measured'),
            targets: z.partialRecord(priorities, durationSchema).describe('by priority; priorities that are left out have none'),
            calendar: idSchema.optional().describe('open hours that count; default: every hour counts'),
          }),
        )
        .optional()
        .describe('SLA targets beside those of the flow, with the meaning that help desks give them'),
      kpis: kpisSchema.optional(),
      csatProxy: csatProxySchema.optional(),
      rates: z
        .strictObject({
          humanHour: z.number().min(0).optional().describe('cost of a paid hour of a person'),
          aiAction: z.number().min(0).optional().describe('cost of one call of an agent'),
          aiResolution: z.number().min(0).optional().describe('cost of one ticket that agents resolve; default 0'),
          fixedPerMonth: z.number().min(0).optional().describe('what is paid whatever happens; default 0'),
          overtimeFactor: z.number().min(1).max(5).optional().describe('an hour of overtime costs this many; default 1.5'),
        })
        .optional()
        .describe('what work costs'),
      teams: z.record(idSchema, teamChangeSchema).optional().describe('people in place of those that the flow names, by team'),
      overrides: z.record(z.string().min(1), jsonValueSchema).optional().describe('fields of the flow that this run sets otherwise: path below spec, such as agents.triage.params.threshold, with list items by id or index, and #1 behind an expression for its first number'),
      channelMap: z.record(z.string(), idSchema).optional().describe('which channel of the flow a channel of the tickets is'),
      replyBank: z.string().optional().describe('file with customer replies, beside the scenario'),
    })
    .describe('everything about a run that is not in the flow'),
}).meta({ title: 'LUMOS Scenario v1: a simulation' })

/** A scenario as its file says it, nothing filled in. */
export type ScenarioDocument = z.infer<typeof scenarioSchema>
/** Handle times as a file says them. */
export type HandleTimeDocument = z.infer<typeof handleTimeSchema>
/** Rules of routing as a file says them. */
export type RoutingDocument = z.infer<typeof routingSchema>
/** The arrival process as a file says it. */
export type ArrivalsDocument = z.infer<typeof arrivalsSchema>
/** Limits of an agent's service as a file says them. */
export type LimitsDocument = z.infer<typeof limitsSchema>
/** A named person as a file says it. */
export type PersonDocument = z.infer<typeof personSchema>
/** What a scenario changes about a team. */
export type TeamChangeDocument = z.infer<typeof teamChangeSchema>
