import { expressionSchema } from '../../spec/scalar-schemas.ts'
import type { SpecPath } from '../../spec/finding.ts'
import { readPath } from '../../spec/override-path.ts'
import { schemaAt } from '../../spec/schema-at.ts'
import { workflowSchema } from '../../spec/workflow.ts'
import * as z from 'zod'
import { presentValue } from './sweep-range.ts'
import type { SweepValue, ValueKind } from './sweep-range.ts'
import type { Variant } from './what-if-step.ts'

/** One field that can be varied: where it stands, what it is now, and for a number of an expression the expression. */
export type SweepableField = { readonly path: string; readonly valueKind: Exclude<ValueKind, 'word'>; readonly present: SweepValue; readonly expression: string | null }

/** What says nothing about how a flow runs. */
const LEFT_OUT = new Set(['metadata', 'layout', 'overrides', 'models', 'connections', 'tools', 'variables', 'memory', 'seed', 'replications', 'stop'])

/** Every number, span of time and time of day of the flow and its scenario that can be varied, the flow first, in the order of the files. */
export function sweepableFields({ workflow, scenario }: Variant): readonly SweepableField[] {
  const variant: Variant = { workflow, scenario }
  const found: SweepableField[] = []
  const visit = (value: unknown, names: readonly string[], path: SpecPath, prefix: string): void => {
    if (Array.isArray(value)) return value.forEach((item: unknown, index) => visit(item, [...names, idOf(item) ?? String(index)], [...path, index], prefix))
    if (isFields(value)) return Object.entries(value).forEach(([key, member]) => ((names.length === 0 && LEFT_OUT.has(key)) || (names[0] === 'agents' && key === 'outputs') ? undefined : visit(member, [...names, key], [...path, key], prefix)))
    const written = `${prefix}${names.join('.')}`
    if (typeof value === 'string' && prefix === '' && isExpression(workflow, path)) return found.push(...numbersOf(variant, written, value)), undefined
    const field = fieldAt(variant, written)
    if (field !== null) found.push(field)
  }
  visit(workflow.spec, [], ['spec'], '')
  visit(scenario.spec, [], ['spec'], 'scenario.')
  return found
}

/** The numbers of an expression, counted from 1. */
function numbersOf(variant: Variant, path: string, expression: string): readonly SweepableField[] {
  const found: SweepableField[] = []
  for (let place = 1; ; place++) {
    const field = fieldAt(variant, `${path}#${place}`)
    if (field === null) return found
    found.push({ ...field, expression })
  }
}

function fieldAt(variant: Variant, path: string): SweepableField | null {
  const reading = readPath(variant, path)
  if (reading.kind === 'nowhere') return null
  const value = presentValue(reading.value)
  if (value === null || value.kind === 'word') return null
  // A text that only looks like a span of time is none; where one may stand, the schema says so.
  if (value.kind === 'duration' && reading.range?.kind !== 'duration') return null
  const { kind, ...present } = value
  return { path, valueKind: kind, present, expression: null }
}

function isExpression(workflow: Variant['workflow'], path: SpecPath): boolean {
  let schema = schemaAt(workflowSchema, workflow, path)
  while (schema instanceof z.ZodOptional) schema = schema.unwrap()
  for (let at = schema; at !== undefined; at = at._zod.parent) if (at === expressionSchema) return true
  return false
}

function idOf(item: unknown): string | undefined {
  return isFields(item) && typeof item['id'] === 'string' ? item['id'] : undefined
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
