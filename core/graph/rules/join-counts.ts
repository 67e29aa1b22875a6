import type { LintRule } from '../lint-context.ts'
import { replaceSpan } from '../../spec/source-finding.ts'
import { spanAt } from '../../spec/spec-source.ts'

/** LUM110, LUM115, LUM116: a join can get what it waits for. */
export const joinCounts: LintRule = ({ source, regions, report }) =>
  regions.flatMap(({ joinId, join, arms }) => {
    if (join === undefined || joinId === undefined) return []
    const path = ['spec', 'flow', 'nodes', joinId]
    const sure = arms.filter(({ arm }) => arm.when === undefined).length
    const count = join.mode === 'quorum' ? join.count : undefined
    const counted = count === undefined
      ? []
      : count > arms.length
        ? [report('LUM110', { join: joinId, count, arms: arms.length }, [...path, 'count'], arms.length === 0 ? {} : { fix: replaceSpan(`Lower the count to ${arms.length}`, spanAt(source, [...path, 'count']), String(arms.length)) })]
        : count > sure
          ? [report('LUM115', { join: joinId, count, sure }, [...path, 'count'])]
          : []
    const required = (join.require ?? []).flatMap((name, index) => {
      const found = arms.find(({ id }) => id === name)
      const problem = found === undefined ? 'does not exist' : found.arm.when === undefined ? undefined : 'may be skipped by its when'
      const hint = found === undefined ? `The arms are ${arms.map(({ id }) => id).join(', ')}.` : 'Remove it from require, or drop its when.'
      return problem === undefined ? [] : [report('LUM116', { join: joinId, arm: name, problem, hint }, [...path, 'require', index])]
    })
    return [...counted, ...required]
  })
