import * as z from 'zod'
import { conditionTokens } from '../conditions/condition-tokens.ts'
import type { SpecPath } from './finding.ts'
import type { JsonValue } from './json-value.ts'
import { jsonValueSchema } from './json-value.ts'
import { followPath, replaceValue } from './path-steps.ts'
import { durationSchema } from './scalar-schemas.ts'
import type { ScenarioDocument } from './scenario.ts'
import { scenarioSchema } from './scenario.ts'
import { schemaAt } from './schema-at.ts'
import { schemaFindings } from './schema-findings.ts'
import { readSource } from './spec-source.ts'
import type { Workflow } from './workflow.ts'
import { workflowSchema } from './workflow.ts'

/** What a path may address: a path that begins with `scenario.` the spec of the scenario, every other one the spec of the workflow. */
export type PathDocuments = { readonly workflow: Workflow; readonly scenario: ScenarioDocument }

/** What a value may be; null is no bound, an open minimum is not part of the range. */
export type PathRange =
  | { readonly kind: 'number'; readonly min: number | null; readonly minIsOpen: boolean; readonly max: number | null; readonly whole: boolean }
  | { readonly kind: 'duration' }

type Nowhere = { readonly kind: 'nowhere'; readonly problem: string; readonly hint: string }

/** Where a path leads and what stands there now; undefined where nothing does, and null as range where it is neither number nor span of time. */
export type PathReading =
  | {
      readonly kind: 'found'
      readonly document: 'workflow' | 'scenario'
      readonly path: SpecPath
      /** Which number of the expression, counted from 1; null where the whole value is meant. */
      readonly literal: number | null
      readonly value: JsonValue | undefined
      readonly range: PathRange | null
    }
  | Nowhere

/** The documents with the new value, or why it does not fit. */
export type PathWriting = { readonly kind: 'written'; readonly documents: PathDocuments } | { readonly kind: 'refused'; readonly problem: string; readonly hint: string }

const anyNumber: PathRange = { kind: 'number', min: null, minIsOpen: false, max: null, whole: false }

function isDuration(schema: z.core.$ZodType | undefined): boolean {
  for (let at = schema; at !== undefined; at = at._zod.parent) if (at === durationSchema) return true
  return false
}

function rangeOf(schema: z.core.$ZodType | undefined, value: unknown): PathRange | null {
  if (isDuration(schema)) return { kind: 'duration' }
  if (!(schema instanceof z.ZodNumber)) return typeof value === 'number' ? anyNumber : null
  const { minValue, maxValue, format } = schema
  const bound = (limit: number | null): number | null => (limit === null || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? null : limit)
  const min = bound(minValue)
  return { kind: 'number', min, minIsOpen: min !== null && !z.safeParse(schema, min).success, max: bound(maxValue), whole: format === 'safeint' }
}

function literalsOf(text: string): readonly { readonly start: number; readonly end: number; readonly text: string }[] {
  return conditionTokens(text).filter(({ kind }) => kind === 'number')
}

/** Reads what stands at a path of the workflow or the scenario, and what may stand there. `…#2` is the second number of an expression. */
export function readPath(documents: PathDocuments, written: string): PathReading {
  const [, prefix, dotted = '', number] = /^(scenario\.)?(.*?)(?:#(\d{1,4}))?$/s.exec(written.trim()) ?? []
  const document = prefix === undefined ? 'workflow' : 'scenario'
  const data = documents[document]
  const schema = document === 'workflow' ? workflowSchema : scenarioSchema
  // A whole calendar may be added: a fitted scenario brings the hours of today, and has no other place for them.
  const followed = followPath(schema, data, ['spec'], dotted, document === 'scenario' || /^calendars\.[A-Za-z0-9]+$/.test(dotted))
  if (followed.kind === 'nowhere') return followed
  const { path, value } = followed
  const json = value === undefined ? undefined : jsonValueSchema.parse(value)
  if (number === undefined) return { kind: 'found', document, path, literal: null, value: json, range: rangeOf(schemaAt(schema, data, path), value) }
  if (typeof value !== 'string') return { kind: 'nowhere', problem: `${dotted} is no expression, so it has no number ${number}`, hint: `Write ${dotted} without #${number}.` }
  const literals = literalsOf(value)
  const literal = literals[Number(number) - 1]
  if (literal !== undefined) return { kind: 'found', document, path, literal: Number(number), value: Number(literal.text), range: anyNumber }
  const hint = literals.length === 0 ? `It reads ${value}.` : literals.length === 1 ? `Write ${dotted}#1.` : `Write ${dotted}#1 to #${literals.length}: ${value}.`
  return { kind: 'nowhere', problem: literals.length === 0 ? `${dotted} has no number` : `${dotted} has ${literals.length === 1 ? 'one number' : `${literals.length} numbers`}, and no number ${number}`, hint }
}

function withLiteral(text: string, place: number, value: number): string | undefined {
  const literal = literalsOf(text)[place - 1]
  if (literal === undefined || !Number.isFinite(value)) return undefined
  const plain = Object.is(value, -0) ? '0' : String(value)
  // A number with a point stays one: in conditions 1 and 1.0 are of different types.
  const number = /[.eE]/.test(literal.text) && /^-?\d+$/.test(plain) ? `${plain}.0` : plain
  return text.slice(0, literal.start) + number + text.slice(literal.end)
}

function refusal(schema: z.ZodType, changed: unknown, issues: readonly z.core.$ZodIssue[]): PathWriting {
  const data = jsonValueSchema.parse(changed)
  const [finding] = schemaFindings(readSource(JSON.stringify(data)), schema, data, issues)
  return { kind: 'refused', problem: finding?.message.replace(/\.$/, '') ?? 'This value does not fit here', hint: finding?.hint ?? 'Compare it with the documentation.' }
}

/** Writes a value to a path; a value that the schema refuses there changes nothing and is said why. */
export function writePath(documents: PathDocuments, written: string, value: JsonValue): PathWriting {
  const reading = readPath(documents, written)
  if (reading.kind === 'nowhere') return { ...reading, kind: 'refused' }
  const { document, path, literal } = reading
  let fresh: JsonValue | undefined = value
  if (literal !== null) {
    const whole = readPath(documents, written.replace(/#\d+\s*$/, ''))
    fresh = typeof value === 'number' && whole.kind === 'found' && typeof whole.value === 'string' ? withLiteral(whole.value, literal, value) : undefined
    if (fresh === undefined) return { kind: 'refused', problem: `${written} is a number, and cannot be ${JSON.stringify(value)}`, hint: 'Write a number.' }
  }
  const changed = replaceValue(documents[document], path, fresh)
  if (document === 'workflow') {
    const read = workflowSchema.safeParse(changed)
    return read.success ? { kind: 'written', documents: { ...documents, workflow: read.data } } : refusal(workflowSchema, changed, read.error.issues)
  }
  const read = scenarioSchema.safeParse(changed)
  return read.success ? { kind: 'written', documents: { ...documents, scenario: read.data } } : refusal(scenarioSchema, changed, read.error.issues)
}
