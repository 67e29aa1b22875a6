import { KeyedRandom, ticketKey } from '../keyed-random.ts'
import type { TicketKey } from '../keyed-random.ts'
import type { ArrivalRow } from './arrival-rows.ts'
import type { SourceWeeks } from './bootstrap-weeks.ts'
import { drawWeeks } from './bootstrap-weeks.ts'
import type { LocalClock } from './local-clock.ts'
import type { RateOfArrivals } from './nhpp.ts'
import { nhppArrivals } from './nhpp.ts'

/** A row that comes at an instant, under a name of its own. */
export type PlacedRow = { readonly row: ArrivalRow; readonly id: string; readonly key: TicketKey; readonly at: number }

/** Which replication, and the time in which tickets come. */
export type Drawing = { readonly seed: number; readonly replication: number; readonly from: number; readonly to: number }

const HOUR_MS = 3_600_000

/** The tickets when they came; `volume` thins them by a draw of each, or repeats them. */
export function traceRows(rows: readonly ArrivalRow[], volume: number, seed: number): readonly PlacedRow[] {
  const random = new KeyedRandom(seed, 0)
  return rows.flatMap((row) => {
    const { id, createdAt } = row.ticket
    return copies(random, ticketKey(id), volume).map((copy): PlacedRow => ({
      row, id: copy === 0 ? id : `${id}~${copy + 1}`, key: ticketKey(id, copy), at: createdAt + cloneDelay(random, ticketKey(id), copy),
    }))
  })
}

/** Tickets drawn with replacement, all alike, that come as a Poisson process. */
export function drawnRows(rows: readonly ArrivalRow[], rate: RateOfArrivals, { seed, replication, from, to }: Drawing): readonly PlacedRow[] {
  if (rows.length === 0) return []
  const random = new KeyedRandom(seed, replication)
  return nhppArrivals({ from, to, rate, random, stream: 'arrivals/times' }).flatMap(({ at, block, candidate }): readonly PlacedRow[] => {
    const row = rows[Math.floor(random.uniform({ low: block, high: 0 }, 'arrivals/row', candidate >>> 16, candidate) * rows.length)]
    return row === undefined ? [] : [placed(row, replication, `${block}.${candidate}`, at)]
  })
}

/** Whole weeks of tickets, drawn with replacement; `volume` thins or repeats them as in a trace. */
export function bootstrappedRows(rows: readonly ArrivalRow[], source: SourceWeeks, clock: LocalClock, volume: number, { seed, replication, from, to }: Drawing): readonly PlacedRow[] {
  const random = new KeyedRandom(seed, replication)
  return drawWeeks(source, clock, { from, to, random }).flatMap(({ row: index, at, week }) => {
    const row = rows[index]
    if (row === undefined) return []
    const key = ticketKey(`${row.ticket.id}~${week}`)
    return copies(random, key, volume).map((copy) => placed(row, replication, copy === 0 ? `${week}` : `${week}.${copy + 1}`, at + cloneDelay(random, key, copy)))
  })
}

function placed(row: ArrivalRow, replication: number, place: string, at: number): PlacedRow {
  const id = `${row.ticket.id}~${replication}.${place}`
  return { row, id, key: ticketKey(id), at }
}

function copies(random: KeyedRandom, key: TicketKey, volume: number): readonly number[] {
  const whole = Math.floor(volume)
  return Array.from({ length: whole + (random.uniform(key, 'volume', 0) < volume - whole ? 1 : 0) }, (_, copy) => copy)
}

// Clones come within the hour, or they would always stand in line together.
function cloneDelay(random: KeyedRandom, key: TicketKey, copy: number): number {
  return copy === 0 ? 0 : Math.floor(random.uniform(key, 'clone', copy) * HOUR_MS)
}
