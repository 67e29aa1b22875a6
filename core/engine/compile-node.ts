import { assertNever } from '../assert-never.ts'
import type { AgentNode as AgentSpecNode, FlowNode, HumanNode as HumanSpecNode, MessageNode as MessageSpecNode, RetrySpec, ToolNode as ToolSpecNode, WaitNode as WaitSpecNode } from '../spec/workflow.ts'
import { byId, compileDuration, compileLink, compileOptional, compileOutcomes, compileText, requireKey, type CompileScope } from './compile-scope.ts'
import { outputTypes } from './output-types.ts'
import { ProgramError } from './program-error.ts'
import type { AgentNode, HumanNode, MessageNode, ProgramNode, ProgramNodeBase, ProgramRetry, ToolNode, WaitNode } from './program.ts'
import { parseTemplate } from './text-template.ts'

const taskTimeoutMs = 60_000

/** Compiles one node; the regions of a parallel's arms are measured once all nodes are there. */
export function compileNode(scope: CompileScope, id: string, node: FlowNode): ProgramNode {
  const base = compileBase(scope, id, node)
  const path = `flow.nodes.${id}`
  switch (node.kind) {
    case 'start':
      return { ...base, kind: 'start', channels: node.channels, when: compileOptional(scope, `${path}.when`, node.when), next: compileLink(scope, id, 'then', node.then) }
    case 'agent':
      return compileAgent(scope, id, node, base)
    case 'tool':
      return compileTool(scope, id, node, base)
    case 'decision':
      return {
        ...base,
        kind: 'decision',
        branches: node.branches.map((branch) => ({ id: branch.id, when: compileText(scope, `${path}.branches.${branch.id}.when`, branch.when), link: compileLink(scope, id, branch.id, branch.then) })),
        otherwise: compileLink(scope, id, 'default', node.default),
      }
    case 'parallel':
      return {
        ...base,
        kind: 'parallel',
        arms: node.arms.map((arm) => ({
          id: arm.id, when: compileOptional(scope, `${path}.arms.${arm.id}.when`, arm.when), link: compileLink(scope, id, arm.id, arm.then), region: new Set<string>(), roots: [],
        })),
        joinId: compileLink(scope, id, 'join', node.join).to,
      }
    case 'join':
      return {
        ...base,
        kind: 'join',
        mode: node.mode,
        count: node.count ?? 1,
        require: node.require ?? [],
        remaining: node.remaining ?? 'cancel',
        armFailure: node.armFailure ?? 'fail',
        onTimeout: node.onTimeout ?? 'fail',
        next: compileLink(scope, id, 'then', node.then),
      }
    case 'message':
      return compileMessage(scope, id, node, base)
    case 'human':
      return compileHuman(scope, id, node, base)
    case 'wait':
      return compileWait(scope, id, node, base)
    case 'end':
      return { ...base, kind: 'end', outcome: node.outcome, cancelOthers: node.cancelOthers ?? false }
    case 'subflow':
      return { ...base, kind: 'subflow', program: scope.subflow(path, node.workflow, node.version), next: compileLink(scope, id, 'then', node.then) }
    default:
      return assertNever(node)
  }
}

function compileBase(scope: CompileScope, id: string, node: FlowNode): ProgramNodeBase {
  const path = `flow.nodes.${id}`
  if (node.maxVisits !== undefined && node.onMaxVisits === undefined) throw new ProgramError('PROGRAM_SHAPE', path, 'it has maxVisits but no onMaxVisits.', 'Say where a ticket goes that has been there too often.')
  if (node.clock !== undefined) requireKey(scope.workflow.spec.calendars, node.clock, `${path}.clock`, 'calendar')
  return {
    id,
    label: node.title ?? agentTitle(scope, node) ?? words(id),
    stage: node.stage,
    maxVisits: node.maxVisits,
    onMaxVisits: node.onMaxVisits === undefined ? undefined : compileLink(scope, id, 'onMaxVisits', node.onMaxVisits),
    catches: (node.catch ?? []).map((clause, index) => ({ errors: clause.errors, when: compileOptional(scope, `${path}.catch.${index}.when`, clause.when), link: compileLink(scope, id, `catch.${index}`, clause.then) })),
    set: byId(node.set).map(([name, text]) => ({ name: name.replace(/^vars\./, ''), value: compileText(scope, `${path}.set.${name}`, text, 'any') })),
    timeoutMs: compileDuration(`${path}.timeout`, node.timeout),
    clock: node.clock,
  }
}

function agentTitle(scope: CompileScope, node: FlowNode): string | undefined {
  const agent = node.kind === 'agent' ? scope.workflow.spec.agents[node.agent] : undefined
  return agent === undefined ? undefined : (agent.title ?? scope.titleOf?.(agent.role))
}

/** An id in words: `lookUp` becomes "Look up". */
export function words(id: string): string {
  const spaced = id.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

function compileAgent(scope: CompileScope, id: string, node: AgentSpecNode, base: ProgramNodeBase): AgentNode {
  const path = `flow.nodes.${id}`
  const agent = requireKey(scope.workflow.spec.agents, node.agent, `${path}.agent`, 'agent')
  return {
    ...base,
    kind: 'agent',
    timeoutMs: base.timeoutMs ?? taskTimeoutMs,
    agentId: node.agent,
    sample: node.sample,
    root: node.as ?? id,
    input: compileInput(scope, path, node.input),
    outputs: outputTypes(agent.outputs),
    retry: compileRetry(path, node.retry),
    next: compileLink(scope, id, 'then', node.then),
  }
}

function compileTool(scope: CompileScope, id: string, node: ToolSpecNode, base: ProgramNodeBase): ToolNode {
  const path = `flow.nodes.${id}`
  const tool = requireKey(scope.workflow.spec.tools, node.tool, `${path}.tool`, 'tool')
  return {
    ...base,
    kind: 'tool',
    timeoutMs: base.timeoutMs ?? compileDuration(`tools.${node.tool}.timeout`, tool.timeout) ?? taskTimeoutMs,
    toolId: node.tool,
    // Reading changes nothing, so reading twice does not either.
    idempotent: tool.idempotent ?? tool.effect === 'read',
    approvals: compileApprovals(scope, node.tool),
    root: node.as ?? id,
    input: compileInput(scope, path, node.input),
    outputs: outputTypes(tool.output ?? {}),
    retry: compileRetry(path, node.retry ?? tool.retry),
    next: compileLink(scope, id, 'then', node.then),
  }
}

function compileApprovals(scope: CompileScope, tool: string): ToolNode['approvals'] {
  return (scope.workflow.spec.policies?.approvals ?? []).filter((approval) => approval.tools.includes(tool)).map((approval) => {
    const path = `policies.approvals.${approval.id}`
    requireKey(scope.workflow.spec.teams, approval.team, `${path}.team`, 'team')
    return {
      id: approval.id,
      when: compileOptional(scope, `${path}.when`, approval.when),
      team: approval.team,
      timeoutMs: compileDuration(`${path}.timeout`, approval.timeout) ?? 0,
      onTimeout: approval.onTimeout,
    }
  })
}

function compileInput(scope: CompileScope, path: string, input: Readonly<Record<string, string>> | undefined): AgentNode['input'] {
  return byId(input).map(([name, text]) => ({ name, value: compileText(scope, `${path}.input.${name}`, text, 'any') }))
}

function compileRetry(path: string, retry: RetrySpec | undefined): ProgramRetry | undefined {
  if (retry === undefined) return undefined
  return {
    maxAttempts: retry.maxAttempts ?? 3,
    initialMs: compileDuration(`${path}.retry.backoff.initial`, retry.backoff?.initial) ?? 1000,
    factor: retry.backoff?.factor ?? 2,
    maxMs: compileDuration(`${path}.retry.backoff.max`, retry.backoff?.max) ?? 60_000,
    jitter: retry.backoff?.jitter !== 'none',
    errors: retry.errors,
  }
}

function compileMessage(scope: CompileScope, id: string, node: MessageSpecNode, base: ProgramNodeBase): MessageNode {
  const path = `flow.nodes.${id}`
  const awaitMs = compileDuration(`${path}.await.reply`, node.await?.reply)
  // Both run from the question on the same clock, so the shorter one is the time for the reply.
  const replyMs = awaitMs === undefined ? undefined : Math.min(awaitMs, base.timeoutMs ?? Infinity)
  const outcomes = compileOutcomes(scope, id, node.outcomes)
  const next = node.then === undefined ? undefined : compileLink(scope, id, 'then', node.then)
  if (replyMs === undefined && next === undefined) throw new ProgramError('PROGRAM_REFERENCE', `${path}.then`, 'it does not wait for a reply and leads nowhere.', 'Connect it to a node, or let it await a reply.')
  if (replyMs !== undefined && next === undefined && Object.keys(outcomes).every((outcome) => outcome === 'timeout')) {
    throw new ProgramError('PROGRAM_REFERENCE', `${path}.outcomes`, 'it waits for a reply and has no outcome for one.', 'Connect the outcome "replied".')
  }
  return { ...base, kind: 'message', text: parseTemplate(node.text), choices: node.choices ?? [], replyMs, next, outcomes }
}

function compileHuman(scope: CompileScope, id: string, node: HumanSpecNode, base: ProgramNodeBase): HumanNode {
  const path = `flow.nodes.${id}`
  if (node.team === undefined && node.teamFrom === undefined) throw new ProgramError('PROGRAM_REFERENCE', `${path}.team`, 'it names no team.', 'Set team, or teamFrom to the output that names one.')
  if (node.team !== undefined) requireKey(scope.workflow.spec.teams, node.team, `${path}.team`, 'team')
  const assist = node.assist === undefined ? undefined : requireKey(scope.workflow.spec.agents, node.assist, `${path}.assist`, 'agent')
  return {
    ...base,
    kind: 'human',
    task: node.task,
    team: node.team === undefined ? { kind: 'from', path: (node.teamFrom ?? '').split('.') } : { kind: 'fixed', team: node.team },
    assist: node.assist === undefined || assist === undefined ? undefined : { agentId: node.assist, outputs: outputTypes(assist.outputs) },
    outcomes: compileOutcomes(scope, id, node.outcomes),
    carry: node.carry ?? [],
    outcomeIds: byId(node.outcomes).map(([outcome]) => outcome).filter((outcome) => outcome !== 'timeout'),
  }
}

function compileWait(scope: CompileScope, id: string, node: WaitSpecNode, base: ProgramNodeBase): WaitNode {
  const path = `flow.nodes.${id}`
  const forMs = compileDuration(`${path}.for`, node.for)
  const until = compileOptional(scope, `${path}.until`, node.until, 'any')
  const next = node.then === undefined ? undefined : compileLink(scope, id, 'then', node.then)
  const common = { ...base, kind: 'wait' as const, timeoutMs: base.timeoutMs ?? forMs, next, outcomes: compileOutcomes(scope, id, node.outcomes) }
  if (node.event !== undefined) return { ...common, waitFor: { kind: 'event', event: node.event } }
  if (until !== undefined) return { ...common, waitFor: { kind: 'until', until } }
  if (forMs !== undefined) return { ...common, waitFor: { kind: 'time', ms: forMs } }
  throw new ProgramError('PROGRAM_SHAPE', path, 'it does not say what it waits for.', 'Set for, event or until.')
}
