import { typeName } from '../../core/conditions/condition-type.ts'
import type { ConditionType } from '../../core/conditions/condition-type.ts'
import { conditionScope } from '../../core/graph/context-scope.ts'
import { useMemo, useState } from 'react'
import { useCurrentDocument } from '../state/flow-store.ts'
import { SearchField } from '../ui/search-field.tsx'

type Row = { readonly path: string; readonly type: string; readonly when: string }

/** Everything that a rule of this flow can look at, with its type and when it may be absent. */
export function VariableList() {
  const document = useCurrentDocument()
  const [query, setQuery] = useState('')
  const rows = useMemo(() => (document === undefined ? [] : rowsOf(document.workflow)), [document])
  const shown = rows.filter((row) => row.path.toLowerCase().includes(query.trim().toLowerCase()))
  return (
    <div className="variables">
      <div className="variables-search">
        <SearchField label="Find a value" value={query} onChange={setQuery} />
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th>Value</th>
            <th>Type</th>
            <th>May be absent</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.path}>
              <td className="mono copyable">{row.path}</td>
              <td>{row.type}</td>
              <td className="muted">{row.when}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function rowsOf(workflow: Parameters<typeof conditionScope>[0]): readonly Row[] {
  return Object.entries(conditionScope(workflow))
    .filter(([root]) => root !== 'nodes')
    .flatMap(([root, entry]) => fieldsOf(root, entry.type, entry.optional ? (entry.absentReason ?? 'yes') : 'never'))
}

function fieldsOf(path: string, type: ConditionType, when: string): readonly Row[] {
  if (type.kind !== 'record') return [{ path, type: typeName(type), when }]
  return Object.entries(type.fields).flatMap(([name, field]) => fieldsOf(`${path}.${name}`, field.type, field.optional && field.default === undefined ? 'when it is not known' : when))
}
