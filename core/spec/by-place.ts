import type { Finding } from './finding.ts'

const rank = { error: 0, warning: 1, info: 2 } as const

/** Orders findings by their place, errors first where places are equal; what lies in other files comes last. */
export function byPlace(left: Finding, right: Finding): number {
  const files = order(left.file ?? '', right.file ?? '')
  return files || left.range.start.line - right.range.start.line || left.range.start.column - right.range.start.column
    || rank[left.severity] - rank[right.severity] || order(left.code, right.code)
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
