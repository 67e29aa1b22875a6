import type { Workflow } from '../../core/spec/workflow.ts'
import { agentTitle } from './describe-agent.ts'
import type { Box } from './route-edges.ts'

/** The ground of one stage. */
export type StageBand = { readonly id: string; readonly title: string; readonly box: Omit<Box, 'id'>; readonly monitors: readonly { readonly id: string; readonly title: string }[] }

const padding = { side: 28, head: 116, bottom: 56 }

/** The bands of the stages, and the height at which triggers sit: on the upper edge of all of them. */
export function stageBands(workflow: Workflow, boxes: readonly Box[]): { readonly nodes: readonly StageBand[]; readonly top: number } {
  const { stages, nodes } = workflow.spec.flow
  const top = boxes.length === 0 ? 0 : Math.min(...boxes.map((box) => box.y)) - padding.head
  const bands = Object.entries(stages).flatMap(([id, stage]): StageBand[] => {
    const own = boxes.filter((box) => nodes[box.id]?.stage === id)
    if (own.length === 0) return []
    const left = Math.min(...own.map((box) => box.x)) - padding.side
    const right = Math.max(...own.map((box) => box.x + box.width)) + padding.side
    const bottom = Math.max(...own.map((box) => box.y + box.height)) + padding.bottom
    return [{ id, title: stage.title, monitors: monitorsOf(workflow, id), box: { x: left, y: top, width: right - left, height: bottom - top } }]
  })
  // A small band lies on a large one, never under it.
  const area = ({ box }: StageBand): number => box.width * box.height
  return { nodes: apart(bands, boxes, workflow).toSorted((a, b) => area(b) - area(a)), top }
}

/** Bands share the upper edge; one whose columns belong to another stage too lies as a box around its own cards only. */
function apart(bands: readonly StageBand[], boxes: readonly Box[], workflow: Workflow): readonly StageBand[] {
  return bands.map((band) => {
    const covered = boxes.some((box) => workflow.spec.flow.nodes[box.id]?.stage !== band.id && box.x < band.box.x + band.box.width - padding.side && box.x + box.width > band.box.x + padding.side && isInside(box, band.box))
    if (!covered) return band
    const own = boxes.filter((box) => workflow.spec.flow.nodes[box.id]?.stage === band.id)
    const top = Math.min(...own.map((box) => box.y)) - 52
    return { ...band, box: { ...band.box, y: top, height: band.box.y + band.box.height - top } }
  })
}

function isInside(box: Box, band: Omit<Box, 'id'>): boolean {
  return box.y + box.height > band.y && box.y < band.y + band.height
}

function monitorsOf(workflow: Workflow, stage: string): readonly { readonly id: string; readonly title: string }[] {
  return Object.entries(workflow.spec.monitors ?? {}).flatMap(([id, monitor]) =>
    monitor.stages === undefined || monitor.stages.includes(stage) ? [{ id, title: agentTitle(workflow, monitor.agent) ?? id }] : [],
  )
}
