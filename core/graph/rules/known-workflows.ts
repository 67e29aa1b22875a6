import { listedNames } from '../../conditions/listed-names.ts'
import { nearestName } from '../../conditions/nearest-name.ts'
import { resolveWorkflow } from '../../spec/resolve-workflow.ts'
import { usedWorkflows, workflowsAmong } from '../../spec/workflows-among.ts'
import type { LintRule } from '../lint-context.ts'

const endless = 'Take one of the subflows out: a workflow that runs itself never ends.'

/** LUM201 and LUM001: the workflow of a subflow is at hand, in a version that fits; checked where it is known what is at hand. */
export const knownWorkflows: LintRule = ({ workflow, surroundings, report }) => {
  const subflows = Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) => (node.kind === 'subflow' ? [{ id, node }] : []))
  if (subflows.length === 0) return []
  const atHand = surroundings.files === undefined ? undefined : workflowsAmong(surroundings.files).map((each) => each.workflow)
  return subflows.flatMap(({ id, node }) => {
    const path = ['spec', 'flow', 'nodes', id]
    const where = `Node ${id}`
    const resolved = resolveWorkflow(atHand ?? [], node.workflow, node.version)
    if (resolved.kind === 'badRange') {
      return [report('LUM001', { where: `spec.flow.nodes.${id}.version`, problem: `${JSON.stringify(node.version)} is no version and no range of versions`, hint: 'Write it like 1.2.0, ^1.2.0 or 1.x.' }, [...path, 'version'])]
    }
    if (resolveWorkflow([workflow], node.workflow, node.version).kind === 'found') return [report('LUM001', { where, problem: `runs workflow ${node.workflow}, which is this workflow`, hint: endless }, [...path, 'workflow'])]
    if (atHand === undefined) return []
    if (resolved.kind === 'found') {
      const ring = usedWorkflows(resolved.workflow, [...(surroundings.files ?? [])]).map((each) => each.workflow)
      const comesBack = [resolved.workflow, ...ring].some((each) => Object.values(each.spec.flow.nodes).some((inner) => inner.kind === 'subflow' && resolveWorkflow([workflow], inner.workflow, inner.version).kind === 'found'))
      return comesBack ? [report('LUM001', { where, problem: `runs workflow ${node.workflow}, which runs this workflow again`, hint: endless }, [...path, 'workflow'])] : []
    }
    if (resolved.kind === 'unknownVersion') return [report('LUM201', { where, kind: 'version', name: `${node.version} of workflow ${node.workflow}`, hint: `At hand: ${resolved.versions.join(', ')}.` }, [...path, 'version'])]
    const names = atHand.map((each) => each.metadata.name)
    const near = nearestName(node.workflow, names)
    const hint = near !== undefined ? `Did you mean ${near}?` : names.length > 0 ? `Known: ${listedNames(names)}.` : 'Put its file beside this one, or into the folder library.'
    return [report('LUM201', { where, kind: 'workflow', name: node.workflow, hint }, [...path, 'workflow'])]
  })
}
