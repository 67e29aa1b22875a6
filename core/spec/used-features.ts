import type { Workflow } from './workflow.ts'

type Uses = (workflow: Workflow) => boolean

function holds(record: Readonly<Record<string, unknown>> | readonly unknown[] | undefined): boolean {
  return Object.keys(record ?? {}).length > 0
}

// In the order in which they are written; every name stands in `knownFeatures`.
const features: readonly (readonly [name: string, uses: Uses])[] = [
  ['triggers', ({ spec }) => holds(spec.triggers)],
  ['monitors', ({ spec }) => holds(spec.monitors)],
  ['quorumJoin', ({ spec }) => Object.values(spec.flow.nodes).some((node) => node.kind === 'join' && node.mode === 'quorum')],
  ['businessTime', ({ spec }) => Object.values(spec.flow.nodes).some((node) => node.clock !== undefined)],
  ['libraries', ({ spec }) => holds(spec.uses)],
  ['customerFields', ({ spec }) => holds(spec.context?.customer)],
  ['skills', ({ spec }) => holds(spec.skills)],
  ['migrations', ({ spec }) => holds(spec.migrations)],
]

/** The additions to the format that a workflow uses and a reader must not ignore. */
export function usedFeatures(workflow: Workflow): readonly string[] {
  return features.flatMap(([name, uses]) => (uses(workflow) ? [name] : []))
}

/** A workflow that names every feature it uses; one that it names already and does not use stays. */
export function withUsedFeatures(workflow: Workflow): Workflow {
  const { requires } = workflow.spec
  const named = requires?.features ?? []
  const missing = usedFeatures(workflow).filter((feature) => !named.includes(feature))
  if (missing.length === 0) return workflow
  return { ...workflow, spec: { ...workflow.spec, requires: { expressions: 'lumos-cel/1', ...requires, features: [...named, ...missing] } } }
}
