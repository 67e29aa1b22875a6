import type { AgentInput } from '../../core/engine/agent-contract.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { missingSignal } from '../missing-signal.ts'
import { isThirdParty, passagesRequest, usablePassages } from '../passages-request.ts'
import { type Solution, solutionsInContext } from '../read-solutions.ts'
import { sayCount, sayScore } from '../say-score.ts'
import { carriedLines } from './carried-lines.ts'
import { suggestSteps } from './suggest-steps.ts'

const params = z.strictObject({
  maxSteps: z.int().min(1).max(6).default(3).meta({
    title: 'Steps', help: 'How many next steps the colleague is shown.', widget: 'number', unit: 'steps', min: 1, max: 6, step: 1,
  } satisfies FormMeta),
  minConfidence: z.number().min(0).max(1).default(0.15).meta({
    title: 'Suggest from', help: 'Passages below this confidence are not suggested. A person can judge them, so it may be lower than for automatic answers.', widget: 'slider', min: 0, max: 1, step: 0.01,
  } satisfies FormMeta),
})

/** Prepares the screen of the colleague who takes over: what to do next, with sources, and what is known. */
export const humanHandoff = defineAgent({
  type: 'humanHandoff',
  version: '1.0.0',
  palette: {
    family: 'people',
    title: 'Handoff helper',
    sentence: 'Shows the colleague who takes over what is known and up to three next steps, with sources.',
    keywords: ['handoff', 'hand over', 'assist', 'copilot', 'next steps', 'context'],
  },
  outputs: {
    required: { nextSteps: { type: 'list', items: 'string' } },
    defaults: { nextSteps: { type: 'list', items: 'string' }, carried: { type: 'list', items: 'string' } },
  },
  params,
  fresh: () => ({ title: 'Handoff helper', preferredModel: 'strong', instructions: 'Suggest up to three next steps for the colleague, with sources.' }),
  describe: (settings) => `Up to ${sayCount(settings.maxSteps, 'next step')} with sources`,
  signals(view) {
    const request = passagesRequest(view)
    return request === undefined ? [] : [request]
  },
  decide,
})

function decide(input: AgentInput, settings: z.output<typeof params>, signals: SignalReader): AgentFindings {
  const request = passagesRequest(input)
  const answer = request === undefined ? undefined : signals.read(request)
  if (request !== undefined && answer === undefined) return missingSignal('passages', 'which articles may help')
  const own: readonly Solution[] = usablePassages(input, answer?.passages ?? []).map((passage) => ({
    title: passage.title, body: passage.text, confidence: passage.confidence, source: passage.source, thirdParty: isThirdParty(input.workflow, passage),
  }))
  // What the flow's own search found may come from sources that this agent does not see.
  const known = [...own, ...solutionsInContext(input.workflow, input.context).filter((solution) => !own.some((one) => one.title === solution.title && one.source === solution.source))]
  const solutions = known.filter((solution) => solution.confidence >= settings.minConfidence).sort((one, other) => other.confidence - one.confidence || (one.title < other.title ? -1 : 1))
  const nextSteps = suggestSteps(input, solutions).slice(0, settings.maxSteps)
  return {
    kind: 'outputs',
    outputs: { nextSteps, carried: carriedLines(input) },
    reasons: [
      nextSteps.length === 0 ? 'No next step: nothing in the knowledge base fits and nothing is missing.' : `${sayCount(nextSteps.length, 'next step')}, from ${sayCount(solutions.length, 'passage')} at ${sayScore(settings.minConfidence)} or above and from the conversation.`,
    ],
  }
}
