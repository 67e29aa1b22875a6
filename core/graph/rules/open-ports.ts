import type { FlowNode } from '../../spec/workflow.ts'
import type { LintRule } from '../lint-context.ts'
import { nodePorts } from '../node-ports.ts'

function catchesTimeout(node: FlowNode): boolean {
  return (node.catch ?? []).some((clause) => clause.errors.some((error) => error === 'LUMOS.*' || error === 'LUMOS.Timeout'))
}

const words = { then: 'The way on', branch: 'Rule', default: 'The default', arm: 'Arm', outcome: 'Outcome', catch: 'An error route', onMaxVisits: 'The loop exit' } as const

/** LUM106 and LUM108: every way out of a node leads somewhere. */
export const openPorts: LintRule = ({ workflow, report }) =>
  Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) => {
    const path = ['spec', 'flow', 'nodes', id]
    const rules = node.kind === 'decision' && node.branches.length === 0 ? [report('LUM106', { node: id, problem: 'no rules', hint: 'Add a rule, or connect the nodes before and after it directly.' }, path, { part: 'key' })] : []
    // A human task that runs out of time needs a way as well.
    const lateOutcome = node.kind === 'human' && node.timeout !== undefined && !Object.hasOwn(node.outcomes, 'timeout') && !catchesTimeout(node)
    const late = lateOutcome ? [report('LUM108', { where: `Outcome timeout of ${id}`, problem: `the node has a timeout of ${node.timeout ?? ''} and no way for it`, hint: 'Add outcomes.timeout, or a catch for LUMOS.Timeout.' }, [...path, 'timeout'])] : []
    const open = nodePorts(node).flatMap((port) => {
      // onMaxVisits has a code of its own, and a timeout may be caught as an error.
      if (port.target !== undefined || port.kind === 'onMaxVisits' || (port.id === 'timeout' && catchesTimeout(node))) return []
      if (port.kind === 'default') return [report('LUM106', { node: id, problem: 'no default branch', hint: 'Add default: where tickets go when no rule is true.' }, [...path, 'default'])]
      const where = port.kind === 'branch' || port.kind === 'arm' || port.kind === 'outcome' ? `${words[port.kind]} ${port.id} of ${id}` : `${words[port.kind]} of ${id}`
      // A rule or arm without a target is named by its id.
      const named = port.kind === 'branch' || port.kind === 'arm' ? [...port.path.slice(0, -1), 'id'] : port.path
      return [report('LUM108', { where, problem: 'it is not connected', hint: port.kind === 'outcome' ? `Add outcomes.${port.id}.` : 'Connect it to a node.' }, [...path, ...named])]
    })
    return [...rules, ...open, ...late]
  })
