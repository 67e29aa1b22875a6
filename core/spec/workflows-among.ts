import { kindOfFile } from './kind-of-file.ts'
import type { ParsedSpec } from './parse-spec.ts'
import { parseSpec } from './parse-spec.ts'
import type { ProjectFile } from './project-files.ts'
import { resolveUses } from './resolve-uses.ts'
import { resolveWorkflow } from './resolve-workflow.ts'
import type { Workflow } from './workflow.ts'

/** A workflow that lies around another one, with the parts of the libraries that it uses. */
export type WorkflowAtHand = { readonly file: ProjectFile; readonly workflow: Workflow }

const known = new WeakMap<ProjectFile, ParsedSpec>()

/** The workflows among files; a file that cannot be read is none. */
export function workflowsAmong(files: readonly ProjectFile[]): readonly WorkflowAtHand[] {
  return files.flatMap((file): readonly WorkflowAtHand[] => {
    if (kindOfFile(file.text) !== 'Workflow') return []
    const { workflow } = resolveUses(readOnce(file), files)
    return workflow === undefined ? [] : [{ file, workflow }]
  })
}

// The studio checks a flow after every edit, while the files around it stay what they are.
function readOnce(file: ProjectFile): ParsedSpec {
  const parsed = known.get(file) ?? parseSpec(file.text)
  known.set(file, parsed)
  return parsed
}

/** The workflows that a workflow runs as subflows, and those that these run, in the order in which they are met. */
export function usedWorkflows(workflow: Workflow, files: readonly ProjectFile[]): readonly WorkflowAtHand[] {
  if (!runsOthers(workflow)) return []
  const atHand = workflowsAmong(files)
  const used: WorkflowAtHand[] = []
  const open = [workflow]
  for (const next of open) {
    for (const node of Object.values(next.spec.flow.nodes)) {
      if (node.kind !== 'subflow') continue
      const resolved = resolveWorkflow(atHand.map((each) => each.workflow), node.workflow, node.version)
      const found = resolved.kind === 'found' ? atHand.find((each) => each.workflow === resolved.workflow) : undefined
      if (found === undefined || used.includes(found)) continue
      used.push(found)
      open.push(found.workflow)
    }
  }
  return used
}

function runsOthers({ spec }: Workflow): boolean {
  return Object.values(spec.flow.nodes).some((node) => node.kind === 'subflow')
}
