import type { ConditionField, ConditionType } from '../conditions/condition-type.ts'
import type { ScalarTypeExpr, ScalarTypeName, TypeExpr } from '../spec/type-expr.ts'

function scalarType(name: ScalarTypeName, limits: Partial<ScalarTypeExpr>, teams: readonly string[]): ConditionType {
  switch (name) {
    case 'string':
      return { kind: 'string' }
    case 'boolean':
      return { kind: 'bool' }
    case 'integer':
      return { kind: 'int', ...(limits.min === undefined ? {} : { min: limits.min }), ...(limits.max === undefined ? {} : { max: limits.max }) }
    case 'number':
      return { kind: 'double', score: false }
    case 'score':
      return { kind: 'double', score: true }
    case 'timestamp':
      return { kind: 'timestamp' }
    case 'duration':
      return { kind: 'duration' }
    case 'teamRef':
      return { kind: 'teamRef', values: teams }
  }
}

/** The type that a condition sees for a declared type. */
export function conditionTypeOf(expression: TypeExpr, teams: readonly string[]): ConditionType {
  if (typeof expression === 'string') return scalarType(expression, {}, teams)
  switch (expression.type) {
    case 'enum':
      return { kind: 'enum', values: expression.values }
    case 'list':
      return { kind: 'list', items: conditionTypeOf(expression.items, teams) }
    case 'object':
      return { kind: 'record', fields: conditionFields(expression.fields, teams) }
    default:
      return scalarType(expression.type, expression, teams)
  }
}

/** Declared outputs or fields as a condition sees them. */
export function conditionFields(fields: Readonly<Record<string, TypeExpr>>, teams: readonly string[]): Readonly<Record<string, ConditionField>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, expression]): [string, ConditionField] => [
      name,
      { type: conditionTypeOf(expression, teams), optional: typeof expression !== 'string' && expression.optional === true },
    ]),
  )
}
