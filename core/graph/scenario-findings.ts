import { listedNames } from '../conditions/listed-names.ts'
import { nearestName } from '../conditions/nearest-name.ts'
import type { Finding, SpecPath } from '../spec/finding.ts'
import type { ScenarioPart } from '../spec/read-scenario.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import { scenarioContradictions } from '../spec/scenario-contradictions.ts'
import { findingAt, pathText, withoutFix } from '../spec/source-finding.ts'
import { nodeAt } from '../spec/spec-source.ts'
import type { Workflow } from '../spec/workflow.ts'
import { checkedOverrides } from './checked-overrides.ts'
import type { LintSurroundings } from './lint-surroundings.ts'
import { scenarioNames } from './scenario-names.ts'

/** What a scenario is checked against; what is absent is not checked. */
export type ScenarioSurroundings = LintSurroundings & {
  readonly roles: RoleCatalog
  readonly workflow?: Workflow
  /** The workflows that its subflows run: their teams and agents are part of a run. */
  readonly subflows?: readonly Workflow[]
  /** The figures of a report: the statistics that each has, by its id. */
  readonly kpis?: ReadonlyMap<string, readonly string[]>
}

type Place = (path: SpecPath) => ScenarioPart | undefined

/** What is wrong with a whole scenario beyond its form: what it names and is not there, what stands against something else, and overrides that do not fit the flow. */
export function scenarioFindings(whole: ScenarioDocument, parts: readonly ScenarioPart[], surroundings: ScenarioSurroundings): readonly Finding[] {
  // What stands in several files counts as the nearest one says it.
  const place: Place = (path) => parts.find(({ source }) => nodeAt(source, path) !== undefined) ?? parts[0]
  const own = parts.flatMap((part) => scenarioContradictions(part.own).map(({ path, problem }) => `${pathText(path)} ${problem}`))
  const contradictions = scenarioContradictions(whole).filter(({ path, problem }) => !own.includes(`${pathText(path)} ${problem}`))
  return [
    ...contradictions.flatMap(({ path, problem, hint }) => at(place, parts, path, (part) => findingAt(part.source, 'LUM001', { where: pathText(path), problem, hint }, path))),
    ...scenarioNames(whole, surroundings).flatMap(({ kind, name, known, path, part }) => {
      if (known.includes(name)) return []
      const near = nearestName(name, known)
      const hint = near !== undefined ? `Did you mean ${near}?` : known.length === 0 ? `There is no ${kind} at all.` : `Known: ${listedNames(known)}.`
      return at(place, parts, path, ({ source }) => findingAt(source, 'LUM201', { where: pathText(path.slice(0, part === 'key' ? -1 : undefined)), kind, name, hint }, path, part))
    }),
    ...(surroundings.workflow === undefined ? [] : overrideFindings(whole, surroundings.workflow, surroundings, place, parts)),
  ]
}

function at(place: Place, parts: readonly ScenarioPart[], path: SpecPath, say: (part: ScenarioPart) => Finding): readonly Finding[] {
  const part = place(path)
  if (part === undefined) return []
  return [part === parts[0] ? say(part) : { ...withoutFix(say(part)), file: part.file }]
}

function overrideFindings({ spec: { overrides } }: ScenarioDocument, workflow: Workflow, { roles, ...surroundings }: ScenarioSurroundings, place: Place, parts: readonly ScenarioPart[]): readonly Finding[] {
  return checkedOverrides(workflow, overrides, roles, surroundings).problems.flatMap(({ key, problem, hint }) => {
    const path = ['spec', 'overrides', key]
    return at(place, parts, path, ({ source }) => findingAt(source, 'LUM001', { where: `The override of ${key}`, problem: `does not fit the flow: ${problem}`, hint }, path, 'key'))
  })
}
