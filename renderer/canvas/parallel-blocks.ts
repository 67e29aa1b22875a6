import type { Workflow } from '../../core/spec/workflow.ts'
import { nodePorts } from '../../core/graph/node-ports.ts'
import { joinWords } from './join-words.ts'
import type { Box } from './route-edges.ts'
import { titleOfNode } from './title-of.ts'

/** The frame of a parallel block: everything between the fork and its join. */
export type ParallelBlock = { readonly id: string; readonly title: string; readonly members: readonly string[]; readonly box: Omit<Box, 'id'> }

const padding = { side: 28, top: 40, bottom: 24 }

/** The frames to draw around parallel blocks. */
export function parallelBlocks(workflow: Workflow, boxOf: ReadonlyMap<string, Box>): readonly ParallelBlock[] {
  const { nodes } = workflow.spec.flow
  return Object.entries(nodes).flatMap(([id, node]): ParallelBlock[] => {
    if (node.kind !== 'parallel') return []
    const members = membersOf(workflow, id)
    const boxes = members.flatMap((member) => boxOf.get(member) ?? [])
    if (boxes.length < 2) return []
    const left = Math.min(...boxes.map((box) => box.x)) - padding.side
    const top = Math.min(...boxes.map((box) => box.y)) - padding.top
    const right = Math.max(...boxes.map((box) => box.x + box.width)) + padding.side
    const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + padding.bottom
    return [{ id, title: titleOfBlock(workflow, id), members, box: { x: left, y: top, width: right - left, height: bottom - top } }]
  })
}

function membersOf(workflow: Workflow, id: string): readonly string[] {
  const { nodes } = workflow.spec.flow
  const fork = nodes[id]
  if (fork?.kind !== 'parallel') return []
  const join = fork.join
  const seen = new Set<string>([id, ...(join === undefined ? [] : [join])])
  const waiting = fork.arms.flatMap((arm) => (arm.then === undefined ? [] : [arm.then]))
  while (waiting.length > 0) {
    const next = waiting.pop()
    const node = next === undefined ? undefined : nodes[next]
    if (next === undefined || node === undefined || seen.has(next)) continue
    seen.add(next)
    // Error routes leave the block, so they do not make their targets a part of it.
    for (const port of nodePorts(node)) if (port.target !== undefined && port.kind !== 'catch' && port.kind !== 'onMaxVisits') waiting.push(port.target)
    if (seen.size > 60) return [id]
  }
  return [...seen]
}

/** "In parallel: 2 of 3, Knowledge search required". */
export function titleOfBlock(workflow: Workflow, id: string): string {
  const { nodes } = workflow.spec.flow
  const fork = nodes[id]
  if (fork?.kind !== 'parallel') return ''
  const join = fork.join === undefined ? undefined : nodes[fork.join]
  const total = fork.arms.length
  if (join?.kind !== 'join') return `In parallel: ${total}, not brought together yet`
  const need = join.mode === 'all' ? `all ${total}` : join.mode === 'any' ? `the first of ${total}` : `${join.count ?? 1} of ${total}`
  const required = (join.require ?? []).map((armId) => {
    const arm = fork.arms.find((each) => each.id === armId)
    return arm?.then === undefined ? armId : titleOfNode(workflow, arm.then)
  })
  return `In parallel: ${need}${required.length === 0 ? '' : `, “${joinWords(required)}” required`}`
}
