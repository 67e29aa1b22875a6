import type { KpiTable } from '../../core/simulation/run-report.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
export function observedKpis(_tickets: readonly Ticket[]): KpiTable { return {} }
