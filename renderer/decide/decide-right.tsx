import { useCurrentFlow } from '../state/flow-store.ts'
import { closeTicket, useFlowRun } from '../state/run-store.ts'
import { TicketList } from '../simulate/ticket-list.tsx'
import { TicketView } from '../simulate/ticket-view.tsx'

/** The flow as a small picture (which the canvas itself fills), and the tickets behind the numbers. */
export function DecideRight() {
  const flow = useCurrentFlow()
  const run = useFlowRun(flow?.docId)
  return (
    <>
      <div className="decide-picture">
        <h3>Where tickets go</h3>
      </div>
      {flow === undefined || run.finished === null ? null : run.ticket === null ? <TicketList docId={flow.docId} runId={run.finished.runId} /> : <TicketView key={run.ticket.id} ticket={run.ticket} workflow={run.finished.workflow} onClose={() => closeTicket(flow.docId)} />}
    </>
  )
}
