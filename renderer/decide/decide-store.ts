import { create } from 'zustand'
import type { Statistic } from '../format/format-kpi.ts'

/** Whose first response is meant, counted in which hours, compared with which "today", and by which statistic. */
export type DecideChoice = {
  readonly clock: 'firstResponseAny' | 'firstResponseHuman'
  readonly hours: 'all' | 'business'
  readonly today: 'observed' | 'simulated'
  readonly statistic: Extract<Statistic, 'p50' | 'p90' | 'mean'>
}

/** What the Decide step compares. */
export const useDecide = create<DecideChoice>(() => ({ clock: 'firstResponseAny', hours: 'all', today: 'observed', statistic: 'p50' }))

/** The metric that a choice is about. */
export function metricIdOf({ clock, hours }: Pick<DecideChoice, 'clock' | 'hours'>): string {
  return hours === 'business' ? `${clock}Business` : clock
}
