import { isRequest } from '../../metrics/samples.ts'
import type { RunFacts, TicketFacts } from '../../metrics/ticket-facts.ts'
import { meanOfKnown } from '../figures.ts'
import { quantileGrid } from '../sample-distance.ts'

/** The distribution of a first response: the share of the requests that got one, and the times of those in equal steps of probability. */
export type ResponseCurve = {
  /** The curve ends at this share of all requests: the others were never replied to. */
  readonly answered: number | null
  readonly requests: number
  /** Exact quantiles within each replication at 0, 1, … 100 %, averaged over replications; empty where nobody was answered. */
  readonly quantilesMs: readonly number[]
}

/** First responses by anyone and by a person. */
export type ResponseCurves = { readonly any: ResponseCurve; readonly human: ResponseCurve }

const STEPS = 100

type Responses = { readonly requests: number; readonly answered: number; readonly grid: readonly number[] }

/** How the first responses of one replication are distributed. */
export type ResponseGrids = Readonly<Record<keyof ResponseCurves, Responses>>

/** How the first responses of one replication are distributed, by exact quantiles. */
export function responseGrids({ tickets }: Pick<RunFacts, 'tickets'>): ResponseGrids {
  return { any: responses(tickets, (ticket) => ticket.firstResponseAnyAt), human: responses(tickets, (ticket) => ticket.firstResponseHumanAt) }
}

/** How first responses are distributed, over replications. */
export function responseCurves(runs: readonly ResponseGrids[]): ResponseCurves {
  return { any: curve(runs.map((run) => run.any)), human: curve(runs.map((run) => run.human)) }
}

function responses(tickets: readonly TicketFacts[], repliedAt: (ticket: TicketFacts) => number | null): Responses {
  const times: number[] = []
  let requests = 0
  for (const ticket of tickets) {
    if (!isRequest(ticket)) continue
    requests += 1
    const at = repliedAt(ticket)
    if (at !== null) times.push(at - ticket.createdAt)
  }
  return { requests, answered: times.length, grid: quantileGrid(Float64Array.from(times).sort(), STEPS) }
}

function curve(each: readonly Responses[]): ResponseCurve {
  const known = each.filter((one) => one.answered > 0)
  return {
    answered: meanOfKnown(each.map((one) => (one.requests === 0 ? null : one.answered / one.requests))),
    requests: meanOfKnown(each.map((one) => one.requests)) ?? 0,
    quantilesMs: known.length === 0 ? [] : Array.from({ length: STEPS + 1 }, (_, step) => known.reduce((sum, one) => sum + (one.grid[step] ?? 0), 0) / known.length),
  }
}
