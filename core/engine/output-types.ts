import { assertNever } from '../assert-never.ts'
import type { TypeExpr } from '../spec/workflow.ts'
import type { OutputType } from './check-output.ts'

/** Declared types of outputs, ready to be checked against. */
export function outputTypes(declared: Readonly<Record<string, TypeExpr>>): readonly (readonly [name: string, type: OutputType])[] {
  return Object.entries(declared).toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([name, type]) => [name, outputType(type)] as const)
}

function outputType(declared: TypeExpr): OutputType {
  const type = typeof declared === 'string' ? { type: declared } : declared
  switch (type.type) {
    case 'enum':
      return { kind: 'enum', values: new Set(type.values) }
    case 'list':
      return { kind: 'list', items: outputType(type.items) }
    case 'object':
      return { kind: 'object', fields: outputTypes(type.fields) }
    case 'string':
      return { kind: 'text' }
    case 'boolean':
    case 'teamRef':
      return { kind: type.type }
    case 'score':
      return { kind: 'number', whole: false, min: Math.max(0, type.min ?? 0), max: Math.min(1, type.max ?? 1) }
    case 'integer':
    case 'number':
    case 'timestamp':
    case 'duration':
      return { kind: 'number', whole: type.type === 'integer', min: type.min ?? -Infinity, max: type.max ?? Infinity }
    default:
      return assertNever(type)
  }
}
