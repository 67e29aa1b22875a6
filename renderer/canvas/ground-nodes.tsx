import type { NodeProps } from '@xyflow/react'
import { Eye } from 'lucide-react'
import { memo } from 'react'
import type { BandNode, FrameNode } from './canvas-model.ts'

/** The frame around a parallel block, with what it waits for in its header. */
export const FrameView = memo(function FrameView({ data }: NodeProps<FrameNode>) {
  return (
    <div className="frame">
      <div className="frame-title">{data.title}</div>
    </div>
  )
})

/** The ground of a stage, with its name and the monitors that watch it. */
export const BandView = memo(function BandView({ data }: NodeProps<BandNode>) {
  return (
    <div className="band">
      <div className="band-head">
        <span>{data.title}</span>
        {data.monitors.map((monitor) => (
          <span key={monitor.id} className="eye" title={`${monitor.title} watches every message in this stage. It never holds a ticket up.`}>
            <Eye size={13} aria-hidden />
            {monitor.title} watches
          </span>
        ))}
      </div>
    </div>
  )
})
