import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { Program } from '../../../core/engine/program.ts'
import { workflowSchema, type Workflow } from '../../../core/spec/workflow.ts'

/** The complete example. */
export function exampleWorkflow(): Workflow {
  return workflowSchema.parse(parse(readFileSync(new URL('../../fixtures/acme-support.lumos.yaml', import.meta.url), 'utf8')))
}

/** The program of the complete example. */
export function exampleProgram(): Program {
  return compileProgram(exampleWorkflow())
}
