import { useCurrentFlow } from '../state/flow-store.ts'
import { closeTicket, useFlowRun } from '../state/run-store.ts'
import { TicketList } from './ticket-list.tsx'
import { TicketView } from './ticket-view.tsx'
import { DatasetList } from './dataset-list.tsx'
import { useFlowData } from '../state/data-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Ticket } from 'lucide-react'

/** One ticket, chosen from all: what was said, how it felt, which way it took and why. */
export function TicketPanel() {
  const flow = useCurrentFlow()
  const run = useFlowRun(flow?.docId)
  const data = useFlowData(flow?.docId)
  if (flow === undefined) return null
  if (run.ticket !== null) return <TicketView key={run.ticket.id} ticket={run.ticket} workflow={run.finished?.workflow} onClose={() => closeTicket(flow.docId)} />
  if (run.finished !== null) return <TicketList docId={flow.docId} runId={run.finished.runId} />
  if (data.tickets !== null) return <DatasetList datasetId={data.tickets.datasetId} />
  if (data.importing.tickets !== null) return <EmptyState icon={<Ticket size={22} />} title="The tickets are being read">They are listed here in a moment.</EmptyState>
  return <EmptyState icon={<Ticket size={22} />} title="No tickets yet">Choose a ticket file on the left. After a run you can follow each ticket step by step.</EmptyState>
}
