import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chosenMetrics, metricOf, metrics, standardChoice } from '../../../core/metrics/registry.ts'
import type { MetricSample } from '../../../core/metrics/define-metric.ts'
import type { RunFacts, TicketFacts } from '../../../core/metrics/ticket-facts.ts'
import { untouchedTicket } from '../../../core/metrics/ticket-facts.ts'
import { kpisSchema } from '../../../core/spec/kpis-schema.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const base: TicketFacts = { ...untouchedTicket, id: 't', createdAt: 1000, channel: 'email' }
const ticket = (given: Partial<TicketFacts>): TicketFacts => ({ ...base, ...given })

const tickets: readonly TicketFacts[] = [
  ticket({ id: 'a', outcome: 'resolvedAutomatically', aiInvolved: true, aiReplies: 1, resolution: 'confirmed', resolvedProbability: 0.2, firstResponseAnyAt: 3000, firstResponseAnyBusinessMs: 0, firstResolvedAt: 3000, resolvedAt: 3000, endedAt: 4000, resolutionBusinessMs: 0, slaFirstResponse: 'achieved', slaResolution: 'achieved', aiActions: 4 }),
  ticket({ id: 'b', outcome: 'resolvedAutomatically', aiInvolved: true, aiReplies: 2, resolution: 'assumed', resolvedProbability: 0.9, gaveUp: true, askedAgainAfterMs: 2 * DAY, firstResponseAnyAt: 5000, firstResponseAnyBusinessMs: 500, firstResolvedAt: 2000, resolvedAt: 6000, solvedMs: 1000, endedAt: 9000, resolutionBusinessMs: 700, reopens: 2, slaFirstResponse: 'achieved', slaResolution: 'breached', slaResolutionOverMs: 5, aiActions: 4 }),
  ticket({
    id: 'c', outcome: 'resolvedByPerson', aiInvolved: true, aiReplies: 1, escalated: true, byPerson: true, handedOverAt: 7000, teamChanges: 1, askedAgainAfterMs: 1000, firstResponseAnyAt: 4000, firstResponseAnyBusinessMs: 3000, firstResponseHumanAt: 9000,
    firstResponseHumanBusinessMs: 2000, firstResolvedAt: 11_000, resolvedAt: 11_000, endedAt: 12_000, resolutionBusinessMs: 4000, pendingMs: 4000, onHoldMs: 1000, nextRepliesMs: [3000, 500], humanReplies: 1, humanMs: HOUR, slaFirstResponse: 'breached', slaResolution: 'activeBreached',
    clocks: [{ metric: 'nextReply', result: 'achieved', overMs: 0 }],
  }),
  ticket({ id: 'd', outcome: 'dropped', aiInvolved: true, aiActions: 2, endedAt: 1500 }),
  ticket({ id: 'e', channel: 'chat', outcome: 'abandoned', endedAt: 6000 }),
  ticket({ id: 'f', channel: 'chat', outcome: 'abandoned', endedAt: 40_000 }),
  ticket({ id: 'g', channel: 'chat', outcome: 'resolvedByPerson', byPerson: true, handedOverAt: 1000, firstResponseAnyAt: 21_000, firstResponseAnyBusinessMs: 20_000, firstResponseHumanAt: 21_000, firstResponseHumanBusinessMs: 20_000, firstResolvedAt: 31_000, resolvedAt: 31_000, endedAt: 31_000, resolutionBusinessMs: 30_000, humanReplies: 3, slaFirstResponse: 'active' }),
  ticket({ id: 'h', outcome: 'open', byPerson: false, handedOverAt: 5000 }),
]
const run: RunFacts = {
  tickets, people: { busyMs: 5_000_000, availableMs: 7_200_000, paidMs: 10_000_000, overtimeMs: 1_400_000, paidCost: 100, overtimeCost: 21 }, meanBacklog: 2.5, window: { from: 0, to: 10_000 },
  rates: { humanHour: 36, aiAction: 0.1, aiResolution: 0.99, fixedPerMonth: 2_629_800 }, live: { withinMs: 20_000, shortMs: 10_000 }, csatProxy: (one) => (one.resolvedAt === null ? 0 : 0.7),
}

// By hand, metric by metric: eight tickets, one of them spam, three of them chats.
const expected: Record<string, MetricSample> = {
  firstResponseAny: { kind: 'values', values: [2000, 4000, 3000, 20_000] },
  firstResponseAnyBusiness: { kind: 'values', values: [0, 500, 3000, 20_000] },
  firstResponseHuman: { kind: 'values', values: [8000, 20_000] },
  'firstResponseHuman/allHours': { kind: 'values', values: [8000, 20_000] },
  'firstResponseHuman/officeHours': { kind: 'values', values: [2000, 20_000] },
  'firstResponseHuman/fromHandover': { kind: 'values', values: [2000, 20_000] },
  firstResponseHumanBusiness: { kind: 'values', values: [2000, 20_000] },
  neverReplied: { kind: 'share', part: 3, whole: 7 },
  nextReplyTime: { kind: 'values', values: [3000, 500] },
  firstResolutionTime: { kind: 'values', values: [2000, 1000, 10_000, 30_000] },
  resolutionTime: { kind: 'values', values: [2000, 5000, 10_000, 30_000] },
  resolutionTimeBusiness: { kind: 'values', values: [0, 700, 4000, 30_000] },
  requesterWait: { kind: 'values', values: [2000, 4000, 6000, 30_000] },
  agentWorkTime: { kind: 'values', values: [2000, 4000, 5000, 30_000] },
  agentWait: { kind: 'values', values: [0, 0, 4000, 0] },
  automatedResolutionRate: { kind: 'share', part: 2, whole: 7 },
  'automatedResolutionRate/fin': { kind: 'share', part: 2, whole: 3 },
  'automatedResolutionRate/contained': { kind: 'share', part: 1, whole: 7 },
  'automatedResolutionRate/verified': { kind: 'share', part: 1, whole: 7 },
  confirmedResolutionRate: { kind: 'share', part: 1, whole: 7 },
  assumedResolutionRate: { kind: 'share', part: 1, whole: 7 },
  containedRate: { kind: 'share', part: 1, whole: 7 },
  verifiedRate: { kind: 'share', part: 1, whole: 7 },
  involvementRate: { kind: 'share', part: 3, whole: 7 },
  automationRate: { kind: 'share', part: 2, whole: 7 },
  containmentRate: { kind: 'share', part: 2, whole: 3 },
  'containmentRate/noCallback24h': { kind: 'share', part: 2, whole: 3 },
  gaveUpRate: { kind: 'share', part: 1, whole: 7 },
  escalationRate: { kind: 'share', part: 1, whole: 3 },
  tierEscalationRate: { kind: 'share', part: 1, whole: 3 },
  handledByPeople: { kind: 'share', part: 2, whole: 7 },
  slaFirstResponse: { kind: 'share', part: 2, whole: 3 },
  'slaFirstResponse/withActive': { kind: 'share', part: 2, whole: 3 },
  slaResolution: { kind: 'share', part: 1, whole: 2 },
  'slaResolution/withActive': { kind: 'share', part: 1, whole: 3 },
  slaNoBreach: { kind: 'share', part: 1, whole: 3 },
  slaActiveBreached: { kind: 'share', part: 1, whole: 8 },
  serviceLevel: { kind: 'share', part: 1, whole: 3 },
  'serviceLevel/withoutShort': { kind: 'share', part: 1, whole: 2 },
  abandonmentRate: { kind: 'share', part: 2, whole: 3 },
  'abandonmentRate/withoutShort': { kind: 'share', part: 1, whole: 2 },
  backlog: { kind: 'number', value: 2.5, n: 8 },
  backlogAtEnd: { kind: 'number', value: 4, n: 8 },
  occupancy: { kind: 'number', value: 0.5, n: 8 },
  utilisation: { kind: 'number', value: 0.36, n: 8 },
  'utilisation/assembled': { kind: 'number', value: 0.72, n: 8 },
  reopenRate: { kind: 'share', part: 1, whole: 4 },
  reopensPerTicket: { kind: 'number', value: 0.5, n: 4 },
  oneTouch: { kind: 'share', part: 1, whole: 2 },
  csatProxy: { kind: 'number', value: 0.4, n: 7 },
  droppedRate: { kind: 'share', part: 1, whole: 8 },
  // One month of 2,629,800 s costs 2,629,800: ten seconds cost 10.
  costPerTicket: { kind: 'number', value: (100 + 21 + 1 + 2 * 0.99 + 10) / 8, n: 8 },
  handlingCostPerTicket: { kind: 'number', value: (36 + 1 + 2 * 0.99) / 8, n: 8 },
}

const every = metrics.flatMap((metric) => [{ name: metric.id, metric }, ...metric.variants.map((variant) => ({ name: `${metric.id}/${variant.id}`, metric: metricOf(metric.id, variant.id) ?? metric }))])

describe('the metrics', () => {
  it.each(every.map(({ name, metric }) => [name, metric] as const))('%s is folded as it is defined', (name, metric) => {
    const sample = metric.fold(run)
    const wanted = expected[name]
    if (sample.kind === 'number' && wanted?.kind === 'number') expect({ ...sample, value: Math.round((sample.value ?? NaN) * 1e12) }).toEqual({ ...wanted, value: Math.round((wanted.value ?? NaN) * 1e12) })
    else expect(sample).toEqual(wanted)
  })

  it('are listed completely: one file each, ids, titles and definitions of their own', () => {
    const others = new Set(['define-metric.ts', 'format-figure.ts', 'registry.ts', 'samples.ts', 'ticket-facts.ts'])
    const files = readdirSync(new URL('../../../core/metrics/', import.meta.url)).filter((name) => !others.has(name))
    const fileOf = (id: string): string => `${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`
    expect(metrics.map((metric) => fileOf(metric.id)).sort()).toEqual(files.sort())
    expect(Object.keys(expected).sort()).toEqual(every.map(({ name }) => name).sort())
    expect(new Set(metrics.map((metric) => metric.title)).size).toBe(metrics.length)
    for (const { metric } of every) {
      expect(metric.definition.length).toBeGreaterThan(30)
      expect(metric.cohort.length).toBeGreaterThan(10)
      expect(metric.clock !== null).toBe(metric.unit === 'ms' || metric.id === 'slaFirstResponse' || metric.id === 'slaResolution')
      expect(metricOf(metric.id, metric.variant)).toEqual(metric)
    }
  })

  it('never call an estimate CSAT', () => {
    for (const { metric } of every) expect(metric.title).not.toMatch(/CSAT(?! proxy)/)
  })

  it('say nothing where nothing is known', () => {
    const empty: RunFacts = { ...run, tickets: [], people: null, meanBacklog: null }
    for (const { metric } of every) {
      const sample = metric.fold(empty)
      expect(sample.kind === 'values' ? sample.values.length : sample.kind === 'share' ? sample.whole : sample.value).toBe(sample.kind === 'number' ? null : 0)
    }
    expect(metricOf('csatProxy')?.fold({ ...run, csatProxy: null })).toEqual({ kind: 'number', value: null, n: 0 })
  })
})

describe('the traps of definitions', () => {
  const sampleOf = (id: string, given: Partial<TicketFacts>, variant?: string): MetricSample | undefined => metricOf(id, variant)?.fold({ ...run, tickets: [ticket(given)] })

  it.each<readonly [string, string, Partial<TicketFacts>, string | undefined, MetricSample]>([
    ['a reply of a bot is a first response, and no first reply', 'firstResponseHuman', { outcome: 'resolvedAutomatically', firstResponseAnyAt: 2000, firstResponseHumanAt: null }, undefined, { kind: 'values', values: [] }],
    ['an unreplied ticket is left out of first reply times', 'firstResponseAny', {}, undefined, { kind: 'values', values: [] }],
    ['and counted where nothing was replied', 'neverReplied', {}, undefined, { kind: 'share', part: 1, whole: 1 }],
    ['spam is nobody who waits', 'neverReplied', { outcome: 'dropped' }, undefined, { kind: 'share', part: 0, whole: 0 }],
    ['a reply out of hours to a ticket from out of hours took no business time', 'firstResponseHumanBusiness', { firstResponseHumanAt: 9000, firstResponseHumanBusinessMs: 0 }, undefined, { kind: 'values', values: [0] }],
    ['without a calendar there are no business hours', 'firstResponseHumanBusiness', { firstResponseHumanAt: 9000 }, undefined, { kind: 'values', values: [] }],
    ['the first resolution stays when the ticket is open again', 'firstResolutionTime', { outcome: 'open', firstResolvedAt: 3000, reopens: 1 }, undefined, { kind: 'values', values: [2000] }],
    ['the full resolution does not', 'resolutionTime', { outcome: 'open', firstResolvedAt: 3000, reopens: 1 }, undefined, { kind: 'values', values: [] }],
    ['agent wait is the wait for the customer', 'agentWait', { outcome: 'resolvedByPerson', resolvedAt: 9000, pendingMs: 5000 }, undefined, { kind: 'values', values: [5000] }],
    ['requester wait is not shortened below nothing', 'requesterWait', { outcome: 'resolvedByPerson', resolvedAt: 3000, pendingMs: 5000 }, undefined, { kind: 'values', values: [0] }],
    ['a target past its time that runs on is not completed', 'slaResolution', { slaResolution: 'activeBreached' }, undefined, { kind: 'share', part: 0, whole: 0 }],
    ['but missed by the other definition', 'slaResolution', { slaResolution: 'activeBreached' }, 'withActive', { kind: 'share', part: 0, whole: 1 }],
    ['and shown apart', 'slaActiveBreached', { slaResolution: 'activeBreached' }, undefined, { kind: 'share', part: 1, whole: 1 }],
    ['a ticket with one target met and another running is not judged yet', 'slaNoBreach', { slaFirstResponse: 'achieved', slaResolution: 'active' }, undefined, { kind: 'share', part: 0, whole: 0 }],
    ['a greeting or notice is no involvement', 'involvementRate', { aiInvolved: true, aiReplies: 0 }, undefined, { kind: 'share', part: 0, whole: 1 }],
    ['an agent that did nothing but sort was not asked to resolve', 'automatedResolutionRate', { aiInvolved: true, aiReplies: 0 }, 'fin', { kind: 'share', part: 0, whole: 0 }],
    ['a resolution is taken back when the ticket is reopened', 'automatedResolutionRate', { outcome: 'open', aiReplies: 1, reopens: 1, firstResolvedAt: 2000 }, undefined, { kind: 'share', part: 0, whole: 1 }],
    ['a customer who came back once was not contained, although resolved', 'containedRate', { outcome: 'resolvedAutomatically', aiReplies: 2, askedAgainAfterMs: 5 }, undefined, { kind: 'share', part: 0, whole: 1 }],
    ['who gave up is contained all the same', 'containmentRate', { outcome: 'resolvedAutomatically', aiReplies: 1, gaveUp: true }, undefined, { kind: 'share', part: 1, whole: 1 }],
    ['a call back within the day is not contained', 'containmentRate', { outcome: 'resolvedAutomatically', aiReplies: 1, askedAgainAfterMs: DAY }, 'noCallback24h', { kind: 'share', part: 0, whole: 1 }],
    ['reopenings are events, reopened tickets are not', 'reopensPerTicket', { outcome: 'resolvedByPerson', resolvedAt: 2000, firstResolvedAt: 2000, reopens: 3 }, undefined, { kind: 'number', value: 3, n: 1 }],
    ['two replies are not one touch', 'oneTouch', { outcome: 'resolvedByPerson', humanReplies: 2 }, undefined, { kind: 'share', part: 0, whole: 1 }],
    ['a customer who leaves after the first reply has not abandoned', 'abandonmentRate', { channel: 'chat', outcome: 'unresolved', firstResponseAnyAt: 2000 }, undefined, { kind: 'share', part: 0, whole: 1 }],
    ['nor has one who leaves while waiting for another reply', 'abandonmentRate', { channel: 'chat', outcome: 'abandoned', firstResponseAnyAt: 2000 }, undefined, { kind: 'share', part: 0, whole: 1 }],
    ['nobody abandons an email', 'abandonmentRate', { outcome: 'abandoned' }, undefined, { kind: 'share', part: 0, whole: 0 }],
    ['a chat answered at the limit is in time', 'serviceLevel', { channel: 'chat', firstResponseAnyAt: 21_000 }, undefined, { kind: 'share', part: 1, whole: 1 }],
    ['a chat that is still waiting is undecided', 'serviceLevel', { channel: 'chat' }, undefined, { kind: 'share', part: 0, whole: 0 }],
  ])('%s (%s)', (_, id, given, variant, wanted) => {
    expect(sampleOf(id, given, variant)).toEqual(wanted)
  })
})

describe('the definitions of products', () => {
  it.each([
    ['lumos', { automatedResolutionRate: 'standard', slaResolution: 'standard', firstResponseHuman: 'standard' }],
    ['zendesk', { automatedResolutionRate: 'contained', slaResolution: 'standard', firstResponseHuman: 'standard' }],
    ['intercom', { automatedResolutionRate: 'fin', slaResolution: 'withActive', firstResponseHuman: 'allHours' }],
  ] as const)('in the style of %s are its own', (style, variants) => {
    const chosen = new Map(chosenMetrics({ ...standardChoice, style }).map((metric) => [metric.id, metric.variant]))
    for (const [id, variant] of Object.entries(variants)) expect(chosen.get(id)).toBe(variant)
  })

  it('give way to single ones, and another statistic stands for times only', () => {
    const chosen = new Map(chosenMetrics({ style: 'intercom', variants: { slaResolution: 'standard', utilisation: 'assembled' }, statistic: 'p90' }).map((metric) => [metric.id, metric]))
    expect(chosen.get('slaResolution')?.variant).toBe('standard')
    expect(chosen.get('utilisation')?.variant).toBe('assembled')
    expect(chosen.get('resolutionTime')?.statistic).toBe('p90')
    expect(chosen.get('occupancy')?.statistic).toBe('mean')
  })

  it('can all be written into a scenario, and nothing else', () => {
    const { shape } = kpisSchema
    const written = Object.fromEntries(Object.entries(shape).flatMap(([id, schema]) => {
      const metric = metricOf(id)
      return metric === undefined ? [] : [[id, schema.unwrap()]]
    }))
    for (const metric of metrics) {
      const schema = written[metric.id]
      expect(schema !== undefined, metric.id).toBe(metric.variants.length > 0)
      for (const variant of ['standard', ...metric.variants.map((one) => one.id)]) if (schema !== undefined) expect(schema.safeParse(variant).success, `${metric.id}: ${variant}`).toBe(true)
      if (schema !== undefined) expect(schema.safeParse('other').success).toBe(false)
    }
  })
})
