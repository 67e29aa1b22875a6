import { basename } from 'node:path'
import { AppError } from '../../api/app-error.ts'
import type { ImportItem, KnowledgeSummary, RedactionSummary } from '../../api/model.ts'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import { countPassages, type PassageCounts } from '../knowledge/count-passages.ts'
import { loadKnowledge, type LoadedArticle } from '../knowledge/load-knowledge.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import { redactLoadedKnowledge } from '../redaction/redact-loaded.ts'
import { KeptData } from './kept-data.ts'

/** The imported knowledge bases of a session. */
export class KnowledgeData {
  readonly #kept = new KeptData<readonly LoadedArticle[]>(
    4,
    () => new AppError({ code: 'knowledge.unknown', kind: 'user', message: 'These articles are no longer in memory.', hint: 'Import the articles again.' }),
  )

  /** Reads a folder or file of articles and keeps it under the digest of its content. */
  async *import(path: string, redact: readonly RedactionKind[] | null, abort: AbortLike): AsyncGenerator<ImportItem<KnowledgeSummary>> {
    const name = basename(path)
    for await (const item of loadKnowledge(path, abort)) {
      if (item.kind === 'progress') {
        yield { ...item, what: `Reading ${name}` }
        continue
      }
      let { loaded } = item
      let redaction: RedactionSummary | null = null
      if (redact !== null) {
        for await (const step of redactLoadedKnowledge(loaded, redact, abort)) {
          if (step.kind === 'progress') yield { ...step, what: `Taking personal data out of ${name}` }
          else [loaded, redaction] = [step.loaded, step.summary]
        }
      }
      const { articles, skipped, problems } = loaded
      let cut: PassageCounts = { passages: 0, split: 0 }
      for await (const step of countPassages(articles.map(({ article }) => article), abort)) {
        if (step.kind === 'progress') yield { ...step, what: 'Cutting the articles into passages' }
        else cut = step.counts
      }
      const knowledgeId = assembleKnowledge(articles.map((loaded) => ({ ...loaded.article, source: loaded.folder }))).digest
      this.#kept.put(knowledgeId, articles)
      const pastResolutions = articles.filter(({ article }) => article.kind === 'pastResolution').length
      yield { kind: 'summary', summary: { knowledgeId, path, name, articles: articles.length - pastResolutions, pastResolutions, ...cut, redaction, skipped, problems } }
    }
  }

  /** The articles of an imported knowledge base. */
  articles(knowledgeId: string): readonly LoadedArticle[] {
    return this.#kept.get(knowledgeId)
  }
}
