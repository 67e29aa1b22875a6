import { ArrowLeft } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { formatDuration } from '../../core/metrics/format-figure.ts'
import type { TicketRun } from '../../core/simulation/run-report.ts'
import { titleOfTeam } from '../canvas/title-of.ts'
import { formatDateTime } from '../format/format-time.ts'
import { useCurrentDocument } from '../state/flow-store.ts'
import { light } from '../state/selection-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { outcomeColour, outcomeWords } from './outcome-words.ts'
import { ToneCurve } from './tone-curve.tsx'
import { TraceList } from './trace-list.tsx'

type Props = { readonly ticket: TicketRun; readonly onClose: () => void }

/** One ticket of a run in full. */
export function TicketView({ ticket, onClose }: Props) {
  const document = useCurrentDocument()
  const [at, setAt] = useState<number | null>(null)
  const team = ticket.team === null || document === undefined ? ticket.team : titleOfTeam(document.workflow, ticket.team)
  return (
    <div className="inspector">
      <header className="ticket-head">
        <IconButton
          tiny
          label="Back to the list"
          onClick={() => {
            light([], [])
            onClose()
          }}
        >
          <ArrowLeft size={15} />
        </IconButton>
        <div>
          <h3 className="inspector-title">{ticket.subject}</h3>
          <p className="muted small">
            {ticket.id} · {ticket.channel} · {formatDateTime(ticket.createdAt)}
            {ticket.priority === null ? '' : ` · ${ticket.priority}`}
          </p>
        </div>
      </header>
      <div className="ticket-result" style={{ '--outcome': outcomeColour(ticket.outcome) }}>
        <strong className="ticket-outcome">{outcomeWords(ticket.outcome)}</strong>
        <p>{ticket.why}</p>
        <dl className="run-facts">
          <div>
            <dt>First response</dt>
            <dd>{ticket.firstResponseAnyAt === null ? 'never' : formatDuration(ticket.firstResponseAnyAt - ticket.createdAt)}</dd>
          </div>
          <div>
            <dt>Solved after</dt>
            <dd>{ticket.resolvedAt === null ? 'not solved' : formatDuration(ticket.resolvedAt - ticket.createdAt)}</dd>
          </div>
          {team === null ? null : (
            <div>
              <dt>Team</dt>
              <dd>{team}</dd>
            </div>
          )}
        </dl>
      </div>
      <Tabs.Root defaultValue="way" className="inspector-tabs">
        <Tabs.List className="tabs-list" aria-label="About this ticket">
          <Tabs.Trigger value="way" className="tab">Way and reasons</Tabs.Trigger>
          <Tabs.Trigger value="talk" className="tab">Conversation</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="way" className="panel-scroll" tabIndex={-1}>
          <TraceList trace={ticket.trace} startedAt={ticket.createdAt} />
        </Tabs.Content>
        <Tabs.Content value="talk" className="panel-scroll" tabIndex={-1}>
          {ticket.tone.length < 2 ? null : <ToneCurve tone={ticket.tone} at={at} />}
          <ol className="conversation">
            {ticket.conversation.map((message, index) => (
              <li key={index} className="message" data-from={message.from} onMouseEnter={() => setAt(message.at)} onMouseLeave={() => setAt(null)}>
                <div className="message-head small">
                  <strong>{{ customer: 'Customer', agent: 'Flow', human: 'Person' }[message.from]}</strong>
                  <span className="muted">{formatDateTime(message.at)}</span>
                  {message.synthetic === true ? <span className="badge" title="The history has no such message; the simulator drew it.">simulated</span> : null}
                </div>
                <p className="copyable">{message.text}</p>
              </li>
            ))}
          </ol>
        </Tabs.Content>
      </Tabs.Root>
    </div>
  )
}
