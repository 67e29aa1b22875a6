import type { LintRule } from '../lint-context.ts'

/** LUM409: overflow from team to team ends somewhere. */
export const overflowCircles: LintRule = ({ workflow, report }) => {
  const teams = workflow.spec.teams ?? {}
  const told = new Set<string>()
  return Object.keys(teams).flatMap((start) => {
    const way = [start]
    for (let next = teams[start]?.overflowTo; next !== undefined; next = teams[next]?.overflowTo) {
      if (next === start) {
        if (way.some((id) => told.has(id))) return []
        way.forEach((id) => told.add(id))
        return [report('LUM409', { circle: [...way, start].join(' → ') }, ['spec', 'teams', start, 'overflowTo'])]
      }
      if (way.includes(next)) return []
      way.push(next)
    }
    return []
  })
}
