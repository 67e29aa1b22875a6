import { durationMs } from '../../spec/duration.ts'
import type { LintRule } from '../lint-context.ts'

/** LUM507: nothing is remembered for longer than it can be accounted for. */
export const memoryRetention: LintRule = ({ workflow, report }) => {
  const audit = workflow.spec.policies?.audit?.retention
  const limit = audit === undefined ? undefined : durationMs(audit)
  if (audit === undefined || limit === undefined) return []
  return Object.entries(workflow.spec.memory ?? {}).flatMap(([memory, { retention }]) =>
    (durationMs(retention) ?? 0) > limit ? [report('LUM507', { memory, retention, audit }, ['spec', 'memory', memory, 'retention'])] : [])
}
