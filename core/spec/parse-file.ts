import * as z from 'zod'
import { byPlace } from './by-place.ts'
import type { Finding, SpecPath } from './finding.ts'
import type { JsonValue } from './json-value.ts'
import { plainData } from './plain-data.ts'
import { schemaAt } from './schema-at.ts'
import { extensionKeys, schemaFindings } from './schema-findings.ts'
import type { SpecSource } from './spec-source.ts'
import { readSource } from './spec-source.ts'
import { yamlFindings } from './yaml-findings.ts'

/** One kind of file: its schema, and what must hold beyond it. */
export type FileKind<Value> = {
  /** The schema of a file; a kind with several forms chooses by what is written. */
  readonly schemaOf: (data: JsonValue) => z.ZodType<Value>
  readonly meaning: (source: SpecSource, value: Value) => readonly Finding[]
  /** Whether keys that begin with `x-` may stand in it; not in files that the studio writes as a whole. */
  readonly extensible?: false
}

/** A file as read: where everything stands, its meaning where it has one, and what is wrong with its form. */
export type ParsedFile<Value> = { readonly source: SpecSource; readonly value: Value | undefined; readonly findings: readonly Finding[] }

/** The meaning of plain data without its `x-` keys, with what zod found. */
export type ReadData<Value> = { readonly value: Value | undefined; readonly data: JsonValue; readonly issues: readonly z.core.$ZodIssue[] }

// One pass for all of them: a file may hold thousands.
function without(data: JsonValue, paths: ReadonlySet<string>, at: SpecPath = []): JsonValue {
  if (typeof data !== 'object' || data === null) return data
  if (Array.isArray(data)) return data.map((item: JsonValue, index) => without(item, paths, [...at, index]))
  return Object.fromEntries(Object.entries(data).flatMap(([name, value]) => {
    const path = [...at, name]
    return name.startsWith('x-') && paths.has(JSON.stringify(path)) ? [] : [[name, without(value, paths, path)]]
  }))
}

/** Reads plain data by a schema; keys that begin with `x-` may stand anywhere and mean nothing. */
export function readData<Value>(schema: z.ZodType<Value>, data: JsonValue): ReadData<Value> {
  const first = schema.safeParse(data)
  if (first.success) return { value: first.data, data, issues: [] }
  const extensions = extensionKeys(first.error.issues, data)
  if (extensions.length === 0) return { value: undefined, data, issues: first.error.issues }
  const reduced = without(data, new Set(extensions.map((path) => JSON.stringify(path))))
  const second = schema.safeParse(reduced)
  return second.success ? { value: second.data, data: reduced, issues: [] } : { value: undefined, data: reduced, issues: second.error.issues }
}

function readClosed<Value>(schema: z.ZodType<Value>, data: JsonValue): ReadData<Value> {
  const read = schema.safeParse(data)
  return read.success ? { value: read.data, data, issues: [] } : { value: undefined, data, issues: read.error.issues }
}

// Quotes help an identifier; where only a number fits, they would be the next mistake.
function unquotable(finding: Finding, schema: z.ZodType, data: JsonValue): Finding {
  if (finding.code !== 'LUM007') return finding
  const expected = schemaAt(schema, data, finding.path)
  if (expected === undefined || z.safeParse(expected, '1').success) return finding
  const { fix: _quotes, ...rest } = finding
  return { ...rest, hint: 'Write the number without leading zeros and with at most 15 digits.' }
}

/** Reads a file of a kind; whatever is wrong becomes a finding with its place, never an exception. */
export function parseFile<Value>(text: string, kind: FileKind<Value>): ParsedFile<Value> {
  const source = readSource(text)
  const unsafe = yamlFindings(source)
  const broken = unsafe.some((finding) => finding.code === 'LUM000' || finding.code === 'LUM012' || finding.code === 'LUM003')
  if (broken) return { source, value: undefined, findings: unsafe.toSorted(byPlace) }
  const plain = plainData(source.document.contents)
  const schema = kind.schemaOf(plain)
  const { value, data, issues: all } = kind.extensible === false ? readClosed(schema, plain) : readData(schema, plain)
  // A file of another kind would fail everywhere; that it is of another kind says it all.
  const otherKind = all.filter((issue) => issue.path.length === 1 && issue.path[0] === 'kind')
  const issues = otherKind.length > 0 ? otherKind : all
  // What YAML already tore apart does not fit the schema either; saying so twice helps nobody.
  const torn = new Set(unsafe.filter((finding) => ['LUM002', 'LUM004', 'LUM007', 'LUM011'].includes(finding.code)).map((finding) => finding.range.start.line))
  const form = schemaFindings(source, schema, data, issues).filter((finding) => !torn.has(finding.range.start.line))
  const meaning = value === undefined ? [] : kind.meaning(source, value)
  return { source, value, findings: [...unsafe.map((finding) => unquotable(finding, schema, data)), ...form, ...meaning].toSorted(byPlace) }
}
