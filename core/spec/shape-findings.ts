import { listedNames } from '../conditions/listed-names.ts'
import type { Finding, SpecPath } from './finding.ts'
import { visibleText } from './odd-characters.ts'
import { findingAt, pathText } from './source-finding.ts'
import type { SpecSource } from './spec-source.ts'
import type { TypeExpr, Workflow } from './workflow.ts'

type Misshapen = { readonly path: SpecPath; readonly problem: string; readonly hint: string; readonly part?: 'key' | 'value' }

function exactlyOne(path: SpecPath, holder: Readonly<Record<string, unknown>>, keys: readonly string[]): readonly Misshapen[] {
  const given = keys.filter((key) => holder[key] !== undefined)
  if (given.length === 1) return []
  return [given.length === 0
    ? { path, part: 'key', problem: `needs one of ${keys.join(', ')}`, hint: `Add one of ${keys.join(', ')}.` }
    : { path: [...path, given[1] ?? ''], part: 'key', problem: `stands beside ${String(given[0])}, and only one of ${keys.join(', ')} can be`, hint: 'Delete one of them.' }]
}

// Two spellings of one letter look alike, and nobody could tell the values apart.
function firstRepeated(values: readonly string[]): number {
  const seen = new Set<string>()
  return values.findIndex((value) => seen.size === seen.add(value.normalize('NFC')).size)
}

function defaultProblem(type: TypeExpr): string | undefined {
  if (typeof type === 'string' || !('default' in type) || type.default === undefined) return undefined
  const value = type.default
  switch (type.type) {
    case 'enum':
      return type.values.includes(String(value)) ? undefined : `must be one of ${listedNames(type.values)}`
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'integer':
    case 'number':
    case 'score': {
      if (typeof value !== 'number') return 'must be a number'
      if (type.type === 'integer' && !Number.isInteger(value)) return 'must be a whole number'
      const low = type.type === 'score' ? 0 : (type.min ?? -Infinity)
      const high = type.type === 'score' ? 1 : (type.max ?? Infinity)
      return value < low || value > high ? `must lie from ${low} to ${high}` : undefined
    }
    case 'timestamp':
    case 'duration':
      return 'cannot be given for points and spans of time'
    default:
      return typeof value === 'string' ? undefined : 'must be text'
  }
}

function typeShapes(path: SpecPath, type: TypeExpr): readonly Misshapen[] {
  if (typeof type === 'string') return []
  const wrongDefault = defaultProblem(type)
  const own: readonly Misshapen[] = wrongDefault === undefined ? [] : [{ path: [...path, 'default'], problem: wrongDefault, hint: 'Correct or delete the default.' }]
  switch (type.type) {
    case 'enum': {
      const values = new Set(type.values)
      const twice = firstRepeated(type.values)
      return [
        ...own,
        ...(twice === -1 ? [] : [{ path: [...path, 'values', twice], problem: 'stands in the list twice', hint: 'Delete one.' }]),
        ...Object.keys(type.labels ?? {}).filter((value) => !values.has(value)).slice(0, 100).map((value): Misshapen => ({ path: [...path, 'labels', value], part: 'key', problem: `describes ${visibleText(value)}, which is not among the values`, hint: `The values are ${listedNames(type.values)}.` })),
      ]
    }
    case 'list':
      return [...own, ...typeShapes([...path, 'items'], type.items)]
    case 'object':
      return [...own, ...fieldShapes([...path, 'fields'], type.fields)]
    default:
      return type.min !== undefined && type.max !== undefined && type.min > type.max ? [...own, { path: [...path, 'min'], problem: `is greater than max (${type.max})`, hint: 'Exchange them.' }] : own
  }
}

function fieldShapes(path: SpecPath, fields: Readonly<Record<string, TypeExpr>> | undefined): readonly Misshapen[] {
  return Object.entries(fields ?? {}).flatMap(([name, type]) => typeShapes([...path, name], type))
}

function nodeShapes({ spec }: Workflow): readonly Misshapen[] {
  return Object.entries(spec.flow.nodes).flatMap(([id, node]): readonly Misshapen[] => {
    const path = ['spec', 'flow', 'nodes', id]
    switch (node.kind) {
      case 'human':
        return exactlyOne(path, node, ['team', 'teamFrom'])
      case 'wait':
        return exactlyOne(path, node, ['until', 'for', 'event'])
      case 'join':
        return node.mode === 'quorum' && node.count === undefined
          ? [{ path, part: 'key', problem: 'has mode quorum and no count', hint: 'Add count: how many arms must be done.' }]
          : node.mode !== 'quorum' && node.count !== undefined
            ? [{ path: [...path, 'count'], part: 'key', problem: `has no meaning with mode ${node.mode}`, hint: 'Delete it, or use mode quorum.' }]
            : []
      default:
        return []
    }
  })
}

function toolShapes({ spec }: Workflow): readonly Misshapen[] {
  return Object.entries(spec.tools ?? {}).flatMap(([id, tool]) => {
    const path = ['spec', 'tools', id]
    const missing: readonly Misshapen[] = tool.builtin === undefined && tool.connection === undefined ? [{ path, part: 'key', problem: 'has no connection', hint: 'Add the connection through which it is called.' }] : []
    return [...exactlyOne(path, tool, ['operation', 'builtin', 'mcpTool']), ...missing, ...fieldShapes([...path, 'input'], tool.input), ...fieldShapes([...path, 'output'], tool.output)]
  })
}

/** What the schema cannot say: keys that exclude or need each other, and defaults that do not fit their type. */
export function shapeFindings(source: SpecSource, workflow: Workflow): readonly Finding[] {
  const { spec } = workflow
  const found = [
    ...fieldShapes(['spec', 'context', 'vars'], spec.context?.vars),
    ...toolShapes(workflow),
    ...Object.entries(spec.agents).flatMap(([id, agent]) => fieldShapes(['spec', 'agents', id, 'outputs'], agent.outputs)),
    ...nodeShapes(workflow),
  ]
  return found.map(({ path, problem, hint, part }) => findingAt(source, 'LUM001', { where: pathText(path), problem, hint }, path, part ?? 'value'))
}
