import { create } from 'zustand'

/** The line of the spec that was asked for last. */
export const useSpecLine = create<{ readonly line: number | null }>(() => ({ line: null }))
