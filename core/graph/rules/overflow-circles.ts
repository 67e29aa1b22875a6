import type { LintRule } from '../lint-context.ts'

/** The most teams of a circle that a message names. */
const mostShown = 20

function shownCircle(circle: readonly string[]): string {
  return (circle.length > mostShown ? [...circle.slice(0, mostShown - 3), '…', ...circle.slice(-2)] : circle).join(' → ')
}

/** LUM409: overflow from team to team ends somewhere. */
export const overflowCircles: LintRule = ({ workflow, report }) => {
  const teams = workflow.spec.teams ?? {}
  const circleOf = new Map<string, readonly string[]>()
  const walked = new Set<string>()
  for (const start of Object.keys(teams)) {
    const way: string[] = []
    let at: string | undefined = start
    for (; at !== undefined && Object.hasOwn(teams, at) && !walked.has(at); at = teams[at]?.overflowTo) {
      walked.add(at)
      way.push(at)
    }
    const back = at === undefined ? -1 : way.indexOf(at)
    const circle = back === -1 ? [] : way.slice(back)
    for (const id of circle) circleOf.set(id, circle)
  }
  const told = new Set<readonly string[]>()
  return Object.keys(teams).flatMap((start) => {
    const circle = circleOf.get(start)
    if (circle === undefined || told.has(circle)) return []
    told.add(circle)
    const place = circle.indexOf(start)
    return [report('LUM409', { circle: shownCircle([...circle.slice(place), ...circle.slice(0, place), start]) }, ['spec', 'teams', start, 'overflowTo'])]
  })
}
