import type { SpecPath } from '../spec/finding.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { NodePort } from './node-ports.ts'
import { nodePorts } from './node-ports.ts'

/** One way from a node (or a trigger, or the flow's error route) to a node; `id` is `source#port` and stays the same while the flow is edited. */
export type Link = {
  readonly id: string
  readonly source: string
  readonly port: string
  readonly target: string
  readonly kind: NodePort['kind'] | 'trigger' | 'onError'
  /** Where the target stands in the file. */
  readonly path: SpecPath
}

/** Every way between nodes, in the order of the file; targets may be missing nodes. */
export function nodeLinks(workflow: Workflow): readonly Link[] {
  return Object.entries(workflow.spec.flow.nodes).flatMap(([source, node]) =>
    nodePorts(node).flatMap((port): readonly Link[] =>
      port.target === undefined ? [] : [{ id: `${source}#${port.id}`, source, port: port.id, target: port.target, kind: port.kind, path: ['spec', 'flow', 'nodes', source, ...port.path] }],
    ),
  )
}

/** Every way in the flow: between nodes, then from triggers (`trigger.<id>#then`), then the last error route (`onError#then`). */
export function linksOf(workflow: Workflow): readonly Link[] {
  const { triggers, flow } = workflow.spec
  return [
    ...nodeLinks(workflow),
    ...(triggers ?? []).map((trigger, i): Link => ({ id: `trigger.${trigger.id}#then`, source: `trigger.${trigger.id}`, port: 'then', target: trigger.then, kind: 'trigger', path: ['spec', 'triggers', i, 'then'] })),
    { id: 'onError#then', source: 'onError', port: 'then', target: flow.onError.then, kind: 'onError', path: ['spec', 'flow', 'onError', 'then'] },
  ]
}
