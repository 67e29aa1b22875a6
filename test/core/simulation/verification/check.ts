/** A claim that holds exactly or within stated bounds; it is not a mean of replications. */
export type Check = {
  readonly id: string
  readonly model: string
  readonly quantity: string
  readonly expected: string
  /** What was obtained, and whether that is as expected. */
  readonly run: () => { readonly obtained: string; readonly holds: boolean }
}

/** A check of equal texts. */
export function exactly(id: string, model: string, quantity: string, expected: string, obtain: () => string): Check {
  return { id, model, quantity, expected, run: () => { const obtained = obtain(); return { obtained, holds: obtained === expected } } }
}
