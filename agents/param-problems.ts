import { nearestName } from '../core/conditions/nearest-name.ts'
import type { ParamProblem } from '../core/spec/role-catalog.ts'
import type { z } from './jitless-zod.ts'

/** A schema error as problems for the linter: where, what and how to repair it. */
export function paramProblems(error: z.ZodError, schema: z.ZodObject): readonly ParamProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
    if (issue.code !== 'unrecognized_keys') return [{ path, message: `Setting ${where(path)}: ${sentence(issue.message)}`, hint: 'Correct the value, or delete it to use the default.' }]
    return issue.keys.map((key) => ({ path: [...path, key], message: `There is no setting ${where([...path, key])}.`, hint: knownKeys(path.length === 0 ? schema : undefined, key) }))
  })
}

function where(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'params' : path.join('.')
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function knownKeys(schema: z.ZodObject | undefined, key: string): string {
  if (schema === undefined) return 'Delete it, or correct its spelling.'
  const names = Object.keys(schema.shape)
  const near = nearestName(key, names)
  if (near !== undefined) return `Did you mean ${near}?`
  return names.length === 0 ? 'This agent has no settings.' : `Use one of: ${names.join(', ')}.`
}
