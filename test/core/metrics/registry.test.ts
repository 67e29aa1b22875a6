import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { metricOf, metrics } from '../../../core/metrics/registry.ts'
import type { MetricSample } from '../../../core/metrics/define-metric.ts'
import type { RunFacts, TicketFacts } from '../../../core/metrics/ticket-facts.ts'

const base: TicketFacts = {
  id: 't', createdAt: 1000, channel: 'email', priority: null, outcome: 'open', aiInvolved: false, escalated: false, byPerson: false, resolution: null, gaveUp: false,
  firstResponseAnyAt: null, firstResponseHumanAt: null, resolvedAt: null, pendingMs: 0, humanReplies: 0, reopens: 0, slaFirstResponse: null, slaResolution: null, humanMs: 0, aiActions: 0,
}
const tickets: readonly TicketFacts[] = [
  { ...base, id: 'a', outcome: 'resolvedAutomatically', aiInvolved: true, resolution: 'confirmed', firstResponseAnyAt: 3000, resolvedAt: 3000, slaFirstResponse: 'achieved', slaResolution: 'achieved', aiActions: 4 },
  { ...base, id: 'b', outcome: 'resolvedAutomatically', aiInvolved: true, resolution: 'assumed', gaveUp: true, firstResponseAnyAt: 5000, resolvedAt: 5000, reopens: 1, slaFirstResponse: 'achieved', slaResolution: 'breached', aiActions: 4 },
  { ...base, id: 'c', outcome: 'resolvedByPerson', aiInvolved: true, escalated: true, byPerson: true, firstResponseAnyAt: 9000, firstResponseHumanAt: 9000, resolvedAt: 11_000, pendingMs: 4000, humanReplies: 1, humanMs: 3_600_000, slaFirstResponse: 'breached', slaResolution: 'active' },
  { ...base, id: 'd', outcome: 'dropped', aiInvolved: true, aiActions: 2 },
  { ...base, id: 'e', channel: 'chat', outcome: 'abandoned' },
]
const run: RunFacts = { tickets, people: { busyMs: 5_000_000, availableMs: 7_200_000, paidMs: 10_000_000, overtimeMs: 1_400_000 }, meanBacklog: 2.5, rates: { humanHour: 36, aiAction: 0.1, overtimeFactor: 1.5 } }

const expected: Record<string, MetricSample> = {
  firstResponseAny: { kind: 'values', values: [2000, 4000, 8000] },
  firstResponseHuman: { kind: 'values', values: [8000] },
  neverReplied: { kind: 'share', part: 1, whole: 4 },
  resolutionTime: { kind: 'values', values: [2000, 4000, 10_000] },
  requesterWait: { kind: 'values', values: [2000, 4000, 6000] },
  automatedResolutionRate: { kind: 'share', part: 2, whole: 4 },
  confirmedResolutionRate: { kind: 'share', part: 1, whole: 4 },
  assumedResolutionRate: { kind: 'share', part: 1, whole: 4 },
  gaveUpRate: { kind: 'share', part: 1, whole: 4 },
  escalationRate: { kind: 'share', part: 1, whole: 3 },
  handledByPeople: { kind: 'share', part: 1, whole: 4 },
  slaFirstResponse: { kind: 'share', part: 2, whole: 3 },
  slaResolution: { kind: 'share', part: 1, whole: 2 },
  backlog: { kind: 'number', value: 2.5, n: 5 },
  occupancy: { kind: 'number', value: 0.5, n: 5 },
  utilisation: { kind: 'number', value: 0.36, n: 5 },
  reopenRate: { kind: 'share', part: 1, whole: 3 },
  oneTouch: { kind: 'share', part: 1, whole: 1 },
  abandonmentRate: { kind: 'share', part: 1, whole: 1 },
  droppedRate: { kind: 'share', part: 1, whole: 5 },
  costPerTicket: { kind: 'number', value: ((10_000_000 + 1_400_000 * 1.5) / 3_600_000 * 36 + 1) / 5, n: 5 },
  handlingCostPerTicket: { kind: 'number', value: (36 + 1) / 5, n: 5 },
}

describe('the metrics', () => {
  it.each(metrics.map((metric) => [metric.id, metric] as const))('%s is folded as it is defined', (id, metric) => {
    expect(metric.fold(run)).toEqual(expected[id])
  })

  it('are listed completely: one file each, ids, titles and definitions of their own', () => {
    const others = new Set(['define-metric.ts', 'format-figure.ts', 'registry.ts', 'samples.ts', 'ticket-facts.ts'])
    const files = readdirSync(new URL('../../../core/metrics/', import.meta.url)).filter((name) => !others.has(name))
    const fileOf = (id: string): string => `${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`
    expect(metrics.map((metric) => fileOf(metric.id)).sort()).toEqual(files.sort())
    expect(new Set(metrics.map((metric) => metric.title)).size).toBe(metrics.length)
    for (const metric of metrics) {
      expect(metric.definition.length).toBeGreaterThan(30)
      expect(metricOf(metric.id)).toBe(metric)
    }
  })

  it('say nothing where nothing is known', () => {
    const empty: RunFacts = { tickets: [], people: null, meanBacklog: null, rates: run.rates }
    for (const metric of metrics) {
      const sample = metric.fold(empty)
      expect(sample.kind === 'values' ? sample.values.length : sample.kind === 'share' ? sample.whole : sample.value).toBe(sample.kind === 'number' ? null : 0)
    }
  })
})
