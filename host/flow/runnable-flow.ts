import { AppError } from '../../api/app-error.ts'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { checkFlow } from './check-flow.ts'

/** The workflow of a flow without errors, with the parts of the libraries that it uses; one with errors is an error that names the first. */
export function runnableFlow(text: string, examples: ExampleFiles, files: readonly ProjectFile[] = []): Workflow {
  const { workflow, findings } = checkFlow(text, examples, { files })
  const errors = findings.filter((finding) => finding.severity === 'error')
  const [first] = errors
  if (workflow !== undefined && first === undefined) return workflow
  throw new AppError({
    code: 'flow.hasErrors',
    kind: 'user',
    message: `The flow has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'} and cannot run.${first === undefined ? '' : ` Line ${first.range.start.line}: ${first.message}`}`,
    hint: first?.hint ?? 'Open the problems list and repair them.',
  })
}
