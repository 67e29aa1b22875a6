/** One message of a conversation; `at` is milliseconds since the epoch, UTC. */
export type TicketMessage = { readonly from: 'customer' | 'agent'; readonly at: number; readonly text: string }

/** What is known about the customer; absent fields stay absent. */
export type Customer = { readonly id?: string; readonly tier?: string; readonly locale?: string }

/** What really happened to the ticket, where the file says so; times are milliseconds since the epoch, UTC. */
export type TicketHistory = {
  readonly firstResponseAt?: number
  readonly solvedAt?: number
  readonly topic?: string
  readonly isSpam?: boolean
  /** The most recent solution where the file names two: the one above is the first then. */
  readonly lastSolvedAt?: number
  readonly closedAt?: number
  /** When the customer left without an answer. */
  readonly leftAt?: number
  /** P1 to P5, from the words that help desks use. */
  readonly priority?: string
  readonly team?: string
  readonly agent?: string
  readonly reopens?: number
  readonly reassignments?: number
  /** Answers of people. */
  readonly replies?: number
  /** Messages of the customer after the first one. */
  readonly followups?: number
}

/** One support ticket as imported; the description is the customer's first message, `messages` what followed (both sides). */
export type Ticket = {
  readonly id: string
  readonly createdAt: number
  readonly channel: string
  readonly subject: string
  readonly description: string
  readonly language?: string
  readonly customer: Customer
  /** Every other column of the file, as text. */
  readonly fields: Readonly<Record<string, string>>
  readonly messages: readonly TicketMessage[]
  readonly history: TicketHistory
}
