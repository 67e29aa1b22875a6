import type { ConditionPorts } from '../conditions/condition-ports.ts'
import type { Value } from '../conditions/value.ts'
import { conditionScope } from '../graph/context-scope.ts'
import type { MonitorSpec, TriggerSpec, TypeExpr, Workflow } from '../spec/workflow.ts'
import { armRegion, rootsWritten } from './block-region.ts'
import { compileNode, words } from './compile-node.ts'
import { compileDuration, compileOptional, requireKey, type CompileScope } from './compile-scope.ts'
import { contextKey } from './context-key.ts'
import type { Expression } from './expression.ts'
import { outputTypes } from './output-types.ts'
import { ProgramError } from './program-error.ts'
import type { ParallelNode, Program, ProgramArm, ProgramMonitor, ProgramNode, ProgramTrigger, StartNode } from './program.ts'

const agentCallBudget = 100
const monitorTimeoutMs = 60_000

/**
 * Compiles a workflow to be run. It must have passed the linter: what cannot be run throws a `ProgramError`. `ports` answer for
 * opening hours; `titleOf` says what an agent is called that has no title of its own, by its role.
 */
export function compileProgram(workflow: Workflow, ports?: ConditionPorts, titleOf?: (role: string) => string | undefined): Program {
  const { spec, metadata } = workflow
  const scope: CompileScope = { workflow, conditions: conditionScope(workflow), titleOf }
  const nodes = measureBlocks(new Map(Object.entries(spec.flow.nodes).map(([id, node]) => [id, compileNode(scope, id, node)])))
  const monitorIds = Object.keys(spec.monitors ?? {})
  const triggers = (spec.triggers ?? []).map((trigger) => compileTrigger(scope, trigger, monitorIds))
  requireKey(spec.flow.nodes, spec.flow.onError.then, 'flow.onError.then', 'node')
  const all = [...nodes.values()]
  return {
    name: metadata.name,
    ports,
    nodes,
    starts: all.filter((node): node is StartNode => node.kind === 'start'),
    parallels: new Map(all.filter((node): node is ParallelNode => node.kind === 'parallel').map((node) => [node.id, blockOf(nodes, node)])),
    triggers,
    monitors: Object.entries(spec.monitors ?? {}).map(([id, monitor]) => compileMonitor(scope, id, monitor)),
    watched: new Set(triggers.flatMap((trigger) => [...trigger.whenKeys, ...trigger.rearmKeys])),
    waitsForConditions: all.some((node) => node.kind === 'wait' && node.waitFor.kind === 'until'),
    onError: { edge: 'onError#then', to: spec.flow.onError.then },
    teams: new Set(Object.keys(spec.teams ?? {})),
    initialVars: initialVars(spec.context?.vars ?? {}),
    agentCallBudget: spec.policies?.budgets?.agentCalls ?? agentCallBudget,
  }
}

function measureBlocks(nodes: ReadonlyMap<string, ProgramNode>): ReadonlyMap<string, ProgramNode> {
  const measured = new Map<string, ProgramNode>()
  for (const [id, node] of nodes) {
    measured.set(id, node.kind === 'parallel' ? { ...node, arms: node.arms.map((arm) => measureArm(nodes, node, arm)) } : node)
  }
  return measured
}

function measureArm(nodes: ReadonlyMap<string, ProgramNode>, parallel: ParallelNode, arm: ProgramArm): ProgramArm {
  const region = armRegion(nodes, parallel.id, arm.link.to, parallel.joinId)
  return { ...arm, region, roots: rootsWritten(nodes, region) }
}

function blockOf(nodes: ReadonlyMap<string, ProgramNode>, parallel: ParallelNode): { parallel: ParallelNode; join: Extract<ProgramNode, { kind: 'join' }>; arms: ReadonlyMap<string, ProgramArm> } {
  const join = nodes.get(parallel.joinId)
  if (join?.kind !== 'join') throw new ProgramError('PROGRAM_REFERENCE', `flow.nodes.${parallel.id}.join`, `"${parallel.joinId}" is not a join.`, 'Name the join that ends this block.')
  return { parallel, join, arms: new Map(parallel.arms.map((arm) => [arm.id, arm])) }
}

function compileTrigger(scope: CompileScope, trigger: TriggerSpec, monitorIds: readonly string[]): ProgramTrigger {
  const path = `triggers.${trigger.id}`
  requireKey(scope.workflow.spec.flow.nodes, trigger.then, `${path}.then`, 'node')
  const when = compileOptional(scope, `${path}.when`, trigger.when)
  const rearm = compileOptional(scope, `${path}.rearm`, trigger.rearm)
  const reads = [...(when?.condition.reads ?? []), ...(rearm?.condition.reads ?? [])]
  return {
    id: trigger.id,
    mode: trigger.mode,
    event: trigger.event,
    when,
    rearm,
    sustainChecks: trigger.sustain?.checks ?? 1,
    sustainMs: compileDuration(`${path}.sustain.for`, trigger.sustain?.for),
    stages: trigger.stages === undefined ? undefined : new Set(trigger.stages),
    nodes: trigger.nodes === undefined ? undefined : new Set(trigger.nodes),
    limit: trigger.limit,
    cooldownMs: compileDuration(`${path}.cooldown`, trigger.cooldown),
    link: { edge: `trigger.${trigger.id}#then`, to: trigger.then },
    whenKeys: keysOf(when),
    rearmKeys: keysOf(rearm ?? when),
    monitors: monitorIds.filter((id) => reads.some((read) => read === id || read.startsWith(`${id}.`))),
  }
}

// The time passes in every step; only what is written makes a check.
function keysOf(expression: Expression | undefined): readonly string[] {
  return [...new Set((expression?.condition.reads ?? []).map(contextKey))].filter((key) => key !== 'now')
}

function compileMonitor(scope: CompileScope, id: string, monitor: MonitorSpec): ProgramMonitor {
  const agent = requireKey(scope.workflow.spec.agents, monitor.agent, `monitors.${id}.agent`, 'agent')
  return {
    id,
    label: agent.title ?? scope.titleOf?.(agent.role) ?? words(id),
    agentId: monitor.agent,
    events: new Set(monitor.events),
    stages: monitor.stages === undefined ? undefined : new Set(monitor.stages),
    timeoutMs: compileDuration(`monitors.${id}.timeout`, monitor.timeout) ?? monitorTimeoutMs,
    outputs: outputTypes(agent.outputs),
  }
}

function initialVars(vars: Readonly<Record<string, TypeExpr>>): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {}
  for (const [name, type] of Object.entries(vars)) {
    if (typeof type === 'object' && 'default' in type && type.default !== undefined) values[name] = type.default
  }
  return values
}
