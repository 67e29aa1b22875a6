import type { ConditionScope } from '../core/conditions/condition-scope.ts'
import type { AgentDecision, AgentInput, AgentRuntime, AgentView, Assumption } from '../core/engine/agent-contract.ts'
import type { ToneReading } from '../core/engine/tone-reading.ts'
import type { SignalReader } from '../core/signals/signal-port.ts'
import type { SignalRequest } from '../core/signals/signal-request.ts'
import type { ParamProblem } from '../core/spec/role-catalog.ts'
import type { AgentSpec, TypeExpr, Workflow } from '../core/spec/workflow.ts'
import type { z } from './jitless-zod.ts'
import { type Found, keepDeclared } from './keep-declared.ts'
import { paramProblems } from './param-problems.ts'

/** The groups of the palette, by what people want to do; each has a colour on the canvas. */
export type AgentFamily = 'receive' | 'understand' | 'answer' | 'decide' | 'people' | 'check' | 'flow'

/** How an agent type shows itself in the palette and its search. */
export type AgentPalette = { readonly family: AgentFamily; readonly title: string; readonly sentence: string; readonly keywords: readonly string[] }

/** What an agent type must output, and what a freshly dropped agent declares. */
export type AgentOutputs = { readonly required: Readonly<Record<string, TypeExpr>>; readonly defaults: Readonly<Record<string, TypeExpr>> }

/** What a fresh card starts with, apart from what the type itself decides. */
export type FreshAgent = Omit<AgentSpec, 'role' | 'outputs' | 'model'> & { readonly preferredModel: string }

/** What an agent found, before it is cut to the outputs that the spec declares; or an error code that the flow routes. */
export type AgentFindings =
  | { readonly kind: 'outputs'; readonly outputs: Found; readonly reasons: readonly string[]; readonly assumptions?: readonly Assumption[]; readonly tone?: ToneReading }
  | Extract<AgentDecision, { readonly kind: 'failed' }>

/** One agent type as its folder declares it; the types of its parameters follow from `params`. */
export type AgentDefinition<Params extends z.ZodObject> = {
  /** The role in a spec. */
  readonly type: string
  /** Raised whenever the same input may lead to another decision. */
  readonly version: string
  readonly palette: AgentPalette
  readonly outputs: AgentOutputs
  readonly params: Params
  fresh(workflow: Workflow | undefined): FreshAgent
  /** What is wrong with parameters that the schema accepts. */
  check?(params: z.output<Params>): readonly ParamProblem[]
  /** What conditions among the parameters can see, where that is not the context of the flow. */
  conditionScope?(agent: AgentSpec): ConditionScope
  /** The card's sentence. */
  describe(params: z.output<Params>, agent: AgentSpec, workflow: Workflow): string
  /** `known` holds the answers so far: what matters only because of an answer is asked for once that has come. */
  signals(view: AgentView, params: z.output<Params>, known: SignalReader): readonly SignalRequest[]
  decide(input: AgentInput, params: z.output<Params>, signals: SignalReader): AgentFindings
}

/** One agent type as the rest of the product uses it: its parameters are bound inside. */
export type AgentType = {
  readonly type: string
  readonly version: string
  readonly palette: AgentPalette
  readonly outputs: AgentOutputs
  readonly params: z.ZodObject
  /** What conditions among the parameters of this agent can see; undefined where it has none of its own. */
  conditionScope(agent: AgentSpec): ConditionScope | undefined
  describe(agent: AgentSpec, workflow: Workflow): string
  /** The agent of a fresh card; its model and team are ones that the workflow has, where it has any. */
  newAgent(workflow?: Workflow): AgentSpec
  checkParams(params: unknown): readonly ParamProblem[]
  readonly runtime: AgentRuntime
}

/** Declares an agent type: one declaration gives the type, defaults, validation, form, documentation and run-time behaviour. */
export function defineAgent<Params extends z.ZodObject>(definition: AgentDefinition<Params>): AgentType {
  type Bound = { readonly params: z.output<Params> } | { readonly problem: ParamProblem }
  // Parsing costs more than deciding, and one agent decides for thousands of tickets.
  const bound = new WeakMap<AgentSpec, Bound>()
  const bind = (agent: AgentSpec): Bound => {
    const known = bound.get(agent)
    if (known !== undefined) return known
    const parsed = definition.params.safeParse(agent.params ?? {})
    const [problem] = parsed.success ? [] : paramProblems(parsed.error, definition.params)
    const fresh: Bound = parsed.success ? { params: parsed.data } : { problem: problem ?? { path: [], message: 'The settings cannot be read.', hint: 'Reset them.' } }
    bound.set(agent, fresh)
    return fresh
  }
  return {
    type: definition.type,
    version: definition.version,
    palette: definition.palette,
    outputs: definition.outputs,
    params: definition.params,
    conditionScope: (agent) => definition.conditionScope?.(agent),
    describe(agent, workflow) {
      const known = bind(agent)
      return 'problem' in known ? `Check the settings: ${known.problem.message}` : definition.describe(known.params, agent, workflow)
    },
    newAgent(workflow) {
      const { preferredModel, ...rest } = definition.fresh(workflow)
      return { role: definition.type, model: modelFor(preferredModel, workflow), ...rest, outputs: definition.outputs.defaults }
    },
    checkParams(params) {
      const parsed = definition.params.safeParse(params ?? {})
      return parsed.success ? (definition.check?.(parsed.data) ?? []) : paramProblems(parsed.error, definition.params)
    },
    runtime: {
      role: definition.type,
      version: definition.version,
      signals(view, answers = nothingKnown) {
        const known = bind(view.agent)
        return 'problem' in known ? [] : definition.signals(view, known.params, answers)
      },
      decide(input, signals) {
        const known = bind(input.agent)
        if ('problem' in known) {
          return { kind: 'failed', code: 'app.InvalidSettings', message: `Agent ${input.agentId}: ${known.problem.message} ${known.problem.hint}` }
        }
        const found = definition.decide(input, known.params, signals)
        if (found.kind === 'failed') return found
        const decision = { kind: 'outputs', outputs: keepDeclared(found.outputs, input.agent.outputs), reasons: found.reasons, assumptions: found.assumptions ?? [] } as const
        return found.tone === undefined ? decision : { ...decision, tone: found.tone }
      },
    },
  }
}

const nothingKnown: SignalReader = { read: () => undefined }

function modelFor(preferred: string, workflow: Workflow | undefined): string {
  if (workflow === undefined || preferred in workflow.spec.models) return preferred
  return Object.keys(workflow.spec.models).sort()[0] ?? preferred
}
