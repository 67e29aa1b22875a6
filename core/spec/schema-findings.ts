import * as z from 'zod'
import { isScalar } from 'yaml'
import { nearestName } from '../conditions/nearest-name.ts'
import type { Finding, Fix, SpecPath } from './finding.ts'
import type { JsonValue } from './json-value.ts'
import { durationSchema } from './scalar-schemas.ts'
import { allowedKeys, formDescription, possibleKeys, schemaAt, schemaDescription } from './schema-at.ts'
import { shownText, visibleText } from './odd-characters.ts'
import { findingAt, pathText, replaceSpan } from './source-finding.ts'
import type { SpecSource } from './spec-source.ts'
import { keySpan, nodeAt } from './spec-source.ts'

type Issue = z.core.$ZodIssue

const typeWords: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'a map', record: 'a map', array: 'a list', null: 'nothing', undefined: 'nothing',
}

function word(type: string): string {
  return typeWords[type] ?? type
}

function kindOf(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'no number that a file can hold'
  return value === null || value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : word(typeof value)
}

/** The plain value at a path of data. */
export function dataAt(data: JsonValue, path: SpecPath): JsonValue | undefined {
  let value: JsonValue | undefined = data
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    const holder: JsonValue = value
    value = Array.isArray(holder) ? holder[Number(key)] : Object.getOwnPropertyDescriptor(holder, key)?.value
  }
  return value
}

function toPath(path: readonly PropertyKey[]): SpecPath {
  return path.map((key) => (typeof key === 'number' ? key : String(key)))
}

// How many of the written keys a form has no place for; a form that is told by a key which is not written has a place for none.
function strangeKeys(issues: readonly Issue[], value: unknown): number {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const isOther = issues.some((issue) => issue.code === 'invalid_union' && 'discriminator' in issue && !keys.includes(String(issue.path[0])))
  return isOther ? keys.length : issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys.length : 0), 0)
}

function nearestForm(alternatives: readonly (readonly Issue[])[], value: unknown): readonly Issue[] {
  let best: readonly Issue[] = []
  let least = Infinity
  for (const issues of alternatives) {
    const strange = strangeKeys(issues, value) * 1000 + Math.min(issues.length, 999)
    if (strange <= least) [best, least] = [issues, strange]
  }
  return best
}

// zod reports all alternatives of a union; the one that was meant has the same shape as what is written.
function meantIssues(issue: Issue, data: JsonValue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const value = dataAt(data, toPath(issue.path))
  const alternatives = issue.errors.filter((issues) => !issues.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type'))
  const chosen = typeof value === 'object' ? nearestForm(alternatives, value) : (alternatives[0] ?? [])
  return chosen.length === 0 ? [issue] : chosen.flatMap((inner) => meantIssues({ ...inner, path: [...issue.path, ...inner.path] }, data))
}

// Where one form of several fails over nothing but keys, zod takes it for the one that was meant, even if another form has a place for them.
function ofMeantForm(schema: z.ZodType, data: JsonValue, issue: Issue): readonly Issue[] {
  if (issue.code !== 'unrecognized_keys') return [issue]
  const path = toPath(issue.path)
  const meant = schemaAt(schema, data, path)
  const known = meant instanceof z.ZodObject ? Object.keys(meant.shape) : meant instanceof z.ZodDiscriminatedUnion ? [meant.def.discriminator] : []
  if (meant === undefined || !issue.keys.some((key) => known.includes(key))) return [issue]
  const read = z.safeParse(meant, dataAt(data, path))
  return read.success ? [issue] : read.error.issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
}

type Wording = { readonly problem: string; readonly hint: string; readonly fix?: Fix }

function quoteFix(source: SpecSource, path: SpecPath): Fix | undefined {
  const node = nodeAt(source, path)
  const range = isScalar(node) ? node.range : undefined
  if (range === undefined || range === null) return undefined
  return replaceSpan('Put it in quotes', { start: range[0], end: range[1] }, JSON.stringify(source.text.slice(range[0], range[1])))
}

function shownValue(value: unknown): string {
  return typeof value === 'string' ? shownText(value) : visibleText(JSON.stringify(value) ?? 'nothing')
}

function choiceWording(source: SpecSource, path: SpecPath, value: unknown, options: readonly string[]): Wording {
  const near = typeof value === 'string' ? nearestName(value, options) : undefined
  const only = options.length === 1 ? options[0] : undefined
  const range = nodeAt(source, path)?.range
  return {
    problem: value === undefined ? 'is missing' : `cannot be ${shownValue(value)}`,
    hint: only !== undefined ? `It must be ${only}.` : near === undefined ? `It must be one of ${options.join(', ')}.` : `Did you mean ${near}? It must be one of ${options.join(', ')}.`,
    ...(near === undefined || range === undefined || range === null ? {} : { fix: replaceSpan(`Write ${near}`, { start: range[0], end: range[1] }, near) }),
  }
}

function fitsInQuotes(schema: z.ZodType, data: JsonValue, path: SpecPath, value: number): boolean {
  const found = schemaAt(schema, data, path)
  return found === undefined || z.safeParse(found, String(value)).success
}

/** What to write where the version of the format is another one; writing this version over it would repair nothing. */
function versionWording(value: unknown): Wording | undefined {
  if (typeof value !== 'string' || value === 'lumos/v1' || !/^lumos\/v\d/.test(value)) return undefined
  const hint = value === 'lumos/v1alpha1' ? 'Run lumos migrate on the file, or open it in the studio, which offers the same.' : 'Update the studio if the file is in a newer version of the format; else write lumos/v1.'
  return { problem: `cannot be ${shownValue(value)}, which this version does not read`, hint }
}

function typeWording(source: SpecSource, schema: z.ZodType, data: JsonValue, path: SpecPath, expected: string, value: unknown): Wording {
  if (path.length === 0) return { problem: value === null ? 'is empty' : `must be a map, and is ${kindOf(value)}`, hint: 'Begin with apiVersion, kind, metadata and spec.' }
  if (value === undefined) return { problem: 'is missing', hint: `Add it: ${word(expected)}.` }
  const form = formDescription(schema, data, path)
  // A number in quotes is text, but no span of time and no version.
  if (expected === 'string' && typeof value === 'number' && form !== undefined && !fitsInQuotes(schema, data, path, value)) return { problem: `must be text, and is ${kindOf(value)}`, hint: `Write ${form}.` }
  const fix = expected === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? quoteFix(source, path) : undefined
  return {
    problem: `must be ${word(expected)}, and is ${kindOf(value)}`,
    hint: fix === undefined ? (value === null ? 'Write a value, or delete the key.' : `Write ${word(expected)}.`) : 'Put it in quotes.',
    ...(fix === undefined ? {} : { fix }),
  }
}

function wordingOf(source: SpecSource, schema: z.ZodType, data: JsonValue, issue: Issue, path: SpecPath): Wording {
  const value = dataAt(data, path)
  switch (issue.code) {
    case 'invalid_type':
      return typeWording(source, schema, data, path, issue.expected, value)
    case 'invalid_value':
      return (path[0] === 'apiVersion' ? versionWording(value) : undefined) ?? choiceWording(source, path, value, issue.values.map(String))
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? choiceWording(source, path, value, issue.options.map(String))
        : typeof value === 'string' && /^\d/.test(value) && z.safeParse(durationSchema, value).success
          ? { problem: `is the time ${value} alone`, hint: `Write { mean: ${value} }, or another distribution, for example { distribution: exponential, mean: ${value} }.` }
        : { problem: 'is not of any form that fits here', hint: schemaDescription(schema, data, path) ?? 'Compare it with the documentation.' }
    case 'invalid_key': {
      const name = String(path.at(-1))
      return { problem: `has a name that is not an id: ${visibleText(name)}`, hint: `Begin with a small letter and use the letters a to z and digits only, for example ${idSuggestion(name)}.` }
    }
    case 'invalid_format': {
      const described = formDescription(schema, data, path)
      // What stands where the name of a secret belongs may be the secret, and findings go into logs.
      const shown = path.at(-1) === 'secretRef' ? 'what is written here' : shownValue(value)
      return { problem: `cannot be ${shown}`, hint: described === undefined ? `It must fit ${'pattern' in issue ? String(issue.pattern) : issue.format}.` : `Write ${described}.` }
    }
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? { problem: 'is empty', hint: issue.origin === 'array' ? 'Put at least one item into it, or delete the key.' : 'Write something, or delete the key.' }
        : { problem: `is ${String(value)}, less than ${String(issue.minimum)}`, hint: `Write ${String(issue.minimum)} or more.` }
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? { problem: 'is too long', hint: `The most is ${String(issue.maximum)}.` }
        : { problem: `is ${String(value)}, more than ${String(issue.maximum)}`, hint: `Write ${String(issue.maximum)} or less.` }
    default:
      return { problem: `does not fit: ${issue.message}`, hint: 'Compare it with the documentation.' }
  }
}

/** An id made of a text that is none. */
export function idSuggestion(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((part) => part !== '')
  const joined = words.map((part, index) => (index === 0 ? part.charAt(0).toLowerCase() : part.charAt(0).toUpperCase()) + part.slice(1)).join('')
  return /^[a-z]/.test(joined) ? joined : `item${joined}`
}

function unknownKey(source: SpecSource, schema: z.ZodType, data: JsonValue, path: SpecPath, key: string): Finding {
  const allowed = allowedKeys(schema, data, path)
  const used = dataAt(data, path)
  const free = allowed.filter((name) => typeof used !== 'object' || used === null || !Object.hasOwn(used, name))
  const others = possibleKeys(schema, data, path).filter((name) => typeof used !== 'object' || used === null || !Object.hasOwn(used, name))
  const near = nearestName(key, free) ?? nearestName(key, others)
  const span = keySpan(source, [...path, key])
  const hint = near === undefined ? `It may have ${allowed.join(', ')}, and keys that begin with x-.` : `Did you mean ${near}?`
  const where = path.length === 0 ? 'The file' : pathText(path)
  return findingAt(source, 'LUM001', { where, problem: `has no key ${visibleText(key)}`, hint }, [...path, key], 'key', near === undefined || span === undefined ? undefined : replaceSpan(`Write ${near}`, span, near))
}

/** A list of more findings than this helps nobody. */
const mostIssues = 1000

/** What zod found, said in sentences at their places. */
export function schemaFindings(source: SpecSource, schema: z.ZodType, data: JsonValue, issues: readonly Issue[]): readonly Finding[] {
  return issues.slice(0, mostIssues).flatMap((issue) => ofMeantForm(schema, data, issue)).flatMap((issue) => meantIssues(issue, data)).flatMap((issue): readonly Finding[] => {
    const path = toPath(issue.path)
    if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, mostIssues).map((key) => unknownKey(source, schema, data, path, key))
    const { problem, hint, fix } = wordingOf(source, schema, data, issue, path)
    const where = path.length === 0 ? 'The file' : pathText(path)
    return [findingAt(source, 'LUM001', { where, problem, hint }, path, issue.code === 'invalid_key' ? 'key' : 'value', fix)]
  })
}

/** The issues that are about keys which the schema does not know and which may stand: those that begin with `x-`. */
export function extensionKeys(issues: readonly Issue[], data: JsonValue): readonly SpecPath[] {
  return issues.flatMap((issue) => meantIssues(issue, data)).flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.filter((key) => key.startsWith('x-')).map((key) => [...toPath(issue.path), key]) : [])
}
