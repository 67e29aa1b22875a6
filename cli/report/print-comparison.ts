import { formatFigure } from '../../core/metrics/format-figure.ts'
import type { Comparison, KpiChange } from '../../core/simulation/what-if/compare.ts'
import { sayStop } from '../../core/simulation/report/say-stop.ts'
import type { GroupBy } from '../../core/simulation/what-if/compare-groups.ts'
import { textTable } from './text-table.ts'
import { wrapText } from './wrap-text.ts'

const says = { better: 'better', worse: 'worse', unclear: 'not clear', same: 'the same' } as const
const TITLE_WIDTH = 29
const groupTitles: Readonly<Record<GroupBy, string>> = { issueType: 'Issue type', language: 'Language', channel: 'Channel', tier: 'Tier' }

/** A comparison as people read it on a terminal: differences first, then who gets worse and why. */
export function printComparison(comparison: Comparison, [a = 'A', b = 'B']: readonly string[]): string {
  const { kpis, tickets, replications, stopped, pairedTickets, unpairedTickets } = comparison
  const pinned = kpis.filter((change) => change.isPinned)
  const others = kpis.filter((change) => !change.isPinned && change.says !== 'same' && change.delta !== null && (change.unit !== 'ms' || change.statistic === 'p90'))
  return [
    `A is ${a}\nB is ${b}\n${pairedTickets} tickets on both sides, ${replications} ${replications === 1 ? 'replication' : 'replications'} with the same seeds\n`,
    stopped === undefined ? '' : `${stopped.a === null ? '' : `A: ${sayStop(stopped.a)}\n`}${stopped.b === null ? '' : `B: ${sayStop(stopped.b)}\n`}`,
    unpairedTickets === 0 ? '' : `${unpairedTickets} tickets come on one side only and are left out of what follows on tickets.\n`,
    `\nDifferences, B less A (together with ${formatFigure(0.95, 'share')} confidence)\n${changes(pinned)}`,
    others.length === 0 ? '' : `\nOther differences (each with ${formatFigure(0.95, 'share')} confidence)\n${changes(others)}`,
    `\nTickets: ${tickets.worse} are solved later or not any more, ${tickets.better} sooner, ${tickets.same} as before\nLoss: how much longer without a solution on average, up to the end of the run for those never solved\n`,
    groups(comparison),
    regressions(comparison),
  ].join('')
}

function changes(list: readonly KpiChange[]): string {
  const rows = list.flatMap(({ title, unit, statistic, delta, deltaCi, says: said, a, b }) => beneath(unit === 'ms' ? `${title}, ${statistic === 'p50' ? 'median' : statistic}` : title, [
    delta === null ? '–' : `${delta > 0 ? '+' : ''}${formatFigure(delta, unit)}`,
    deltaCi === null ? '–' : `${formatFigure(deltaCi[0], unit)} to ${formatFigure(deltaCi[1], unit)}`,
    delta === null ? '–' : says[said], formatFigure(a.value, unit), formatFigure(b.value, unit),
  ]))
  return textTable([['', 'difference', 'interval', 'B is', 'A', 'B'], ...rows])
}

/** A long title takes lines of its own above its figures. */
function beneath(title: string, cells: readonly string[]): readonly (readonly string[])[] {
  const lines = wrapText(title, '', '  ', TITLE_WIDTH).trimEnd().split('\n')
  return lines.map((line, index) => (index === lines.length - 1 ? [line, ...cells] : [line]))
}

function groups({ groups: list }: Comparison): string {
  return (Object.keys(groupTitles).flatMap((by) => {
    const own = list.filter((group) => group.by === by)
    const [first] = own
    if (first === undefined || own.length < 2) return []
    const rows = own.map((group) => [group.name, String(group.tickets), String(group.worse), String(group.better), signed(group.lossMs), signed(group.firstResponseDeltaMs), signed(group.resolutionDeltaMs), share(group.solvedDelta)])
    return [`\n${groupTitles[first.by]}, who loses most first\n${textTable([['', 'tickets', 'worse', 'better', 'loss', 'first response', 'solution', 'solved'], ...rows])}`]
  })).join('')
}

function regressions({ tickets: { regressions: list } }: Comparison): string {
  if (list.length === 0) return ''
  const lines = list.map(({ id, subject, lossMs, firstResponse, solved, why }) => {
    const notes = [`solved ${formatFigure(lossMs, 'ms')} later`, ...(firstResponse.delta === null || firstResponse.delta === 0 ? [] : [`first response ${signed(firstResponse.delta)}`]), ...(solved.a === solved.b ? [] : [`solved in ${formatFigure(solved.b, 'share')} of the replications instead of ${formatFigure(solved.a, 'share')}`])]
    return `${wrapText(`${id}  ${subject}`, '  ', '      ')}${wrapText(`${notes.join(', ')}. ${why}`, '      ')}`
  })
  return `\nWorst first\n${lines.join('')}`
}

function signed(ms: number | null): string {
  return ms === null ? '–' : `${ms > 0 ? '+' : ''}${formatFigure(ms, 'ms')}`
}

function share(value: number): string {
  return `${value > 0 ? '+' : ''}${formatFigure(value, 'share')}`
}
