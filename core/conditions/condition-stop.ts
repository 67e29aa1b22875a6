/** Ends an evaluation without a value: something it reads is absent, or it cannot be computed. */
export class ConditionStop {
  readonly kind: 'absent' | 'failed'
  /** The path that is absent, or what failed. */
  readonly detail: string

  constructor(kind: 'absent' | 'failed', detail: string) {
    this.kind = kind
    this.detail = detail
  }
}
