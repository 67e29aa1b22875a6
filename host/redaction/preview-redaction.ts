import type { RedactedExample, RedactionPreview } from '../../api/model.ts'
import { redactArticle } from '../../core/redaction/redact-article.ts'
import { redactText, type RedactedText } from '../../core/redaction/redact-text.ts'
import { addToReport, CustomerNumbers, emptyReport, redactTicket } from '../../core/redaction/redact-tickets.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { loadKnowledge, type LoadedArticle } from '../knowledge/load-knowledge.ts'
import { loadTickets } from '../tickets/load-tickets.ts'

const mostLooked = 500
const mostExamples = 12
const longestExample = 700

/** Shows what taking personal data out would do to the first tickets or past resolutions of a file; nothing is kept. */
export async function previewRedaction(input: { readonly path: string; readonly of: 'tickets' | 'knowledge'; readonly kinds: readonly RedactionKind[] }, abort: AbortLike): Promise<RedactionPreview> {
  return input.of === 'tickets' ? previewTickets(await firstTickets(input.path, abort), input.kinds) : previewArticles(await pastResolutions(input.path, abort), input.kinds)
}

async function firstTickets(path: string, abort: AbortLike): Promise<readonly Ticket[]> {
  for await (const item of loadTickets(path, abort, mostLooked + 1)) if (item.kind === 'loaded') return item.loaded.tickets
  return []
}

async function pastResolutions(path: string, abort: AbortLike): Promise<readonly LoadedArticle[]> {
  for await (const item of loadKnowledge(path, abort)) if (item.kind === 'loaded') return item.loaded.articles.filter(({ article }) => article.kind === 'pastResolution')
  return []
}

function previewTickets(tickets: readonly Ticket[], kinds: readonly RedactionKind[]): RedactionPreview {
  const customers = new CustomerNumbers()
  const looked = tickets.slice(0, mostLooked)
  let report = emptyReport
  const examples: RedactedExample[] = []
  for (const ticket of looked) {
    const { counts, subject, description } = redactTicket(ticket, { kinds }, customers)
    report = addToReport(report, counts)
    const shown = description.replaced.length > 0 ? exampleOf(ticket.id, ticket.description, description) : exampleOf(ticket.id, ticket.subject, subject)
    if (examples.length < mostExamples && shown.replaced.length > 0) examples.push(shown)
  }
  return { looked: looked.length, isAll: tickets.length <= mostLooked, changed: report.changed, counts: report.counts, examples }
}

function previewArticles(articles: readonly LoadedArticle[], kinds: readonly RedactionKind[]): RedactionPreview {
  const looked = articles.slice(0, mostLooked)
  let report = emptyReport
  const examples: RedactedExample[] = []
  for (const { article } of looked) {
    report = addToReport(report, redactArticle(article, { kinds }).counts)
    if (examples.length === mostExamples) continue
    const shown = exampleOf(article.id, article.text, redactText(article.text, { kinds }))
    if (shown.replaced.length > 0) examples.push(shown)
  }
  return { looked: looked.length, isAll: articles.length <= mostLooked, changed: report.changed, counts: report.counts, examples }
}

/** The beginning of a text, or the part around the first replacement where that stands later. */
function exampleOf(id: string, before: string, { text, replaced }: RedactedText): RedactedExample {
  const first = replaced[0]
  const from = first === undefined || first.end < longestExample ? 0 : Math.max(0, first.start - 200)
  const shift = first === undefined || from === 0 ? 0 : first.at - first.start
  const kept = replaced.filter((one) => one.end <= from + longestExample)
  const last = kept.at(-1)
  const end = Math.min(before.length, Math.max(from + longestExample, last?.end ?? 0), replaced[kept.length]?.start ?? before.length)
  const afterEnd = end + (last === undefined ? shift : last.at + last.placeholder.length - last.end)
  return {
    id,
    before: before.slice(from, end),
    after: text.slice(from + shift, afterEnd),
    replaced: kept.map((one) => ({ ...one, start: one.start - from, end: one.end - from, at: one.at - from - shift })),
  }
}
