import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse } from 'yaml'
import * as z from 'zod'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { Program } from '../../../core/engine/program.ts'
import { workflowSchema, type Workflow } from '../../../core/spec/workflow.ts'

type Piece =
  | { readonly kind: 'agent' | 'tool'; readonly caught: boolean; readonly retried: boolean }
  | { readonly kind: 'ask' | 'person' | 'rest' | 'pay' | 'hear' | 'until' }
  | { readonly kind: 'fork'; readonly arms: readonly (readonly Piece[])[]; readonly mode: 'all' | 'any' | 'quorum'; readonly remaining: 'cancel' | 'continue'; readonly armFailure: 'fail' | 'ignore'; readonly timed: boolean; readonly guarded: boolean }
  | { readonly kind: 'choice'; readonly one: readonly Piece[]; readonly other: readonly Piece[] }
  | { readonly kind: 'loop'; readonly body: readonly Piece[]; readonly times: number }
  | { readonly kind: 'sub'; readonly parts: readonly Piece[]; readonly watched: boolean; readonly timed: boolean; readonly caught: boolean }

/** What a drawn flow consists of. */
export type RandomFlow = { readonly parts: readonly Piece[]; readonly watched: boolean }

const { pieces } = fc.letrec<{ piece: Piece; pieces: readonly Piece[] }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constantFrom('agent' as const, 'tool' as const), caught: fc.boolean(), retried: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('ask' as const, 'person' as const, 'rest' as const, 'pay' as const, 'hear' as const, 'until' as const) }),
    fc.record({
      kind: fc.constant('fork' as const),
      arms: fc.array(tie('pieces'), { minLength: 2, maxLength: 3 }),
      mode: fc.constantFrom('all' as const, 'any' as const, 'quorum' as const),
      remaining: fc.constantFrom('cancel' as const, 'continue' as const),
      armFailure: fc.constantFrom('fail' as const, 'ignore' as const),
      timed: fc.boolean(),
      guarded: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('choice' as const), one: tie('pieces'), other: tie('pieces') }),
    fc.record({ kind: fc.constant('loop' as const), body: tie('pieces'), times: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('sub' as const), parts: tie('pieces'), watched: fc.boolean(), timed: fc.boolean(), caught: fc.boolean() }),
  ),
  pieces: fc.array(tie('piece'), { minLength: 1, maxLength: 3, depthIdentifier: 'flow' }),
}))

/** Builds nodes for pieces that follow one another; each piece leads to the one after it, the last to `next`. */
class FlowBuilder {
  readonly nodes: Record<string, unknown> = {}
  readonly #others: Workflow[]
  #count = 0

  /** The workflows of subflows are added to `others`. */
  constructor(others: Workflow[]) {
    this.#others = others
  }

  #id(prefix: string): string {
    this.#count += 1
    return `${prefix}${this.#count}`
  }

  line(parts: readonly Piece[], next: string): string {
    return parts.reduceRight((after, part) => this.#piece(part, after), next)
  }

  #piece(part: Piece, next: string): string {
    const stage = 'main'
    switch (part.kind) {
      case 'agent':
      case 'tool': {
        const id = this.#id(part.kind)
        const work = part.kind === 'agent' ? { agent: 'judge' } : { tool: 'lookUp' }
        const retry = part.retried ? { retry: { maxAttempts: 2 } } : {}
        this.nodes[id] = { kind: part.kind, stage, ...work, ...retry, ...(part.caught ? { catch: [{ errors: ['LUMOS.*'], then: next }] } : {}), then: next }
        return id
      }
      case 'ask': {
        const id = this.#id('ask')
        this.nodes[id] = { kind: 'message', stage, text: 'Well?', await: { reply: '1h' }, outcomes: { replied: next, timeout: next } }
        return id
      }
      case 'person': {
        const id = this.#id('person')
        this.nodes[id] = { kind: 'human', stage, task: 'conversation', team: 'first', assist: 'judge', timeout: '1d', outcomes: { resolved: next, timeout: next } }
        return id
      }
      case 'rest': {
        const id = this.#id('rest')
        this.nodes[id] = { kind: 'wait', stage, for: '1h', then: next }
        return id
      }
      case 'pay': {
        const id = this.#id('pay')
        this.nodes[id] = { kind: 'tool', stage, tool: 'charge', input: { what: 'message.text' }, then: next }
        return id
      }
      case 'hear': {
        const id = this.#id('hear')
        this.nodes[id] = { kind: 'wait', stage, event: 'sla.warning', timeout: '2h', outcomes: { heard: next, timeout: next } }
        return id
      }
      case 'until': {
        const id = this.#id('until')
        this.nodes[id] = { kind: 'wait', stage, until: 'message.text == "enough"', timeout: '3h', outcomes: { said: next, timeout: next } }
        return id
      }
      case 'sub': {
        const id = this.#id('sub')
        const name = `other-${this.#others.length + 1}`
        const place = this.#others.length
        this.#others.push(workflowOf({ parts: [], watched: false }, name, []))
        this.#others[place] = workflowOf(part, name, this.#others)
        this.nodes[id] = { kind: 'subflow', stage, workflow: name, version: '^1.0.0', ...(part.timed ? { timeout: '1h' } : {}), ...(part.caught ? { catch: [{ errors: ['LUMOS.*'], then: next }] } : {}), then: next }
        return id
      }
      case 'fork': {
        const [id, join] = [this.#id('fork'), this.#id('join')]
        const arms = part.arms.map((arm, index) => ({ id: `arm${index}`, ...(part.guarded && index === 0 ? { when: 'has(customer.id)' } : {}), then: this.line(arm, join) }))
        this.nodes[id] = { kind: 'parallel', stage, arms, join, ...(part.guarded ? { timeout: '2h' } : {}) }
        this.nodes[join] = { kind: 'join', stage, mode: part.mode, count: 2, remaining: part.remaining, armFailure: part.armFailure, ...(part.timed ? { timeout: '30s', onTimeout: 'proceed' } : {}), then: next }
        return id
      }
      case 'choice': {
        const id = this.#id('choice')
        this.nodes[id] = { kind: 'decision', stage, branches: [{ id: 'one', when: 'size(message.text) > 5', then: this.line(part.one, next) }], default: this.line(part.other, next) }
        return id
      }
      case 'loop': {
        const [gate, back] = [this.#id('gate'), this.#id('back')]
        this.nodes[gate] = { kind: 'decision', stage, maxVisits: part.times, onMaxVisits: next, branches: [], default: this.line(part.body, back) }
        this.nodes[back] = { kind: 'decision', stage, branches: [{ id: 'done', when: 'message.text == "enough"', then: next }], default: gate }
        return gate
      }
    }
  }
}

const base = z.looseObject({ spec: z.looseObject({ flow: z.looseObject({ nodes: z.record(z.string(), z.unknown()) }) }) })
  .parse(parse(readFileSync(new URL('../../fixtures/conformance/base-workflow.yaml', import.meta.url), 'utf8')))

/** A drawn flow as a workflow; those of its subflows are added to `others`. */
function workflowOf({ parts, watched }: RandomFlow, name: string, others: Workflow[]): Workflow {
  const builder = new FlowBuilder(others)
  const first = builder.line(parts, 'fixed')
  const nodes = {
    ...base.spec.flow.nodes,
    ...builder.nodes,
    intake: { kind: 'start', stage: 'main', channels: ['email'], then: first },
    page: { kind: 'tool', stage: 'side', tool: 'charge', input: { what: 'message.text' }, then: 'sideEnd' },
    takeOver: { kind: 'human', stage: 'people', task: 'conversation', team: 'second', outcomes: { resolved: 'fixed', returned: first } },
  }
  const observers = {
    monitors: { mood: { agent: 'mood', events: ['message.inbound'] }, grief: { agent: 'mood', events: ['message.inbound', 'sla.warning'], stages: ['main'] } },
    triggers: [
      { id: 'asks', when: 'mood.asks', stages: ['main'], mode: 'interrupt', limit: 2, then: 'takeOver' },
      { id: 'angry', when: 'mood.anger > 0.5', sustain: { checks: 2 }, rearm: 'mood.anger < 0.3', stages: ['main', 'people'], mode: 'notify', then: 'page' },
      { id: 'sour', when: 'mood.anger > 0.4', sustain: { for: '5m' }, mode: 'notify', cooldown: '10m', then: 'page' },
      { id: 'late', event: 'sla.warning', mode: 'notify', limit: 1, then: 'page' },
      { id: 'stop', event: 'sla.breach', mode: 'interrupt', limit: 1, then: 'takeOver' },
    ],
  }
  const policies = {
    approvals: [
      { id: 'money', tools: ['charge'], team: 'second', timeout: '4h', onTimeout: 'deny' },
      { id: 'shout', tools: ['charge'], when: 'size(message.text) > 10', team: 'first', timeout: '1h', onTimeout: 'allow' },
    ],
    budgets: { agentCalls: 60, modelCostUsd: 2, lifetime: '30d' },
  }
  return workflowSchema.parse({ ...base, metadata: { name, version: '1.2.0' }, spec: { ...base.spec, policies, ...(watched ? observers : {}), flow: { ...base.spec.flow, nodes } } })
}

/** A drawn flow as files have it: the workflow, and those that its subflows run. */
export function filesOf(flow: RandomFlow): { readonly workflow: Workflow; readonly atHand: readonly Workflow[] } {
  const atHand: Workflow[] = []
  return { workflow: workflowOf(flow, 'drawn', atHand), atHand }
}

/** The program of a drawn flow. */
export function programOf(flow: RandomFlow): Program {
  const { workflow, atHand } = filesOf(flow)
  return compileProgram(workflow, undefined, undefined, atHand)
}

/** Flows of every shape that is legal: lines, choices, bounded loops, subflows and blocks inside blocks, with and without triggers. */
export const randomFlow: fc.Arbitrary<RandomFlow> = fc.record({ parts: pieces, watched: fc.boolean() })
