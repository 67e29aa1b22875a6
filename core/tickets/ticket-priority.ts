const WORDS: Readonly<Record<string, string>> = {
  critical: 'P1', urgent: 'P1', blocker: 'P1', highest: 'P1', emergency: 'P1',
  high: 'P2', major: 'P2',
  normal: 'P3', medium: 'P3', moderate: 'P3', standard: 'P3', average: 'P3',
  low: 'P4', minor: 'P4',
  lowest: 'P5', trivial: 'P5', planning: 'P5', verylow: 'P5',
}

/** The priority, P1 to P5, that a word of an export means (`urgent`, `2 - High`, `P3`, `4`); null for anything else. */
export function ticketPriority(written: string): string | null {
  const plain = written.trim().toLowerCase()
  const word = WORDS[plain.replace(/[^a-z]/g, '')]
  if (word !== undefined) return word
  const number = /^(?:p|prio|priority|sev|severity)?[\s_-]*([1-5])$/.exec(plain)?.[1]
  return number === undefined ? null : `P${number}`
}
