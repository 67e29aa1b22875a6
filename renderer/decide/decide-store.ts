import { create } from 'zustand'
import type { Statistic } from '../format/format-kpi.ts'

/** Which clock the headline shows, which "today" it compares with, and which statistic. */
export type DecideChoice = { readonly clock: 'firstResponseAny' | 'firstResponseHuman'; readonly today: 'observed' | 'simulated'; readonly statistic: Extract<Statistic, 'p50' | 'p90'> }

/** What the Decide step compares. */
export const useDecide = create<DecideChoice>(() => ({ clock: 'firstResponseAny', today: 'observed', statistic: 'p50' }))
