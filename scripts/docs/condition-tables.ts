import { findOverload, foldNames, globalFunctionNames, methodNames } from '../../core/conditions/profile-functions.ts'
import type { ConditionType } from '../../core/conditions/condition-type.ts'
import { typeName } from '../../core/conditions/condition-type.ts'
import { conditionScope } from '../../core/graph/context-scope.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { functionNotes, rootNotes } from './condition-notes.ts'

const kinds: readonly { readonly label: string; readonly type: ConditionType }[] = [
  { label: 'text', type: { kind: 'string' } },
  { label: 'whole number', type: { kind: 'int' } },
  { label: 'number', type: { kind: 'double', score: false } },
  { label: 'true/false', type: { kind: 'bool' } },
  { label: 'point in time', type: { kind: 'timestamp' } },
  { label: 'span of time', type: { kind: 'duration' } },
  { label: 'list', type: { kind: 'list', items: { kind: 'string' } } },
]

function labelOf(type: ConditionType): string {
  return kinds.find((each) => each.type.kind === type.kind)?.label ?? typeName(type)
}

/** Every form in which a function can be called: the language itself is asked, so that nothing is forgotten. */
function formsOf(style: 'global' | 'method', name: string): readonly string[] {
  const lists = [...kinds.map((each) => [each]), ...kinds.flatMap((first) => kinds.map((second) => [first, second]))]
  return lists.flatMap((parameters) => {
    const overload = findOverload(style, name, parameters.map(({ type }) => type))
    if (overload === undefined) return []
    const labels = parameters.map(({ label }) => label)
    const call = style === 'global' ? `${name}(${labels.join(', ')})` : `${labels[0] ?? ''}.${name}(${labels.slice(1).join(', ')})`
    return [`${call} → ${labelOf(overload.result)}`]
  })
}

function noteOf(name: string): string {
  const note = functionNotes[name]
  if (note === undefined) throw new Error(`The function ${name} has no explanation in scripts/docs/condition-notes.ts.`)
  return note
}

/** The functions of conditions, as a table. */
export function functionTable(): string {
  const names = [...new Set([...globalFunctionNames, ...methodNames])]
  const rows = names.map((name) => {
    const forms = name === 'matches' ? ['text.matches(pattern) → true/false'] : [...formsOf('global', name), ...formsOf('method', name)]
    return `| \`${name}\` | ${forms.map((form) => `\`${form}\``).join('<br>')} | ${noteOf(name)} |`
  })
  const folds = foldNames.map((name) => `| \`${name}\` | \`list.${name}(item, ${name === 'map' ? 'value' : 'condition'})\` | ${noteOf(name)} |`)
  return ['| function | forms | meaning |', '|---|---|---|', '| `has` | `has(path)` → true/false | ' + noteOf('has') + ' |', ...rows, ...folds].join('\n')
}

function shapeOf(type: ConditionType): string {
  if (type.kind !== 'record') return typeName(type)
  const fields = Object.entries(type.fields).map(([name, field]) => `${name}${field.optional ? '?' : ''}: ${field.type.kind === 'record' ? '…' : typeName(field.type)}`)
  return fields.length === 0 ? 'a record' : `{ ${fields.join('; ')} }`
}

/** The roots that conditions can see, as a table; what a flow adds to them is told in words. */
export function contextTable(example: Workflow): string {
  const scope = conditionScope({ ...example, spec: { ...example.spec, context: {}, monitors: {}, flow: { ...example.spec.flow, nodes: {} } } })
  const rows = Object.entries(scope).map(([root, entry]) => {
    const note = rootNotes[root]
    if (note === undefined) throw new Error(`The root ${root} has no explanation in scripts/docs/condition-notes.ts.`)
    const shape = note.shape ?? `\`${shapeOf(entry.type)}\``
    return `| \`${root}\` | ${shape} | ${note.writtenBy} | ${note.absent} |`
  })
  const own = ['`<nodeId>` or the `as` of the node', '`<monitorId>`'].map((root, index) => `| ${root} | the declared outputs of the ${index === 0 ? 'agent or tool' : 'agent'} | ${index === 0 ? 'the node, when it is done' : 'the monitor, each time it has looked'} | ${index === 0 ? 'until the node has run; after its arm was cancelled' : 'until its first look'} |`)
  return ['| root | type | written by | absent |', '|---|---|---|---|', ...rows, ...own].join('\n').replaceAll('; ', ', ')
}
