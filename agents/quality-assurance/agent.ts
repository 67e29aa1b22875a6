import type { AgentInput } from '../../core/engine/agent-contract.ts'
import { quantise } from '../../core/signals/quantise.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { AgentSpec } from '../../core/spec/workflow.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { missingSignal } from '../missing-signal.ts'
import { sayCount, sayId, sayList, sayScore } from '../say-score.ts'
import { type RubricCheck, rubricChecks, toneRequest } from './rubric-checks.ts'

const params = z.strictObject({
  minWords: z.int().min(1).max(20).default(3).meta({
    title: 'Shortest message whose tone is judged', help: 'The tone of shorter last messages is not assessed.', widget: 'number', unit: 'words', min: 1, max: 20, step: 1,
  } satisfies FormMeta),
  weights: z.record(z.string(), z.number().min(0).max(10)).default({}).meta({
    title: 'Weights', help: 'How much an item of the rubric counts; 1 where nothing is said.', widget: 'table',
  } satisfies FormMeta),
})

const standardRubric = ['citation', 'tone', 'policy', 'completeness', 'greeting']

/** Grades a finished conversation on what can be checked, and says what needs a person's judgement. */
export const qualityAssurance = defineAgent({
  type: 'qualityAssurance',
  version: '1.0.0',
  palette: {
    family: 'check',
    title: 'Quality check',
    sentence: 'Grades finished conversations on sources, tone, promises and open questions, and says what it cannot judge.',
    keywords: ['quality', 'qa', 'review', 'rubric', 'score', 'audit', 'grade'],
  },
  outputs: {
    required: { score: 'score', findings: { type: 'list', items: 'string' } },
    defaults: { score: { type: 'score', optional: true }, findings: { type: 'list', items: 'string' } },
  },
  params,
  fresh: () => ({ title: 'Quality check', preferredModel: 'strong', instructions: 'Grade the finished conversation against the rubric.', rubric: ['citation', 'tone', 'policy', 'completeness', 'greeting', 'accuracy'] }),
  describe(_settings, agent) {
    const items = rubricOf(agent)
    const open = items.filter((item) => checkFor(item) === undefined)
    return `${sayCount(items.length, 'item')}${open.length === 0 ? '' : `, ${sayList(open)} left to people`}`
  },
  signals(view) {
    const request = rubricOf(view.agent).some((item) => checkFor(item)?.names.includes('tone') === true) ? toneRequest(view) : undefined
    return request === undefined ? [] : [request]
  },
  decide,
})

function decide(input: AgentInput, settings: z.output<typeof params>, signals: SignalReader): AgentFindings {
  const findings: string[] = []
  const sums: string[] = []
  let total = 0
  let weights = 0
  const items = rubricOf(input.agent)
  const request = items.some((item) => checkFor(item)?.names.includes('tone') === true) ? toneRequest(input) : undefined
  if (request !== undefined && signals.read(request) === undefined) return missingSignal('tone', 'what tone the conversation ends in')
  for (const item of items) {
    const check = checkFor(item)
    if (check === undefined) {
      findings.push(`Not assessed: ${item} - it needs the judgement of a person.`)
      continue
    }
    const result = check.check(input, signals, settings.minWords)
    if (result.kind === 'open') {
      findings.push(`Not assessed: ${item} - ${result.why}.`)
      continue
    }
    const weight = Object.hasOwn(settings.weights, item) ? (settings.weights[item] ?? 1) : 1
    total += result.score * weight
    weights += weight
    sums.push(`${item} ${sayScore(result.score)}${weight === 1 ? '' : ` x ${weight}`}`)
    findings.push(`${sayId(item)} ${sayScore(result.score)}: ${result.finding}`)
  }
  const score = weights === 0 ? undefined : quantise(total / weights)
  const reason = score === undefined ? 'No score: nothing in the rubric could be assessed.' : `Score ${sayScore(score)}, the mean of ${sayList(sums)}${sums.length < items.length ? `; ${items.length - sums.length} of ${items.length} items are not assessed` : ''}.`
  return { kind: 'outputs', outputs: { score, findings }, reasons: [reason] }
}

function rubricOf(agent: AgentSpec): readonly string[] {
  return agent.rubric ?? standardRubric
}

function checkFor(item: string): RubricCheck | undefined {
  return rubricChecks.find((check) => check.names.includes(item))
}
