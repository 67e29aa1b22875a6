import { create } from 'zustand'

/** The outcome to which ticket lists are narrowed; null means every outcome. */
export const useTicketFilter = create<{ readonly outcome: string | null }>(() => ({ outcome: null }))
