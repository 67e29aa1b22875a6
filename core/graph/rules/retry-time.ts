import { durationMs, durationText } from '../../spec/duration.ts'
import type { SpecPath } from '../../spec/finding.ts'
import type { RetrySpec } from '../../spec/workflow.ts'
import type { LintRule } from '../lint-context.ts'

const taskTimeout = '60s'

/** The longest that the pauses between attempts can take together. */
function pausesMs(retry: RetrySpec): number {
  const most = durationMs(retry.backoff?.max ?? '1m') ?? 0
  const factor = retry.backoff?.factor ?? 2
  let pause = durationMs(retry.backoff?.initial ?? '1s') ?? 0
  let total = 0
  for (let attempt = 1; attempt < (retry.maxAttempts ?? 3); attempt += 1) {
    total += Math.min(pause, most)
    pause *= factor
  }
  return total
}

/** LUM133: the attempts of a task and the pauses between them fit into its timeout, which covers them all. */
export const retryTime: LintRule = ({ workflow, report }) => {
  const { tools, flow } = workflow.spec
  return Object.entries(flow.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'agent' && node.kind !== 'tool') return []
    const tool = node.kind === 'tool' ? tools?.[node.tool] : undefined
    const retry = node.retry ?? tool?.retry
    const attempts = retry?.maxAttempts ?? 3
    // Opening hours stretch the timeout and not the pauses; a tool that is not idempotent is not tried again.
    if (retry === undefined || attempts < 2 || node.clock !== undefined || (tool !== undefined && tool.effect !== 'read' && tool.idempotent !== true)) return []
    const timeout = node.timeout ?? tool?.timeout ?? taskTimeout
    // How long one attempt takes is known only where the tool says it and the node has a timeout of its own.
    const each = node.timeout === undefined ? 0 : (durationMs(tool?.timeout ?? '0s') ?? 0)
    const needed = attempts * each + pausesMs(retry)
    const path = ['spec', 'flow', 'nodes', id]
    const at: SpecPath = node.timeout !== undefined ? [...path, 'timeout'] : node.retry !== undefined ? [...path, 'retry'] : [...path, 'tool']
    return needed <= (durationMs(timeout) ?? Infinity) ? [] : [report('LUM133', { attempts, where: id, needed: durationText(needed), timeout }, at, { part: node.timeout === undefined && node.retry !== undefined ? 'key' : 'value' })]
  })
}
