import { useWholeWorkflow } from '../state/files-around.ts'
import { useCurrentFlow } from '../state/flow-store.ts'
import { useSelection } from '../state/selection-store.ts'
import { EdgeInspector } from './edge-inspector.tsx'
import { FlowInspector } from './flow-inspector.tsx'
import { ManyInspector } from './many-inspector.tsx'
import { NodeInspector } from './node-inspector.tsx'
import { TriggerInspector } from './trigger-inspector.tsx'

/** Settings of what is chosen; of the flow, when nothing is. */
export function Inspector() {
  const flow = useCurrentFlow()
  const document = flow?.history.present
  const whole = useWholeWorkflow(document, flow?.path ?? null)
  const nodes = useSelection((state) => state.nodes)
  const edges = useSelection((state) => state.edges)
  const triggerId = useSelection((state) => state.trigger)
  if (document === undefined) return null
  const { workflow } = document
  const [first] = nodes
  const known = nodes.filter((id) => id in workflow.spec.flow.nodes)
  const trigger = (workflow.spec.triggers ?? []).findIndex((each) => each.id === triggerId)
  if (known.length > 1) return <ManyInspector workflow={workflow} ids={known} />
  if (first !== undefined && known.length === 1) return <NodeInspector key={first} workflow={whole ?? workflow} id={first} />
  if (trigger >= 0) return <TriggerInspector key={triggerId} workflow={workflow} index={trigger} />
  const [edge] = edges
  if (edge !== undefined && !edge.startsWith('trigger.')) return <EdgeInspector key={edge} workflow={workflow} edge={edge} />
  return <FlowInspector workflow={workflow} />
}
