/** The kinds of facts that a text can name. */
export type EntityKind = 'product' | 'errorCode' | 'version' | 'orderNumber' | 'invoiceNumber' | 'email' | 'amount' | 'requestedResolution'

/** A fact that a text names: its value in the form that outputs carry, and where it stands (`start` up to, not including, `end`). */
export type EntityMention = { readonly kind: EntityKind; readonly value: string; readonly start: number; readonly end: number }

const mostValues = 10

/** The values of mentions, each once, in the order in which they stand. */
export function valuesOf(mentions: readonly EntityMention[]): readonly string[] {
  return [...new Set(mentions.map(({ value }) => value))].slice(0, mostValues)
}

/** Mentions in order; of those that overlap, the one that says more. */
export function withoutOverlaps(mentions: readonly EntityMention[]): readonly EntityMention[] {
  const kept: EntityMention[] = []
  for (const mention of [...mentions].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1)
    if (last === undefined || mention.start >= last.end) kept.push(mention)
    else if (mention.end - mention.start > last.end - last.start) kept[kept.length - 1] = mention
  }
  return kept
}

/** The sentence around a mention, cut to what a line can show. */
export function sentenceAround(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const before = text.slice(Math.max(0, start - 100), start)
  const after = text.slice(end, end + 100)
  const from = Math.max(0, ...[...before.matchAll(/(?<!\b(?:no|nr|ref|ver|approx|mr|mrs|ms|dr|ca|bzw|inkl|num|art|st|z\.b|e\.g|i\.e))[.!?]\s+|\n/gi)].map((match) => match.index + match[0].length))
  const to = /(?<!\b(?:no|nr|ref|ver|approx|mr|mrs|ms|dr|ca|bzw|inkl|num|art|st|z\.b|e\.g|i\.e))[.!?](?:\s|$)|\n/i.exec(after)
  return `${before.slice(from)}${text.slice(start, end)}${to === null ? after : after.slice(0, to.index + 1)}`.replace(/\s+/g, ' ').trim()
}
