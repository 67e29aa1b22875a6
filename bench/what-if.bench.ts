import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WhatIfMove } from '../api/what-if-model.ts'
import { projectRoot, startTestHost, type TestHost } from '../test/host/start-test-host.ts'
import type { BenchResult } from './bench-result.ts'

const TEMPLATE = join(projectRoot, 'flows', 'customer-support')
const PEOPLE = 'teams.tier1.shifts.0.headcount'
const THRESHOLD = 'flow.nodes.route.branches.confident.when#1'
const kpis = ['firstResponseAny.p50', 'resolutionTime.p50', 'slaResolution', 'costPerTicket']

type Tried = { readonly firstMs: number; readonly allMs: number }

async function finishedRun({ client }: TestHost): Promise<{ readonly runId: string; readonly tickets: number }> {
  let datasetId = ''
  let knowledgeId = ''
  for await (const item of client.stream('tickets.import', { path: join(TEMPLATE, 'tickets.jsonl') })) if (item.kind === 'summary') datasetId = item.summary.datasetId
  for await (const item of client.stream('knowledge.import', { path: join(TEMPLATE, 'knowledge') })) if (item.kind === 'summary') knowledgeId = item.summary.knowledgeId
  const flowText = readFileSync(join(TEMPLATE, 'customer-support.lumos.yaml'), 'utf8')
  for await (const item of client.stream('runs.simulate', { flowText, datasetId, knowledgeId, scenarioText: null, replications: 20 })) {
    if (item.kind === 'finished') return { runId: item.runId, tickets: item.report.manifest.tickets }
  }
  throw new Error('The run did not finish.')
}

/** How long a moved slider takes, by the clock on the wall, as the person at the slider has it: to its first figures and to all replications. */
async function tried({ client }: TestHost, runId: string, move: WhatIfMove): Promise<Tried> {
  const start = performance.now()
  let firstMs = 0
  for await (const item of client.stream('whatIf.try', { runId, moves: [move], kpis })) {
    if (item.kind === 'frame' && firstMs === 0) firstMs = performance.now() - start
  }
  return { firstMs, allMs: performance.now() - start }
}

async function over(host: TestHost, runId: string, path: string, values: readonly number[]): Promise<Tried> {
  const all: Tried[] = []
  for (const value of values) all.push(await tried(host, runId, { path, value }))
  const middle = (pick: (one: Tried) => number): number => all.map(pick).toSorted((a, b) => a - b)[all.length >> 1] ?? 0
  return { firstMs: middle((one) => one.firstMs), allMs: middle((one) => one.allMs) }
}

/** Measures the sliders of the Decide step on the template's tickets, with the models that ship: the whole way through the host. */
export async function run(): Promise<BenchResult> {
  const host = startTestHost()
  try {
    const { runId, tickets } = await finishedRun(host)
    await host.client.call('whatIf.open', { runId })
    const unseen = await over(host, runId, THRESHOLD, [0.15, 0.25, 0.35])
    const people = await over(host, runId, PEOPLE, [1, 3, 4, 5, 6, 7, 8])
    // Between those before: other values, hardly any other ways.
    const threshold = await over(host, runId, THRESHOLD, [0.151, 0.251, 0.351, 0.16, 0.26])
    const start = performance.now()
    for await (const item of host.client.stream('whatIf.curve', { runId, moves: [], kpis, path: PEOPLE, values: Array.from({ length: 21 }, (_, index) => index + 1) })) if (item.kind === 'refused') throw new Error(item.problem)
    return {
      name: 'what-if',
      figures: {
        tickets, peopleFirstMs: people.firstMs, peopleAllMs: people.allMs, thresholdUnseenFirstMs: unseen.firstMs, thresholdFirstMs: threshold.firstMs, thresholdAllMs: threshold.allMs, curveMs: performance.now() - start,
      },
      ratios: {},
      bars: [
        { name: 'milliseconds to the first figures of a moved number of people', value: people.firstMs, atMost: 100 },
        { name: 'milliseconds to the first figures of a moved threshold, most of whose ways have been walked', value: threshold.firstMs, atMost: 100 },
      ],
    }
  } finally {
    await host.close()
  }
}
