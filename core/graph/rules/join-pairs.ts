import type { LintRule } from '../lint-context.ts'

/** LUM114: joins and parallel blocks belong together one to one. */
export const joinPairs: LintRule = ({ workflow, regions, report }) => {
  const { nodes } = workflow.spec.flow
  const blocks = regions.flatMap(({ id, node, joinId, join }) => {
    const path = ['spec', 'flow', 'nodes', id]
    const few = node.arms.length < 2 ? [report('LUM114', { problem: `Parallel ${id} has ${node.arms.length === 0 ? 'no arms' : 'one arm'}`, hint: 'Give it at least two arms, or connect the nodes directly.' }, path, { part: 'key' })] : []
    if (joinId === undefined) return [...few, report('LUM114', { problem: `Parallel ${id} names no join`, hint: 'Add join: the node at which its arms meet.' }, path, { part: 'key' })]
    const wrong = join === undefined && Object.hasOwn(nodes, joinId)
    return wrong ? [...few, report('LUM114', { problem: `${joinId} is no join`, hint: 'Name a node of kind join.' }, [...path, 'join'])] : few
  })
  const joins = Object.entries(nodes).flatMap(([id, node]) => {
    if (node.kind !== 'join') return []
    const owners = regions.filter((region) => region.joinId === id)
    if (owners.length === 1) return []
    const problem = owners.length === 0 ? `Join ${id} has no parallel` : `Join ${id} belongs to ${owners.map((owner) => owner.id).join(' and ')}`
    return [report('LUM114', { problem, hint: 'Pair joins and parallel blocks one to one.' }, ['spec', 'flow', 'nodes', id], { part: 'key' })]
  })
  return [...blocks, ...joins]
}
