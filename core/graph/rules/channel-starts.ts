import type { LintRule } from '../lint-context.ts'

/** LUM104: every channel has one start node. */
export const channelStarts: LintRule = ({ workflow, report }) => {
  const { channels, flow } = workflow.spec
  const covered = new Map<string, string>()
  const findings = Object.entries(flow.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'start') return []
    return node.channels.flatMap((channel, index) => {
      const other = covered.get(channel)
      if (other === undefined && node.when === undefined) covered.set(channel, id)
      return other === undefined ? [] : [report('LUM104', { problem: `Channel ${channel} has two start nodes, ${other} and ${id}, so ${id} is never taken for it`, hint: 'Remove it from one of them, or give the first a when.' }, ['spec', 'flow', 'nodes', id, 'channels', index])]
    })
  })
  const missing = Object.keys(channels).filter((channel) => !covered.has(channel)).map((channel) =>
    report('LUM104', { problem: `Channel ${channel} has no start node that always takes its tickets`, hint: 'Add the channel to one start node without a when.' }, ['spec', 'channels', channel], { part: 'key' }))
  return [...findings, ...missing]
}
