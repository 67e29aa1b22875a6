import { ArrowLeft } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useMemo } from 'react'
import { formatDuration } from '../../core/metrics/format-figure.ts'
import type { TicketRun } from '../../core/simulation/run-report.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { titleOfTeam } from '../canvas/title-of.ts'
import { formatDateTime } from '../format/format-time.ts'
import { useCurrentDocument } from '../state/flow-store.ts'
import { light } from '../state/selection-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Conversation } from './conversation.tsx'
import { outcomeColour, outcomeWords } from './outcome-words.ts'
import { toneThresholds } from './tone-thresholds.ts'
import { TraceList } from './trace-list.tsx'

type Props = { readonly ticket: TicketRun; /** The flow as it was when the run was made. */ readonly workflow: Workflow | undefined; readonly onClose: () => void }

/** One ticket of a run in full. */
export function TicketView({ ticket, workflow, onClose }: Props) {
  const document = useCurrentDocument()
  const thresholds = useMemo(() => (workflow === undefined ? [] : toneThresholds(workflow)), [workflow])
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
          <Conversation messages={ticket.conversation} tone={ticket.tone} thresholds={thresholds} />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  )
}
