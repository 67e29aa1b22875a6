import { formatFigure } from '../../core/metrics/format-figure.ts'
import type { Verdict } from '../../core/simulation/what-if/figure-over-replications.ts'
import type { ErlangReference } from '../../core/simulation/what-if/erlang-reference.ts'
import { kpiTitle } from '../../core/simulation/what-if/kpi-reference.ts'
import type { Requirement } from '../../core/simulation/what-if/requirement.ts'
import type { StaffResult, StaffTrial } from '../../core/simulation/what-if/staff.ts'
import type { PlacedCrew } from '../../core/simulation/what-if/staff-crews.ts'
import { textTable } from './text-table.ts'
import { wrapText } from './wrap-text.ts'

/** The answer of a search for people. */
export type StaffAnswer = { readonly crews: readonly PlacedCrew[]; readonly requirements: readonly Requirement[]; readonly result: StaffResult; readonly references: readonly ErlangReference[] }

/** The answer as people read it on a terminal. */
export function printStaff(answer: StaffAnswer): string {
  const { result, requirements } = answer
  const targets = requirements.map(({ text }) => text).join(' and ')
  if (result.kind === 'impossible') return `${impossible(answer, targets).split('\n').map((line) => (line === '' ? '' : wrapText(line))).join('')}\n${trials(answer, [result.most, result.roundTheClock])}`
  const { best, proof, neighbours, oddities } = result
  const people = answer.crews.map((crew, index) => `  ${crew.title}: ${best.counts[index] ?? 0} people (now ${crew.present})\n`).join('')
  const sure = proof === 'exact' ? 'Nothing cheaper meets the targets: everything cheaper was tried, or excluded because more people did not meet them.' : 'No single person can be taken away; that no other mix is cheaper was not proven, there are too many.'
  return [
    `With 95 % confidence, ${targets} is met by\n${people}at ${formatFigure(best.weekly, 'money')} a week for paid hours.\n\n${wrapText(sure)}\n`,
    trials(answer, [best, ...neighbours]),
    oddities.map((oddity) => `\nNote: ${oddity}\n`).join(''),
    references(answer),
  ].join('')
}

function impossible({ result, crews }: StaffAnswer, targets: string): string {
  const most = crews.map((crew) => `${crew.most} in ${crew.title}`).join(', ')
  if (result.kind === 'impossible' && result.why === 'outOfHours') return `${targets} cannot be met by people alone because of the hours in which nobody works: with ${most} it is missed, with as many at work round the clock it is met.\nChange the hours of the shifts, what the flow answers out of hours, or a target that counts every hour.\n`
  return `${targets} cannot be met by people alone because the time is lost before people or after them: with ${most} at work round the clock it is still missed.\nLook at agent latency, waits and confirmations in the flow, handle times, and at whether the target can be met at all.\n`
}

function trials({ crews, requirements }: StaffAnswer, shown: readonly StaffTrial[]): string {
  const rows = shown.map((trial) => [
    trial.counts.join(' + '), formatFigure(trial.weekly, 'money'), String(trial.replications), ...requirements.map((requirement, index) => verdict(trial.each[index], requirement)),
    trial.says === 'yes' ? 'met' : trial.says === 'no' ? 'missed' : 'not sure',
  ])
  return `Tried, each figure with its bound at the confidence that is asked for\n${textTable([[crews.map((crew) => crew.id).join(' + '), 'a week', 'replications', ...requirements.map(({ reference }) => kpiTitle(reference)), ''], ...rows])}`
}

function verdict(given: Verdict | undefined, { reference: { metric: { unit } }, comparison }: Requirement): string {
  if (given === undefined) return '–'
  if (given.value === Infinity) return 'never for some'
  const bound = comparison.startsWith('<') ? given.high : given.low
  return `${formatFigure(given.value, unit)}${Number.isFinite(bound) ? ` (${comparison.startsWith('<') ? '<' : '>'} ${formatFigure(bound, unit)})` : ''}`
}

function references({ references: given, crews }: StaffAnswer): string {
  if (given.length === 0) return ''
  const lines = given.map((one) => {
    const title = crews.find((crew) => crew.team === one.team)?.title.split(',')[0] ?? one.team
    const load = `${formatFigure(one.perHour, 'count')} pieces of work an open hour, ${formatFigure(one.meanHours * 3_600_000, 'ms')} each`
    const asked = one.onShift === null || one.paid === null || one.withinMs === null || one.share === null ? '' : ` Erlang C asks for ${one.onShift} on shift (${one.paid} paid) so that ${formatFigure(one.share, 'share')} wait no longer than ${formatFigure(one.withinMs, 'ms')};`
    const here = one.servedWithin === null ? '' : ` of those found here it would expect ${formatFigure(one.servedWithin, 'share')} in time.`
    return wrapText(`${title}: ${load}.${asked}${here} Erlang A, with chat patience: ${formatFigure(one.waits, 'share')} wait, ${formatFigure(one.leaves, 'share')} leave.`, '  ', '    ')
  })
  return `\nFor reference, one queue that is always open and evenly loaded (no nights, no peaks, no priorities)\n${lines.join('')}`
}
