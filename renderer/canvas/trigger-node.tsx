import { Handle, Position } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { Bell, Zap } from 'lucide-react'
import { memo } from 'react'
import type { TriggerNode } from './canvas-model.ts'

/** A trigger: a bolt that takes over, or a bell that only tells somebody. */
export const TriggerView = memo(function TriggerView({ data }: NodeProps<TriggerNode>) {
  const Icon = data.mode === 'interrupt' ? Zap : Bell
  return (
    <div className="bolt" title={`${data.title}: ${data.rule}`}>
      <Icon size={14} aria-hidden />
      <span className="truncate">{data.title}</span>
      <Handle type="source" id="out" position={Position.Bottom} className="port top" isConnectable={false} style={{ left: 20, bottom: 0 }} />
    </div>
  )
})
