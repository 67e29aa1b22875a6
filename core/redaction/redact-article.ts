import type { Article } from '../knowledge/article.ts'
import { noCounts, type RedactionCounts, type RedactionOptions, Redactor } from './redact-text.ts'
import type { RedactionKind } from './redaction-kind.ts'

/** Takes personal data out of a past resolution; an article written for everybody stays as it is, with the names and numbers it gives out. */
export function redactArticle<Given extends Article>(article: Given, options: RedactionOptions): { readonly article: Given; readonly counts: RedactionCounts } {
  if (article.kind !== 'pastResolution') return { article, counts: noCounts }
  const redactor = new Redactor(options)
  redactor.learn(article.title)
  redactor.learn(article.text)
  const title = redactor.redact(article.title)
  const text = redactor.redact(article.text)
  const counts: Record<RedactionKind, number> = { ...noCounts }
  for (const { kind } of [...title.replaced, ...text.replaced]) counts[kind] += 1
  return { article: { ...article, title: title.text, text: text.text }, counts }
}
