import { durationMs } from '../spec/duration.ts'
import type { KpisDocument } from '../spec/kpis-schema.ts'
import type { Scenario } from './scenario.ts'

const PINNED = ['firstResponseAny', 'firstResponseHuman', 'resolutionTime', 'automatedResolutionRate', 'slaFirstResponse', 'costPerTicket']

/** Decides how the figures are defined. */
export function resolveKpis(given: KpisDocument = {}): Scenario['kpis'] {
  const { style = 'lumos', statistic = null, pinned = PINNED, serviceLevelWithin = '20s', shortAbandonment = '10s', ...variants } = given
  return {
    choice: { style, statistic, variants: Object.fromEntries(Object.entries(variants).flatMap(([id, variant]) => (variant === undefined ? [] : [[id, variant]]))) },
    pinned,
    live: { withinMs: durationMs(serviceLevelWithin) ?? 20_000, shortMs: durationMs(shortAbandonment) ?? 10_000 },
  }
}
