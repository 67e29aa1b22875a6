import { nearestName } from '../core/conditions/nearest-name.ts'
import type { ParamProblem } from '../core/spec/role-catalog.ts'
import type { z } from './jitless-zod.ts'

/** A schema error as problems for the linter: where, what and how to repair it. */
export function paramProblems(error: z.ZodError, schema: z.ZodObject): readonly ParamProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
    if (issue.code !== 'unrecognized_keys') return [{ path, message: `Setting ${where(path)} ${problemOf(issue)}.`, hint: 'Correct the value, or delete it to use the default.' }]
    return issue.keys.map((key) => ({ path: [...path, key], message: `There is no setting ${where([...path, key])}.`, hint: knownKeys(path.length === 0 ? schema : undefined, key) }))
  })
}

function where(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'params' : path.join('.')
}

const typeWords: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'a map', record: 'a map', array: 'a list' }

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int' ? `must be ${String(issue.maximum)} or less` : 'is too long'
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int' ? `must be ${String(issue.minimum)} or more` : 'is empty'
    case 'invalid_type':
      return `must be ${typeWords[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    default:
      return `does not fit: ${issue.message.replace(/[.!?]$/, '')}`
  }
}

function knownKeys(schema: z.ZodObject | undefined, key: string): string {
  if (schema === undefined) return 'Delete it, or correct its spelling.'
  const names = Object.keys(schema.shape)
  const near = nearestName(key, names)
  if (near !== undefined) return `Did you mean ${near}?`
  return names.length === 0 ? 'This agent has no settings.' : `Use one of: ${names.join(', ')}.`
}
