import { nearestName } from '../../conditions/nearest-name.ts'
import type { LintRule } from '../lint-context.ts'

/** LUM202: a connection grants what the tools that use it need. */
export const toolScopes: LintRule = ({ workflow, report }) => {
  const { tools, connections } = workflow.spec
  return Object.entries(tools ?? {}).flatMap(([id, tool]) => {
    const connection = tool.connection ?? ''
    const grants = connections?.[connection]?.grants
    // A connection that lists no grants leaves them to the system outside.
    if (grants === undefined) return []
    return tool.scopes.flatMap((scope, index) => {
      if (grants.includes(scope)) return []
      const near = nearestName(scope, grants)
      const hint = near === undefined ? `Add ${scope} to grants of ${connection}, or choose another tool.` : `Did you mean ${near}? If not, add ${scope} to grants of ${connection}.`
      return [report('LUM202', { tool: id, scope, connection, hint }, ['spec', 'tools', id, 'scopes', index])]
    })
  })
}
