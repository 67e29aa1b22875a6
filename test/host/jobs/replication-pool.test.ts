import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hashName } from '../../../core/simulation/keyed-random.ts'
import type { SimulationResult } from '../../../core/simulation/simulation-input.ts'
import { assembleKnowledge } from '../../../core/knowledge/assemble-knowledge.ts'
import type { SignalAnswer } from '../../../core/signals/signal-answer.ts'
import type { SignalRequest } from '../../../core/signals/signal-request.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { parseTickets } from '../../../core/tickets/parse-tickets.ts'
import type { ModelAnswers } from '../../../host/jobs/drive-simulation.ts'
import { prepareScenario } from '../../../host/jobs/prepare-scenario.ts'
import { runSimulation } from '../../../host/jobs/simulate-job.ts'
import { spawnReplicationWorker } from '../../../host/jobs/spawn-replication-worker.ts'
import { projectRoot } from '../start-test-host.ts'

const template = join(projectRoot, 'flows', 'customer-support')
const workflow = workflowSchema.parse(parse(readFileSync(join(template, 'customer-support.lumos.yaml'), 'utf8')))
const tickets = parseTickets(readFileSync(join(template, 'tickets.jsonl'), 'utf8').split('\n').slice(0, 40).join('\n'), 'jsonl', 'tickets.jsonl').tickets

/** Answers that depend on the words only, as a model's do. */
function standIn(request: SignalRequest): SignalAnswer {
  const score = (words: string): number => Math.round((hashName(words) / 4_294_967_296) * 10_000) / 10_000
  switch (request.kind) {
    case 'tone':
      return { kind: 'tone', frustrated: score(request.text) / 2, confused: 0.1, neutral: 0.3, satisfied: /thank|works|great/i.test(request.text) ? 0.8 : 0.1, polarity: 0, words: 9, languageKnown: true }
    case 'urgency':
      return { kind: 'urgency', low: 0.1, normal: 0.8, high: 0.1 }
    case 'labels':
      return { kind: 'labels', scores: request.labels.map((label) => ({ label: label.id, score: score(label.id + request.text) })) }
    case 'inbound':
      return { kind: 'inbound', genuine: 1, spam: 0, autoReply: 0 }
    case 'passages':
      return { kind: 'passages', passages: [{ articleId: 'a', passageId: 'a1', title: 'Help', text: `Do this: ${request.text.slice(0, 20)}.`, source: 'helpCentre', thirdParty: false, confidence: 0.5 + score(request.text) / 2 }] }
    case 'similarity':
      return { kind: 'similarity', similarity: score(request.text + request.other) }
  }
}

function standInModels(): ModelAnswers & { readonly asked: () => number } {
  const store = new SignalStore()
  let asked = 0
  return {
    asked: () => asked,
    identities: () => Promise.resolve([]),
    answersFor: () => store,
    answer: (_knowledge, requests) => {
      asked += requests.length
      return Promise.resolve(requests.map(standIn))
    },
  }
}

async function simulated(workers: number, spawn: () => Worker = spawnReplicationWorker, spec = '{ seed: 3, replications: 6 }'): Promise<{ readonly result: SimulationResult; readonly asked: number }> {
  const models = standInModels()
  const scenario = prepareScenario(`apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: s }\nspec: ${spec}\n`, {})
  const job = { workflow, examples: () => undefined, tickets, knowledge: assembleKnowledge([]), scenario, replyBank: null, models, keepTickets: true, workers: workers === 1 ? null : { count: workers, spawn } }
  for await (const item of runSimulation(job, { aborted: false })) if (item.kind === 'result') return { result: item.result, asked: models.asked() }
  throw new Error('The run ended without a result.')
}

describe('replications in threads', () => {
  it('give the same bytes with one, two and four of them, and ask the models nothing twice', async () => {
    const one = await simulated(1)
    const text = JSON.stringify(one.result)
    for (const workers of [2, 4]) {
      const many = await simulated(workers)
      expect(JSON.stringify(many.result) === text).toBe(true)
      expect(many.asked).toBeLessThanOrEqual(one.asked)
    }
  })

  it('stop under a stop rule after the same replication with any number of them, and throw away what ran beyond it', async () => {
    const spec = '{ seed: 3, replications: 5, stop: { kpi: resolutionTime, statistic: mean, within: 0.15, atMost: 30 } }'
    const one = await simulated(1, spawnReplicationWorker, spec)
    const { stopped, manifest } = one.result.report
    expect(stopped?.because).toBe('narrow')
    expect(manifest.replications).toBeGreaterThan(5)
    expect(stopped?.replications).toBe(manifest.replications)
    for (const workers of [2, 4]) expect(JSON.stringify((await simulated(workers, spawnReplicationWorker, spec)).result) === JSON.stringify(one.result)).toBe(true)
  })

  it('end in a sentence where a thread is killed', async () => {
    const killed = (): Worker => {
      const worker = spawnReplicationWorker()
      worker.once('online', () => void worker.terminate())
      return worker
    }
    await expect(simulated(2, killed)).rejects.toMatchObject({ code: 'jobs.workerStopped', kind: 'environment', message: expect.stringContaining('A thread stopped') })
  })
})
