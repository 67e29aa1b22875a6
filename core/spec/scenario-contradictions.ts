import { instantMs } from '../calendars/instant-ms.ts'
import { durationMs } from './duration.ts'
import type { SpecPath } from './finding.ts'
import type { RoutingDocument, ScenarioDocument } from './scenario.ts'

/** A value that stands against another one of the same scenario. */
export type Contradiction = { readonly path: SpecPath; readonly problem: string; readonly hint: string }

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ms(text: unknown): number {
  return typeof text === 'string' ? (durationMs(text) ?? 0) : 0
}

function distributionProblem(given: Readonly<Record<string, unknown>>): { readonly key: string; readonly problem: string; readonly hint: string } | undefined {
  if (given['distribution'] === 'uniform' && ms(given['min']) > ms(given['max'])) return { key: 'min', problem: `is ${String(given['min'])}, longer than max (${String(given['max'])})`, hint: 'Swap them.' }
  if (given['p95'] !== undefined && ms(given['p95']) < ms(given['median'])) return { key: 'p95', problem: `is ${String(given['p95'])}, shorter than the median (${String(given['median'])})`, hint: 'Half of the times are shorter than the median and 95 of 100 are shorter than p95: write a longer p95.' }
  if (given['distribution'] !== 'empirical') return undefined
  if (given['quantiles'] !== undefined && given['file'] !== undefined) return { key: 'file', problem: 'stands beside quantiles, and both say which times were measured', hint: 'Delete one of them.' }
  return given['quantiles'] === undefined && given['file'] === undefined ? { key: 'distribution', problem: 'is empirical, and no times are given', hint: 'Add quantiles with the measured times, or file with one time a line.' } : undefined
}

// Every distribution of the scenario, wherever it stands; overrides hold values of the flow.
function distributions(value: unknown, path: SpecPath): readonly Contradiction[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => distributions(item, [...path, index]))
  if (!isFields(value) || (path.length === 2 && path[1] === 'overrides')) return []
  const wrong = distributionProblem(value)
  if (wrong !== undefined) return [{ path: [...path, wrong.key], problem: wrong.problem, hint: wrong.hint }]
  return Object.entries(value).flatMap(([key, field]) => distributions(field, [...path, key]))
}

function routing(given: RoutingDocument | undefined, path: SpecPath): readonly Contradiction[] {
  const { by = [], of = [] } = given?.preemption ?? {}
  const both = by.filter((priority) => of.includes(priority))
  const hint = 'A priority that may interrupt cannot be interrupted: take it out of by or of.'
  return both.length === 0 ? [] : [{ path: [...path, 'preemption', 'of'], problem: `names ${both.join(' and ')}, which by names too`, hint }]
}

function windows({ window, arrivals }: ScenarioDocument['spec']): readonly Contradiction[] {
  const { from, to, warmUp } = window ?? {}
  const isTrace = (arrivals?.process ?? 'trace') === 'trace'
  const span = from === undefined || to === undefined ? undefined : (instantMs(to) ?? 0) - (instantMs(from) ?? 0)
  return [
    ...(span !== undefined && span <= 0 ? [{ path: ['spec', 'window', 'to'], problem: `is ${String(to)}, not after from (${String(from)})`, hint: 'Write an instant after from.' }] : []),
    ...(isTrace && from === undefined && ms(warmUp) > 0 ? [{ path: ['spec', 'window', 'warmUp'], problem: `is ${String(warmUp)}, and before the first ticket of a trace nothing comes to warm up with`, hint: 'Add window.from, that much later than the first ticket, or delete warmUp.' }] : []),
  ]
}

/** Values of a scenario that cannot both be meant. */
export function scenarioContradictions({ spec }: ScenarioDocument): readonly Contradiction[] {
  const { stop, replications } = spec
  return [
    ...distributions(spec, ['spec']),
    ...windows(spec),
    ...routing(spec.routing, ['spec', 'routing']),
    ...(spec.baselineHandleTime === undefined || spec.baseline?.handleTime === undefined ? [] : [{ path: ['spec', 'baselineHandleTime'], problem: 'stands beside baseline.handleTime, and both say how long people work today', hint: 'Delete one of them.' }]),
    ...(stop?.atMost !== undefined && replications !== undefined && stop.atMost < replications ? [{ path: ['spec', 'stop', 'atMost'], problem: `is ${stop.atMost}, less than the ${replications} replications that are run in any case`, hint: 'Raise it, or lower replications.' }] : []),
    ...Object.entries(spec.teams ?? {}).flatMap(([id, team]): readonly Contradiction[] => {
      const path = ['spec', 'teams', id]
      const people = team.people ?? []
      const twice = people.findIndex((person, index) => people.findIndex((other) => other.id === person.id) < index)
      return [
        ...(team.headcount !== undefined && team.people !== undefined ? [{ path: [...path, 'headcount'], problem: 'stands beside people, who are as many as are named', hint: 'Delete one of them.' }] : []),
        ...(twice < 0 ? [] : [{ path: [...path, 'people', twice, 'id'], problem: `is ${people[twice]?.id ?? ''} a second time`, hint: 'Give each person a name of their own.' }]),
        ...(team.routing?.people === 'pooled' && team.people !== undefined ? [{ path: [...path, 'routing', 'people'], problem: 'is pooled, and the people of the team are named', hint: 'Write individual, or delete people.' }] : []),
        ...routing(team.routing, [...path, 'routing']),
      ]
    }),
  ]
}
