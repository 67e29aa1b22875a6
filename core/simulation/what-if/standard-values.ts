import { mergeScenarios } from '../../spec/extend-scenario.ts'
import type { ScenarioDocument } from '../../spec/scenario.ts'

/** What the product decides where a scenario is silent, as a scenario would say it: a run with it is the same run. */
export const standardValues: ScenarioDocument = {
  apiVersion: 'lumos/v1',
  kind: 'Scenario',
  metadata: { name: 'standard' },
  spec: {
    volume: 1,
    shrinkage: 0.3,
    handleTime: { default: { mean: '20m', cv: 1 }, escalatedFactor: 1, approvalFactor: 0.25 },
    aiLatency: { default: { median: '1s', p95: '4s' } },
    toolLatency: { median: '300ms', p95: '2s' },
    customer: {
      replyDelay: { median: '3h', cv: 1.5 },
      chatReplyDelay: { median: '1m', cv: 1 },
      replyProbability: { resolved: 0.35, unresolved: 0.85 },
      comebackProbability: 0.5,
      comebackDelay: '48h',
      reopenProbability: 0.05,
      autoSolveAfter: '72h',
      closeAfter: '7d',
      patience: { chat: '10m', voice: '10m' },
    },
    resolution: { answerResolvesFactor: 0.6, difficulty: 0 },
    handover: '3m',
    chatSlowdown: 0.15,
    rates: { humanHour: 32, aiAction: 0.02, aiResolution: 0, fixedPerMonth: 0, overtimeFactor: 1.5 },
  },
}

/** A scenario with those values written out, so that each of them can be varied. */
export function withStandardValues(scenario: ScenarioDocument): ScenarioDocument {
  return mergeScenarios(standardValues, scenario)
}
