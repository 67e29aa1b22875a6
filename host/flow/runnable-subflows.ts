import { AppError } from '../../api/app-error.ts'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { usedWorkflows } from '../../core/spec/workflows-among.ts'
import { checkFlow } from './check-flow.ts'

/** The workflows that a flow runs as subflows, each without errors; one with errors is an error that names its file. */
export function runnableSubflows(workflow: Workflow, examples: ExampleFiles, files: readonly ProjectFile[]): readonly Workflow[] {
  return usedWorkflows(workflow, files).map(({ file, workflow: used }) => {
    const errors = checkFlow(file.text, examples, { files: files.filter((other) => other !== file) }).findings.filter((finding) => finding.severity === 'error')
    const [first] = errors
    if (first === undefined) return used
    throw new AppError({
      code: 'flow.hasErrors',
      kind: 'user',
      message: `The flow runs "${used.metadata.name}" (${file.name}), which has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}. Line ${first.range.start.line}: ${first.message}`,
      hint: first.hint,
    })
  })
}

/** What a flow and its subflows call their knowledge; where both use a name, the flow's own is meant. */
export function knowledgeOf(workflow: Workflow, subflows: readonly Workflow[]): Workflow['spec']['knowledge'] {
  return Object.fromEntries([...subflows, workflow].flatMap(({ spec }) => Object.entries(spec.knowledge ?? {})))
}
