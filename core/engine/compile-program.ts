import { assertNever } from '../assert-never.ts'
import type { ConditionPorts } from '../conditions/condition-ports.ts'
import type { Value } from '../conditions/value.ts'
import { conditionScope } from '../graph/context-scope.ts'
import { resolveWorkflow } from '../spec/resolve-workflow.ts'
import type { MonitorSpec, TriggerSpec, TypeExpr, Workflow } from '../spec/workflow.ts'
import { armRegion, rootsWritten } from './block-region.ts'
import { compileNode, words } from './compile-node.ts'
import { byId, compileDuration, compileOptional, requireKey, type CompileScope } from './compile-scope.ts'
import { contextKey } from './context-key.ts'
import type { Expression } from './expression.ts'
import { outputTypes } from './output-types.ts'
import { ProgramError } from './program-error.ts'
import type { ParallelNode, Program, ProgramArm, ProgramMonitor, ProgramNode, ProgramTrigger, StartNode } from './program.ts'

const agentCallBudget = 100
const monitorTimeoutMs = 60_000

/**
 * Compiles a workflow to be run. It must have passed the linter: what cannot be run throws a `ProgramError`. `ports` answer for
 * opening hours; `titleOf` says what an agent is called that has no title of its own, by its role; `atHand` are the workflows that
 * its subflows may name.
 */
export function compileProgram(workflow: Workflow, ports?: ConditionPorts, titleOf?: (role: string) => string | undefined, atHand: readonly Workflow[] = []): Program {
  return compileWithin({ ports, titleOf, atHand, known: new Map() }, workflow, [])
}

type Surroundings = {
  readonly ports?: ConditionPorts
  readonly titleOf?: (role: string) => string | undefined
  readonly atHand: readonly Workflow[]
  /** Programs of subflows by key: however often a workflow is used, it is compiled once. */
  readonly known: Map<string, Program>
}

function compileWithin(around: Surroundings, workflow: Workflow, callers: readonly string[]): Program {
  const { spec, metadata } = workflow
  const names = [...callers, metadata.name]
  const scope: CompileScope = {
    workflow, conditions: conditionScope(workflow), titleOf: around.titleOf,
    subflow: (path, name, range) => compileSubflow(around, path, name, range, names),
  }
  const nodes = measureBlocks(new Map(Object.entries(spec.flow.nodes).map(([id, node]) => [id, compileNode(scope, id, node)])))
  const monitors = byId(spec.monitors)
  const triggers = (spec.triggers ?? []).map((trigger) => compileTrigger(scope, trigger, monitors.map(([id]) => id)))
  requireKey(spec.flow.nodes, spec.flow.onError.then, 'flow.onError.then', 'node')
  const all = [...nodes.values()]
  return {
    name: metadata.name,
    key: `${metadata.name}@${metadata.version}`,
    workflow,
    ports: around.ports,
    nodes,
    starts: all.filter((node): node is StartNode => node.kind === 'start').toSorted(askedFirst),
    parallels: new Map(all.filter((node): node is ParallelNode => node.kind === 'parallel').map((node) => [node.id, blockOf(nodes, node)])),
    triggers,
    monitors: monitors.map(([id, monitor]) => compileMonitor(scope, id, monitor)),
    watched: new Set(triggers.flatMap((trigger) => [...trigger.whenKeys, ...trigger.rearmKeys])),
    waitsForConditions: all.some((node) => node.kind === 'wait' && node.waitFor.kind === 'until'),
    onError: { edge: 'onError#then', to: spec.flow.onError.then },
    teams: new Set(Object.keys(spec.teams ?? {})),
    initialVars: initialVars(spec.context?.vars ?? {}),
    agentCallBudget: spec.policies?.budgets?.agentCalls ?? agentCallBudget,
    costBudgetUsd: spec.policies?.budgets?.modelCostUsd,
    lifetimeMs: compileDuration('policies.budgets.lifetime', spec.policies?.budgets?.lifetime),
  }
}

function compileSubflow(around: Surroundings, path: string, name: string, range: string, callers: readonly string[]): Program {
  if (callers.includes(name)) throw new ProgramError('PROGRAM_SHAPE', `${path}.workflow`, `the workflow runs itself: ${[...callers, name].join(' → ')}.`, 'Repeat with a loop inside one workflow instead.')
  const resolved = resolveWorkflow(around.atHand, name, range)
  switch (resolved.kind) {
    case 'badRange':
      throw new ProgramError('PROGRAM_SHAPE', `${path}.version`, `"${range}" is no version and no range of versions.`, 'Write it like 1.2.0, ^1.2.0 or 1.x.')
    case 'unknownName':
      throw new ProgramError('PROGRAM_REFERENCE', `${path}.workflow`, `there is no workflow "${name}" at hand.`, 'Put its file beside this one or into the folder library.')
    case 'unknownVersion':
      throw new ProgramError('PROGRAM_REFERENCE', `${path}.version`, `no version of workflow "${name}" fits ${range}; at hand: ${resolved.versions.join(', ')}.`, 'Choose a version that is there.')
    case 'found': {
      const key = `${name}@${resolved.workflow.metadata.version}`
      const program = around.known.get(key) ?? compileChild(around, path, resolved.workflow, callers)
      around.known.set(key, program)
      return program
    }
    default:
      return assertNever(resolved)
  }
}

function compileChild(around: Surroundings, path: string, workflow: Workflow, callers: readonly string[]): Program {
  try {
    return compileWithin(around, workflow, callers)
  } catch (thrown) {
    if (!(thrown instanceof ProgramError)) throw thrown
    throw new ProgramError(thrown.code, `${path}/${thrown.path}`, thrown.reason, thrown.hint)
  }
}

// Starts with a condition are asked before those that take every ticket of their channel.
function askedFirst(left: StartNode, right: StartNode): number {
  const [one, other] = [left.when === undefined, right.when === undefined]
  return one === other ? (left.id < right.id ? -1 : 1) : one ? 1 : -1
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
