import { resolve } from 'node:path'
import type { ParsedSpec } from '../../core/spec/parse-spec.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { readFlowText } from '../../host/files/read-flow-text.ts'
import { userError } from '../../host/user-error.ts'
import type { CliIo } from '../cli-io.ts'
import { printFindings } from '../report/print-findings.ts'

/** Reads a flow whose meaning is needed; one that has none is told with its findings. */
export async function readFlow(file: string, io: CliIo): Promise<{ readonly parsed: ParsedSpec; readonly workflow: Workflow }> {
  const { text } = await readFlowText(resolve(io.cwd, file))
  const parsed = parseSpec(text)
  if (parsed.workflow === undefined) {
    io.stderr(printFindings(file, parsed.findings))
    throw userError('flow.unreadable', `"${file}" cannot be read as a flow.`, 'Correct what is listed above.')
  }
  return { parsed, workflow: parsed.workflow }
}
