import type { CompiledCondition, Condition } from '../conditions/compile-condition.ts'
import { compileCondition } from '../conditions/compile-condition.ts'
import type { ConditionScope } from '../conditions/condition-scope.ts'
import { readWhenTrue } from '../conditions/read-when-true.ts'
import type { DiagnosticCode } from '../spec/diagnostics.ts'
import type { Finding, Fix, SpecPath } from '../spec/finding.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import { findingAt } from '../spec/source-finding.ts'
import type { SpecSource } from '../spec/spec-source.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { ConditionSite } from './condition-sites.ts'
import { conditionSites } from './condition-sites.ts'
import { conditionScope } from './context-scope.ts'
import type { FlowGraph } from './flow-graph.ts'
import { flowGraph } from './flow-graph.ts'
import type { KnownWays } from './known-ways.ts'
import { knownWays } from './known-ways.ts'
import type { LintSurroundings } from './lint-surroundings.ts'
import type { OpenHours } from './open-hours.ts'
import { openHours } from './open-hours.ts'
import type { Presence } from './presence.ts'
import { presenceOf } from './presence.ts'
import type { ParallelRegion } from './regions.ts'
import { parallelRegions } from './regions.ts'
import type { TeamDesks } from './team-desks.ts'
import { teamDesks } from './team-desks.ts'

/** A condition of the file with what compiling it gave. */
export type CompiledSite = { readonly site: ConditionSite; readonly compiled: CompiledCondition }

/** What the rules of the linter look at; everything that several of them need is worked out once. */
export type LintContext = {
  readonly source: SpecSource
  readonly workflow: Workflow
  readonly roles: RoleCatalog
  readonly surroundings: LintSurroundings
  readonly graph: FlowGraph
  readonly regions: readonly ParallelRegion[]
  readonly scope: ConditionScope
  readonly sites: readonly CompiledSite[]
  readonly presence: Presence
  /** What would be present if joins waited for all their arms. */
  readonly patientPresence: Presence
  /** When calendars are open and teams work; undefined without time zone data. */
  readonly hours: OpenHours | undefined
  readonly ways: KnownWays
  readonly desks: TeamDesks
  readonly report: (code: DiagnosticCode, values: Readonly<Record<string, string | number>>, path: SpecPath, options?: { readonly part?: 'key' | 'value'; readonly fix?: Fix }) => Finding
}

/** One check of the linter. */
export type LintRule = (context: LintContext) => readonly Finding[]

/** The condition of a site, where it compiled. */
export function conditionOf({ compiled }: CompiledSite): Condition | undefined {
  return compiled.kind === 'compiled' ? compiled.condition : undefined
}

/** Works out what the rules need. */
export function lintContext(source: SpecSource, workflow: Workflow, roles: RoleCatalog, surroundings: LintSurroundings = {}): LintContext {
  const graph = flowGraph(workflow)
  const regions = parallelRegions(workflow, graph)
  const scope = conditionScope(workflow)
  const sites = conditionSites(workflow, roles).map((site): CompiledSite => ({ site, compiled: compileCondition(site.text, scope, site.expected === 'bool' ? 'bool' : 'any') }))
  const monitors = new Set(Object.keys(workflow.spec.monitors ?? {}))
  // A trigger whose monitor has not run yet is skipped, so where it fires the monitor has run.
  const readBy = new Map(sites.flatMap((entry) => {
    const { moment, path } = entry.site
    const condition = moment.kind === 'trigger' && path.at(-1) === 'when' ? conditionOf(entry) : undefined
    return condition === undefined || moment.kind !== 'trigger' ? [] : [[moment.index, [...readWhenTrue(condition.term)].filter((root) => monitors.has(root))] as const]
  }))
  const monitorsRead = (index: number): readonly string[] => readBy.get(index) ?? []
  let patient: Presence | undefined
  return {
    source, workflow, roles, surroundings, graph, regions, scope, sites,
    presence: presenceOf(workflow, graph, regions, { monitorsRead }),
    // Only what a join is said to lose asks for it.
    get patientPresence() { return (patient ??= presenceOf(workflow, graph, regions, { monitorsRead, allArms: true })) },
    hours: surroundings.zones === undefined ? undefined : openHours(workflow, surroundings.zones),
    ways: knownWays({ workflow, graph, sites }),
    desks: teamDesks({ workflow, sites }),
    report: (code, values, path, options) => findingAt(source, code, values, path, options?.part ?? 'value', options?.fix),
  }
}
