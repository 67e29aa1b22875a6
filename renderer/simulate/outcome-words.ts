const words: Readonly<Record<string, string>> = {
  resolvedAutomatically: 'Solved by the flow',
  resolvedByPerson: 'Solved by people',
  unresolved: 'Not solved',
  dropped: 'Dropped (spam, auto-replies)',
  abandoned: 'Customer gave up',
  open: 'Still open',
  failed: 'Failed',
}

const colours: Readonly<Record<string, string>> = {
  resolvedAutomatically: '--fam-answer',
  resolvedByPerson: '--fam-people',
  unresolved: '--fam-decide',
  dropped: '--fam-receive',
  abandoned: '--series-other',
  open: '--fam-flow',
  failed: '--error',
}

/** The outcomes in the order in which they are shown. */
export const outcomeOrder: readonly string[] = Object.keys(words)

/** How a ticket ended, in words. */
export function outcomeWords(outcome: string): string {
  return words[outcome] ?? outcome
}

/** The colour of an outcome. */
export function outcomeColour(outcome: string): string {
  return `var(${colours[outcome] ?? '--fam-flow'})`
}
