import { foldedWords } from '../fold-text.ts'

/** The values of an urgency scale: those that the urgency model tells apart, and those beyond them, from the middle outwards. */
export type UrgencyScale = {
  readonly low: string
  readonly normal: string
  readonly high: string
  readonly aboveHigh: readonly string[]
  readonly belowLow: readonly string[]
}

const LOW = 1
const NORMAL = 2
const HIGH = 3
const URGENT = 4

// By rank, in the languages that the cue words know; written as `squeezed` leaves them.
const ranked: readonly (readonly string[])[] = [
  ['lowest', 'verylow', 'trivial', 'sehrniedrig', 'tresfaible', 'muybaja'],
  ['low', 'minor', 'niedrig', 'gering', 'faible', 'basse', 'bas', 'baja', 'bajo'],
  ['normal', 'medium', 'moderate', 'standard', 'regular', 'mittel', 'moyen', 'moyenne', 'normale', 'media', 'medio'],
  ['high', 'major', 'hoch', 'haute', 'haut', 'elevee', 'eleve', 'alta', 'alto'],
  ['urgent', 'veryhigh', 'dringend', 'sehrhoch', 'urgente', 'treshaute', 'muyalta'],
  ['critical', 'blocker', 'emergency', 'highest', 'severe', 'kritisch', 'critique', 'critica', 'critico'],
]

/** The scale that the values of an output make, by common words for low, normal and high; undefined where they are another one. */
export function urgencyScale(values: readonly string[]): UrgencyScale | undefined {
  const byRank = new Map<number, string>()
  for (const value of values) {
    const rank = ranked.findIndex((words) => words.includes(squeezed(value)))
    // Two words for the same are a distinction that the model does not know.
    if (rank < 0 || byRank.has(rank)) return undefined
    byRank.set(rank, value)
  }
  const low = byRank.get(LOW) ?? byRank.get(0)
  const normal = byRank.get(NORMAL)
  const high = byRank.get(HIGH) ?? byRank.get(URGENT)
  if (low === undefined || normal === undefined || high === undefined) return undefined
  const beyond = (ranks: readonly number[], inner: string): readonly string[] => ranks.flatMap((rank) => byRank.get(rank) ?? []).filter((value) => value !== inner)
  return { low, normal, high, aboveHigh: beyond([HIGH, URGENT, URGENT + 1], high), belowLow: beyond([LOW, 0], low) }
}

function squeezed(value: string): string {
  return foldedWords(value).join('')
}
