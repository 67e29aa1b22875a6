import type { Workflow } from '../../core/spec/workflow.ts'

/** A rule in plain words; one that cannot be read is shown as it is written. */
export function conditionWords(_workflow: Workflow, text: string): string {
  return text
}
