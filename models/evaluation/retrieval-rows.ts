import type { Article } from '../../core/knowledge/article.ts'
import type { DataTable } from './data-table.ts'
import { EvaluationError } from './evaluation-error.ts'
import { idsOf, joinedText, needColumn, placeOf, textOf } from './row-cells.ts'

/** A question with the ids of the documents that answer it. */
export type RetrievalQuery = { readonly line: number; readonly text: string; readonly relevant: readonly string[] }

/** Reads the documents that are searched: an id, and a title, a text or both. */
export function corpusArticles(table: DataTable): readonly Article[] {
  const id = needColumn(table, ['id', '_id'], 'the id that "relevant" names')
  needColumn(table, ['text', 'title'], 'what is searched')
  const lines = new Map<string, number>()
  return table.rows.map((row) => {
    const own = textOf(row, id).trim()
    if (own === '') throw new EvaluationError('value.invalid', placeOf(table, row, id), 'The document has no id.', 'Give every document an id of its own.')
    const before = lines.get(own)
    if (before !== undefined) throw new EvaluationError('value.invalid', placeOf(table, row, id), `The id "${own}" was already used on line ${before}.`, 'Give every document an id of its own.')
    lines.set(own, row.line)
    return { id: own, title: textOf(row, 'title').trim(), text: textOf(row, 'text').trim(), kind: 'article', source: '', thirdParty: false }
  })
}

/** Reads the questions; every document that one names must be there. */
export function retrievalQueries(table: DataTable, articles: readonly Article[], corpusFile: string): readonly RetrievalQuery[] {
  const query = table.columns.includes('query') ? ['query'] : ['title', 'text']
  needColumn(table, table.columns.includes('query') ? ['query'] : ['query', 'text'], 'the question')
  const relevant = needColumn(table, ['relevant'], 'the ids of the documents that answer it')
  const known = new Set(articles.map(({ id }) => id))
  return table.rows.map((row) => {
    const ids = idsOf(row, relevant)
    if (ids.length === 0) throw new EvaluationError('value.invalid', placeOf(table, row, relevant), 'The column "relevant" names no document.', 'Name at least one document that answers the question, or remove the row.')
    const missing = ids.find((id) => !known.has(id))
    if (missing !== undefined) throw new EvaluationError('document.unknown', placeOf(table, row, relevant), `The document "${missing}" is not in "${corpusFile}".`, 'Add the document to the corpus, or remove its id.')
    return { line: row.line, text: joinedText(row, query), relevant: ids }
  })
}
