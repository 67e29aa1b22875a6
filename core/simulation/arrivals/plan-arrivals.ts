import { DAY_MS } from '../../calendars/civil-date.ts'
import type { ZoneOffsets } from '../../calendars/zone-offsets.ts'
import type { Assumption } from '../../engine/agent-contract.ts'
import type { Program } from '../../engine/program.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { Arrival } from '../run-plan.ts'
import type { Scenario } from '../scenario.ts'
import type { ArrivalRow } from './arrival-rows.ts'
import { arrivalRows, unknownCustomers } from './arrival-rows.ts'
import { sourceWeeks } from './bootstrap-weeks.ts'
import { localClock } from './local-clock.ts'
import type { PlacedRow } from './placed-rows.ts'
import { bootstrappedRows, drawnRows, traceRows } from './placed-rows.ts'
import { historyRates, perWeek, rateByClock, scaled, writtenRates } from './week-rates.ts'

/** When tickets come, and which of them count. */
export type ArrivalsPlan = {
  /** Those of a replication, in order; only a trace gives the same ones to all. */
  readonly of: (replication: number) => readonly Arrival[]
  /** Arrivals with every text that a run may open with. */
  readonly pool: readonly Arrival[]
  /** The run begins, the window of the figures begins and ends, and the run ends. */
  readonly start: number
  readonly from: number
  readonly to: number
  readonly end: number
  readonly assumptions: readonly Assumption[]
  readonly warnings: readonly string[]
}

/** Where a process gets the rows of a replication from, for the time from `from` to `to`. */
type Source = { readonly rows: (replication: number, from: number, to: number) => readonly PlacedRow[]; readonly assumptions: readonly Assumption[]; readonly warnings: readonly string[] }

const SOURCE = 'scenario: arrivals'
const WEEK_MS = 7 * DAY_MS

/** Decides which tickets come when, for a trace of the history or a random process; `zone` is that of the hours and weeks. */
export function planArrivals(tickets: readonly Ticket[], program: Program, scenario: Scenario, zone: string, zones: ZoneOffsets): ArrivalsPlan {
  const { rows, assumptions } = arrivalRows(tickets, program, scenario)
  const trace = scenario.arrivals.process === 'trace' ? traceRows(rows, scenario.volume, scenario.seed) : null
  const { start, from, to, closed, end, warnings } = windowOf(scenario, trace === null ? rows.map((row) => row.ticket.createdAt) : trace.map((one) => one.at), trace !== null)
  const counted = (at: number): boolean => at >= from && (closed ? at <= to : at < to)
  const arrivalOf = ({ row, id, key, at }: PlacedRow): Omit<Arrival, 'order'> => ({ ...row, id, key, at, counted: counted(at), linkedTo: null })
  if (trace !== null) {
    const late = trace.filter((one) => one.at >= start && one.at <= end).map(arrivalOf)
    const early = stillOpen(trace, start)
    const list = ordered([...early.map((one) => ({ ...arrivalOf(one), at: start, counted: false })), ...late])
    return {
      of: () => list, pool: list, start, from, to, end,
      assumptions: [...assumptions, ...unknownCustomers(list), ...volumeAssumption(scenario), traceAssumption],
      warnings: [...warnings, ...initialWarnings(early.length), ...(list.length === 0 ? ['There are no tickets to simulate.'] : [])],
    }
  }
  const source = sourceOf(rows, scenario, zone, zones, { start, end })
  const first = ordered(source.rows(0, start, end).map(arrivalOf))
  return {
    of: (replication) => (replication === 0 ? first : ordered(source.rows(replication, start, end).map(arrivalOf))),
    pool: ordered(traceRows(rows, 1, scenario.seed).map(arrivalOf)),
    start, from, to, end,
    assumptions: [...assumptions, ...unknownCustomers(rows), ...volumeAssumption(scenario), ...source.assumptions],
    warnings: [...warnings, ...source.warnings, ...(first.length === 0 ? ['There are no tickets to simulate.'] : [])],
  }
}

type Window = { readonly start: number; readonly from: number; readonly to: number; readonly closed: boolean; readonly end: number; readonly warnings: readonly string[] }

function windowOf({ window, arrivals }: Scenario, instants: readonly number[], isTrace: boolean): Window {
  const earliest = instants.reduce((a, b) => Math.min(a, b), Infinity)
  const latest = instants.reduce((a, b) => Math.max(a, b), -Infinity)
  const from = window.from ?? (instants.length > 0 ? earliest : (window.to ?? DAY_MS) - DAY_MS)
  const wanted = window.to ?? (instants.length > 0 ? latest : from)
  const wrong = window.to !== null && window.to <= from
  // A window of at least a day where the tickets decide: occupancy over the milliseconds between two tickets says nothing.
  const to = wrong ? from + DAY_MS : window.to ?? Math.max(wanted, from + DAY_MS)
  return {
    // A trace has nothing before its first ticket to warm up with.
    start: isTrace && window.from === null ? from : from - window.warmUpMs,
    from, to,
    closed: isTrace && window.to === null,
    end: to + window.coolDownMs,
    warnings: wrong ? [`The window of the scenario ends before it begins; the figures are about the day after ${arrivals.process === 'trace' && window.from === null ? 'the first ticket' : 'its beginning'} instead. Write window.to after window.from.`] : [],
  }
}

// What the history says was still open when the run begins; a history that never says when tickets were solved says nothing.
function stillOpen(trace: readonly PlacedRow[], start: number): readonly PlacedRow[] {
  const early = trace.filter((one) => one.at < start)
  if (!early.some((one) => one.row.ticket.history.solvedAt !== undefined)) return []
  return early.filter(({ row: { ticket: { history } } }) => history.isSpam !== true && (history.solvedAt === undefined || history.solvedAt > start))
}

function initialWarnings(count: number): readonly string[] {
  return count === 0 ? [] : [`${count} tickets from before the run were still open by the history; they come at its first instant and are not counted.`]
}

function ordered(list: readonly Omit<Arrival, 'order'>[]): readonly Arrival[] {
  const byTime = [...list].sort((a, b) => a.at - b.at || Number(a.counted) - Number(b.counted) || (a.counted ? 0 : a.ticket.createdAt - b.ticket.createdAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return byTime.map((arrival, order) => ({ ...arrival, order }))
}

const traceAssumption: Assumption = { id: 'arrivals.trace', text: 'The tickets come exactly when they came; replications vary latencies, handle times and customers.', value: 'trace', source: 'simulation' }

function volumeAssumption({ volume, arrivals: { process } }: Scenario): readonly Assumption[] {
  if (volume === 1) return []
  const text = process === 'trace' || process === 'bootstrap' ? 'The history is thinned or repeated to this multiple of its tickets.' : 'Tickets come at this multiple of the rate.'
  return [{ id: 'scenario.volume', text, value: String(volume), source: 'scenario: volume' }]
}

function sourceOf(rows: readonly ArrivalRow[], scenario: Scenario, zone: string, zones: ZoneOffsets, { start, end }: { readonly start: number; readonly end: number }): Source {
  const { arrivals, volume, seed } = scenario
  const instants = rows.map((row) => row.ticket.createdAt)
  const known = zones.knows(zone) ? zone : 'UTC'
  const clock = localClock(known, zones, { from: instants.reduce((a, b) => Math.min(a, b), start), to: instants.reduce((a, b) => Math.max(a, b), end) })
  const warnings = known === zone ? [] : [`Zone ${zone} of the arrivals is not known here; their hours are taken as UTC.`]
  // Texts, customers and channels of a process without times of its own.
  const drawn: Assumption = { id: 'arrivals.rows', text: 'What a ticket says, who wrote it and where are those of a ticket of the history, drawn with replacement, all alike, by a draw that is keyed to the arrival: neither the hour nor anything else of the run shifts which one it is.', value: `${rows.length} tickets`, source: SOURCE }
  switch (arrivals.process) {
    case 'bootstrap': {
      const source = sourceWeeks(instants, clock)
      return {
        rows: (replication, from, to) => bootstrappedRows(rows, source, clock, volume, { seed, replication, from, to }),
        assumptions: [{ id: 'arrivals.bootstrap', text: 'Each week of the run is a whole week of the history, drawn at random with replacement; replications differ in their tickets.', value: `${source.weeks.length} weeks, ${known}`, source: SOURCE }],
        warnings: [
          ...warnings,
          ...(source.whole ? [] : ['The history does not hold a whole week from Monday to Sunday: its first seven days stand for every week, so replications hardly differ in demand.']),
          ...(source.leftOut === 0 || !source.whole ? [] : [`${source.leftOut} tickets of the first and last week of the history are never drawn, because these weeks are not whole.`]),
        ],
      }
    }
    case 'profile': {
      const shape = arrivals.perHour === undefined ? historyRates(instants, clock) : writtenRates(arrivals.perHour)
      const sum = perWeek(shape)
      const wanted = arrivals.perWeek ?? sum
      const rate = rateByClock(scaled(shape, sum === 0 ? 0 : (wanted / sum) * volume), clock)
      const short = arrivals.perHour === undefined && instants.length > 0 && instants.reduce((a, b) => Math.max(a, b)) - instants.reduce((a, b) => Math.min(a, b)) < WEEK_MS
      return {
        rows: (replication, from, to) => drawnRows(rows, rate, { seed, replication, from, to }),
        assumptions: [{ id: 'arrivals.profile', text: `Tickets come at random at a rate for each half hour of the week.`, value: `${Math.round((sum === 0 ? 0 : wanted) * 10) / 10} a week, ${known}`, source: arrivals.perHour === undefined ? 'the imported history' : SOURCE }, drawn],
        warnings: [
          ...warnings,
          ...(sum === 0 ? ['All rates of the arrival profile are zero; no ticket comes.'] : []),
          ...(short ? ['The history covers less than a week: in the hours of the week that it does not cover, no ticket comes. Write the rates into the scenario (arrivals.perHour).'] : []),
        ],
      }
    }
    case 'poisson':
    case 'trace': {
      const perHour = (arrivals.process === 'poisson' ? arrivals.perHour : 0) * volume
      return {
        rows: (replication, from, to) => drawnRows(rows, { perHourAt: () => perHour, most: perHour }, { seed, replication, from, to }),
        assumptions: [{ id: 'arrivals.poisson', text: `Tickets come at random at a constant rate.`, value: `${perHour} an hour`, source: SOURCE }, drawn],
        warnings,
      }
    }
  }
}
