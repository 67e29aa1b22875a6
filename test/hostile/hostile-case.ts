/** What a hostile input came to: the codes of errors, and everything else that was said. */
export type HostileOutcome = { readonly errors: readonly string[]; readonly others: readonly string[] }

/** One hostile input: what it is, what is done with it, and what must come of it. */
export type HostileCase = {
  readonly name: string
  readonly run: () => HostileOutcome | Promise<HostileOutcome>
  /** Codes that must be among the errors; an empty list means that there must be no error. */
  readonly errors: readonly string[]
}

/** What the child process tells of one case. */
export type HostileResult =
  | { readonly kind: 'done'; readonly name: string; readonly errors: readonly string[]; readonly ms: number; readonly heapMb: number }
  | { readonly kind: 'threw'; readonly name: string; readonly message: string }
  | { readonly kind: 'died'; readonly name: string; readonly message: string }
