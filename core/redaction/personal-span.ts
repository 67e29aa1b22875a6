import type { RedactionKind } from './redaction-kind.ts'

/** Where personal data stands in a text; `key` is equal for two writings of the same thing and never leaves the redaction. */
export type PersonalSpan = { readonly kind: RedactionKind; readonly start: number; readonly end: number; readonly key: string }

/** A piece of a text. */
export type TextSpan = { readonly start: number; readonly end: number }

/** Whether two pieces share a character. */
export function overlaps(one: TextSpan, other: TextSpan): boolean {
  return one.start < other.end && other.start < one.end
}

/** Those of some pieces that touch none of the blocking ones, which are in order; in linear time. */
export function outside<Span extends TextSpan>(spans: readonly Span[], blocking: readonly TextSpan[]): readonly Span[] {
  let place = 0
  return [...spans].sort((one, other) => one.start - other.start).filter((span) => {
    while (place < blocking.length && (blocking[place]?.end ?? 0) <= span.start) place += 1
    const next = blocking[place]
    return next === undefined || !overlaps(span, next)
  })
}
