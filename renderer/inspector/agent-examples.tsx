import { CircleCheck, CircleX } from 'lucide-react'
import { useMemo } from 'react'
import { parseExamples } from '../../agents/agent-example.ts'
import type { AgentExample } from '../../agents/agent-example.ts'
import type { RegisteredAgent } from '../../agents/registry.ts'
import { runExample } from '../../agents/run-example.ts'
import type { AgentDecision } from '../../core/engine/agent-contract.ts'
import type { ToneMover } from '../../core/engine/tone-reading.ts'
import type { Value } from '../../core/conditions/value.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { MovedText } from '../simulate/moved-text.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

const files = import.meta.glob<string>('../../agents/*/examples.yaml', { query: '?raw', import: 'default', eager: true })

/** The agent's own tested examples, decided here and now by the same code that a run uses. */
export function AgentExamples({ type }: { readonly type: RegisteredAgent }) {
  const examples = useMemo(() => {
    const text = files[`../../agents/${type.folder}/examples.yaml`]
    return text === undefined ? [] : parseExamples(text).map((example) => ({ example, run: runExample(type, example) }))
  }, [type])
  if (examples.length === 0) return <EmptyState title="No examples">This agent type brings none.</EmptyState>
  return (
    <div className="section">
      <p className="field-help">Each is one of the tests of this agent, with its starting settings. What a model would have said is given; the decision is made now.</p>
      {examples.map(({ example, run }) => (
        <article className="example" key={example.title}>
          <h4>
            {run.differences.length === 0 ? <CircleCheck size={14} color="var(--success)" aria-label="Decides as expected" /> : <CircleX size={14} color="var(--error)" aria-label="Decides otherwise" />}
            {example.title}
          </h4>
          {conversationOf(example).map((line, index) => (
            <p key={index} className="example-line" data-from={line.from}>
              <MovedText text={line.text} mover={moverOf(run.decision, index)} />
            </p>
          ))}
          {run.decision.kind === 'failed' ? (
            <p className="field-error">{run.decision.message}</p>
          ) : (
            <>
              <dl className="example-outputs">
                {Object.entries(run.decision.outputs).map(([name, value]) => (
                  <div key={name}>
                    <dt>{wordsOfId(name)}</dt>
                    <dd>{showValue(value)}</dd>
                  </div>
                ))}
              </dl>
              <ul className="example-reasons">
                {run.decision.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </>
          )}
        </article>
      ))}
    </div>
  )
}

function moverOf(decision: AgentDecision, message: number): ToneMover | undefined {
  const point = decision.kind === 'failed' ? undefined : decision.tone?.points.find((each) => each.message === message)
  return point?.kind === 'judged' ? point.mover : undefined
}

/** A value as one line. */
export function showValue(value: Value): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(2)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.length === 0 ? 'none' : value.map(String).join(', ')
  const text = JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 157)}…` : text
}

function conversationOf(example: AgentExample): readonly { readonly from: string; readonly text: string }[] {
  return example.conversation.map((message) => ('customer' in message ? { from: 'customer', text: message.customer } : 'agent' in message ? { from: 'agent', text: message.agent } : { from: 'human', text: message.human }))
}
