import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath } from '@xyflow/react'
import type { EdgeProps } from '@xyflow/react'
import { memo, useState } from 'react'
import { formatCount } from '../format/format-number.ts'
import type { WayEdge } from './canvas-model.ts'
import { labelPoint, roundedPath } from './route-edges.ts'
import type { XY } from './route-edges.ts'
import { useWayCount } from './use-flow-counts.ts'

/** One way between cards: solid steps with round corners; after a run as wide as its share of the tickets. */
export const WayEdgeView = memo(function WayEdgeView(props: EdgeProps<WayEdge>) {
  const { id, data, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected } = props
  const route = data?.route ?? []
  const count = useWayCount(id)
  const [pointed, setPointed] = useState(false)
  // While a card is dragged its ways follow at once; they find their way around the others when it is let go.
  const settled = matches(route, sourceX, sourceY, targetX, targetY)
  const [stepPath, stepX, stepY] = settled ? ['', 0, 0] : getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 8, offset: 20 })
  const path = settled ? roundedPath(route) : stepPath
  const at = settled ? labelPoint(route) : { x: stepX, y: stepY }
  const width = count === null || data?.kind !== 'way' ? undefined : 1.5 + 4.5 * Math.min(1, count.share)
  const label = count !== null && data?.kind !== 'trigger' ? formatCount(count.count) : data?.kind === 'aside' || selected === true || pointed ? data?.label : null
  return (
    <>
      <g onMouseEnter={() => setPointed(true)} onMouseLeave={() => setPointed(false)}>
        <BaseEdge id={id} path={path} interactionWidth={14} style={width === undefined ? undefined : { strokeWidth: width }} />
      </g>
      {label === null || label === undefined ? null : (
        <EdgeLabelRenderer>
          <div className="chip" data-number={count !== null} style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}>
            {label}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})

function matches(route: readonly XY[], sourceX: number, sourceY: number, targetX: number, targetY: number): boolean {
  const first = route[0]
  const last = route.at(-1)
  if (first === undefined || last === undefined) return false
  const near = 24
  return Math.abs(first.x - sourceX) < near && Math.abs(first.y - sourceY) < near && (Math.abs(last.x - targetX) < near || Math.abs(last.y - targetY) < near)
}
