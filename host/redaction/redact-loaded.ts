import { cancelledError } from '../../api/app-error.ts'
import type { ImportProblem, RedactionSummary } from '../../api/model.ts'
import { redactArticle } from '../../core/redaction/redact-article.ts'
import { type RedactionCounts, redactText } from '../../core/redaction/redact-text.ts'
import { addToReport, CustomerNumbers, emptyReport, redactTicket } from '../../core/redaction/redact-tickets.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { LoadedKnowledge } from '../knowledge/load-knowledge.ts'
import type { LoadedTickets } from '../tickets/load-tickets.ts'

const breatheEveryMs = 50

/** How far a redaction is, or what it gave. */
export type RedactStep<Loaded> = { readonly kind: 'progress'; readonly done: number; readonly total: number } | { readonly kind: 'redacted'; readonly loaded: Loaded; readonly summary: RedactionSummary }

/** Takes personal data out of tickets as they were read, and out of what the reader said about them. */
export async function* redactLoadedTickets(loaded: LoadedTickets, kinds: readonly RedactionKind[], abort: AbortLike): AsyncGenerator<RedactStep<LoadedTickets>> {
  const customers = new CustomerNumbers()
  yield* redactEach(loaded.tickets, kinds, abort, (ticket) => {
    const redacted = redactTicket(ticket, { kinds }, customers)
    return { item: redacted.ticket, counts: redacted.counts }
  }, (tickets) => ({ ...loaded, tickets, problems: withoutPersonalData(loaded.problems, kinds) }))
}

/** Takes personal data out of past resolutions as they were read. */
export async function* redactLoadedKnowledge(loaded: LoadedKnowledge, kinds: readonly RedactionKind[], abort: AbortLike): AsyncGenerator<RedactStep<LoadedKnowledge>> {
  yield* redactEach(loaded.articles, kinds, abort, ({ article, folder }) => {
    const redacted = redactArticle(article, { kinds })
    return { item: { article: redacted.article, folder }, counts: redacted.counts }
  }, (articles) => ({ ...loaded, articles, problems: withoutPersonalData(loaded.problems, kinds) }))
}

// Others get their turn while a long file is redacted, and a stop is heard.
async function* redactEach<Item, Loaded>(items: readonly Item[], kinds: readonly RedactionKind[], abort: AbortLike, redact: (item: Item) => { readonly item: Item; readonly counts: RedactionCounts }, finish: (items: readonly Item[]) => Loaded): AsyncGenerator<RedactStep<Loaded>> {
  const redacted: Item[] = []
  let report = emptyReport
  let breathedAt = performance.now()
  for (const item of items) {
    const one = redact(item)
    redacted.push(one.item)
    report = addToReport(report, one.counts)
    if (performance.now() - breathedAt < breatheEveryMs) continue
    yield { kind: 'progress', done: redacted.length, total: items.length }
    await new Promise((resolve) => setImmediate(resolve))
    if (abort.aborted) throw cancelledError()
    breathedAt = performance.now()
  }
  yield { kind: 'redacted', loaded: finish(redacted), summary: { kinds, changed: report.changed, counts: report.counts } }
}

// A remark quotes the cell, line or heading that it is about, often only the beginning of a name: quotes go, whatever they hold.
function withoutPersonalData(problems: readonly ImportProblem[], kinds: readonly RedactionKind[]): readonly ImportProblem[] {
  return problems.map((problem) => ({ ...problem, message: redactText(problem.message.replace(/"[^"]*"/gu, '"…"').replace(/: found .*$/su, '.'), { kinds }).text }))
}
