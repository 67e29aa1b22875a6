import { useEffect, useMemo, useRef, useState } from 'react'
import type { ConversationMessage } from '../../core/engine/agent-contract.ts'
import type { TonePoint, ToneReading } from '../../core/engine/tone-reading.ts'
import { formatDateTime } from '../format/format-time.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { MovedText } from './moved-text.tsx'
import { ToneCurve } from './tone-curve.tsx'
import type { ToneThreshold } from './tone-thresholds.ts'
import { mainTone, signed } from './tone-words.ts'

type Props = { readonly messages: readonly ConversationMessage[]; readonly tone: ToneReading | null; readonly thresholds: readonly ToneThreshold[] }

/** What was said, and how the customer sounded. */
export function Conversation({ messages, tone, thresholds }: Props) {
  const [at, setAt] = useState<{ readonly message: number; readonly byKey: boolean } | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const points = useMemo(() => new Map((tone?.points ?? []).map((point) => [point.message, point])), [tone])
  useEffect(() => {
    if (at?.byKey === true) list.current?.children[at.message]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  if (messages.length === 0) return <EmptyState title="Nothing was said">The ticket came to the flow without any text.</EmptyState>
  return (
    <div className="talk">
      {tone === null ? null : <ToneCurve tone={tone} thresholds={thresholds} at={at?.message ?? null} onAt={(message, byKey) => setAt(message === null ? null : { message, byKey })} />}
      <ol className="conversation" ref={list}>
        {messages.map((message, index) => {
          const point = points.get(index)
          const mover = point?.kind === 'judged' ? point.mover : undefined
          return (
            <li key={index} className="message" data-from={message.from} data-at={at?.message === index} onMouseEnter={() => setAt(point === undefined ? null : { message: index, byKey: false })} onMouseLeave={() => setAt(null)}>
              <div className="message-head small">
                <strong>{{ customer: 'Customer', agent: 'Flow', human: 'Person' }[message.from]}</strong>
                <span className="muted">{formatDateTime(message.at)}</span>
                {message.synthetic === true ? <span className="badge" title="The history has no such message; the simulator drew it.">simulated</span> : null}
                {point === undefined ? null : <MessageTone point={point} />}
              </div>
              <p className="copyable">
                <MovedText text={message.text} mover={mover} />
              </p>
              {mover === undefined ? null : (
                <p className="moved-note small muted">
                  {mover.own < 0 ? 'Moved the tone down' : 'Moved the tone up'}; by itself {signed(mover.own)}.
                </p>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function MessageTone({ point }: { readonly point: TonePoint }) {
  if (point.kind === 'open') return <span className="message-tone muted" title={`Not judged: ${point.why}.`}>not judged</span>
  const main = mainTone(point.shares)
  return (
    <span className="message-tone">
      <i style={{ background: main.colour }} aria-hidden />
      {main.title} {point.shares[main.key].toFixed(2)}
    </span>
  )
}
