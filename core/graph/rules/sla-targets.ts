import type { Finding, Fix, SpecPath, TextEdit } from '../../spec/finding.ts'
import { durationMs } from '../../spec/duration.ts'
import { nodeAt, partAt, spanAt } from '../../spec/spec-source.ts'
import type { SlaSpec } from '../../spec/workflow.ts'
import type { LintContext, LintRule } from '../lint-context.ts'

const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
const clocks = [['firstResponse', 'the first response'], ['resolution', 'the resolution']] as const

function sorted({ source }: LintContext, targets: SlaSpec['resolution'], path: SpecPath): Fix | undefined {
  const texts = priorities.map((priority) => targets[priority])
  if (texts.some((text) => durationMs(text) === undefined) || partAt(source, path) !== undefined) return undefined
  const inOrder = texts.toSorted((left, right) => (durationMs(left) ?? 0) - (durationMs(right) ?? 0))
  const edits = priorities.flatMap((priority, index): readonly TextEdit[] => {
    if (texts[index] === inOrder[index] || nodeAt(source, [...path, priority]) === undefined) return []
    const { start, end } = spanAt(source, [...path, priority])
    return [{ offset: start, length: end - start, text: inOrder[index] ?? '' }]
  })
  return { title: edits.length === 2 ? 'Swap them' : 'Put the targets in order, P1 the fastest', edits }
}

function slower(context: LintContext, sla: SlaSpec, path: SpecPath): readonly Finding[] {
  return clocks.flatMap(([clock, what]) => {
    let fix: Fix | undefined
    return priorities.slice(1).flatMap((priority, index): readonly Finding[] => {
      const before = priorities[index] ?? 'P1'
      const slow = sla[clock][before]
      const fast = sla[clock][priority]
      if ((durationMs(slow) ?? 0) <= (durationMs(fast) ?? Infinity)) return []
      fix ??= sorted(context, sla[clock], [...path, clock])
      return [context.report('LUM406', { sla: sla.id, what, slower: before, slow, faster: priority, fast }, [...path, clock, before], fix === undefined ? {} : { fix })]
    })
  })
}

function dueTooEarly({ report }: LintContext, sla: SlaSpec, path: SpecPath): readonly Finding[] {
  return priorities.flatMap((priority) => {
    const firstResponse = sla.firstResponse[priority]
    const resolution = sla.resolution[priority]
    if ((durationMs(resolution) ?? Infinity) >= (durationMs(firstResponse) ?? 0)) return []
    return [report('LUM413', { sla: sla.id, priority, resolution, firstResponse }, [...path, 'resolution', priority])]
  })
}

/** LUM406 and LUM413: a higher priority is not slower than the next, and nothing is to be solved before it is answered. */
export const slaTargets: LintRule = (context) =>
  (context.workflow.spec.slas ?? []).flatMap((sla, index) => [...slower(context, sla, ['spec', 'slas', index]), ...dueTooEarly(context, sla, ['spec', 'slas', index])])
