import type { LintRule } from '../lint-context.ts'

/** LUM405: the last SLA matches everything, and only the last one does. */
export const slaOrder: LintRule = ({ workflow, report }) => {
  const slas = workflow.spec.slas ?? []
  const open = slas.findIndex((sla) => sla.when === undefined)
  const last = slas.at(-1)
  if (last === undefined) return []
  if (open === -1) return [report('LUM405', { problem: `The last SLA, ${last.id}, has a condition, so some tickets have none`, hint: 'Add one without when at the end.' }, ['spec', 'slas', slas.length - 1, 'when'])]
  return slas.slice(open + 1).map((sla, index) => report('LUM405', { problem: `SLA ${sla.id} is never reached: ${slas[open]?.id ?? ''} before it matches everything`, hint: 'Move it up.' }, ['spec', 'slas', open + 1 + index, 'id']))
}
