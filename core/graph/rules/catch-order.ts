import type { JsonValue } from '../../spec/json-value.ts'
import { toJson } from '../../spec/print-new-spec.ts'
import type { CatchSpec } from '../../spec/workflow.ts'
import { takes } from '../error-circles.ts'
import type { LintRule } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'

function covers(clause: CatchSpec, other: CatchSpec): boolean {
  return clause.when === undefined && other.errors.every((pattern) => takes(clause, pattern))
}

/** Repairs for more at once would take seconds; the next check makes the next ones. */
const mostRepairs = 100

/** LUM131: every catch clause can be reached. */
export const catchOrder: LintRule = ({ source, workflow, report }) => {
  let repairs = 0
  return Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) => {
    const clauses = node.catch ?? []
    const path = ['spec', 'flow', 'nodes', id, 'catch']
    return clauses.flatMap((clause, index) => {
      const earlier = clauses.slice(0, index)
      const shadow = earlier.findIndex((other) => covers(other, clause))
      const wider = earlier[shadow]
      const together = wider === undefined && clause.errors.every((pattern) => earlier.some((other) => other.when === undefined && takes(other, pattern)))
      if (wider === undefined && !together) return []
      // The narrower clause moves before the wider one; of two that are alike, one is superfluous, and which one only the author knows.
      const moved = wider === undefined || (clause.when === undefined && covers(clause, wider)) ? undefined : clauses.toSpliced(index, 1).toSpliced(shadow, 0, clause)
      if (moved !== undefined) repairs += 1
      const fix = moved === undefined || repairs > mostRepairs ? undefined : modelFix(source, 'Put the narrower clause first', [{ path, value: moved.map((each): JsonValue => toJson(each)) }])
      const by = wider?.errors ?? earlier.flatMap((other) => (other.when === undefined ? other.errors : []))
      return [report('LUM131', { errors: clause.errors.join(', '), node: id, earlier: `a clause for ${by.join(', ')}` }, [...path, index, 'errors'], fix === undefined ? {} : { fix })]
    })
  })
}
