import type { RetrySpec } from '../../spec/workflow.ts'
import type { LintRule } from '../lint-context.ts'

function retries(retry: RetrySpec | undefined): boolean {
  return retry !== undefined && (retry.maxAttempts ?? 3) > 1
}

/** LUM132: only a tool that can take a second call is tried again. */
export const retriedTools: LintRule = ({ workflow, report }) => {
  const { tools, flow } = workflow.spec
  const own = Object.entries(tools ?? {}).flatMap(([id, tool]) =>
    tool.effect !== 'read' && tool.idempotent !== true && retries(tool.retry) ? [report('LUM132', { where: `Retry of tool ${id}`, tool: id }, ['spec', 'tools', id, 'retry'], { part: 'key' })] : [])
  const nodes = Object.entries(flow.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'tool' || !retries(node.retry)) return []
    const tool = tools?.[node.tool]
    return tool === undefined || tool.effect === 'read' || tool.idempotent === true ? [] : [report('LUM132', { where: `Retry of node ${id}`, tool: node.tool }, ['spec', 'flow', 'nodes', id, 'retry'], { part: 'key' })]
  })
  return [...own, ...nodes]
}
