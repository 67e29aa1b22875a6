import type { AgentInput, Assumption } from '../../core/engine/agent-contract.ts'
import { compileCondition } from '../../core/conditions/compile-condition.ts'
import type { Value } from '../../core/conditions/value.ts'
import { looksEnglish } from '../../core/signals/guess-language.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { LabelsRequest, UrgencyRequest } from '../../core/signals/signal-request.ts'
import type { ParamProblem } from '../../core/spec/role-catalog.ts'
import { wholeRequestText } from '../customer-text.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { missingSignal } from '../missing-signal.ts'
import { asRecord } from '../read-value.ts'
import { remember } from '../remember.ts'
import { sayCount, sayId, sayScore } from '../say-score.ts'
import { extractEntities } from './extract-entities.ts'
import { freshTriage, triageOutputs } from './fresh-triage.ts'
import { judgeLabel, type Judgement } from './judge-label.ts'
import { judgeResolution } from './judge-resolution.ts'
import { type JudgedOutput, judgedOutputs } from './judged-outputs.ts'
import { judgeUrgency, judgeUrgencyByModel } from './judge-urgency.ts'
import { defaultPriority, prioritise, priorityProblems, prioritySchema, priorityScope } from './priority.ts'
import { productList } from './product-list.ts'
import { readField } from './read-fields.ts'
import type { UrgencyScale } from './urgency-scale.ts'

const params = z.strictObject({
  threshold: z.number().min(0).max(1).default(0.4).meta({
    title: 'Sure enough from',
    help: 'A label counts from this confidence on; below it the answer is "none of these".',
    widget: 'slider', min: 0, max: 1, step: 0.01, sweep: { from: 0.1, to: 0.9, steps: 9 },
  } satisfies FormMeta),
  products: z
    .array(
      z.strictObject({
        name: z.string().min(1).meta({ title: 'Product', help: 'The name that the output carries.', widget: 'text' } satisfies FormMeta),
        aliases: z.array(z.string().min(1)).default([]).meta({ title: 'Also called', help: 'Other names, abbreviations and model numbers that customers use.', widget: 'list' } satisfies FormMeta),
      }),
    )
    .default([])
    .meta({ title: 'Products', help: 'Your products by the names that customers use; small spelling mistakes are forgiven.', widget: 'table', group: 'Facts in the text' } satisfies FormMeta),
  fromFields: z.record(z.string(), z.string().min(1)).default({}).meta({
    title: 'Taken from columns',
    help: 'Outputs that a column of your ticket export already holds, for example contractLevel from "Plan".',
    widget: 'table', group: 'Facts in the text',
  } satisfies FormMeta),
  priority: prioritySchema.optional().meta({
    title: 'Priority', help: 'Points that are added up to a score from 0 to 100, and the priority that follows.', group: 'Priority',
  } satisfies FormMeta),
})

/** Classifies a request, extracts its facts and gives it a priority. */
export const ticketTriage = defineAgent({
  type: 'ticketTriage',
  version: '1.1.0',
  palette: {
    family: 'understand',
    title: 'Triage',
    sentence: 'Classifies a request by your own labels, extracts product, error codes and numbers, and sets the priority.',
    keywords: ['classify', 'category', 'topic', 'intent', 'urgency', 'priority', 'labels', 'product', 'error code'],
  },
  outputs: triageOutputs,
  params,
  fresh: () => freshTriage,
  check: (settings) => (settings.priority?.add ?? []).flatMap((addend, index) => syntaxProblem(addend.when, index)),
  conditionScope: priorityScope,
  describe(settings, agent) {
    const issue = judgedOutputs(agent, settings.fromFields).find((output) => output.name === 'issueType')
    const broken = settings.priority === undefined ? [] : priorityProblems(agent, settings.priority)
    if (broken.length > 0) return `Check the settings: ${sayCount(broken.length, 'priority rule')} cannot be read`
    const labels = issue === undefined ? 'No issue types yet' : sayCount(issue.type.values.length, 'issue type')
    return `${labels}, open below ${sayScore(settings.threshold)}`
  },
  signals: (view, settings) => {
    const text = wholeRequestText(view)
    if (text === '') return []
    return judgedOutputs(view.agent, settings.fromFields).map((output) => (scaleFor(output, text) === undefined ? labelsRequest(output, text) : urgencyRequest(text)))
  },
  decide,
})

const urgencyLanguage = remember((text: string): 'known' | 'unknown' => (looksEnglish(text) ? 'known' : 'unknown'))

// The urgency model learned from English requests; in other languages the labels are scored.
function scaleFor(output: JudgedOutput, text: string): UrgencyScale | undefined {
  return output.scale !== undefined && urgencyLanguage(text) === 'known' ? output.scale : undefined
}

function labelsRequest(output: JudgedOutput, text: string): LabelsRequest {
  return { kind: 'labels', text, labels: output.labels }
}

function urgencyRequest(text: string): UrgencyRequest {
  return { kind: 'urgency', text }
}

function judge(output: JudgedOutput, text: string, threshold: number, signals: SignalReader): Judgement | undefined {
  const scale = scaleFor(output, text)
  if (scale !== undefined) {
    const answer = signals.read(urgencyRequest(text))
    return answer === undefined ? undefined : judgeUrgencyByModel(text, answer, scale, threshold)
  }
  const answer = signals.read(labelsRequest(output, text))
  return answer === undefined ? undefined : judgeByWords(output, text, judgeLabel(output, answer, threshold))
}

function decide(input: AgentInput, settings: z.output<typeof params>, signals: SignalReader): AgentFindings {
  const text = wholeRequestText(input)
  const outputs: Record<string, Value | undefined> = {}
  const reasons: string[] = []
  for (const output of text === '' ? [] : judgedOutputs(input.agent, settings.fromFields)) {
    const judgement = judge(output, text, settings.threshold, signals)
    if (judgement === undefined) return missingSignal(scaleFor(output, text) === undefined ? 'labels' : 'urgency', `which ${sayId(output.name).toLowerCase()} fits`)
    outputs[output.name] = judgement.value
    if (output.name === 'issueType') outputs['confidence'] = judgement.score
    reasons.push(judgement.reason)
  }
  if (text === '') reasons.push('The request has no text, so nothing in it can be judged.')

  const entities = extractEntities(text, productList(input.agent, settings.products))
  Object.assign(outputs, entities.outputs)
  reasons.push(...entities.reasons)

  for (const [name, type] of Object.entries(input.agent.outputs)) {
    const column = Object.hasOwn(settings.fromFields, name) ? settings.fromFields[name] : undefined
    const field = readField(input, name, type, column)
    if (field === undefined) continue
    // What the customer wrote about is newer than what the export says.
    if (name === 'product' && column === undefined && outputs['product'] !== undefined) continue
    outputs[name] = field.value
    reasons.push(`${sayId(name)} is ${field.value}: ${field.reason}.`)
  }

  const rule = settings.priority ?? defaultPriority(input.agent)
  const result = prioritise(input.agent, rule, priorityContext(input, outputs))
  outputs['priorityScore'] = result.score
  outputs['priority'] = result.priority
  reasons.push(...result.reasons)
  return { kind: 'outputs', outputs, reasons, assumptions: settings.priority === undefined ? [noPriorityRule] : [] }
}

// Two outputs are judged on the words as well as by the labels.
function judgeByWords({ name, type }: JudgedOutput, text: string, label: Judgement): Judgement {
  if (name === 'urgency') return judgeUrgency(text, label, type.values)
  return name === 'requestedResolution' ? judgeResolution(text, label, type.values) : label
}

const noPriorityRule: Assumption = {
  id: 'ticketTriage.priority.rule',
  text: 'The spec has no priority rule (params.priority), so the points of the agent type stand in.',
  value: 'urgency, issue type, contract and tier',
  source: 'agent type ticketTriage',
}

function priorityContext(input: AgentInput, outputs: Readonly<Record<string, Value | undefined>>): Readonly<Record<string, Value>> {
  const own: Record<string, Value> = {}
  for (const [name, value] of Object.entries(outputs)) if (value !== undefined) own[name] = value
  const { id, channel, subject, language } = input.ticket
  const customer: Record<string, Value> = {}
  for (const [name, value] of Object.entries(input.customer)) if (value !== undefined) customer[name] = value
  return { ...own, ticket: { id, channel, subject, language, ...asRecord(input.context['ticket']) }, customer: { ...customer, ...asRecord(input.context['customer']) } }
}

// Which outputs the agent has is not known here, so only what is wrong with the text itself counts.
function syntaxProblem(when: string, index: number): readonly ParamProblem[] {
  const condition = compileCondition(when, {})
  const problem = condition.kind === 'rejected' ? condition.problems.find(({ code }) => code === 'LUM300' || code === 'LUM308' || code === 'LUM309' || code === 'LUM310') : undefined
  return problem === undefined ? [] : [{ path: ['priority', 'add', index, 'when'], message: problem.message, hint: problem.hint }]
}
