import { assertNever } from '../../core/assert-never.ts'
import { formatFigure } from '../../core/metrics/format-figure.ts'
import type { Metric, Statistic } from '../../core/metrics/define-metric.ts'
import { metricOf } from '../../core/metrics/registry.ts'
import type { WhatIfStaffAnswer, WhatIfTrial } from '../../api/what-if-model.ts'
import { joinWords } from '../canvas/join-words.ts'
import { formatNumber } from '../format/format-number.ts'
import { statisticWords } from './statistic-words.ts'

const statistics: Readonly<Record<string, Statistic>> = { p50: 'p50', p90: 'p90', p95: 'p95', mean: 'mean' }

/** A figure by its name in a table, as people read it. */
export function kpiParts(name: string): { readonly metric: Metric | undefined; readonly statistic: Statistic; readonly title: string } {
  const [id = '', written = 'mean'] = name.split('.')
  const metric = metricOf(id)
  const statistic = statistics[written] ?? 'mean'
  return { metric, statistic, title: metric === undefined ? id : metric.unit === 'ms' ? `${metric.title}, ${statisticWords(statistic)}` : metric.title }
}

/** What a team has to keep, and for which share. */
export type StaffQuestion = { readonly promise: 'all' | 'first' | 'solved'; readonly share: number }

/** A question as `lumos staff --target` takes it. What never comes is not "late", so it is bounded too: else nobody at all would be enough. */
export function targetTexts({ promise, share }: StaffQuestion): readonly string[] {
  const least = `>= ${Math.round(share * 100)}%`
  const most = `<= ${Math.round((1 - share) * 100)}%`
  switch (promise) {
    case 'all':
      return [`slaNoBreach ${least}`]
    case 'first':
      return [`slaFirstResponse ${least}`, `neverReplied ${most}`]
    case 'solved':
      return [`slaResolution ${least}`, `slaActiveBreached ${most}`]
    default:
      return assertNever(promise)
  }
}

function questionWords({ promise, share }: StaffQuestion): string {
  const [kept, lost] = [share, 1 - share].map((each) => `${Math.round(each * 100)} %`)
  switch (promise) {
    case 'all':
      return `every promise of ${kept} of the tickets`
    case 'first':
      return `${kept} of the first responses in time, and at most ${lost} never answered`
    case 'solved':
      return `${kept} of the solutions in time, and at most ${lost} of the promises running late`
    default:
      return assertNever(promise)
  }
}

const kept: Readonly<Record<StaffQuestion['promise'], string>> = { all: 'tickets have every promise kept', first: 'first responses are in time', solved: 'solutions are in time' }

/** "98 % of tickets have every promise kept, surely at least 97 %". */
function boundWords({ each: [first] }: WhatIfTrial, { promise }: StaffQuestion): string {
  const { value = null, bound = null } = first ?? {}
  return `${formatFigure(value, 'share')} of ${kept[promise]}${bound === null ? '' : `, surely at least ${formatFigure(bound, 'share')}`}`
}

/** What a search for people found, in sentences: the answer first, then how sure it is. */
export function staffWords(answer: WhatIfStaffAnswer, question: StaffQuestion): { readonly answer: string; readonly because: readonly string[] } {
  const promises = questionWords(question)
  if (answer.kind === 'impossible') {
    const most = joinWords(answer.crews.map(({ most: count, title }) => `${formatNumber(count)} in ${title}`))
    return answer.why === 'outOfHours'
      ? { answer: `No number of people keeps ${promises}: it is missed because of the hours in which nobody works.`, because: [`With ${most} it is missed in these hours; with as many round the clock it is kept: ${boundWords(answer.roundTheClock, question)}.`, 'Move the open hours, or let the flow answer out of hours.'] }
      : { answer: `No number of people keeps ${promises}: the time is lost before people or after them.`, because: [`Even ${most}, round the clock, miss it: ${boundWords(answer.roundTheClock, question)}.`, 'Look at the waits and thresholds of the flow, at handle times, and at whether the promise can be kept at all.'] }
  }
  const { best, crews, proof, neighbours, oddities } = answer
  const people = joinWords(crews.map(({ title, present }, index) => `${peopleWords(best.counts[index] ?? 0)} in ${title} (${best.counts[index] === present ? 'as now' : `now ${formatNumber(present)}`})`))
  const unsure = neighbours.every(({ says }) => says === 'no') ? 'missed' : 'missed, or not sure any more'
  return {
    answer: best.counts.every((count) => count === 0) ? `Nobody is needed to keep ${promises}: the flow does it alone.` : `${capital(people)}: that keeps ${promises}, with 95 % confidence.`,
    because: [
      `${boundWords(best, question)}, over ${formatNumber(best.replications)} replications.`,
      proof === 'local' ? 'No single person can be taken away; that no other mix is cheaper was not proven, there are too many.' : neighbours.length === 0 ? 'Nothing cheaper is left to try.' : `Nothing cheaper keeps it: with one person fewer it is ${unsure}.`,
      ...oddities,
    ],
  }
}

function peopleWords(count: number): string {
  return count === 1 ? 'one person' : count === 0 ? 'nobody' : `${formatNumber(count)} people`
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
