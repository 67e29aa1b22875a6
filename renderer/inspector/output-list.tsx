import type { EnumTypeExpr, TypeExpr, Workflow } from '../../core/spec/workflow.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { Section } from '../ui/section.tsx'
import { LabelEditor } from './label-editor.tsx'

type Props = { readonly workflow: Workflow; readonly agentId: string; readonly root: string; readonly threshold: number; readonly outputs: Readonly<Record<string, TypeExpr>> }

/** What an agent writes for later rules; values with labels can be taught by examples. */
export function OutputList({ agentId, root, threshold, outputs }: Props) {
  const entries = Object.entries(outputs)
  const labelled = entries.flatMap(([name, type]): (readonly [string, EnumTypeExpr])[] => (typeof type === 'object' && type.type === 'enum' && type.labels !== undefined ? [[name, type]] : []))
  return (
    <>
      {labelled.map(([name, type]) => (
        <Section key={name} title={`Labels: ${wordsOfId(name).toLowerCase()}`} startOpen={false}>
          <LabelEditor agentId={agentId} output={name} type={type} threshold={threshold} />
        </Section>
      ))}
      <Section title="What it finds out" startOpen={false}>
        <dl className="facts">
          {entries.map(([name, type]) => (
            <div key={name} className="facts-row">
              <dt className="mono copyable">
                {root}.{name}
              </dt>
              <dd>{typeWords(type)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  )
}

function typeWords(type: TypeExpr): string {
  if (typeof type === 'string') return plain(type)
  const maybe = type.optional === true ? ', may be absent' : ''
  if (type.type === 'enum') return `${type.values.length <= 4 ? type.values.join(', ') : `one of ${type.values.length} values`}${maybe}`
  if (type.type === 'list') return `a list${maybe}`
  if (type.type === 'object') return `a record${maybe}`
  return `${plain(type.type)}${maybe}`
}

function plain(name: string): string {
  return { string: 'text', boolean: 'yes or no', integer: 'whole number', number: 'number', score: 'score from 0 to 1', timestamp: 'time', duration: 'span of time', teamRef: 'team' }[name] ?? name
}
