import { errorCircles } from '../error-circles.ts'
import type { LintRule } from '../lint-context.ts'

/** LUM130: an error route does not come back to the node that failed. */
export const errorReturns: LintRule = (context) =>
  errorCircles(context).map(({ node, clause, error }) => {
    const path = ['spec', 'flow', 'nodes', node]
    return clause === undefined
      ? context.report('LUM130', { route: 'flow.onError', node, error }, path, { part: 'key' })
      : context.report('LUM130', { route: `The error route of ${node}`, node, error }, [...path, 'catch', clause, 'then'])
  })
