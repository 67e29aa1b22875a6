import * as z from 'zod'
import type { JsonValue } from './json-value.ts'
import type { Finding, SpecPath } from './finding.ts'
import { idFindings } from './id-findings.ts'
import { knownFeatures } from './known-features.ts'
import { plainData } from './plain-data.ts'
import { schemaAt } from './schema-at.ts'
import { extensionKeys, schemaFindings } from './schema-findings.ts'
import { shapeFindings } from './shape-findings.ts'
import { findingAt } from './source-finding.ts'
import type { SpecSource } from './spec-source.ts'
import { readSource } from './spec-source.ts'
import type { Workflow } from './workflow.ts'
import { workflowSchema } from './workflow.ts'
import { largestFile, yamlFindings } from './yaml-findings.ts'

/** A workflow file as read: where everything stands, its meaning where it has one, and what is wrong with its form. */
export type ParsedSpec = { readonly source: SpecSource; readonly workflow: Workflow | undefined; readonly findings: readonly Finding[] }

function without(data: JsonValue, path: SpecPath): JsonValue {
  const [key, ...rest] = path
  if (key === undefined || typeof data !== 'object' || data === null) return data
  if (Array.isArray(data)) return data.map((item: JsonValue, index) => (index === key ? without(item, rest) : item))
  return Object.fromEntries(Object.entries(data).flatMap(([name, value]) => (name !== String(key) ? [[name, value]] : rest.length === 0 ? [] : [[name, without(value, rest)]])))
}

/** The meaning of plain data without its `x-` keys, with what zod found. */
export function readWorkflow(data: JsonValue): { readonly workflow: Workflow | undefined; readonly data: JsonValue; readonly issues: readonly z.core.$ZodIssue[] } {
  const first = workflowSchema.safeParse(data)
  if (first.success) return { workflow: first.data, data, issues: [] }
  const extensions = extensionKeys(first.error.issues, data)
  if (extensions.length === 0) return { workflow: undefined, data, issues: first.error.issues }
  const reduced = extensions.reduce(without, data)
  const second = workflowSchema.safeParse(reduced)
  return second.success ? { workflow: second.data, data: reduced, issues: [] } : { workflow: undefined, data: reduced, issues: second.error.issues }
}

function featureFindings(source: SpecSource, workflow: Workflow): readonly Finding[] {
  return (workflow.spec.requires?.features ?? []).flatMap((feature, index) =>
    knownFeatures.has(feature) ? [] : [findingAt(source, 'LUM010', { feature }, ['spec', 'requires', 'features', index])])
}

/** Orders findings by their place, errors first where places are equal. */
export function byPlace(left: Finding, right: Finding): number {
  const rank = { error: 0, warning: 1, info: 2 }
  return left.range.start.line - right.range.start.line || left.range.start.column - right.range.start.column
    || rank[left.severity] - rank[right.severity] || (left.code < right.code ? -1 : left.code > right.code ? 1 : 0)
}

// Quotes help an identifier; where only a number fits, they would be the next mistake.
function unquotable(finding: Finding, data: JsonValue): Finding {
  if (finding.code !== 'LUM007') return finding
  const expected = schemaAt(workflowSchema, data, finding.path)
  if (expected === undefined || z.safeParse(expected, '1').success) return finding
  const { fix: _quotes, ...rest } = finding
  return { ...rest, hint: 'Write the number without leading zeros and with at most 15 digits.' }
}

/** Reads a workflow file; whatever is wrong becomes a finding with its place, never an exception. */
export function parseSpec(text: string): ParsedSpec {
  if (text.length > largestFile) {
    const source = readSource('')
    return { source: { ...source, text }, workflow: undefined, findings: [findingAt(source, 'LUM012', { problem: 'is larger than 1 MiB', hint: 'Split the workflow, and keep long texts in knowledge files.' }, [])] }
  }
  const source = readSource(text)
  const unsafe = yamlFindings(source)
  const broken = unsafe.some((finding) => finding.code === 'LUM000' || finding.code === 'LUM012' || finding.code === 'LUM003')
  if (broken) return { source, workflow: undefined, findings: unsafe.toSorted(byPlace) }
  const { workflow, data, issues: all } = readWorkflow(plainData(source.document.contents))
  // A file of another kind would fail everywhere; that it is of another kind says it all.
  const otherKind = all.filter((issue) => issue.path.length === 1 && issue.path[0] === 'kind')
  const issues = otherKind.length > 0 ? otherKind : all
  // What YAML already tore apart does not fit the schema either; saying so twice helps nobody.
  const torn = new Set(unsafe.filter((finding) => ['LUM002', 'LUM004', 'LUM007', 'LUM011'].includes(finding.code)).map((finding) => finding.range.start.line))
  const form = schemaFindings(source, workflowSchema, data, issues).filter((finding) => !torn.has(finding.range.start.line))
  const meaning = workflow === undefined ? [] : [...idFindings(source, workflow), ...featureFindings(source, workflow), ...shapeFindings(source, workflow)]
  return { source, workflow, findings: [...unsafe.map((finding) => unquotable(finding, data)), ...form, ...meaning].toSorted(byPlace) }
}
