import { compareVersions, versionFits } from './version-range.ts'
import type { Workflow } from './workflow.ts'

/** The workflow that a subflow node means, or why it is not at hand; `versions` are those that are. */
export type ResolvedWorkflow =
  | { readonly kind: 'found'; readonly workflow: Workflow }
  | { readonly kind: 'unknownName' | 'badRange' }
  | { readonly kind: 'unknownVersion'; readonly versions: readonly string[] }

/** Finds the workflow of that name with the latest version that fits the range. */
export function resolveWorkflow(atHand: readonly Workflow[], name: string, range: string): ResolvedWorkflow {
  if (versionFits('0.0.0', range) === undefined) return { kind: 'badRange' }
  const named = atHand.filter((workflow) => workflow.metadata.name === name)
  if (named.length === 0) return { kind: 'unknownName' }
  const [latest] = named
    .filter((workflow) => versionFits(workflow.metadata.version, range) === true)
    .toSorted((a, b) => compareVersions(b.metadata.version, a.metadata.version))
  return latest === undefined ? { kind: 'unknownVersion', versions: named.map((workflow) => workflow.metadata.version) } : { kind: 'found', workflow: latest }
}
