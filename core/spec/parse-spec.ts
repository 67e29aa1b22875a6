import type * as z from 'zod'
import { featureFindings } from './feature-findings.ts'
import type { Finding } from './finding.ts'
import { idFindings } from './id-findings.ts'
import type { JsonValue } from './json-value.ts'
import type { FileKind } from './parse-file.ts'
import { parseFile, readData } from './parse-file.ts'
import { shapeFindings } from './shape-findings.ts'
import type { SpecSource } from './spec-source.ts'
import type { Workflow } from './workflow.ts'
import { workflowSchema } from './workflow.ts'

/** A workflow file as read: where everything stands, its meaning where it has one, and what is wrong with its form. */
export type ParsedSpec = { readonly source: SpecSource; readonly workflow: Workflow | undefined; readonly findings: readonly Finding[] }

/** The meaning of plain data without its `x-` keys, with what zod found. */
export function readWorkflow(data: JsonValue): { readonly workflow: Workflow | undefined; readonly data: JsonValue; readonly issues: readonly z.core.$ZodIssue[] } {
  const { value, ...read } = readData<Workflow>(workflowSchema, data)
  return { ...read, workflow: value }
}

const workflowKind: FileKind<Workflow> = {
  schemaOf: () => workflowSchema,
  meaning: (source, workflow) => [...idFindings(source, workflow), ...featureFindings(source, workflow.spec.requires), ...shapeFindings(source, workflow)],
}

/** Reads a workflow file; whatever is wrong becomes a finding with its place, never an exception. */
export function parseSpec(text: string): ParsedSpec {
  const { value, ...parsed } = parseFile(text, workflowKind)
  return { ...parsed, workflow: value }
}
